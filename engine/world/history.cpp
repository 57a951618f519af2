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
    log_.each(applied_, until, [this](const Event& e) {
        effects_.clear();
        now_.apply(e, &effects_);
        show(e);
        if (++applied_ % kStride == 0)
            checkpoints_.push_back(now_);
        return true;
    });
    if (taken > 0)
        extendTo(log_.time(applied_ - 1));
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
    log_.each(until / kStride * kStride, until, [&](const Event& e) {
        world.apply(e);
        return true;
    });
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
    for (const ThreadPlace place : effects_.threads)
        showThread(place, e.time);
    for (const ObjectId id : effects_.objects)
        showObject(id, e);
    for (const Arrow& arrow : effects_.arrows)
        arrows_.push_back(arrow);
    for (const Mark& mark : effects_.marks)
        add(mark);
}

// How a process ended may be told after it was seen to have ended.
void History::add(const Mark& mark) {
    if (mark.kind == MarkKind::Killed) {
        const auto exit = std::find_if(marks_.rbegin(), marks_.rend(), [&](const Mark& m) {
            return m.kind == MarkKind::Exit && m.process == mark.process && m.at == mark.at;
        });
        if (exit != marks_.rend()) {
            exit->kind = MarkKind::Killed;
            return;
        }
    }
    marks_.push_back(mark);
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
    showActor(lane, laneState(p), p.mainThread(), at);
}

void History::showThread(ThreadPlace place, Time at) {
    const Process& p = now_.processes()[place.process];
    const auto [known, isNew] = threadLanes_.try_emplace(std::uint64_t(place.process) << 8 | place.thread,
                                                         std::uint32_t(lanes_.size()));
    if (isNew) {
        lanes_.push_back(std::make_unique<Lane>());
        lanes_.back()->kind = LaneKind::Thread;
        lanes_.back()->thread = place.thread;
    }
    Lane& lane = *lanes_[known->second];
    lane.process = p.id;
    const Thread& thread = p.threads[place.thread];
    showActor(lane, laneState(p, thread), &thread, at);
}

void History::showActor(Lane& lane, LaneState state, const Thread* thread, Time at) {
    IntervalNote note;
    if (thread && thread->wait.what != trace::Kind::None) {
        const Wait& wait = thread->wait;
        note = {state == LaneState::WaitsProcess ? wait.process.value : wait.object.value, wait.line,
                wait.file};
    } else {
        // Running, it comes by many lines: one interval, with the line where it began.
        const bool isSame = !lane.track.empty() && lane.track.state(lane.track.size() - 1) == state;
        if (isSame)
            return lane.track.extendTo(at);
        if (thread)
            note = {0, thread->line, thread->file};
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
    showDepth(lane, std::int64_t(queue.depth()), false, e);
}

void History::showDepth(Lane& lane, std::int64_t depth, bool isBroken, const Event& e) {
    const auto shown = std::uint32_t(std::clamp<std::int64_t>(depth, 0, UINT32_MAX));
    lane.peak = std::max(lane.peak, std::int64_t(shown));
    const LaneState state = isBroken    ? LaneState::Stopped
                            : shown > 0 ? LaneState::Running
                                        : LaneState::Absent;
    Track& track = lane.track;
    const std::size_t last = track.size() - 1;
    if (!track.empty() && track.note(last).subject == shown && track.state(last) == state)
        return track.extendTo(e.time);
    track.append(e.time, state, {shown, e.line, e.file});
}

void History::showOwner(Lane& lane, const Deed& deed, bool isOwned, Time at) {
    Track& track = lane.track;
    const bool isSame = isOwned && !track.empty() && track.state(track.size() - 1) == LaneState::Running &&
                        track.note(track.size() - 1).subject == deed.process.value;
    if (isSame)
        track.extendTo(at);
    else if (isOwned)
        lane.track.append(at, LaneState::Running, {deed.process.value, deed.line, deed.file});
    else
        lane.track.append(at, LaneState::Absent);
}

// Objects without a state worth a lane (managers, sockets) have none.
void History::showObject(ObjectId id, const Event& e) {
    const auto lane = [&](LaneKind kind) -> Lane& {
        Lane& found = laneAt(objectLanes_, id.value, kind);
        found.object = id;
        return found;
    };
    if (const EventObject* event = now_.event(id))
        showOwner(lane(LaneKind::Event), event->changed, event->isSet, e.time);
    else if (const Condition* condition = now_.condition(id))
        showDepth(lane(LaneKind::Condition), std::int64_t(condition->waiters.size()), false, e);
    else if (const Barrier* barrier = now_.barrier(id))
        showDepth(lane(LaneKind::Barrier), std::int64_t(barrier->arrived.size()), barrier->broken, e);
    else if (const PipeEnd* pipe = now_.pipe(id))
        showDepth(lane(LaneKind::Pipe), std::int64_t(pipe->items.size()), false, e);
    else if (const Pool* pool = now_.pool(id))
        showDepth(lane(LaneKind::Pool), pool->pending, pool->broken, e);
    else if (const Shared* shared = now_.sharedBlock(id))
        showOwner(lane(LaneKind::Shared), shared->lastWrite, shared->writes > 0, e.time);
}

} // namespace forkscope::world
