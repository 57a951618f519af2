// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Who had the processor when, and the figures by which policies are compared. The same for computed and for
// measured runs, so that they can stand side by side. A plain value.
#include "engine/scheduling/policy.h"

#include <string>
#include <vector>

namespace forkscope::scheduling {

struct Job {
    std::string name;
    Time arrival = 0; // after the beginning
    Time burst = 0;   // how long it needs the processor
};

struct Stretch {
    std::size_t job = 0;
    Time begin = 0, end = 0;
    std::size_t level = 0; // of the feedback queue, from 0
};

struct JobFigures {
    Time arrival = 0, firstRun = 0, end = 0;
    Time used = 0;             // of the processor
    Time slept = 0;            // waited for something else, such as a sleep; 0 where jobs only compute
    std::size_t lastLevel = 0; // on which it ended
    bool isDone = false;       // false: it never ran, or was stopped before its end

    Time turnaround() const { return end - arrival; }
    Time waiting() const { return turnaround() - used - slept; }
    Time response() const { return firstRun - arrival; }
};

struct Means {
    double waiting = 0, turnaround = 0, response = 0; // nanoseconds; of the jobs that are done
};

struct Plan {
    std::vector<Stretch> stretches; // in order of time, none empty, neighbours of different jobs or levels
    std::vector<JobFigures> jobs;   // in the order in which they were given

    Time end() const { return stretches.empty() ? 0 : stretches.back().end; }
    Means means() const;
};

// Bookkeeping of both: adds a stretch, or lengthens the last one.
void append(Plan& plan, const Stretch& stretch);

} // namespace forkscope::scheduling
