// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The nouns of the sentences, each with its target: processes, threads, objects, lines, moments. Used inside
// this folder.
#include "engine/world/words.h"
#include "engine/world/world.h"

namespace forkscope::world::noun {

Words process(const World& world, ProcessId id);                        // "P1 buyer"
Words shortProcess(const World& world, ProcessId id);                   // "P1"
Words processes(const World& world, const std::vector<ProcessId>& ids); // "P1 and P2"
Words processWithPid(const World& world, std::int32_t pid);         // "process 4711" where it is not known
Words actor(const World& world, ProcessId id, std::uint8_t thread); // "P1 buyer, thread loader"
Words shortActor(const World& world, ProcessId id, std::uint8_t thread); // "thread loader of P1"
Words thread(const World& world, ProcessId id, std::uint8_t thread);     // "loader"
Words waiters(const World& world, const std::vector<Waiter>& waiters);   // "P2 and P3", each once
Words object(const World& world, ObjectId id);                           // "mutex"
Words line(std::uint32_t line, FileId file);                             // "line 14"; "" for 0
Words atLine(std::uint32_t line, FileId file);                           // " (line 14)"; "" for 0
Words moment(Time at);                                                   // "0.41 s"

} // namespace forkscope::world::noun
