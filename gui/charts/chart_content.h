// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// One chart of one run: what it says in a sentence, what it draws, and what lies under a point of it. Made
// anew from the figures whenever they change; draws into a QChart that belongs to somebody else.
#include "gui/charts/chart_colors.h"
#include "gui/charts/run_figures.h"

#include <QCoreApplication>
#include <QPointF>

#include <memory>

class QChart;

namespace forkscope::gui {

enum class ChartKind { States, Parallel, Cpu, Depth, LockTimes, Tasks };
inline constexpr int kChartKinds = 6;

// How far the axes go. Two runs side by side share the greater of both.
struct ChartReach {
    Time time = 0;
    double value = 0;
    int firstBin = 0, lastBin = -1; // LockTimes: the durations shown

    ChartReach joined(const ChartReach& other) const;
};

// What lies under a point, and the moment that belongs to it (-1 none).
struct ChartHit {
    QString words;
    Time at = -1;
};

using Figures = std::shared_ptr<const RunFigures>;

class ChartContent {
    Q_DECLARE_TR_FUNCTIONS(Charts)
  public:
    explicit ChartContent(Figures figures) : figures_(std::move(figures)) {}
    virtual ~ChartContent() = default;
    ChartContent(const ChartContent&) = delete;
    ChartContent& operator=(const ChartContent&) = delete;

    virtual QString headline() const = 0;
    virtual std::vector<LegendEntry> legend() const { return {}; }
    virtual ChartReach reach() const = 0;
    // Adds series and axes; `reach` is at least reach().
    virtual void fill(QChart& chart, const ChartReach& reach) const = 0;
    // `value` in the units of the axes.
    virtual ChartHit hit(QPointF value, const ChartReach& reach) const = 0;
    virtual bool hasTimeAxis() const { return false; }
    virtual int rows() const { return 0; }           // of a chart with one lying bar for each name
    virtual QStringList names() const { return {}; } // of those bars, from the top

  protected:
    static QString timeText(Time t);
    QString whoText(ProcessId id, std::uint32_t line) const; // "P3 packer (line 8)"
    const RunFigures& figures() const { return *figures_; }

  private:
    Figures figures_;
};

// What there is to choose from in a chart ("orders", "results"); empty when the run has nothing for it, one
// "" when there is no choice.
QStringList chartChoices(ChartKind kind, const RunFigures& figures);
QString chartName(ChartKind kind);
// `which`: place in chartChoices().
std::unique_ptr<ChartContent> makeChartContent(ChartKind kind, const Figures& figures, int which);

// One for each family of charts. Used by makeChartContent().
std::unique_ptr<ChartContent> makeBarContent(ChartKind kind, const Figures& figures, int which);
std::unique_ptr<ChartContent> makeCurveContent(ChartKind kind, const Figures& figures, int which);
std::unique_ptr<ChartContent> makeLockContent(const Figures& figures, int which);

} // namespace forkscope::gui
