// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/lab/figures_model.h"

#include "gui/theme/theme.h"

#include <algorithm>
#include <cmath>

namespace forkscope::gui {

using scheduling::JobFigures;
using scheduling::Means;
using scheduling::Plan;

namespace {

const QString kNothing = QStringLiteral("–");

QString whole(double time) {
    return QString::number(std::llround(time / double(scheduling::kMillisecond)));
}

double timeOf(const JobFigures& figures, int column) {
    switch ((column - 1) / 2) {
    case 0:
        return double(figures.waiting());
    case 1:
        return double(figures.turnaround());
    default:
        return double(figures.response());
    }
}

double timeOf(const Means& means, int column) {
    switch ((column - 1) / 2) {
    case 0:
        return means.waiting;
    case 1:
        return means.turnaround;
    default:
        return means.response;
    }
}

bool isAnyDone(const Plan& plan) {
    return std::ranges::any_of(plan.jobs, &JobFigures::isDone);
}

} // namespace

void FiguresModel::show(const lab::Comparison& comparison) {
    const bool isSameSize = comparison_ && comparison_->jobs.size() == comparison.jobs.size();
    if (isSameSize) {
        comparison_ = comparison;
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    comparison_ = comparison;
    endResetModel();
}

void FiguresModel::clear() {
    beginResetModel();
    comparison_.reset();
    endResetModel();
}

int FiguresModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() || !comparison_ ? 0 : int(comparison_->jobs.size()) + 1;
}

int FiguresModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(ColumnCount);
}

QString FiguresModel::text(int row, int column) const {
    const bool isMean = row == meanRow();
    if (column == Job)
        return isMean ? tr("Mean") : QString::fromStdString(comparison_->jobs[std::size_t(row)].name);
    if (isComputed(column) && !comparison_->hasComputed)
        return kNothing;
    const Plan& plan = isComputed(column) ? comparison_->computed : comparison_->measured;
    if (isMean)
        return isAnyDone(plan) ? whole(timeOf(plan.means(), column)) : kNothing;
    const JobFigures& figures = plan.jobs[std::size_t(row)];
    return figures.isDone ? whole(timeOf(figures, column)) : kNothing;
}

QString FiguresModel::spoken(int row, int column) const {
    if (column == Job)
        return text(row, column);
    return tr("%1, %2: %3 ms")
        .arg(text(row, Job), headerData(column, Qt::Horizontal, Qt::AccessibleTextRole).toString(),
             text(row, column));
}

QVariant FiguresModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || !comparison_)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return text(index.row(), index.column());
    case Qt::AccessibleTextRole:
        return spoken(index.row(), index.column());
    case Qt::TextAlignmentRole:
        return int(Qt::AlignVCenter | (index.column() == Job ? Qt::AlignLeft : Qt::AlignRight));
    case Qt::ForegroundRole:
        return isComputed(index.column()) ? colors().dim : colors().text;
    case Qt::FontRole:
        return uiFont(13, index.row() == meanRow() ? QFont::DemiBold : QFont::Normal);
    default:
        return {};
    }
}

QVariant FiguresModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (section == Job ? Qt::AlignLeft : Qt::AlignRight));
    const QString names[] = {tr("Waiting"), tr("Turnaround"), tr("Response")};
    const QString tips[] = {tr("How long it was ready and had no processor"),
                            tr("From its arrival to its end"),
                            tr("From its arrival to the first time that it ran")};
    const QString side = isComputed(section) ? tr("computed") : tr("measured");
    const int which = (section - 1) / 2;
    if (role == Qt::DisplayRole)
        return section == Job ? tr("Job") : names[which] + u'\n' + side;
    if (role == Qt::AccessibleTextRole)
        return section == Job ? tr("Job") : names[which] + u' ' + side;
    if (role == Qt::ToolTipRole && section != Job)
        return tr("%1, in milliseconds").arg(tips[which]);
    return {};
}

} // namespace forkscope::gui
