// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/timeline/timeline_table_model.h"

#include "gui/timeline/words.h"

#include <algorithm>
#include <limits>

namespace forkscope::gui {

void TimelineTableModel::show(const LaneSource* source, std::vector<std::size_t> lanes,
                              timeline::TimeRange range) {
    beginResetModel();
    source_ = source;
    parts_.clear();
    rows_ = 0;
    for (const std::size_t lane : source == nullptr ? std::vector<std::size_t>{} : lanes) {
        const world::Track& track = source->track(lane);
        if (track.empty() || track.start(0) >= range.end || track.end() < range.begin)
            continue;
        const std::size_t first = track.find(range.begin), last = track.find(range.end - 1);
        const std::size_t room = std::size_t(std::numeric_limits<int>::max() - rows_);
        parts_.push_back({lane, first, rows_});
        rows_ += int(std::min(last - first + 1, room));
    }
    endResetModel();
}

int TimelineTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : rows_;
}

int TimelineTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : Columns;
}

TimelineTableModel::Place TimelineTableModel::placeOf(int row) const {
    const auto after = std::upper_bound(parts_.begin(), parts_.end(), row,
                                        [](int value, const Part& part) { return value < part.firstRow; });
    const Part& part = *(after - 1);
    return {part.lane, part.firstInterval + std::size_t(row - part.firstRow)};
}

QVariant TimelineTableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rows_ || source_ == nullptr)
        return {};
    if (role == Qt::TextAlignmentRole &&
        (index.column() == From || index.column() == To || index.column() == Line))
        return int(Qt::AlignRight | Qt::AlignVCenter);
    const Place place = placeOf(index.row());
    const world::Track& track = source_->track(place.lane);
    if (role == Qt::ToolTipRole || role == Qt::AccessibleDescriptionRole)
        return source_->explainInterval(place.lane, place.interval);
    if (role != Qt::DisplayRole)
        return {};
    const world::IntervalNote note = track.note(place.interval);
    // To the microsecond, in one unit, so that a column can be compared.
    const auto time = [](trace::Time t) { return timeline::tickText(t, 1000, 1'000'000); };
    switch (index.column()) {
    case Lane: {
        const LaneTitle title = source_->title(place.lane);
        return QString(title.id + QLatin1Char(' ') + title.name).trimmed();
    }
    case From:
        return time(track.start(place.interval));
    case To:
        return time(track.stop(place.interval));
    case State:
        return timeline::stateText(source_->kind(place.lane), track.state(place.interval));
    case About:
        return timeline::aboutText(*source_, place.lane, place.interval);
    case Line:
        return note.line == 0 ? QString() : QString::number(note.line);
    default:
        return {};
    }
}

QVariant TimelineTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    switch (section) {
    case Lane:
        return tr("Lane");
    case From:
        return tr("From");
    case To:
        return tr("To");
    case State:
        return tr("State");
    case About:
        return tr("About");
    case Line:
        return tr("Line");
    default:
        return {};
    }
}

} // namespace forkscope::gui
