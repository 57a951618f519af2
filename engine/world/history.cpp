// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/world/history.h"

#include <algorithm>

namespace forkscope::world {

History::History(const Log& log) : log_(log), now_(log) {
    checkpoints_.push_back(now_);
}

std::size_t History::advance(std::size_t maxEvents) {
    const std::size_t until = applied_ + std::min(maxEvents, log_.size() - applied_);
    const std::size_t taken = until - applied_;
    while (applied_ < until) {
        const Event& e = log_[applied_];
        effects_.clear();
        now_.apply(e, &effects_);
        show(e);
        if (++applied_ % kStride == 0)
            checkpoints_.push_back(now_);
    }
    if (taken > 0)
        extendTo(log_[applied_ - 1].time);
    return taken;
}

void History::extendTo(Time now) {
    end_ = std::max(end_, now);
    for (const auto& lane : lanes_)
        lane->track.extendTo(end_);
}

World History::atOrder(std::uint64_t order) const {
    const std::size_t until = std::min<std::uint64_t>(order, applied_);
    World world = checkpoints_[until / kStride];
    for (std::size_t i = until / kStride * kStride; i < until; ++i)
        world.apply(log_[i]);
    world.learnFrom(now_);
    return world;
}

World History::at(Time t) const {
    return atOrder(log_.upperBound(t));
}

// -- lanes

void History::show(const Event& e) {
    for (const std::uint32_t i : effects_.processes)
        showProcess(i, e.time);
    for (const std::uint32_t i : effects_.locks)
        showLock(i, e.time);
    for (const std::uint32_t i : effects_.queues)
        showQueue(i, e);
    arrows_.insert(arrows_.end(), effects_.arrows.begin(), effects_.arrows.end());
    marks_.insert(marks_.end(), effects_.marks.begin(), effects_.marks.end());
}

Lane& History::laneAt(std::vector<std::uint32_t>& places, std::uint32_t i, LaneKind kind) {
    constexpr std::uint32_t kNoLane = UINT32_MAX;
    if (places.size() <= i)
        places.resize(i + 1, kNoLane);
    if (places[i] == kNoLane) {
        places[i] = std::uint32_t(lanes_.size());
        lanes_.push_back(std::make_unique<Lane>());
        lanes_.back()->kind = kind;
    }
    return *lanes_[places[i]];
}

void History::showProcess(std::uint32_t i, Time at) {
    const Process& p = now_.processes()[i];
    Lane& lane = laneAt(processLanes_, i, LaneKind::Process);
    lane.process = p.id;
    const LaneState state = laneState(p);
    IntervalNote note;
    const Thread* main = p.mainThread();
    if (main && main->wait.what != trace::Kind::None) {
        note = {state == LaneState::WaitsProcess ? main->wait.process.value : main->wait.object.value,
                main->wait.line, main->wait.file};
    } else {
        // Running, it comes by many lines: one interval, with the line where it began.
        const bool isSame = !lane.track.empty() && lane.track.state(lane.track.size() - 1) == state;
        if (isSame)
            return lane.track.extendTo(at);
        if (main)
            note = {0, main->line, main->file};
    }
    lane.track.append(at, state, note);
}

void History::showLock(std::uint32_t i, Time at) {
    const Lock& lock = now_.locks()[i];
    Lane& lane = laneAt(lockLanes_, i, LaneKind::Lock);
    lane.object = lock.id;
    lane.peak = std::max(lane.peak, std::int64_t(lock.holders.size()));
    if (!lock.known)
        return lane.track.append(at, LaneState::Stopped);
    if (lock.holders.empty())
        return lane.track.append(at, LaneState::Absent);
    const Holder& owner = lock.holders.front();
    lane.track.append(at, LaneState::Running, {owner.process.value, owner.line, owner.file});
}

void History::showQueue(std::uint32_t i, const Event& e) {
    const Queue& queue = now_.queues()[i];
    Lane& lane = laneAt(queueLanes_, i, LaneKind::Queue);
    lane.object = queue.id;
    // A put may take the place of an item whose get is still to be reported: it never held more than its
    // bound.
    const std::size_t depth =
        queue.maxsize > 0 ? std::min(queue.depth(), std::size_t(queue.maxsize)) : queue.depth();
    lane.peak = std::max(lane.peak, std::int64_t(depth));
    Track& track = lane.track;
    if (!track.empty() && track.note(track.size() - 1).subject == depth)
        return track.extendTo(e.time);
    track.append(e.time, depth > 0 ? LaneState::Running : LaneState::Absent,
                 {std::uint32_t(depth), e.line, e.file});
}

} // namespace forkscope::world
