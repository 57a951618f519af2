// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// How a process ended. The one place that takes the integer of waitpid(2), or field 52 of /proc/PID/stat,
// apart.
#include <cstdint>

#include <sys/wait.h>

namespace forkscope::run {

class WaitStatus {
  public:
    explicit WaitStatus(int raw) : raw_(raw) {}

    bool exited() const { return WIFEXITED(raw_); }
    bool signaled() const { return WIFSIGNALED(raw_); }
    int exitCode() const { return WEXITSTATUS(raw_); }
    int signal() const { return WTERMSIG(raw_); }
    // As Python's Process.exitcode and the trace have it: exit code, or -signal.
    std::int32_t pythonStatus() const { return exited() ? exitCode() : -signal(); }
    // As a shell has it in $?: exit code, or 128 + signal.
    int shellStatus() const { return exited() ? exitCode() : 128 + signal(); }

  private:
    int raw_;
};

} // namespace forkscope::run
