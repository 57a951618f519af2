// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/guard/scheduling.h"

#include <sys/resource.h>

namespace forkscope::run::guard {

Scheduling Scheduling::ofThisThread() {
    Scheduling s;
    const int policy = sched_getscheduler(0);
    if (policy >= 0 && sched_getparam(0, &s.parameters) == 0)
        s.policy = policy;
    s.niceness = getpriority(PRIO_PROCESS, 0); // -1 is a niceness, and this call cannot fail
    return s;
}

void Scheduling::restore() const {
    sched_setscheduler(0, policy, &parameters);
    setpriority(PRIO_PROCESS, 0, niceness);
}

} // namespace forkscope::run::guard
