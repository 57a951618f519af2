// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A lock or semaphore as the World knows it: who holds it, who waits. Plain values; texts are views into the
// Log.
#include "engine/trace/event.h"
#include "engine/world/waiter.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace forkscope::world {

using trace::FileId;
using trace::ObjectId;
using trace::ProcessId;
using trace::Time;

struct Holder {
    ProcessId process;
    std::uint8_t thread = 0;
    std::uint32_t count = 1; // depth of an RLock
    std::uint32_t line = 0;
    Time since = 0;
    FileId file;

    bool operator==(const Holder&) const = default;
};
// A release that nobody has made use of yet.
struct Release {
    ProcessId process;
    Time at = 0;
    std::uint64_t order = 0;
    std::uint8_t thread = 0;

    bool operator==(const Release&) const = default;
};

struct Lock {
    ObjectId id;
    std::string_view name; // the learner's variable; "" when not known
    std::string_view
        kind;       // "Lock", "RLock", "Semaphore", "BoundedSemaphore", "threading.Lock", "threading.RLock"
    ObjectId owner; // the Condition or Value that it is a part of; 0 none
    std::int32_t initial = 1;
    std::int32_t value = 1; // permits free
    bool known = true; // false: somebody died between taking and telling, or between telling and giving back
    // One for a lock; up to `initial` for a semaphore. The dead keep what they held.
    std::vector<Holder> holders;
    std::vector<Waiter> waiters;   // in order of arrival; any of them may be next
    bool releasedByOthers = false; // once at least by a process that did not hold it: it is used as a signal
    ProcessId creator;
    std::uint32_t line = 0;
    FileId file;
    std::vector<Release> releases; // oldest first, never more than `value`

    bool isRecursive() const { return kind == "RLock" || kind == "threading.RLock"; }
    bool isSemaphore() const { return kind == "Semaphore" || kind == "BoundedSemaphore"; }
    bool operator==(const Lock&) const = default;
};

} // namespace forkscope::world
