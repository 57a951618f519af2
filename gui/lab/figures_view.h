// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What came of the runs of a table of jobs: the last one job by job, measured beside computed, with a
// sentence that says where differences come from; and all policies that were measured, side by side in a
// chart. Side by side where there is room, else one above the other.
#include "gui/lab/figures_model.h"
#include "gui/lab/policy_chart.h"

#include <QScrollArea>

class QBoxLayout;
class QLabel;
class QTableView;

namespace forkscope::gui {

class ChartCanvas;
class ChartLegend;
class SegmentedSwitch;

class FiguresView : public QScrollArea {
    Q_OBJECT
  public:
    explicit FiguresView(QWidget* parent = nullptr);

    // Nothing was run yet, or the table is another one now: a sentence in its place.
    void clear(const QString& sentence);
    // `policy` none: the kernel's own; `states` says what it was measured by.
    void show(const lab::Comparison& comparison, const std::optional<scheduling::Policy>& policy,
              const QString& states, bool isDone);
    // A run that did not come to its end.
    void addRemark(const QString& sentence);
    void setPolicies(const std::vector<MeasuredPolicy>& policies);

    QString headline() const;
    QString sentence() const; // where differences come from
    QTableView* table() const { return table_; }
    FiguresModel* model() const { return model_; }
    ChartCanvas* canvas() const { return canvas_; }
    SegmentedSwitch* timeSwitch() const { return times_; }
    const std::vector<MeasuredPolicy>& policies() const { return policies_; }

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    QWidget* makeTable();
    QWidget* makeChart();
    void drawChart();
    void arrange();
    void fitTable();

    std::vector<MeasuredPolicy> policies_;
    FiguresModel* model_ = nullptr;
    QTableView* table_ = nullptr;
    QBoxLayout* halves_ = nullptr;
    QWidget* chart_ = nullptr;
    QLabel *headline_ = nullptr, *sentence_ = nullptr, *chartHeadline_ = nullptr, *caption_ = nullptr;
    SegmentedSwitch* times_ = nullptr;
    ChartCanvas* canvas_ = nullptr;
    ChartLegend* legend_ = nullptr;
};

} // namespace forkscope::gui
