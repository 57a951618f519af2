// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lab/comparison.h"

#include "engine/lab/kernel_plan.h"
#include "engine/scheduling/reference.h"

#include <algorithm>
#include <cmath>

namespace forkscope::lab {

using scheduling::JobFigures;
using scheduling::Plan;
using scheduling::Time;

namespace {
// By how much the clock of the measured run is ahead.
Time headStart(const std::vector<scheduling::Job>& jobs, const Plan& measured,
               const std::vector<std::size_t>& place) {
    Time ahead = 0;
    Time first = scheduling::kWithoutEnd;
    for (std::size_t ran = 0; ran < place.size(); ++ran)
        if (place[ran] < jobs.size() && measured.jobs[ran].arrival < first) {
            first = measured.jobs[ran].arrival;
            ahead = first - jobs[place[ran]].arrival;
        }
    return ahead;
}

Plan inOrderOf(const std::vector<scheduling::Job>& jobs, const std::vector<run::Dispatcher::Job>& ran,
               const Plan& measured) {
    std::vector<std::size_t> place; // of what ran, among the jobs
    for (const run::Dispatcher::Job& r : ran)
        place.push_back(std::size_t(std::ranges::find(jobs, r.name, &scheduling::Job::name) - jobs.begin()));
    const Time ahead = headStart(jobs, measured, place);
    Plan plan;
    plan.jobs.resize(jobs.size());
    for (std::size_t n = 0; n < place.size(); ++n) {
        if (place[n] == jobs.size())
            continue;
        JobFigures figures = measured.jobs[n];
        figures.arrival -= ahead;
        figures.firstRun -= ahead;
        figures.end -= ahead;
        plan.jobs[place[n]] = figures;
    }
    for (scheduling::Stretch stretch : measured.stretches) {
        if (place[stretch.job] == jobs.size())
            continue;
        stretch.job = place[stretch.job];
        stretch.begin -= ahead;
        stretch.end -= ahead;
        plan.stretches.push_back(stretch);
    }
    return plan;
}

double part(double difference, const Plan& computed) {
    return computed.end() == 0 ? 0 : std::abs(difference) / double(computed.end());
}
} // namespace

Comparison compare(const std::vector<scheduling::Job>& jobs, const Plan& computed,
                   const std::vector<run::Dispatcher::Job>& ran, const Plan& measured) {
    return {jobs, computed, inOrderOf(jobs, ran, measured), true};
}

Comparison compare(const std::vector<scheduling::Job>& jobs, const run::Session& session) {
    if (const run::Dispatcher* dispatcher = session.dispatcher())
        return compare(jobs, scheduling::compute(jobs, dispatcher->policy()), dispatcher->jobs(),
                       dispatcher->measured());
    const KernelPlan kernel = kernelPlan(session.history());
    Comparison measured = compare(jobs, {}, kernel.jobs, kernel.plan);
    measured.computed.jobs.resize(jobs.size());
    measured.hasComputed = false;
    return measured;
}

double Comparison::largestDifference() const {
    double largest = 0;
    for (std::size_t n = 0; n < jobs.size(); ++n) {
        const JobFigures &should = computed.jobs[n], &is = measured.jobs[n];
        if (!should.isDone || !is.isDone)
            continue;
        for (const Time difference : {is.waiting() - should.waiting(), is.turnaround() - should.turnaround(),
                                      is.response() - should.response()})
            largest = std::max(largest, part(double(difference), computed));
    }
    return largest;
}

double Comparison::differenceOfMeans() const {
    const scheduling::Means should = computed.means(), is = measured.means();
    return std::max({part(is.waiting - should.waiting, computed),
                     part(is.turnaround - should.turnaround, computed),
                     part(is.response - should.response, computed)});
}

} // namespace forkscope::lab
