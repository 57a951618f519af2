// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What /proc says about processes. Any answer may be out of date when it arrives; nothing here fails louder
// than an empty answer. proc_pid_stat(5), proc_pid_task(5).
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <sys/types.h>

namespace forkscope::run {

struct ProcStat {
    std::string name;              // field 2, as cut to 15 bytes by the kernel
    char state = '?';              // field 3: R S D Z T t X
    pid_t parent = 0;              // field 4
    std::uint64_t birth = 0;       // field 22: clock ticks since boot
    std::optional<int> exitStatus; // field 52: a wait integer, while it is a zombie
};
std::optional<ProcStat> readProcStat(pid_t pid);

struct Descendant {
    pid_t pid = 0;
    pid_t parent = 0;
};
// All that descend from `root`, parents before children, zombies included. Not `root` itself.
std::vector<Descendant> descendantsOf(pid_t root);
// The direct children alone.
std::vector<pid_t> childrenOf(pid_t parent);

// The arguments of a process, empty for zombies and kernel threads.
std::vector<std::string> commandLine(pid_t pid);
// Path of the executable; empty where it may not be known.
std::string executableOf(pid_t pid);

// The pid given out last in this pid namespace, of a thread or a process: if it has not moved, nothing was
// started.
std::optional<std::int64_t> lastPid();

} // namespace forkscope::run
