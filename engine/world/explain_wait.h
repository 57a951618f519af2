// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Parts of the sentences about waiting: what for, who has it, who could end it. Used inside this folder.
#include "engine/world/world.h"

#include <string>

namespace forkscope::world {

// What a thread waits for: "waits for mutex, held by P1 buyer since line 14".
std::string waitWords(const World& world, const Process& p, const Thread& thread);

// The same by kind of object; `wait` is that thread's.
std::string syncWait(const World& world, const Wait& wait); // ConditionWait, EventWait, BarrierWait
std::string pipeWait(const World& world, const Process& p, const Wait& wait); // Pipe…
std::string poolWait(const World& world, const Wait& wait);                   // Pool…, Executor…
std::string managerWait(const World& world, const Process& p, const Thread& thread);

// "; P2 and P3 wait at get", "" when nobody does.
std::string waitClause(const World& world, const std::vector<Waiter>& waiters, std::string_view where);
// An object of the kinds from Condition on; "" for all others.
std::string explainThing(const World& world, ObjectId id, Time at);
// "2 of 3 are there, P3 is missing": of a barrier that has not opened.
std::string partiesOf(const World& world, const Barrier& barrier);
// Who has yet to come to a barrier, as far as can be told: live processes that have been there before, and those
// that run the same function as one who is there.
std::vector<ProcessId> missingAt(const World& world, const Barrier& barrier);
// Who, apart from `but`, can send to or receive from an end: live processes, in order of appearance.
std::vector<ProcessId> writersTo(const World& world, const PipeEnd& end);
std::vector<ProcessId> readersOf(const World& world, const PipeEnd& end);
// "map(square)", "apply_async(square, (3,))", "square(3)": a job in the learner's words.
std::string jobWords(const Pool& pool, const PoolJob& job);
// "1 of 4 tasks done, P2 runs 1, 2 wait for a worker".
std::string progressOf(const World& world, const Pool& pool, const PoolJob& job);

} // namespace forkscope::world
