// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The whole run so far: the World now, the World at any earlier time, and one Track for every lane. Fed with
// a growing Log; keeps a copy of the World every kStride events, so that a look back costs one copy and at
// most kStride applications. Single thread, same as the Log; the Log must outlive it.
#include "engine/world/arrow_list.h"
#include "engine/world/effects.h"
#include "engine/world/track.h"
#include "engine/world/world.h"

#include <memory>
#include <unordered_map>
#include <vector>

namespace forkscope::world {

enum class LaneKind : std::uint8_t {
    Process,
    Lock,
    Queue,
    Thread,
    Event,
    Condition,
    Barrier,
    Pipe,
    Pool,
    Shared
};

// What the track of a lane says.
enum class LaneShape : std::uint8_t {
    Actor, // LaneState of a thread (of a process: its main thread). note.subject is the object waited for
           // (the ProcessId value in WaitsProcess), 0 where not known
    Owner, // state Running with note.subject the ProcessId value of somebody, Absent with nobody, Stopped
           // when it is not known
    Depth  // note.subject is a number, state Running when it is not 0, Absent when it is, Stopped: broken
};
constexpr LaneShape shapeOf(LaneKind kind) {
    switch (kind) {
    case LaneKind::Process:
    case LaneKind::Thread:
        return LaneShape::Actor;
    case LaneKind::Lock:
    case LaneKind::Event:
    case LaneKind::Shared:
        return LaneShape::Owner;
    case LaneKind::Queue:
    case LaneKind::Condition:
    case LaneKind::Barrier:
    case LaneKind::Pipe:
    case LaneKind::Pool:
        break;
    }
    return LaneShape::Depth;
}

// A lane of the timeline. Of a lock: who owns it, for a semaphore the longest owner. Of an Event: who set it.
// Of shared memory: who wrote last. Of a queue: items in it. Of a Condition: threads that wait. Of a Barrier:
// parties that are there. Of a Pipe (one end): items that can be received from it. Of a Pool or executor:
// tasks that no worker has begun. Line and file are where that began.
struct Lane {
    LaneKind kind = LaneKind::Process;
    ProcessId process; // of a process, or of the one that a thread belongs to. Becomes the stream's number
                       // when a started process begins (world.h)
    ObjectId object;   // of neither
    std::uint8_t thread = 0; // LaneKind::Thread: its number in the process
    Track track;
    std::int64_t peak = 0; // greatest depth so far; lock: most holders at one time
};

class History {
  public:
    static constexpr std::size_t kStride = 16384;

    explicit History(const Log& log);

    // Takes in the Log's events from where the last call ended, at most `maxEvents`; returns how many were
    // taken.
    std::size_t advance(std::size_t maxEvents = SIZE_MAX);
    // Lengthens all open intervals to `now`: time goes on also when nothing happens.
    void extendTo(Time now);

    const Log& log() const { return log_; }
    const World& now() const { return now_; }
    // After the last event with time <= t. Names and ids are those known by now (World::learnFrom).
    World at(Time t) const;
    World atOrder(std::uint64_t order) const;        // after the event of this rank; order 0: the empty World
    Time end() const { return end_; }                // latest time known
    std::size_t applied() const { return applied_; } // events taken in so far

    // Lanes in order of appearance: views may hold indices, lanes never move or go.
    std::size_t laneCount() const { return lanes_.size(); }
    const Lane& lane(std::size_t i) const { return *lanes_[i]; }
    const ArrowList& arrows() const { return arrows_; }       // sorted by `to`
    const std::vector<Mark>& marks() const { return marks_; } // sorted by `at`

  private:
    Lane& laneAt(std::vector<std::uint32_t>& places, std::uint32_t i, LaneKind kind);
    void showProcess(std::uint32_t i, Time at);
    void showThread(ThreadPlace place, Time at);
    static void showActor(Lane& lane, LaneState state, const Thread* thread, Time at);
    void showObject(ObjectId id, const Event& e);
    static void showDepth(Lane& lane, std::int64_t depth, bool isBroken, const Event& e);
    static void showOwner(Lane& lane, const Deed& deed, bool isOwned, Time at);
    void showLock(std::uint32_t i, Time at);
    void showQueue(std::uint32_t i, const Event& e);
    void show(const Event& e);
    void add(const Mark& mark);

    const Log& log_;
    World now_;
    std::vector<World> checkpoints_; // checkpoints_[k]: after k * kStride events
    std::size_t applied_ = 0;
    Time end_ = 0;
    std::vector<std::unique_ptr<Lane>> lanes_;
    ArrowList arrows_;
    std::vector<Mark> marks_;
    Effects effects_; // of the event being applied
    // Place in the World's list → lane
    std::vector<std::uint32_t> processLanes_, lockLanes_, queueLanes_;
    std::vector<std::uint32_t> objectLanes_;                       // by ObjectId
    std::unordered_map<std::uint64_t, std::uint32_t> threadLanes_; // place of the process << 8 | number
};

} // namespace forkscope::world
