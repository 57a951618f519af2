// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Sockets that the learner's own lines make, as the World knows them. socket(7).
#include "engine/world/thing.h"

#include <vector>

namespace forkscope::world {

struct Socket : Thing {
    static constexpr std::string_view kUsualKind = "socket";
    std::string_view address; // where it listens, what it is connected to, or who came
    bool listening = false, connected = false;
    std::int32_t backlog = 0;
    ObjectId listener;                   // that accepted it; 0 none
    std::uint64_t accepted = 0;          // connections
    std::int32_t queued = 0;             // connected with it, and not accepted yet, as far as is told
    std::string_view local;              // its own address, of one that has connected
    ObjectId peer;                       // the other end; 0 not known
    std::int64_t sent = 0, received = 0; // bytes
    bool closed = false;                 // by some process that had it
    std::vector<Waiter> waiters;         // in accept, connect, send or recv

    bool operator==(const Socket&) const = default;
};

} // namespace forkscope::world
