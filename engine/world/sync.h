// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Condition, Event and Barrier as the World knows them. threading.Condition and threading.Barrier, from which
// multiprocessing's are made, say what they promise: Lib/threading.py, Lib/multiprocessing/synchronize.py.
#include "engine/world/thing.h"

#include <vector>

namespace forkscope::world {

// A notify whose waiters have not all come back: they first need the lock again.
struct Notify : Deed {
    std::int32_t left = 0; // woken and not yet back

    bool operator==(const Notify&) const = default;
};

struct Condition : Thing {
    static constexpr std::string_view kUsualKind = "Condition";
    ObjectId lock;                // 0 when not known
    std::vector<Waiter> waiters;  // those who were notified and still want the lock are among them
    std::vector<Notify> notifies; // oldest first
    Deed lastNotify;
    std::int32_t lastWoken = 0; // how many it woke

    std::int32_t notified() const; // of the waiters
    bool operator==(const Condition&) const = default;
};

// multiprocessing.Event; the other meaning of the word is trace::Event.
struct EventObject : Thing {
    static constexpr std::string_view kUsualKind = "Event";
    bool isSet = false;
    Deed changed; // the last set() or clear(); none when it is as it was made
    Deed lastSet;
    std::vector<Waiter> waiters;

    bool operator==(const EventObject&) const = default;
};

struct Barrier : Thing {
    static constexpr std::string_view kUsualKind = "Barrier";
    std::int32_t parties = 0; // 0 when not known
    bool broken = false;
    std::vector<Waiter> arrived;     // wait for the others
    std::vector<Waiter> leaving;     // let through and not yet back
    std::vector<ProcessId> visitors; // everyone who ever came, in order
    Deed lastComer;                  // who let the others through
    Deed brokenBy;                   // abort(), or who timed out
    std::uint32_t rounds = 0;        // times that all were there

    bool operator==(const Barrier&) const = default;
};

} // namespace forkscope::world
