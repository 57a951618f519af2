// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The one place that kills. Freezes first, so that nothing can fork faster than it is killed, and never hits
// a process that is not a descendant: each is held by a pidfd and its parent looked up again before the
// signal, so that a pid that was given to somebody else in between is left alone. Plain POSIX; used by the
// guard, and by the engine for what comes to it when the guard itself was killed.
#include <cstddef>
#include <vector>

#include <sys/types.h>

namespace forkscope::run {

// One round over everything that descends from `roots`, which are children of this process (they are
// included): SIGSTOP to all, then SIGKILL to all. Processes can come to light between two rounds, when their
// parent has died and they become children of this one: the caller reaps and repeats until it has no child
// left. Returns how many were still alive.
std::size_t stopThenKill(const std::vector<pid_t>& roots);

} // namespace forkscope::run
