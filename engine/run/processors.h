// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Which processors a run may use (sched_setaffinity(2)). What a process starts inherits its own.
#include <optional>

#include <sched.h>
#include <sys/types.h>

namespace forkscope::run {

// To the first of those that this thread may use. No effect where the system does not allow it.
void keepToOneProcessor(pid_t pid);

// Leaves one processor to the jobs of a run by a policy for as long as it lives: the thread that made it, and
// what that starts, keeps off it. Where there is only one it is shared. To be destroyed by the same thread.
class SpareProcessor {
  public:
    SpareProcessor();
    ~SpareProcessor();
    SpareProcessor(const SpareProcessor&) = delete;
    SpareProcessor& operator=(const SpareProcessor&) = delete;

    // -1: the system does not tell; then jobs are kept to none.
    int number() const { return number_; }

  private:
    int number_ = -1;
    std::optional<cpu_set_t> before_; // none: nothing was changed
};

} // namespace forkscope::run
