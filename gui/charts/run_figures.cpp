// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/charts/run_figures.h"

#include "gui/charts/figures_parts.h"

namespace forkscope::gui {

using world::LaneKind;
using world::LaneState;

std::string RunFigures::labelOf(ProcessId id) const {
    for (const StateFigure& process : states)
        if (process.id == id)
            return process.label;
    return {};
}

RunFigures figuresOf(const world::History& history, std::size_t points) {
    constexpr std::size_t kFewestPoints = 8;
    points = std::max(points, kFewestPoints);
    RunFigures figures;
    figures.end = history.end();
    for (const world::Process& process : history.now().processes())
        figures.cpuKnown |= process.cpuKnown;
    addStates(figures, history);
    addDepths(figures, history, points);
    addRunning(figures, history, points);
    addLocksAndPools(figures, history);
    return figures;
}

// -- time by state

namespace {

// Neighbouring intervals of one state (waits at two lines, say) are one stretch.
class StateSum {
  public:
    explicit StateSum(StateFigure& figure) : figure_(figure) {}
    void add(Time begin, Time end, LaneState state) {
        if (state == LaneState::Absent) {
            isOpen_ = false;
            return;
        }
        const auto s = std::size_t(state);
        if (!isOpen_ || state != state_) {
            ++figure_.count[s];
            since_ = begin;
        }
        isOpen_ = true;
        state_ = state;
        figure_.time[s] += end - begin;
        figure_.begin = figure_.begin < 0 ? begin : figure_.begin;
        figure_.end = end;
        if (end - since_ > figure_.longest[s]) {
            figure_.longest[s] = end - since_;
            figure_.longestAt[s] = since_;
        }
    }

  private:
    StateFigure& figure_;
    bool isOpen_ = false;
    LaneState state_ = LaneState::Absent;
    Time since_ = 0;
};

} // namespace

void addStates(RunFigures& figures, const world::History& history) {
    for (std::size_t i = 0; i < history.laneCount(); ++i) {
        const world::Lane& lane = history.lane(i);
        if (lane.kind != LaneKind::Process || !shownProcess(history, lane.process))
            continue;
        StateFigure figure;
        figure.id = lane.process;
        figure.label = history.now().labelOf(lane.process);
        figure.begin = -1;
        StateSum sum(figure);
        eachInterval(lane.track,
                     [&](Time begin, Time end, LaneState state, std::size_t) { sum.add(begin, end, state); });
        if (figure.begin >= 0)
            figures.states.push_back(std::move(figure));
    }
}

// -- depth of queues

namespace {

// Of the changes within one slice: the first, the least, the greatest and the last, in their order.
class DepthSlice {
  public:
    void take(DepthPoint point) {
        if (empty_)
            first_ = least_ = most_ = point;
        empty_ = false;
        last_ = point;
        if (point.depth < least_.depth)
            least_ = point;
        if (point.depth > most_.depth)
            most_ = point;
    }
    void moveTo(std::vector<DepthPoint>& points) {
        if (empty_)
            return;
        const bool risesFirst = most_.at <= least_.at;
        for (const DepthPoint& point :
             {first_, risesFirst ? most_ : least_, risesFirst ? least_ : most_, last_})
            if (points.empty() || !(points.back() == point))
                points.push_back(point);
        empty_ = true;
    }

  private:
    bool empty_ = true;
    DepthPoint first_, least_, most_, last_;
};

QueueFigure depthOf(const world::Lane& lane, std::size_t points) {
    QueueFigure figure;
    const world::Track& track = lane.track;
    const std::size_t slices = track.size() < points ? 0 : (points - 1) / 4;
    const Time from = track.start(0), extent = std::max<Time>(1, track.end() - from + 1);
    DepthSlice slice;
    std::size_t current = 0;
    eachInterval(track, [&](Time begin, Time, LaneState state, std::size_t i) {
        const DepthPoint point{begin, state == LaneState::Absent ? 0 : track.note(i).subject};
        if (point.depth > figure.peak) {
            figure.peak = point.depth;
            figure.peakAt = begin;
        }
        if (slices == 0) {
            figure.points.push_back(point);
            return;
        }
        const auto place = std::size_t(double(begin - from) * double(slices) / double(extent));
        if (place != current)
            slice.moveTo(figure.points);
        current = place;
        slice.take(point);
    });
    slice.moveTo(figure.points);
    figure.points.push_back({track.end(), figure.points.back().depth});
    return figure;
}

} // namespace

void addDepths(RunFigures& figures, const world::History& history, std::size_t points) {
    for (std::size_t i = 0; i < history.laneCount(); ++i) {
        const world::Lane& lane = history.lane(i);
        if (lane.kind != LaneKind::Queue || lane.peak == 0 || lane.track.empty())
            continue;
        QueueFigure figure = depthOf(lane, points);
        figure.id = lane.object;
        figure.name = history.now().nameOf(lane.object);
        if (const world::Queue* queue = history.now().queue(lane.object))
            figure.maxsize = queue->maxsize;
        figures.queues.push_back(std::move(figure));
    }
}

} // namespace forkscope::gui
