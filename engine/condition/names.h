// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Processes and objects by the names that a learner sees. Used inside this folder, and by checks.
#include "engine/world/world.h"

#include <string>
#include <string_view>
#include <vector>

namespace forkscope::condition {

// "P1", "main", the process's own name ("consort"), or its path ("main/1"); "*" is any.
bool isCalled(const world::World& world, const world::Process& process, std::string_view name);
bool isCalled(const world::World& world, trace::ProcessId id, std::string_view name);
// The learner's variable, or "Lock 2" where none is known; of a file its name or path; "*" is any.
bool isCalled(const world::World& world, trace::ObjectId id, std::string_view name);
// All names of a process that isCalled() knows.
std::vector<std::string> namesOf(const world::World& world, trace::ProcessId id);

} // namespace forkscope::condition
