// SPDX-License-Identifier: GPL-3.0-or-later
// Who ran when: how many at once, and the share of a CPU that each had. One sweep over all lanes of processes
// and threads, slice by slice: within a slice the changes of all lanes are put in order.
#include "gui/charts/figures_parts.h"

#include <algorithm>

namespace forkscope::gui {

using world::LaneKind;
using world::LaneState;

namespace {

constexpr std::size_t kCpuSlices = 60;

struct LaneCursor {
    const world::Track* track = nullptr;
    std::uint32_t process = 0; // place in RunFigures::cpu
    std::size_t next = 0;
    bool runs = false;
};
struct Change {
    Time at = 0;
    std::uint32_t process = 0;
    int step = 0; // one lane of the process more that runs, or one fewer
};

class RunningSweep {
  public:
    RunningSweep(RunFigures& figures, const world::History& history);
    void run(std::size_t slices);

  private:
    void collect(Time until);
    void apply();
    void apply(const Change& change);
    void goTo(Time at);
    void addCpu(CpuFigure& cpu, Time from, Time to) const;
    void finish();

    RunFigures& figures_;
    std::vector<LaneCursor> lanes_;
    std::vector<Change> changes_;             // of the slice
    std::vector<std::uint32_t> lanesRunning_; // of each process
    std::vector<Time> since_;
    std::size_t level_ = 0; // processes that run
    Time at_ = 0;
    double area_ = 0;
};

RunningSweep::RunningSweep(RunFigures& figures, const world::History& history) : figures_(figures) {
    std::vector<std::pair<ProcessId, std::uint32_t>> places;
    for (std::size_t i = 0; i < history.laneCount(); ++i) {
        const world::Lane& lane = history.lane(i);
        const bool isActor = lane.kind == LaneKind::Process || lane.kind == LaneKind::Thread;
        if (!isActor || !shownProcess(history, lane.process))
            continue;
        auto place = std::find_if(places.begin(), places.end(),
                                  [&](const auto& known) { return known.first == lane.process; });
        if (place == places.end()) {
            place = places.insert(place, {lane.process, std::uint32_t(figures.cpu.size())});
            figures.cpu.push_back(
                {lane.process, history.now().labelOf(lane.process), std::vector<float>(kCpuSlices, 0.0F), 0});
        }
        lanes_.push_back({&lane.track, place->second, 0, false});
    }
    lanesRunning_.resize(figures.cpu.size());
    since_.resize(figures.cpu.size());
}

void RunningSweep::collect(Time until) {
    changes_.clear();
    for (LaneCursor& lane : lanes_)
        for (; lane.next < lane.track->size(); ++lane.next) {
            const Time at = lane.track->start(lane.next);
            if (at >= until)
                break;
            const bool runs = lane.track->state(lane.next) == LaneState::Running;
            if (runs != lane.runs)
                changes_.push_back({at, lane.process, runs ? 1 : -1});
            lane.runs = runs;
        }
    std::sort(changes_.begin(), changes_.end(), [](const Change& a, const Change& b) { return a.at < b.at; });
}

void RunningSweep::addCpu(CpuFigure& cpu, Time from, Time to) const {
    cpu.total += to - from;
    const Time width = figures_.cpuSlice;
    for (Time t = from; t < to;) {
        const auto slice = std::min(std::size_t(t / width), kCpuSlices - 1);
        const Time until = slice + 1 == kCpuSlices ? to : std::min(to, Time(slice + 1) * width);
        cpu.share[slice] += float(double(until - t) / double(width));
        t = until;
    }
}

// The level has been as it is until `at`.
void RunningSweep::goTo(Time at) {
    ParallelFigure& parallel = figures_.parallel;
    if (parallel.timeAt.size() <= level_)
        parallel.timeAt.resize(level_ + 1);
    parallel.timeAt[level_] += at - at_;
    area_ += double(level_) * double(at - at_);
    at_ = at;
}

void RunningSweep::apply(const Change& change) {
    std::uint32_t& running = lanesRunning_[change.process];
    const bool ranBefore = running > 0;
    running = std::uint32_t(int(running) + change.step);
    if (!ranBefore && running > 0) {
        ++level_;
        since_[change.process] = change.at;
    } else if (ranBefore && running == 0) {
        --level_;
        addCpu(figures_.cpu[change.process], since_[change.process], change.at);
    }
}

// What happens at the same time happens at once: a hand-over is not two that run, nor none.
void RunningSweep::apply() {
    ParallelFigure& parallel = figures_.parallel;
    for (std::size_t i = 0; i < changes_.size();) {
        const Time at = changes_[i].at;
        goTo(at);
        for (; i < changes_.size() && changes_[i].at == at; ++i)
            apply(changes_[i]);
        ParallelSlice& slice = parallel.slices.back();
        const auto level = std::uint16_t(level_);
        if (at == Time(parallel.slices.size() - 1) * parallel.slice)
            slice = {level, level};
        slice.least = std::min(slice.least, level);
        slice.most = std::max(slice.most, level);
        if (level > parallel.peak) {
            parallel.peak = level;
            parallel.peakAt = at;
        }
    }
}

void RunningSweep::run(std::size_t slices) {
    ParallelFigure& parallel = figures_.parallel;
    parallel.slice = std::max<Time>(1, (figures_.end + Time(slices)) / Time(slices));
    figures_.cpuSlice = std::max<Time>(1, (figures_.end + Time(kCpuSlices)) / Time(kCpuSlices));
    for (Time begin = 0; begin <= figures_.end; begin += parallel.slice) {
        const auto level = std::uint16_t(level_);
        parallel.slices.push_back({level, level});
        collect(begin + parallel.slice);
        apply();
    }
    finish();
}

void RunningSweep::finish() {
    goTo(std::max(at_, figures_.end));
    for (std::size_t p = 0; p < lanesRunning_.size(); ++p)
        if (lanesRunning_[p] > 0)
            addCpu(figures_.cpu[p], since_[p], figures_.end);
    if (figures_.end > 0)
        figures_.parallel.mean = area_ / double(figures_.end);
}

} // namespace

void addRunning(RunFigures& figures, const world::History& history, std::size_t points) {
    RunningSweep(figures, history).run(std::max<std::size_t>(1, points / 2));
}

} // namespace forkscope::gui
