// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The building blocks of the explanations: lists, counts, places, signals in words. Used inside this folder.
#include "engine/world/world.h"

#include <string>
#include <vector>

namespace forkscope::world {

std::string listed(const std::vector<std::string>& words);  // "a", "a and b", "a, b and c"
std::string counted(std::size_t n, std::string_view one);   // "1 item", "3 items"
std::string atLine(std::uint32_t line);                     // " (line 14)", "" where there is none
std::string signalName(std::int32_t signal);                // "SIGTERM", "signal 40"
std::string shortLabelOf(const World& world, ProcessId id); // "P2"
// "P2", "thread loader of P2".
std::string shortActorLabelOf(const World& world, ProcessId id, std::uint8_t thread);
// Text that the program chose, as one line: without the terminal's control sequences and other control
// characters.
std::string plain(std::string_view text);
// "P2 and P3", each process once.
std::string waitersOf(const World& world, const std::vector<Waiter>& waiters);
// "P1 buyer", or "process 4711" for one that the World does not know.
std::string processWithPid(const World& world, std::int32_t pid);

} // namespace forkscope::world
