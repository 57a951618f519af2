// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The whole run so far: the World now, the World at any earlier time, and one Track for every lane. Fed with
// a growing Log; keeps a copy of the World every kStride events, so that a look back costs one copy and at
// most kStride applications. Single thread, same as the Log; the Log must outlive it.
#include "engine/world/effects.h"
#include "engine/world/track.h"
#include "engine/world/world.h"

#include <memory>
#include <vector>

namespace forkscope::world {

enum class LaneKind : std::uint8_t { Process, Lock, Queue };

// A lane of the timeline. `track` of a process: LaneState of its main thread, note.subject is the object
// waited for (the ProcessId value in WaitsProcess), 0 where not known; of a lock: state Running = owned
// (note.subject is the ProcessId value of the owner, of the longest one for a semaphore), Absent = free,
// Stopped = unknown; of a queue: note.subject is the depth, state Running = not empty, Absent = empty. Line
// and file are where that began.
struct Lane {
    LaneKind kind = LaneKind::Process;
    ProcessId
        process;     // LaneKind::Process. Becomes the stream's number when a started process begins (world.h)
    ObjectId object; // else
    Track track;
    std::int64_t peak = 0; // queue: greatest depth so far; lock: most holders at one time
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
    const std::vector<Arrow>& arrows() const { return arrows_; } // sorted by `to`
    const std::vector<Mark>& marks() const { return marks_; }    // sorted by `at`

  private:
    Lane& laneAt(std::vector<std::uint32_t>& places, std::uint32_t i, LaneKind kind);
    void showProcess(std::uint32_t i, Time at);
    void showLock(std::uint32_t i, Time at);
    void showQueue(std::uint32_t i, const Event& e);
    void show(const Event& e);

    const Log& log_;
    World now_;
    std::vector<World> checkpoints_; // checkpoints_[k]: after k * kStride events
    std::size_t applied_ = 0;
    Time end_ = 0;
    std::vector<std::unique_ptr<Lane>> lanes_;
    std::vector<Arrow> arrows_;
    std::vector<Mark> marks_;
    Effects effects_; // of the event being applied
    // Place in the World's list → lane
    std::vector<std::uint32_t> processLanes_, lockLanes_, queueLanes_;
};

} // namespace forkscope::world
