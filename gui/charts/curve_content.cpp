// SPDX-License-Identifier: GPL-3.0-or-later
// Charts over the time of the run: items in a queue, how many ran at once, CPU use.
#include "gui/charts/chart_axes.h"
#include "gui/charts/chart_content.h"
#include "gui/theme/theme.h"
#include "gui/widgets/counted.h"

#include <QAreaSeries>
#include <QChart>
#include <QLineSeries>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace forkscope::gui {

namespace {

// What all charts over time have in common. A subclass adds its areas.
class CurveContent : public ChartContent {
    Q_DECLARE_TR_FUNCTIONS(Charts)
  public:
    using ChartContent::ChartContent;

    bool hasTimeAxis() const override { return true; }
    ChartHit hit(QPointF value, const ChartReach& reach) const override {
        const auto at = Time(value.x() * unitFor(reach.time).nanoseconds);
        if (at < 0 || at > figures().end)
            return {};
        return {wordsAt(at), at};
    }

  protected:
    virtual QString wordsAt(Time at) const = 0;

    static void addAxes(QChart& chart, const ChartReach& reach, QAbstractAxis* values) {
        QAbstractAxis* time = makeTimeAxis(reach.time, tr("time since the start in %1"));
        chart.addAxis(time, Qt::AlignBottom);
        chart.addAxis(values, Qt::AlignLeft);
        for (QAbstractSeries* series : chart.series()) {
            series->attachAxis(time);
            series->attachAxis(values);
        }
    }
    // Between two step curves; no lower one: down to 0.
    static void addArea(QChart& chart, const QList<QPointF>& upper, const QList<QPointF>& lower,
                        const ChartFill& fill) {
        auto* top = new QLineSeries;
        top->replace(upper);
        auto* area = new QAreaSeries(top);
        top->setParent(area);
        if (!lower.isEmpty()) {
            auto* bottom = new QLineSeries(area);
            bottom->replace(lower);
            area->setLowerSeries(bottom);
        }
        area->setBrush(fill.brush);
        area->setPen(fill.pen);
        chart.addSeries(area);
    }
};

// A curve that keeps each value until the next.
class Steps {
  public:
    explicit Steps(double unit) : unit_(unit) {}
    void add(Time at, double value) {
        if (!points.isEmpty())
            points += QPointF(double(at) / unit_, points.back().y());
        points += QPointF(double(at) / unit_, value);
    }
    void end(Time at) {
        if (!points.isEmpty())
            points += QPointF(double(at) / unit_, points.back().y());
    }
    QList<QPointF> points;

  private:
    double unit_;
};

class DepthContent : public CurveContent {
    Q_DECLARE_TR_FUNCTIONS(Charts)
  public:
    DepthContent(const Figures& figures, int which)
        : CurveContent(figures), queue_(figures->queues.at(std::size_t(which))) {}

    QString headline() const override {
        const QString most =
            tr("At most %1, at %2.")
                .arg(counted(queue_.peak, tr("1 item"), tr("%1 items")), timeText(queue_.peakAt));
        const std::uint32_t left = queue_.points.back().depth;
        const QString end = left == 0 ? tr("Empty at the end.") : tr("%1 left at the end.").arg(left);
        return queue_.maxsize > 0 ? tr("%1 There is room for %2. %3").arg(most).arg(queue_.maxsize).arg(end)
                                  : most + QLatin1Char(' ') + end;
    }
    std::vector<LegendEntry> legend() const override {
        std::vector<LegendEntry> entries{
            {tr("Items in %1").arg(QString::fromStdString(queue_.name)), queueFill()}};
        if (isBoundShown())
            entries.push_back({tr("Full"), {QBrush(Qt::NoBrush), boundPen()}});
        return entries;
    }
    ChartReach reach() const override {
        ChartReach reach;
        reach.time = figures().end;
        reach.value = isBoundShown() ? std::max<double>(queue_.peak, queue_.maxsize) : queue_.peak;
        return reach;
    }
    void fill(QChart& chart, const ChartReach& reach) const override {
        const double unit = unitFor(reach.time).nanoseconds;
        Steps steps(unit);
        for (const DepthPoint& point : queue_.points)
            steps.add(point.at, point.depth);
        addArea(chart, steps.points, {}, queueFill());
        if (isBoundShown()) {
            auto* bound = new QLineSeries;
            bound->replace(
                {{0, double(queue_.maxsize)}, {double(reach.time) / unit, double(queue_.maxsize)}});
            bound->setPen(boundPen());
            chart.addSeries(bound);
        }
        addAxes(chart, reach, makeNumberAxis(reach.value, tr("items")));
    }

