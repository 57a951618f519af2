// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A traced Python program in a process group of its own, its standard output in memory. Whoever owns it
// leaves nothing of it behind: the destructor kills the group and waits.
#include "engine/trace/result.h"

#include <string>
#include <sys/types.h>

namespace forkscope::replay {

struct Command {
    std::string python;
    std::string program;
    std::string method; // fork, spawn or forkserver: its argument
    std::string probe;  // folder of the probe
};

class ProgramProcess {
  public:
    ProgramProcess() = default;
    ~ProgramProcess();
    ProgramProcess(const ProgramProcess&) = delete;
    ProgramProcess& operator=(const ProgramProcess&) = delete;

    // fork(2) and execve(2) with the probe's environment and a fixed PYTHONHASHSEED.
    Outcome start(const Command& command, const std::string& tracePath);
    // The main process has ended (and has been reaped).
    bool ended();
    int status() const { return status_; } // as waitpid(2) gives it; valid after ended()
    std::string output() const;            // so far
    // Makes each process print its Python stacks to standard error (faulthandler), then ends them all.
    void abortWithStacks();

  private:
    pid_t pid_ = -1;
    int output_ = -1;
    int status_ = 0;
    bool reaped_ = false;
};

} // namespace forkscope::replay
