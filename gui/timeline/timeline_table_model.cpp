// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/timeline/timeline_table_model.h"

#include "gui/timeline/words.h"

#include <algorithm>
#include <limits>

namespace forkscope::gui {

// First and after the last of those in range; they are sorted by `time`.
static std::pair<std::size_t, std::size_t> within(const std::vector<world::Mark>& marks,
                                                  timeline::TimeRange range) {
    const auto begin = std::ranges::lower_bound(marks, range.begin, {}, &world::Mark::at),
               end = std::ranges::lower_bound(marks, range.end, {}, &world::Mark::at);
    return {std::size_t(begin - marks.begin()), std::size_t(end - marks.begin())};
}

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
    const auto add = [this](std::size_t count) {
        rows_ += int(std::min(count, std::size_t(std::numeric_limits<int>::max() - rows_)));
    };
    firstMarkRow_ = firstArrowRow_ = rows_;
    if (source != nullptr) {
        const auto [marks, marksEnd] = within(source->marks(), range);
        firstMark_ = marks;
        add(marksEnd - marks);
        firstArrowRow_ = rows_;
        firstArrow_ = source->arrows().firstFrom(range.begin);
        add(source->arrows().firstFrom(range.end) - firstArrow_);
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
    if (row >= firstArrowRow_)
        return {What::Arrow, 0, 0, firstArrow_ + std::size_t(row - firstArrowRow_)};
    if (row >= firstMarkRow_)
        return {What::Mark, 0, 0, firstMark_ + std::size_t(row - firstMarkRow_)};
    const auto after = std::upper_bound(parts_.begin(), parts_.end(), row,
                                        [](int value, const Part& part) { return value < part.firstRow; });
    const Part& part = *(after - 1);
    return {What::Interval, part.lane, part.firstInterval + std::size_t(row - part.firstRow), 0};
}

trace::Time TimelineTableModel::timeOf(int row) const {
    const Place place = placeOf(row);
    switch (place.what) {
    case What::Mark:
        return source_->marks()[place.index].at;
    case What::Arrow:
        return source_->arrows()[place.index].from;
    case What::Interval:
        break;
    }
    return source_->track(place.lane).start(place.interval);
}

world::ProcessId TimelineTableModel::processOf(int row) const {
    const Place place = placeOf(row);
    return place.what == What::Mark    ? source_->known(source_->marks()[place.index].process)
           : place.what == What::Arrow ? source_->known(source_->arrows()[place.index].source)
                                       : world::ProcessId{};
}

QString TimelineTableModel::nameOf(world::ProcessId process) const {
    for (std::size_t lane = 0; lane < source_->laneCount(); ++lane)
        if (source_->kind(lane) == world::LaneKind::Process &&
            source_->known(source_->process(lane)) == source_->known(process))
            return plainTitle(source_->title(lane));
    return source_->processId(process);
}

QVariant TimelineTableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rows_ || source_ == nullptr)
        return {};
    if (role == Qt::TextAlignmentRole &&
        (index.column() == From || index.column() == To || index.column() == Line))
        return int(Qt::AlignRight | Qt::AlignVCenter);
    const Place place = placeOf(index.row());
    if (place.what == What::Mark)
        return markData(source_->marks()[place.index], index.column(), role);
    if (place.what == What::Arrow)
        return arrowData(source_->arrows()[place.index], index.column(), role);
    return intervalData(place, index.column(), role);
}

static bool isDescription(int role) {
    return role == Qt::ToolTipRole || role == Qt::AccessibleDescriptionRole;
}
// To the microsecond, in one unit, so that a column can be compared.
static QVariant timeAs(int role, trace::Time t) {
    return role == TimelineTableModel::kSortRole ? QVariant(qlonglong(t))
                                                 : QVariant(timeline::tickText(t, 1000, 1'000'000));
}

QVariant TimelineTableModel::intervalData(const Place& place, int column, int role) const {
    if (isDescription(role))
        return source_->explainInterval(place.lane, place.interval);
    if (role != Qt::DisplayRole && role != kSortRole)
        return {};
    const world::Track& track = source_->track(place.lane);
    const std::uint32_t line = track.note(place.interval).line;
    switch (column) {
    case Lane:
        return plainTitle(source_->title(place.lane));
    case From:
        return timeAs(role, track.start(place.interval));
    case To:
        return timeAs(role, track.stop(place.interval));
    case State:
        return timeline::stateText(source_->kind(place.lane), track.state(place.interval));
    case About:
        return timeline::aboutText(*source_, place.lane, place.interval);
    case Line:
        if (role == kSortRole)
            return line;
        return line == 0 ? QString() : QString::number(line);
    default:
        return {};
    }
}

QVariant TimelineTableModel::markData(const world::Mark& mark, int column, int role) const {
    if (isDescription(role))
        return source_->explainOrder(mark.order);
    if (role != Qt::DisplayRole && role != kSortRole)
        return {};
    switch (column) {
    case Lane:
        return nameOf(mark.process);
    case From:
    case To:
        return timeAs(role, mark.at);
    case State:
        return timeline::markText(mark.kind);
    case About:
        return role == kSortRole ? QString() : source_->explainOrder(mark.order);
    default:
        return {};
    }
}

QVariant TimelineTableModel::arrowData(const world::Arrow& arrow, int column, int role) const {
    if (isDescription(role))
        return source_->explainOrder(arrow.toOrder);
    if (role != Qt::DisplayRole && role != kSortRole)
        return {};
    switch (column) {
    case Lane:
        return nameOf(arrow.source);
    case From:
        return timeAs(role, arrow.from);
    case To:
        return timeAs(role, arrow.to);
    case State:
        return tr("arrow to %1").arg(source_->processId(source_->known(arrow.target)));
    case About:
        return arrow.object ? source_->objectName(arrow.object) : QString();
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
