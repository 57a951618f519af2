// SPDX-License-Identifier: GPL-3.0-or-later
// Lying bars, one for each process: time by state, and the tasks of a pool's workers.
#include "gui/charts/chart_axes.h"
#include "gui/charts/chart_content.h"
#include "gui/widgets/counted.h"

#include <QBarSet>
#include <QChart>
#include <QHorizontalStackedBarSeries>

#include <cmath>
#include <numeric>

namespace forkscope::gui {

using world::kLaneStates;
using world::LaneState;

namespace {

// One bar for each name, cut into parts. The names come from the top, Qt counts from the bottom.
class Bars {
  public:
    explicit Bars(QStringList names) : names_(std::move(names)) {}

    void add(const ChartFill& fill, const std::vector<double>& values) {
        auto* set = new QBarSet(QString());
        for (std::size_t i = values.size(); i-- > 0;)
            *set << values[i];
        set->setBrush(fill.brush);
        set->setPen(fill.pen);
        series_->append(set);
    }
    // Hands everything to the chart.
    void show(QChart& chart, QAbstractAxis* values) {
        series_->setBarWidth(0.62);
        chart.addSeries(series_);
        QStringList fromBottom(names_.crbegin(), names_.crend());
        // A category axis takes a name once only.
        for (qsizetype i = 0; i < fromBottom.size(); ++i)
            while (fromBottom.indexOf(fromBottom[i]) < i)
                fromBottom[i] += QChar(0x200b);
        QAbstractAxis* axis = makeNamesAxis(fromBottom);
        chart.addAxis(axis, Qt::AlignLeft);
        chart.addAxis(values, Qt::AlignBottom);
        series_->attachAxis(axis);
        series_->attachAxis(values);
    }

  private:
    QStringList names_;
    QHorizontalStackedBarSeries* series_ = new QHorizontalStackedBarSeries;
};

// Which bar lies at this height; -1 between two and outside.
int barAt(double y, int count) {
    const int fromBottom = int(std::lround(y));
    const bool inside = fromBottom >= 0 && fromBottom < count && std::abs(y - fromBottom) < 0.45;
    return inside ? count - 1 - fromBottom : -1;
}

class StateContent : public ChartContent {
    Q_DECLARE_TR_FUNCTIONS(Charts)
  public:
    using ChartContent::ChartContent;

    QString headline() const override;
    std::vector<LegendEntry> legend() const override;
    ChartReach reach() const override;
    void fill(QChart& chart, const ChartReach& reach) const override;
    ChartHit hit(QPointF value, const ChartReach& reach) const override;
    int rows() const override { return int(figures().states.size()); }
    QStringList names() const override {
        QStringList names;
        for (const StateFigure& process : figures().states)
            names += QString::fromStdString(process.label);
        return names;
    }

