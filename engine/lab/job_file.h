// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A table of jobs for the scheduling lab, as a TOML file, and the real program that runs them.
//
//     policy = "rr"      # fcfs, sjf, rr, mlfq, linux; may be left out, like the three lines below
//     quantum = 100      # ms
//     slices = [400, 300, 200, 100]    # ms, of mlfq, the highest level first
//     boost = 1000       # ms, of mlfq
//     [[jobs]]
//     name = "A"
//     arrival = 0        # ms after the start
//     burst = 400        # ms of the processor
//
// Plain values; times in nanoseconds. Main thread.
#include "engine/run/launch_spec.h"
#include "engine/scheduling/plan.h"
#include "engine/trace/result.h"

#include <QString>

#include <optional>

namespace forkscope::lab {

inline constexpr int kMostJobs = 50;

struct JobFile {
    std::vector<scheduling::Job> jobs; // at least one; names are unique
    QString policy;                    // "": not said
    std::optional<scheduling::Time> quantum, boost;
    std::vector<scheduling::Time> slices; // empty: not said
};

// The sentence names the file, the line and what was expected.
Result<JobFile> readJobs(const QString& path);
// What readJobs() understands.
QByteArray textOf(const JobFile& file);

// What starts these jobs as children that compute, each at its arrival, on one processor. `policy` none: the
// kernel's own.
run::LaunchSpec launchOf(const std::vector<scheduling::Job>& jobs,
                         const std::optional<scheduling::Policy>& policy, const QString& interpreter);

} // namespace forkscope::lab
