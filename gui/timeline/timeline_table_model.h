// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The visible intervals of the shown lanes as rows: lane, from, to, state, about, line. The timeline's equal
// for screen readers and for reading exact numbers. Rows are looked up when asked for, so a million of them
// cost nothing; what they are was fixed by the last show(). Main thread.
#include "gui/timeline/coordinates.h"
#include "gui/timeline/lane_source.h"

#include <QAbstractTableModel>

#include <vector>

namespace forkscope::gui {

class TimelineTableModel : public QAbstractTableModel {
    Q_OBJECT
  public:
    enum Column { Lane, From, To, State, About, Line, Columns };

    using QAbstractTableModel::QAbstractTableModel;

    // These lanes, this stretch of time. `source` may be null; it must stay until the next call.
    void show(const LaneSource* source, std::vector<std::size_t> lanes, timeline::TimeRange range);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    // Which interval a row shows.
    struct Place {
        std::size_t lane = 0, interval = 0;
    };
    Place placeOf(int row) const;

  private:
    struct Part {
        std::size_t lane, firstInterval;
        int firstRow;
    };
    const LaneSource* source_ = nullptr;
    std::vector<Part> parts_;
    int rows_ = 0;
};

} // namespace forkscope::gui