  private:
    static QString stateText(LaneState state);
    static QString didText(LaneState state);
    Time totalOf(std::size_t state) const;
};

QString StateContent::stateText(LaneState state) {
    switch (state) {
    case LaneState::Running:
        return tr("Running");
    case LaneState::Ready:
        return tr("Ready");
    case LaneState::WaitsLock:
        return tr("Waiting: lock or event");
    case LaneState::WaitsQueue:
        return tr("Waiting: queue or other");
    case LaneState::WaitsProcess:
        return tr("In join");
    case LaneState::Sleeping:
        return tr("Sleeping");
    case LaneState::Stopped:
        return tr("Held");
    case LaneState::Zombie:
    case LaneState::Absent:
        break;
    }
    return tr("Zombie");
}

// "P1 buyer … 1.2 s"
QString StateContent::didText(LaneState state) {
    switch (state) {
    case LaneState::Running:
        return tr("%1 ran for %2");
    case LaneState::Ready:
        return tr("%1 was ready and wanted a CPU for %2");
    case LaneState::WaitsLock:
        return tr("%1 waited for locks and events for %2");
    case LaneState::WaitsQueue:
        return tr("%1 waited at queues or in other calls for %2");
    case LaneState::WaitsProcess:
        return tr("%1 waited in join for %2");
    case LaneState::Sleeping:
        return tr("%1 slept for %2");
    case LaneState::Stopped:
        return tr("%1 was held for %2");
    case LaneState::Zombie:
    case LaneState::Absent:
        break;
    }
    return tr("%1 had ended and was not joined for %2");
}

Time StateContent::totalOf(std::size_t state) const {
    Time total = 0;
    for (const StateFigure& process : figures().states)
        total += process.time[state];
    return total;
}

QString StateContent::headline() const {
    std::size_t most = 0;
    Time all = 0;
    for (std::size_t s = 0; s < kLaneStates; ++s) {
        const Time total = totalOf(s);
        all += total;
        most = total > totalOf(most) ? s : most;
    }
    if (all == 0)
        return {};
    const QString who = counted(rows(), tr("The process"), tr("The %1 processes together"));
    return tr("%1, most of all (%2 % of the time).")
        .arg(didText(LaneState(most)).arg(who, timeText(totalOf(most))))
        .arg(std::lround(100.0 * double(totalOf(most)) / double(all)));
}

std::vector<LegendEntry> StateContent::legend() const {
    std::vector<LegendEntry> entries;
    for (std::size_t s = 0; s < kLaneStates; ++s)
        if (totalOf(s) > 0)
            entries.push_back({stateText(LaneState(s)), fillOf(LaneState(s))});
    return entries;
}

ChartReach StateContent::reach() const {
    ChartReach reach;
    for (const StateFigure& process : figures().states)
        reach.time = std::max(reach.time, process.end - process.begin);
    return reach;
}

void StateContent::fill(QChart& chart, const ChartReach& reach) const {
    const double unit = unitFor(reach.time).nanoseconds;
    Bars bars(names());
    for (std::size_t s = 0; s < kLaneStates; ++s) {
        if (totalOf(s) == 0)
            continue;
        std::vector<double> values;
        for (const StateFigure& process : figures().states)
            values.push_back(double(process.time[s]) / unit);
        bars.add(fillOf(LaneState(s)), values);
    }
    bars.show(chart, makeTimeAxis(reach.time, tr("time in %1")));
}

ChartHit StateContent::hit(QPointF value, const ChartReach& reach) const {
    const int bar = barAt(value.y(), rows());
    if (bar < 0 || value.x() < 0)
        return {};
    const StateFigure& process = figures().states[std::size_t(bar)];
    const auto at = Time(value.x() * unitFor(reach.time).nanoseconds);
    Time before = 0;
    for (std::size_t s = 0; s < kLaneStates; ++s) {
        before += process.time[s];
        if (at >= before)
            continue;
        const QString did =
            didText(LaneState(s)).arg(QString::fromStdString(process.label), timeText(process.time[s]));
        if (process.count[s] < 2)
            return {tr("%1, from %2 on.").arg(did, timeText(process.longestAt[s])), process.longestAt[s]};
        return {tr("%1, in %2 stretches; the longest, %3, began at %4.")
                    .arg(did)
                    .arg(process.count[s])
                    .arg(timeText(process.longest[s]), timeText(process.longestAt[s])),
                process.longestAt[s]};
    }
    return {};
}

class TaskContent : public ChartContent {
    Q_DECLARE_TR_FUNCTIONS(Charts)
  public:
    TaskContent(const Figures& figures, int which)
        : ChartContent(figures), pool_(figures->pools.at(std::size_t(which))) {}

    QString headline() const override {
        std::uint32_t tasks = 0;
        Time busy = 0;
        const WorkerFigure* most = &pool_.workers.front();
        for (const WorkerFigure& worker : pool_.workers) {
            tasks += worker.tasks;
            busy += worker.busy;
            most = worker.tasks > most->tasks ? &worker : most;
        }
        const QString all =
            tr("%1, %2 of work in all.").arg(counted(tasks, tr("1 task"), tr("%1 tasks")), timeText(busy));
        if (pool_.workers.size() < 2)
            return all;
        return all + QLatin1Char(' ') +
               tr("%1 did most: %2.").arg(QString::fromStdString(most->label)).arg(most->tasks);
    }
    ChartReach reach() const override {
        ChartReach reach;
        for (const WorkerFigure& worker : pool_.workers)
            reach.value = std::max(reach.value, double(worker.tasks));
        reach.value = std::max(reach.value, 1.0);
        return reach;
    }
    void fill(QChart& chart, const ChartReach& reach) const override {
        std::vector<double> values;
        for (const WorkerFigure& worker : pool_.workers)
            values.push_back(worker.tasks);
        Bars bars(names());
        bars.add(fillOf(LaneState::Running), values);
        bars.show(chart, makeNumberAxis(reach.value, tr("finished tasks")));
    }
    ChartHit hit(QPointF value, const ChartReach&) const override {
        const int bar = barAt(value.y(), rows());
        if (bar < 0)
            return {};
        const WorkerFigure& worker = pool_.workers[std::size_t(bar)];
        return {tr("%1 finished %2 in %3; its longest took %4, from %5 on.")
                    .arg(QString::fromStdString(worker.label),
                         counted(worker.tasks, tr("1 task"), tr("%1 tasks")), timeText(worker.busy),
                         timeText(worker.longest), timeText(worker.longestAt)),
                worker.longestAt};
    }
    int rows() const override { return int(pool_.workers.size()); }
    QStringList names() const override {
        QStringList names;
        for (const WorkerFigure& worker : pool_.workers)
            names += QString::fromStdString(worker.label);
        return names;
    }

  private:
    const PoolFigure& pool_; // in the figures, which the base keeps
};

} // namespace

std::unique_ptr<ChartContent> makeBarContent(ChartKind kind, const Figures& figures, int which) {
    if (kind == ChartKind::Tasks)
        return std::make_unique<TaskContent>(figures, which);
    return std::make_unique<StateContent>(figures);
}

} // namespace forkscope::gui
