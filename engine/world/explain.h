// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Sentences about the World: who waits for what, since when, who has it, on which line; how a process ended.
// Plain English for learners, the same for tooltips, the terminal, lesson checks. Reads a World, changes
// nothing, keeps nothing.
#include "engine/world/history.h"

#include <string>
#include <vector>

namespace forkscope::world {

// "P2 buyer waits for mutex, held by P1 buyer since line 14 (waiting for 0.41 s)."
std::string explainProcess(const World& world, ProcessId id, Time at);
// One thread of it: "loader of P1 buyer waits for mutex, held by P1 buyer (waiting for 12.0 ms)."
std::string explainThread(const World& world, ProcessId id, std::uint8_t thread, Time at);
// "mutex is held by P1 buyer (line 14); P2 and P3 wait." "orders holds 3 items: 2 in the pipe, 1 in P0's
// buffer."
std::string explainObject(const World& world, ObjectId id, Time at);
// Of a run at a standstill, which no operation of theirs would tell: whose items do not fit into a pipe, so
// that they cannot end. "P1 has put 3 items that do not fit into the pipe of orders, and cannot …"
std::vector<std::string> explainFullPipes(const World& world);
// One interval of a lane, for its tooltip.
std::string explainInterval(const History& history, std::size_t lane, std::size_t interval);
// One event as a line of text: "12.4 ms  P1 buyer  acquires mutex  (tickets.py, line 14)".
std::string explainEvent(const World& world, const Event& event);
// The same without when, who and where: "acquires mutex".
std::string explainWhat(const World& world, const Event& event);
// What a further thread is called: its name, or the function that it runs where the name is made up.
std::string threadName(const Thread& thread);
// "P2 buyer", "P2 buyer, thread loader": who did something. Threads of multiprocessing itself are not named.
std::string actorLabelOf(const World& world, ProcessId id, std::uint8_t thread);
// "1.25 s", "46.6 ms", "20 µs": the unit follows the size.
std::string formatTime(Time t);
// What an exit status means: "ended normally (exit code 0)", "was ended by SIGTERM (-15)", …
std::string explainStatus(std::int32_t status);

} // namespace forkscope::world
