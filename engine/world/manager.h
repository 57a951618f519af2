// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Managers and what they manage as the World knows them. The objects live in the manager's own process; each
// method call of a proxy is a message to it and an answer. Lib/multiprocessing/managers.py.
#include "engine/world/thing.h"

#include <vector>

namespace forkscope::world {

struct Manager : Thing {
    static constexpr std::string_view kUsualKind = "Manager";
    std::int32_t pid = 0;
    ProcessId server; // 0 when not known
    bool shutDown = false;

    bool operator==(const Manager&) const = default;
};

// A call under way, seen from the client.
struct Call {
    Waiter caller;
    std::string_view method, arguments;

    bool operator==(const Call&) const = default;
};

// A managed list, dict, Lock, …
struct Managed : Thing {
    static constexpr std::string_view kUsualKind = "managed object";
    ObjectId manager; // 0 when not known
    std::vector<Call> calls;
    std::vector<Waiter> served; // threads of the server that carry out a call
    std::vector<Waiter> owners; // managed Lock, RLock, Semaphore: who has it; an RLock once per acquire
    std::int64_t size = -1;     // managed Queue: items in it, as far as is known; -1 not known
    bool isSet = false;         // managed Event
    std::string_view lastMethod, lastArguments, lastResult;
    Deed lastCall;
    std::uint64_t count = 0; // calls that have ended

    bool isLock() const;
    bool isQueue() const { return kind == "Queue" || kind == "JoinableQueue"; }
    bool operator==(const Managed&) const = default;
};

} // namespace forkscope::world