  protected:
    QString wordsAt(Time at) const override {
        const auto later = std::upper_bound(queue_.points.begin(), queue_.points.end(), at,
                                            [](Time t, const DepthPoint& point) { return t < point.at; });
        if (later == queue_.points.begin())
            return tr("At %1 the queue was not there yet.").arg(timeText(at));
        return tr("At %1: %2 in %3.")
            .arg(timeText(at), counted(std::prev(later)->depth, tr("1 item"), tr("%1 items")),
                 QString::fromStdString(queue_.name));
    }

  private:
    // A bound far above what ever was there would flatten the curve.
    bool isBoundShown() const {
        return queue_.maxsize > 0 && std::uint32_t(queue_.maxsize) <= queue_.peak * 4;
    }
    static QPen boundPen() { return QPen(colors().dim, 1.2, Qt::DashLine); }

    const QueueFigure& queue_; // in the figures, which the base keeps
};

class ParallelContent : public CurveContent {
    Q_DECLARE_TR_FUNCTIONS(Charts)
  public:
    using CurveContent::CurveContent;

    QString headline() const override {
        const ParallelFigure& p = figures().parallel;
        const QString most =
            tr("At most %1 of %2 ran at the same time, at %3; %4 on average.")
                .arg(p.peak)
                .arg(counted(qint64(figures().states.size()), tr("1 process"), tr("%1 processes")),
                     timeText(p.peakAt))
                .arg(p.mean, 0, 'f', 1);
        const Time none = p.timeAt.empty() ? 0 : p.timeAt[0];
        const auto percent = std::lround(100.0 * double(none) / double(std::max<Time>(1, figures().end)));
        return percent == 0 ? most
                            : most + QLatin1Char(' ') + tr("For %1 % of the time none ran.").arg(percent);
    }
    std::vector<LegendEntry> legend() const override {
        std::vector<LegendEntry> entries{{tr("Ran all the while"), fillOf(world::LaneState::Running)}};
        const auto& slices = figures().parallel.slices;
        if (std::any_of(slices.begin(), slices.end(), [](ParallelSlice s) { return s.least != s.most; }))
            entries.push_back({tr("Ran for a part of that moment"), partFill()});
        return entries;
    }
    ChartReach reach() const override {
        ChartReach reach;
        reach.time = figures().end;
        reach.value = std::max<double>(1, figures().parallel.peak);
        return reach;
    }
    void fill(QChart& chart, const ChartReach& reach) const override {
        const ParallelFigure& p = figures().parallel;
        Steps least(unitFor(reach.time).nanoseconds), most = least;
        Time at = 0;
        for (const ParallelSlice& slice : p.slices) {
            least.add(at, slice.least);
            most.add(at, slice.most);
            at += p.slice;
        }
        least.end(figures().end);
        most.end(figures().end);
        ChartFill solid = fillOf(world::LaneState::Running);
        solid.pen = QPen(Qt::NoPen);
        addArea(chart, most.points, least.points, partFill());
        addArea(chart, least.points, {}, solid);
        addAxes(chart, reach, makeNumberAxis(reach.value, tr("processes that run")));
    }

  protected:
    QString wordsAt(Time at) const override {
        const ParallelFigure& p = figures().parallel;
        const auto place = std::min(std::size_t(at / p.slice), p.slices.size() - 1);
        const ParallelSlice slice = p.slices[place];
        if (slice.least == slice.most)
            return tr("At %1: %2.")
                .arg(timeText(at), counted(slice.most, tr("1 process ran"), tr("%1 processes ran")));
        return tr("Around %1: %2 to %3 processes ran.").arg(timeText(at)).arg(slice.least).arg(slice.most);
    }

