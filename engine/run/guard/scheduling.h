// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// How the kernel schedules the calling thread: policy, real-time priority, niceness (sched(7), nice(2)). The
// guard puts itself before the program, and gives the program back what the guard was started with.
#include <sched.h>

namespace forkscope::run::guard {

struct Scheduling {
    int policy = SCHED_OTHER;
    sched_param parameters{};
    int niceness = 0;

    static Scheduling ofThisThread();
    // As far as the kernel allows: a program that runs with another niceness is better than none.
    void restore() const;
};

} // namespace forkscope::run::guard
