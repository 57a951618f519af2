// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The steps of a driven run so far, one a row, and below them whose choice the next one is. Rows are plain
// values, made from what the engine has kept of each step.
#include "engine/drive/controller.h"
#include "engine/world/world.h"

#include <QAbstractListModel>
#include <QString>

#include <vector>

namespace forkscope::gui {

struct DrivePicture;

struct StepRow {
    enum class Kind : std::uint8_t {
        Step,
        Remark, // no step: somebody was not waited for, and the order is not exact from here on
        Next    // what comes next
    };
    Kind kind = Kind::Step;
    int number = 0;       // from 1; of a remark the step before it; 0: there is no choice
    std::size_t upTo = 0; // steps of the schedule with it; of `Next` all
    trace::ProcessId process;
    std::uint8_t thread = 0;
    QString tag;      // "P1"
    int identity = 0; // of the process, for its colour
    QString what;     // "acquires mutex"
    int line = 0;     // 0: not known
    trace::Time at = 0;

    QString spoken() const; // all of it, for screen readers and tool tips
    bool operator==(const StepRow&) const = default;
};

std::vector<StepRow> stepRows(const world::World& world, const std::vector<drive::TakenStep>& taken);
// "13: your choice: press 1 or 2, or try 0"; where there is none, how the run stands.
StepRow nextRow(const DrivePicture& picture, std::size_t upTo);

class StepModel : public QAbstractListModel {
    Q_OBJECT
  public:
    using QAbstractListModel::QAbstractListModel;

    void setRows(std::vector<StepRow> rows);
    const StepRow& row(int index) const { return rows_[std::size_t(index)]; }
    // The last step that was done by then; -1: none.
    int indexAt(trace::Time time) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

  private:
    std::vector<StepRow> rows_;
};

} // namespace forkscope::gui
