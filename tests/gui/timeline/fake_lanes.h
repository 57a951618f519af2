// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Lanes made by hand, for tests and benchmarks that need tracks and no run.
#include "gui/timeline/lane_source.h"

#include <algorithm>
#include <deque>
#include <random>

namespace forkscope::gui {

// Steps as a list of times.
class ListedSteps final : public Steps {
  public:
    std::vector<trace::Time> times;
    trace::Time last = 0;

    std::int64_t count() const override { return std::int64_t(times.size()); }
    trace::Time time(std::int64_t step) const override { return times[std::size_t(step)]; }
    std::int64_t before(trace::Time t) const override {
        return std::lower_bound(times.begin(), times.end(), t) - times.begin();
    }
    trace::Time end() const override { return last; }
};

class FakeLanes : public LaneSource {
  public:
    // Its ProcessId value (or ObjectId value) is the lane's index + 1.
    world::Track& add(world::LaneKind kind, std::int64_t peak = 0) {
        lanes_.push_back({kind, {}, peak});
        return lanes_.back().track;
    }
    world::Track& track(std::size_t lane) { return lanes_[lane].track; }
    // Every beginning of an interval is a step.
    void countSteps() {
        listed.times.clear();
        for (const One& one : lanes_)
            for (std::size_t i = 0; i < one.track.size(); ++i)
                listed.times.push_back(one.track.start(i));
        std::sort(listed.times.begin(), listed.times.end());
        listed.last = end_;
        ++version_;
    }
    ListedSteps listed;
    const Steps& steps() const override { return listed; }
    void extendTo(world::Time t) {
        end_ = t;
        for (One& one : lanes_)
            one.track.extendTo(t);
        ++version_;
    }
    world::ArrowList arrowList;
    std::vector<world::Mark> markList;

    std::size_t laneCount() const override { return lanes_.size(); }
    world::LaneKind kind(std::size_t lane) const override { return lanes_[lane].kind; }
    const world::Track& track(std::size_t lane) const override { return lanes_[lane].track; }
    world::ProcessId process(std::size_t lane) const override {
        return {kind(lane) == world::LaneKind::Process ? std::uint32_t(lane + 1) : 0};
    }
    world::ObjectId object(std::size_t lane) const override {
        return {kind(lane) == world::LaneKind::Process ? 0 : std::uint32_t(lane + 1)};
    }
    std::int64_t peak(std::size_t lane) const override { return lanes_[lane].peak; }
    bool helper(std::size_t) const override { return false; }
    LaneTitle title(std::size_t lane) const override {
        if (kind(lane) == world::LaneKind::Process)
            return {QStringLiteral("P%1").arg(lane), QStringLiteral("worker")};
        return {{}, QStringLiteral("object%1").arg(lane)};
    }
    world::Time end() const override { return end_; }
    std::uint64_t version() const override { return version_; }
    const world::ArrowList& arrows() const override { return arrowList; }
    const std::vector<world::Mark>& marks() const override { return markList; }
    QString processId(world::ProcessId id) const override { return QStringLiteral("P%1").arg(id.value - 1); }
    int identity(world::ProcessId id) const override { return int(id.value) - 1; }
    QString objectName(world::ObjectId id) const override {
        return QStringLiteral("object%1").arg(id.value - 1);
    }
    QString path(trace::FileId) const override { return QStringLiteral("/home/learner/shop.py"); }
    QString explainInterval(std::size_t lane, std::size_t interval) const override {
        return QStringLiteral("lane %1 interval %2").arg(lane).arg(interval);
    }
    QString explainOrder(std::uint64_t order) const override { return QStringLiteral("event %1").arg(order); }

  private:
    struct One {
        world::LaneKind kind;
        world::Track track;
        std::int64_t peak;
    };
    std::deque<One> lanes_; // tracks do not move
    world::Time end_ = 0;
    std::uint64_t version_ = 0;
};

// `count` intervals of random states and exponential lengths, mostly about `mean` ns, from time 0 on.
inline void fillRandomly(world::Track& track, std::size_t count, unsigned seed, double mean = 60000) {
    std::mt19937_64 random(seed);
    std::exponential_distribution<double> length(1 / mean);
    std::uniform_int_distribution<int> next(1, int(world::kLaneStates) - 3); // never stopped or zombie
    world::Time t = 0;
    int state = 0;
    for (std::size_t i = 0; i < count; ++i) {
        track.append(t, world::LaneState(state), {std::uint32_t(i % 5), std::uint32_t(i % 100 + 1), {1}});
        t += world::Time(length(random) * (random() % 32 == 0 ? 30 : 1)) + 50;
        state = (state + next(random)) % (int(world::kLaneStates) - 2);
    }
    track.extendTo(t);
}

} // namespace forkscope::gui
