// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/batch/outcome_model.h"

#include "gui/widgets/counted.h"

#include <QStringList>

#include <algorithm>
#include <cmath>

namespace forkscope::gui {

using batch::GroupBy;
using batch::OutcomeGroup;

void OutcomeModel::show(std::vector<OutcomeGroup> groups, GroupBy by, int openRun) {
    beginResetModel();
    groups_ = std::move(groups);
    by_ = by;
    openRun_ = openRun;
    total_ = most_ = 0;
    for (const OutcomeGroup& group : groups_) {
        total_ += int(group.runs.size());
        most_ = std::max(most_, int(group.runs.size()));
    }
    endResetModel();
}

void OutcomeModel::setOpenRun(int run) {
    openRun_ = run;
    if (!groups_.empty())
        emit dataChanged(index(0), index(rowCount() - 1));
}

int OutcomeModel::rowOf(int run) const {
    for (std::size_t row = 0; row < groups_.size(); ++row)
        if (std::binary_search(groups_[row].runs.begin(), groups_[row].runs.end(), run))
            return int(row);
    return -1;
}

QString OutcomeModel::countText(int row) const {
    const auto count = int(group(row).runs.size());
    return tr("%1 of %2 · %3 %").arg(count).arg(total_).arg(std::lround(100.0 * count / std::max(1, total_)));
}

QString OutcomeModel::remark(int row) const {
    QStringList parts;
    if (const int troubled = group(row).troubled; troubled > 0)
        parts +=
            troubled == int(group(row).runs.size()) ? tr("ended badly") : tr("%1 ended badly").arg(troubled);
    if (rowOf(openRun_) == row)
        parts += tr("run %1 is open").arg(openRun_ + 1);
    return parts.join(QStringLiteral(" · "));
}

int OutcomeModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(groups_.size());
}

QVariant OutcomeModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid())
        return {};
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return spoken(index.row());
    case Qt::ToolTipRole:
        return toolTip(index.row());
    default:
        return {};
    }
}

// A span of time in which no run lies opens nothing.
Qt::ItemFlags OutcomeModel::flags(const QModelIndex& index) const {
    if (!index.isValid() || group(index.row()).runs.empty())
        return Qt::ItemNeverHasChildren;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

QString OutcomeModel::spoken(int row) const {
    QStringList lines;
    for (const batch::PreviewLine& line : group(row).preview)
        lines += line.number > 0 ? tr("line %1: %2").arg(line.number).arg(line.text) : line.text;
    QStringList parts{countText(row), lines.join(QStringLiteral("; "))};
    if (const QString more = remark(row); !more.isEmpty())
        parts += more;
    return parts.join(QStringLiteral(". "));
}

QString OutcomeModel::toolTip(int row) const {
    constexpr int kMost = 24;
    QStringList numbers;
    for (const int run : group(row).runs)
        if (numbers.size() < kMost)
            numbers += QString::number(run + 1);
    if (group(row).runs.size() > kMost)
        numbers += QStringLiteral("…");
    return numbers.isEmpty() ? QString()
                             : counted(qint64(group(row).runs.size()), tr("Run %1").arg(numbers.value(0)),
                                       tr("Runs %2 (%1)"))
                                   .arg(numbers.join(QStringLiteral(", ")));
}

} // namespace forkscope::gui
