// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// From slots, accounts and the World: who can be let go, and who has to be waited for before that is asked.
// Part of the Controller; values in, values out, but for pidfds that are asked whether a process has ended.
#include "engine/drive/accounts.h"
#include "engine/drive/choice.h"
#include "engine/drive/gate_table.h"
#include "engine/drive/lives.h"

#include <set>
#include <vector>

namespace forkscope::drive {

struct Survey {
    std::vector<Choice> choices; // sorted by actor: the same order in every run
    std::vector<BusyThread> busy;
    bool isBehind = false; // a slot says more than the trace that has been read
};

constexpr std::uint32_t kNoSlot = 0xffffffff;

struct SurveyInput {
    const std::vector<Slot>& seen; // as they were before the trace was read
    const Accounts& accounts;
    const world::World& world;
    Lives& lives;
    const std::set<std::int32_t>& stopped; // pids that a pause has stopped
    Time closedSince = 0;                  // when the gate was closed, in the run's time
    std::uint64_t clockLag = 0;      // ns by which the program's clock is behind CLOCK_MONOTONIC just now
    std::uint32_t granted = kNoSlot; // whose grant is under way: it is in no wait from before any more
};

// `busy` comes without `sinceNs`.
Survey survey(const SurveyInput& input);

// What granting `choice` would do; sets able and obstacle.
void judge(Choice& choice, const Slot& slot, const SurveyInput& input);

} // namespace forkscope::drive
