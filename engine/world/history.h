// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The whole run so far: the World now, the World at any earlier time, and one Track for every lane. Fed with a growing
// Log; keeps a copy of the World every kStride events, so that a look back costs one copy and at most kStride
// applications. Single thread, same as the Log; the Log must outlive it.
#include "engine/world/track.h"
#include "engine/world/world.h"

#include <memory>
#include <vector>

namespace forkscope::world {

enum class LaneKind : std::uint8_t { Process, Lock, Queue };

// A lane of the timeline. `track` of a lock: state Running = owned (note.subject is the ProcessId value), Absent =
// free, Stopped = unknown; of a queue: note.subject is the depth, state Running = not empty, Absent = empty.
struct Lane {
    LaneKind kind = LaneKind::Process;
    ProcessId process; // LaneKind::Process
    ObjectId object;   // else
    Track track;
    std::int64_t peak = 0; // queue: greatest depth so far
};

// Something carried from one lane to another: an item from put to get, a start, an end to the join that saw it, a lock
// from its release to the waiter that got it.
enum class ArrowKind : std::uint8_t { Item, Start, Reap, HandOver, Signal };
struct Arrow {
    ArrowKind kind = ArrowKind::Item;
    Time from = 0, to = 0;
    ProcessId source, target;
    ObjectId object;
    std::uint64_t fromOrder = 0, toOrder = 0;
};

// Rare things that must never vanish in a zoomed-out picture.
enum class MarkKind : std::uint8_t { Exit, Killed, Raised, MainEnd, Note, Print };
struct Mark {
    MarkKind kind = MarkKind::Exit;
    Time at = 0;
    ProcessId process;
    std::uint64_t order = 0;
};

class History {
  public:
    static constexpr std::size_t kStride = 16384;

    explicit History(const Log& log);

    // Takes in the Log's events from where the last call ended, at most `maxEvents`; returns how many were taken.
    std::size_t advance(std::size_t maxEvents = SIZE_MAX);
    // Lengthens all open intervals to `now`: time goes on also when nothing happens.
    void extendTo(Time now);

    const Log& log() const { return log_; }
    const World& now() const { return now_; }
    World at(Time t) const;              // after the last event with time <= t
    World atOrder(std::uint64_t order) const; // after the event of this rank; order 0: the empty World
    Time end() const { return end_; }    // latest time known
    std::size_t applied() const { return applied_; } // events taken in so far

    // Lanes in order of appearance: views may hold indices, lanes never move or go.
    std::size_t laneCount() const { return lanes_.size(); }
    const Lane& lane(std::size_t i) const { return *lanes_[i]; }
    const std::vector<Arrow>& arrows() const { return arrows_; } // sorted by `to`
    const std::vector<Mark>& marks() const { return marks_; }    // sorted by `at`

  private:
    const Log& log_;
    World now_;
    std::vector<World> checkpoints_; // checkpoints_[k]: after k * kStride events
    std::size_t applied_ = 0;
    Time end_ = 0;
    std::vector<std::unique_ptr<Lane>> lanes_;
    std::vector<Arrow> arrows_;
    std::vector<Mark> marks_;
};

} // namespace forkscope::world
