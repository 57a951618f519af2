// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lab/kernel_plan.h"

#include <algorithm>

namespace forkscope::lab {

using scheduling::JobFigures;
using scheduling::Time;
using world::LaneState;

namespace {

bool isJob(const world::Process& process) {
    return process.role != world::ProcessRole::Main && process.role != world::ProcessRole::Helper &&
           process.role != world::ProcessRole::Foreign;
}

bool isAsleep(LaneState state) {
    switch (state) {
    case LaneState::WaitsLock:
    case LaneState::WaitsQueue:
    case LaneState::WaitsProcess:
    case LaneState::Sleeping:
    case LaneState::Stopped:
        return true;
    case LaneState::Running:
    case LaneState::Ready:
    case LaneState::Zombie:
    case LaneState::Absent:
        break;
    }
    return false;
}

// The stretches in which it ran are collected: the plan takes them in order of time, of all jobs.
void add(KernelPlan& all, std::vector<scheduling::Stretch>& ran, const world::Process& process,
         const world::Track& track) {
    const std::size_t job = all.jobs.size();
    JobFigures figures;
    figures.arrival = process.started >= 0 ? process.started : process.began;
    figures.end = process.exited >= 0 ? process.exited : track.end();
    track.each(0, track.size(), [&](std::size_t, Time begin, Time end, LaneState state) {
        begin = std::max(begin, figures.arrival);
        end = std::min(end, figures.end);
        if (end <= begin)
            return true;
        if (state == LaneState::Running)
            ran.push_back({job, begin, end, 0});
        else if (isAsleep(state))
            figures.slept += end - begin;
        return true;
    });
    figures.isDone = process.exited >= 0;
    all.jobs.push_back({pid_t(process.pid), std::string(process.name)});
    all.plan.jobs.push_back(figures);
}

} // namespace

KernelPlan kernelPlan(const world::History& history) {
    KernelPlan all;
    std::vector<scheduling::Stretch> ran;
    for (std::size_t i = 0; i < history.laneCount(); ++i) {
        const world::Lane& lane = history.lane(i);
        const world::Process* process =
            lane.kind == world::LaneKind::Process ? history.now().process(lane.process) : nullptr;
        if (process && isJob(*process))
            add(all, ran, *process, lane.track);
    }
    std::ranges::stable_sort(ran, {}, &scheduling::Stretch::begin);
    for (const scheduling::Stretch& stretch : ran)
        append(all.plan, stretch);
    for (JobFigures& figures : all.plan.jobs)
        figures.isDone = figures.isDone && figures.used > 0;
    return all;
}

} // namespace forkscope::lab
