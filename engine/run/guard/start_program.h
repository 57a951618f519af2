// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Starts the learner's program as a child of the guard: terminal, working folder, limits, exec. A step that
// fails in the child is told to the parent through a close-on-exec pipe, and the child leaves by _exit: never
// returns into this code.
#include "engine/run/guard/protocol.h"
#include "engine/run/guard/run_cgroup.h"
#include "engine/run/guard/scheduling.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <signal.h>
#include <sys/types.h>

namespace forkscope::run::guard {

struct Options {
    std::uint64_t processes = 0;   // 0: no limit, here and below
    std::uint64_t memoryBytes = 0; // RLIMIT_AS of each process
    std::uint64_t fileBytes = 0;   // RLIMIT_FSIZE
    std::string folder;            // empty: the guard's own
    std::string scratch;           // of a sandbox: removed after the run
    Scheduling scheduling;         // what the program gets: the guard's own is its own affair
    pid_t warden = 0;              // the guard's parent, which names the run's control group
    bool hasTrace = false;
    bool hasTerminal = false;
    bool hasSandbox = false;    // the command is a sandbox's, which takes the trace along
    std::vector<char*> command; // ends with null
};
// From the guard's command line; nothing where it is not one.
std::optional<Options> parseOptions(int argc, char** argv);

struct Start {
    pid_t pid = 0;    // when it succeeded
    StartStep step{}; // else: what failed
    int error = 0;    // and why (errno)
};
// `signals` is the signal mask that the program gets, `group` where it is put.
Start startProgram(const Options& options, const sigset_t& signals, const RunCgroup& group);
// A backstop far behind the guard's own count of processes, in tasks: threads count there.
std::uint64_t tasksFor(std::uint64_t processes);

} // namespace forkscope::run::guard
