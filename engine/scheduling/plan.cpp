// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/scheduling/plan.h"

namespace forkscope::scheduling {

Means Plan::means() const {
    Means sum;
    double count = 0;
    for (const JobFigures& job : jobs) {
        if (!job.isDone)
            continue;
        sum.waiting += double(job.waiting());
        sum.turnaround += double(job.turnaround());
        sum.response += double(job.response());
        ++count;
    }
    return count == 0 ? sum : Means{sum.waiting / count, sum.turnaround / count, sum.response / count};
}

void append(Plan& plan, const Stretch& stretch) {
    if (stretch.end <= stretch.begin)
        return;
    JobFigures& figures = plan.jobs[stretch.job];
    if (figures.used == 0)
        figures.firstRun = stretch.begin;
    figures.used += stretch.end - stretch.begin;
    figures.lastLevel = stretch.level;
    auto& all = plan.stretches;
    if (!all.empty() && all.back().job == stretch.job && all.back().level == stretch.level &&
        all.back().end == stretch.begin)
        all.back().end = stretch.end;
    else
        all.push_back(stretch);
}

} // namespace forkscope::scheduling
