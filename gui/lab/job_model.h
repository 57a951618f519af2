// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The table of jobs as it is edited: name, arrival, burst (ms). What cannot be is refused with a sentence, so
// that what it holds can always be run.
#include "engine/scheduling/plan.h"

#include <QAbstractTableModel>

#include <vector>

namespace forkscope::gui {

class JobModel : public QAbstractTableModel {
    Q_OBJECT
  public:
    enum Column { Name, Arrival, Burst, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setJobs(const std::vector<scheduling::Job>& jobs);
    const std::vector<scheduling::Job>& jobs() const { return jobs_; }
    // A job with a free name, as long as the last one, which arrives with it. Its row; -1: there are too
    // many.
    int add();
    // False for the last one that is left.
    bool remove(int row);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;

  signals:
    void edited();
    void refused(const QString& sentence);

  private:
    QString whyNotName(const QString& name, int row) const;
    bool setTime(scheduling::Time& time, const QString& text, bool mayBeNothing);

    std::vector<scheduling::Job> jobs_;
};

} // namespace forkscope::gui
