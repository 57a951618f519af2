// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The one place that kills. Plain POSIX; used by the guard, and by the engine for what comes to it when the
// guard itself was killed.
//
// The tree is walked from above, and each process is frozen before its children are listed: the kernel lets
// no fork through once the signal is there, so the list is whole, and a fork bomb loses a process with each
// step of the walk instead of gaining some. Only then is anything killed. A frozen process keeps its number,
// so nobody else's process can be hit. signal(7), credentials(7); copy_process() in the kernel's fork.c.
#include <vector>

#include <sys/types.h>

namespace forkscope::run {

class Leftovers;

// One round over `roots`, which are children of this process, and everything that descends from them. What
// they would leave behind is noted while they are frozen.
// Processes can come to light between two rounds, when their parent has ended and they become children of
// this one: the caller reaps and repeats until it has no child left.
void stopThenKill(const std::vector<pid_t>& roots, Leftovers& leftovers);

} // namespace forkscope::run
