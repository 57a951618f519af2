// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What one event did to the World, told to whoever keeps the past (History): which parts may have changed,
// what was carried from one lane to another, what must stay visible. Filled by World::apply on request,
// reused from event to event so that it costs no memory.
#include "engine/trace/event.h"

#include <cstdint>
#include <vector>

namespace forkscope::world {

// Something carried from one lane to another: an item from put to get or from send to recv, a start, an end
// to the join that saw it, a lock from its release to the waiter that got it, a signal, the news that a
// waiter waited for (an event was set, a condition notified, a barrier's last party came), a task from its
// submission to its worker, a result from its worker to who wanted it.
enum class ArrowKind : std::uint8_t { Item, Start, Reap, HandOver, Signal, Wake, Task, Result };
struct Arrow {
    ArrowKind kind = ArrowKind::Item;
    trace::Time from = 0, to = 0;
    trace::ProcessId source, target;
    trace::ObjectId object;
    std::uint64_t fromOrder = 0, toOrder = 0;
    std::uint8_t sourceThread = 0, targetThread = 0; // 0: main thread

    bool operator==(const Arrow&) const = default;
};

// Rare things that must never vanish in a zoomed-out picture.
// Signal: a handler of the learner's begins. Trouble: a barrier or an executor broke, a worker ended with a
// task, an update of a shared value was lost.
enum class MarkKind : std::uint8_t { Exit, Killed, Raised, MainEnd, Note, Print, Signal, Trouble };
struct Mark {
    MarkKind kind = MarkKind::Exit;
    trace::Time at = 0;
    trace::ProcessId process;
    std::uint64_t order = 0;

    bool operator==(const Mark&) const = default;
};

struct ThreadPlace {
    std::uint32_t process = 0; // place in World::processes()
    std::uint8_t thread = 0;
};

struct Effects {
    // Places in World::processes(), locks() and queues() whose lane may show something else now.
    std::vector<std::uint32_t> processes, locks, queues;
    std::vector<ThreadPlace> threads;     // likewise, further threads
    std::vector<trace::ObjectId> objects; // likewise, all other objects
    std::vector<Arrow> arrows;
    std::vector<Mark> marks;

    void clear() {
        processes.clear();
        locks.clear();
        queues.clear();
        threads.clear();
        objects.clear();
        arrows.clear();
        marks.clear();
    }
};

} // namespace forkscope::world
