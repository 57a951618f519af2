// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A measured run of jobs beside the plan that the policy makes of them on a processor that loses no time.
// Plain values and pure functions.
#include "engine/run/dispatcher.h"
#include "engine/run/session.h"
#include "engine/scheduling/plan.h"

#include <string>
#include <vector>

namespace forkscope::lab {

struct Comparison {
    std::vector<scheduling::Job> jobs;
    scheduling::Plan computed, measured; // both begin with the first arrival at its computed time
    bool hasComputed = true;             // false: of the kernel's own policy, which nobody here computes

    // How far a job's waiting, turnaround or response time is from the computed one, as a part of the whole
    // run's computed length: the largest of all. Of jobs that are done in both. 0 without a computed side.
    double largestDifference() const;
    // The same of the means.
    double differenceOfMeans() const;
};

// Jobs are told apart by name; one that never began has figures that are not done.
Comparison compare(const std::vector<scheduling::Job>& jobs, const scheduling::Plan& computed,
                   const std::vector<run::Dispatcher::Job>& ran, const scheduling::Plan& measured);

// What a run of launchOf(jobs, policy) has shown so far: by its dispatcher, or for the kernel's own policy by
// the CPU states in its trace.
Comparison compare(const std::vector<scheduling::Job>& jobs, const run::Session& session);

} // namespace forkscope::lab
