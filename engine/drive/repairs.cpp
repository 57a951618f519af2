// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/drive/repairs.h"

#include <algorithm>

namespace forkscope::drive {

using world::Pool;
using world::PoolWorker;

namespace {
bool isExecutorBreaking(const Pool& executor, const SurveyInput& input) {
    if (executor.broken)
        return executor.results < executor.submitted;
    return std::any_of(executor.workers.begin(), executor.workers.end(), [&](const PoolWorker& w) {
        return (w.gone && w.lost > 0) || (w.busy && hasEnded(w.pid, input));
    });
}

bool isWorkerMissing(const Pool& pool, const SurveyInput& input) {
    const bool areThreads = std::all_of(pool.workers.begin(), pool.workers.end(),
                                        [&](const PoolWorker& w) { return w.process == pool.creator; });
    if (pool.closed || pool.terminated || areThreads)
        return false;
    const bool isDismissed = std::any_of(pool.workers.begin(), pool.workers.end(), [&](const PoolWorker& w) {
        return input.accounts.wasDismissed(w.pid);
    });
    const auto there = std::count_if(pool.workers.begin(), pool.workers.end(),
                                     [&](const PoolWorker& w) { return !w.gone && !hasEnded(w.pid, input); });
    return !isDismissed && there < pool.size;
}
} // namespace

bool isRepairing(const Pool& pool, const SurveyInput& input) {
    const auto owner = input.accounts.processes().find(pool.creator.value);
    if (owner == input.accounts.processes().end() || owner->second.isLeaving ||
        hasEnded(owner->second.pid, input))
        return false;
    return pool.isExecutor ? isExecutorBreaking(pool, input) : isWorkerMissing(pool, input);
}

} // namespace forkscope::drive
