// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What one event did to the World, told to whoever keeps the past (History): which parts may have changed,
// what was carried from one lane to another, what must stay visible. Filled by World::apply on request,
// reused from event to event so that it costs no memory.
#include "engine/trace/event.h"

#include <cstdint>
#include <vector>

namespace forkscope::world {

// Something carried from one lane to another: an item from put to get, a start, an end to the join that saw
// it, a lock from its release to the waiter that got it, a signal.
enum class ArrowKind : std::uint8_t { Item, Start, Reap, HandOver, Signal };
struct Arrow {
    ArrowKind kind = ArrowKind::Item;
    trace::Time from = 0, to = 0;
    trace::ProcessId source, target;
    trace::ObjectId object;
    std::uint64_t fromOrder = 0, toOrder = 0;

    bool operator==(const Arrow&) const = default;
};

// Rare things that must never vanish in a zoomed-out picture.
enum class MarkKind : std::uint8_t { Exit, Killed, Raised, MainEnd, Note, Print };
struct Mark {
    MarkKind kind = MarkKind::Exit;
    trace::Time at = 0;
    trace::ProcessId process;
    std::uint64_t order = 0;

    bool operator==(const Mark&) const = default;
};

struct Effects {
    // Places in World::processes(), locks() and queues() whose lane may show something else now.
    std::vector<std::uint32_t> processes, locks, queues;
    std::vector<Arrow> arrows;
    std::vector<Mark> marks;

    void clear() {
        processes.clear();
        locks.clear();
        queues.clear();
        arrows.clear();
        marks.clear();
    }
};

} // namespace forkscope::world
