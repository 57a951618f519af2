// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Parts of the sentences about waiting: what for, who has it, who could end it. Used inside this folder.
#include "engine/world/reason.h"

#include <string>

namespace forkscope::world {

// What a thread waits for: "waits for mutex, held since 0.41 s by P1 buyer (line 9)". Without what is behind
// it. `goesOn`: ", which …" will follow.
Words waitWords(const World& world, const WaitFor& wait, bool goesOn = false);

// The same by kind of object.
Words syncWait(const World& world, const WaitFor& wait); // ConditionWait, EventWait, BarrierWait
Words pipeWait(const World& world, const WaitFor& wait); // Pipe…
Words poolWait(const World& world, const WaitFor& wait); // Pool…, Executor…
Words managerWait(const World& world, const WaitFor& wait);

// "held since 0.41 s by P1 buyer (line 9)": who keeps a lock taken; "" when nobody does.
Words heldBy(const World& world, const Lock& lock);
// "; P2 and P3 wait at get", "" when nobody does.
Words waitClause(const World& world, const std::vector<Waiter>& waiters, std::string_view where);
// An object in a sentence, without the full stop; "" for one that is not there. The second: of the kinds from
// Condition on.
Words objectWords(const World& world, ObjectId id);
Words thingWords(const World& world, ObjectId id);
// "2 of 3 are there, P3 is missing": of a barrier that has not opened.
Words partiesOf(const World& world, const Barrier& barrier);
// Who has yet to come to a barrier, as far as can be told: live processes that have been there before, and
// those that run the same function as one who is there.
std::vector<ProcessId> missingAt(const World& world, const Barrier& barrier);
// Who can send to or receive from an end: live processes, in order of appearance.
std::vector<ProcessId> writersTo(const World& world, const PipeEnd& end);
std::vector<ProcessId> readersOf(const World& world, const PipeEnd& end);
// "map(square)", "apply_async(square, (3,))", "square(3)": a job in the learner's words.
std::string jobWords(const Pool& pool, const PoolJob& job);
// "1 of 4 tasks done, P2 runs 1, 2 wait for a worker".
Words progressOf(const World& world, const Pool& pool, const PoolJob& job);

Doing doingOf(const World& world, const Process& p, std::uint8_t thread);
// What a process or thread does, as a predicate: "is running (line 9)", "sleeps until 1.41 s (line 8)". Of a
// wait what it waits for, without what is behind it.
Words stateWords(const World& world, ThreadRef who, Time at);

} // namespace forkscope::world