  private:
    static ChartFill partFill() {
        return {QBrush(mixed(colors().panel, colors().running.fill, 0.45)), QPen(Qt::NoPen)};
    }
};

class CpuContent : public CurveContent {
    Q_DECLARE_TR_FUNCTIONS(Charts)
  public:
    explicit CpuContent(const Figures& figures) : CurveContent(figures) {
        order_.resize(figures->cpu.size());
        std::iota(order_.begin(), order_.end(), std::size_t(0));
        std::stable_sort(order_.begin(), order_.end(), [&](std::size_t a, std::size_t b) {
            return figures->cpu[a].total > figures->cpu[b].total;
        });
    }

    QString headline() const override {
        const CpuFigure& most = figures().cpu.at(order_.at(0));
        Time all = 0;
        for (const CpuFigure& one : figures().cpu)
            all += one.total;
        QString said = tr("%1 of CPU time in all; most by %2: %3.")
                           .arg(timeText(all), QString::fromStdString(most.label), timeText(most.total));
        if (!figures().cpuKnown)
            said += QLatin1Char(' ') + tr("The system did not tell who had a CPU, so this counts all time in "
                                          "which nothing held a process up.");
        return said;
    }
    std::vector<LegendEntry> legend() const override {
        std::vector<LegendEntry> entries;
        for (std::size_t n = 0; n < shown(); ++n)
            entries.push_back({QString::fromStdString(figures().cpu[order_[n]].label), identityFill(n)});
        if (shown() < order_.size())
            entries.push_back({tr("%1 others").arg(order_.size() - shown()), othersFill()});
        return entries;
    }
    ChartReach reach() const override {
        ChartReach reach;
        reach.time = figures().end;
        for (std::size_t slice = 0; slice < slices(); ++slice)
            reach.value = std::max(reach.value, 100 * sumUntil(order_.size(), slice));
        reach.value = std::max(reach.value, 100.0);
        return reach;
    }
    void fill(QChart& chart, const ChartReach& reach) const override {
        QList<QPointF> below;
        const std::size_t parts = shown() + (shown() < order_.size() ? 1 : 0);
        for (std::size_t n = 0; n < parts; ++n) {
            Steps steps(unitFor(reach.time).nanoseconds);
            for (std::size_t slice = 0; slice < slices(); ++slice)
                steps.add(Time(slice) * figures().cpuSlice,
                          100 * sumUntil(n < shown() ? n + 1 : order_.size(), slice));
            steps.end(figures().end);
            ChartFill look = n < shown() ? identityFill(n) : othersFill();
            look.pen = QPen(Qt::NoPen);
            addArea(chart, steps.points, below, look);
            below = steps.points;
        }
        addAxes(chart, reach, makePercentAxis(reach.value, tr("% of one CPU")));
    }

  protected:
    QString wordsAt(Time at) const override {
        const auto slice = std::min(std::size_t(at / figures().cpuSlice), slices() - 1);
        QStringList parts;
        for (const std::size_t i : order_) {
            const CpuFigure& one = figures().cpu[i];
            const long percent = std::lround(100 * one.share[slice]);
            if (percent > 0 && parts.size() < 4)
                parts += tr("%1 %2 %").arg(QString::fromStdString(one.label)).arg(percent);
        }
        return parts.isEmpty() ? tr("Around %1: no process used a CPU.").arg(timeText(at))
                               : tr("Around %1: %2.").arg(timeText(at), parts.join(QStringLiteral(", ")));
    }

  private:
    std::size_t shown() const { return order_.size() <= 6 ? order_.size() : 5; }
    std::size_t slices() const { return figures().cpu.front().share.size(); }
    // Of the n busiest together.
    double sumUntil(std::size_t n, std::size_t slice) const {
        double sum = 0;
        for (std::size_t i = 0; i < n; ++i)
            sum += double(figures().cpu[order_[i]].share[slice]);
        return sum;
    }
    std::vector<std::size_t> order_; // busiest first
};

} // namespace

std::unique_ptr<ChartContent> makeCurveContent(ChartKind kind, const Figures& figures, int which) {
    if (kind == ChartKind::Depth)
        return std::make_unique<DepthContent>(figures, which);
    if (kind == ChartKind::Cpu)
        return std::make_unique<CpuContent>(figures);
    return std::make_unique<ParallelContent>(figures);
}

} // namespace forkscope::gui
