// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Why a Python of the run has not told of itself, as far as /proc shows it. proc_pid_environ(5)
#include <string>

#include <sys/types.h>

namespace forkscope::run {

// One sentence; "" for a process that has gone or where nothing explains it.
std::string untracedReason(pid_t pid, const std::string& name);

} // namespace forkscope::run
