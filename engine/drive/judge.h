// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What becomes of a choice that is granted: it goes on, blocks, fails, or nobody can say. Part of the
// Controller; values in, values out, but for pidfds that are asked whether a process has ended.
#include "engine/drive/accounts.h"
#include "engine/drive/choice.h"
#include "engine/drive/gate_table.h"
#include "engine/drive/lives.h"

#include <set>
#include <vector>

namespace forkscope::drive {

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

// What granting `choice` would do; sets able and obstacle.
void judge(Choice& choice, const Slot& slot, const SurveyInput& input);

// By the kernel or, where that was asked a moment too early, by who has reaped it.
bool hasEnded(std::int32_t pid, const SurveyInput& input);
bool waitsForProcess(Kind kind);
// Null: the World knows no such thread.
const world::Thread* threadIn(const world::World& world, ProcessId process, std::uint8_t number);

} // namespace forkscope::drive
