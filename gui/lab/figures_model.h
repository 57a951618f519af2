// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Waiting, turnaround and response time of each job and their means, measured beside computed, in
// milliseconds. A cell is empty ("–") where there is nothing: a job that is not done, a policy that nobody
// computes.
#include "engine/lab/comparison.h"

#include <QAbstractTableModel>

#include <optional>

namespace forkscope::gui {

class FiguresModel : public QAbstractTableModel {
    Q_OBJECT
  public:
    // Of each time first the measured, then the computed one.
    enum Column {
        Job,
        Waiting,
        WaitingComputed,
        Turnaround,
        TurnaroundComputed,
        Response,
        ResponseComputed,
        ColumnCount
    };

    using QAbstractTableModel::QAbstractTableModel;

    void show(const lab::Comparison& comparison);
    void clear();
    const std::optional<lab::Comparison>& comparison() const { return comparison_; }
    // The last row, where there is a run.
    int meanRow() const { return rowCount() - 1; }
    static bool isComputed(int column) { return column > 0 && column % 2 == 0; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

  private:
    QString text(int row, int column) const;
    QString spoken(int row, int column) const;

    std::optional<lab::Comparison> comparison_;
};

} // namespace forkscope::gui
