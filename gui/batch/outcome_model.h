// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The outcomes of many runs as rows: one for each different outcome, with how often it came.
#include "engine/batch/outcome_groups.h"

#include <QAbstractListModel>

namespace forkscope::gui {

class OutcomeModel : public QAbstractListModel {
    Q_OBJECT
  public:
    explicit OutcomeModel(QObject* parent = nullptr) : QAbstractListModel(parent) {}

    // `openRun`: place in the list of outcomes of the run that the other views show; -1 none.
    void show(std::vector<batch::OutcomeGroup> groups, batch::GroupBy by, int openRun);
    void setOpenRun(int run);

    const batch::OutcomeGroup& group(int row) const { return groups_[std::size_t(row)]; }
    batch::GroupBy grouping() const { return by_; }
    int openRun() const { return openRun_; }
    int total() const { return total_; }   // runs in all groups
    int mostRuns() const { return most_; } // in one group
    int rowOf(int run) const;              // -1 where no row has it
    QString countText(int row) const;      // "14 of 20 · 70 %"
    QString remark(int row) const;         // "2 ended badly · run 7 is open"; often empty

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

  private:
    QString spoken(int row) const;
    QString toolTip(int row) const;

    std::vector<batch::OutcomeGroup> groups_;
    batch::GroupBy by_ = batch::GroupBy::Printed;
    int openRun_ = -1, total_ = 0, most_ = 0;
};

} // namespace forkscope::gui
