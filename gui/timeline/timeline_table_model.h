// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the timeline shows as rows: the visible intervals of the shown lanes, then its marks (ends,
// exceptions, signals, what was printed), then its arrows (from whom to whom), each with lane, from, to,
// state, about, line. The timeline's equal for screen readers and for reading exact numbers. Rows are looked
// up when asked for, so a million of them cost nothing; what they are was fixed by the last show(). Main
// thread.
#include "gui/timeline/coordinates.h"
#include "gui/timeline/lane_source.h"

#include <QAbstractTableModel>

#include <vector>

namespace forkscope::gui {

class TimelineTableModel : public QAbstractTableModel {
    Q_OBJECT
  public:
    enum Column { Lane, From, To, State, About, Line, Columns };
    static constexpr int kSortRole = Qt::UserRole; // numbers as such

    using QAbstractTableModel::QAbstractTableModel;

    // These lanes, this stretch of time. `source` may be null; it must stay until the next call.
    void show(const LaneSource* source, std::vector<std::size_t> lanes, timeline::TimeRange range);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    // Which interval a row shows, or which mark or arrow of the source.
    enum class What { Interval, Mark, Arrow };
    struct Place {
        What what = What::Interval;
        std::size_t lane = 0, interval = 0; // of an interval
        std::size_t index = 0;              // of a mark or arrow
    };
    Place placeOf(int row) const;
    trace::Time timeOf(int row) const;         // when it begins
    world::ProcessId processOf(int row) const; // whose mark or arrow; 0 for intervals

  private:
    struct Part {
        std::size_t lane, firstInterval;
        int firstRow;
    };
    QVariant intervalData(const Place& place, int column, int role) const;
    QVariant markData(const world::Mark& mark, int column, int role) const;
    QVariant arrowData(const world::Arrow& arrow, int column, int role) const;
    QString nameOf(world::ProcessId process) const;

    const LaneSource* source_ = nullptr;
    std::vector<Part> parts_;
    int rows_ = 0, firstMarkRow_ = 0, firstArrowRow_ = 0;
    std::size_t firstMark_ = 0, firstArrow_ = 0;
};

} // namespace forkscope::gui
