// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the kernel's own scheduler did with the children of a run, read off the CPU states in its trace. How
// fine that is says Session::kernelStates(): exact by context switches, else sampled. A pure function.
#include "engine/run/dispatcher.h"
#include "engine/scheduling/plan.h"
#include "engine/world/history.h"

#include <vector>

namespace forkscope::lab {

struct KernelPlan {
    std::vector<run::Dispatcher::Job> jobs;
    scheduling::Plan plan; // in the order of `jobs`; times since the start of the run
};

// The main process and the runtime's helpers are nobody's job. A job arrives when its parent starts it.
KernelPlan kernelPlan(const world::History& history);

} // namespace forkscope::lab
