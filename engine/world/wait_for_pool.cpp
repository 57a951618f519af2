// SPDX-License-Identifier: GPL-3.0-or-later
// Waiting for pools and executors. Their handler threads carry tasks and results; what they have to carry is
// on its way, what a worker has begun is up to the worker.
#include "engine/world/wait_for.h"

#include <algorithm>

namespace forkscope::world {

using trace::Kind;

namespace {

const Process* processOf(const World& world, const PoolWorker& w) {
    return w.process.value != 0 ? world.process(w.process) : world.processByPid(w.pid);
}

// The main threads of workers that run a task: of this job, or of any where it is null.
void addBusy(const World& world, const Pool& pool, const PoolJob* job, WaitFor& wait) {
    for (const PoolWorker& w : pool.workers)
        if (!w.gone && w.busy && (!job || w.job == job->number))
            if (const Process* p = processOf(world, w))
                addThread(wait.who, world, {p->id, 0});
}

// The workers of a ThreadPool are threads of the one who waits; which ones is not known.
bool hasThreads(const WaitFor& wait) {
    return std::any_of(wait.who.begin(), wait.who.end(),
                       [&](const ThreadRef& t) { return t.process == wait.waiter.process; });
}

// Or could start one more.
bool hasIdleWorker(const Pool& pool) {
    std::int32_t busy = 0;
    for (const PoolWorker& w : pool.workers) {
        if (!w.gone && !w.busy)
            return true;
        busy += !w.gone;
    }
    return busy < pool.size;
}

// A Pool replaces a worker that ended, but its task is gone; an executor breaks, and says so.
Help resultHelp(const World& world, const Pool& pool, WaitFor& wait) {
    const PoolJob* job = pool.job(wait.number);
    if (!job)
        return Help::NotKnown;
    if (job->back || pool.broken)
        return Help::Coming;
    if (job->lost > 0)
        return pool.isExecutor ? Help::Coming : Help::Nobody;
    if (job->running > 0) {
        addBusy(world, pool, job, wait);
        return std::int32_t(wait.who.size()) >= job->running ? Help::AllOf : Help::NotKnown;
    }
    if (job->pending() == 0 || hasIdleWorker(pool))
        return Help::Coming;
    addBusy(world, pool, nullptr, wait);
    return wait.who.empty() ? Help::NotKnown : Help::OneOf;
}

} // namespace

void poolObstacle(const World& world, WaitFor& wait) {
    const Pool* pool = world.pool(wait.object);
    wait.help = Help::NotKnown;
    switch (wait.what) {
    case Kind::PoolTask:
    case Kind::ExecutorTask:
        wait.obstacle = Obstacle::Task;
        wait.help = Help::Anyone;
        if (pool)
            addThreads(wait.who, world, pool->creator);
        return;
    case Kind::PoolGet:
    case Kind::ExecutorGet:
        wait.obstacle = Obstacle::Result;
        if (pool)
            wait.help = resultHelp(world, *pool, wait);
        break;
    default:
        wait.obstacle = Obstacle::Workers;
        if (!pool)
            return;
        addBusy(world, *pool, nullptr, wait);
        // terminate() ends them by a signal; those without a task are told to end.
        wait.help = wait.what == Kind::PoolTerminate || wait.who.empty() ? Help::Coming : Help::AllOf;
    }
    if (hasThreads(wait)) {
        wait.who.clear();
        wait.help = Help::NotKnown;
    }
}

} // namespace forkscope::world
