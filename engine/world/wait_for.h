// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What keeps a thread, by kind of object: each fills in obstacle, help, who and gone of a WaitFor that has
// its operation, object and times already. Used inside this folder.
#include "engine/world/wait_chain.h"

namespace forkscope::world {

void lockObstacle(const World& world, WaitFor& wait);
void managedObstacle(const World& world, WaitFor& wait);
void queueObstacle(const World& world, WaitFor& wait);
void pipeObstacle(const World& world, WaitFor& wait);
void syncObstacle(const World& world, WaitFor& wait); // Condition, Event, Barrier
void socketObstacle(const World& world, WaitFor& wait);
void poolObstacle(const World& world, WaitFor& wait); // and executors

// All threads of a process that may run the learner's code, added to `who` without those that are there.
void addThreads(std::vector<ThreadRef>& who, const World& world, ProcessId process);
// One thread of it, when it lives.
void addThread(std::vector<ThreadRef>& who, const World& world, ThreadRef thread);
bool isAlive(const World& world, ThreadRef thread);
// `help` where somebody is left in `who`, else Nobody.
Help ifAny(Help help, const WaitFor& wait);

} // namespace forkscope::world
