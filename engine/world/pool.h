// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Pool and ProcessPoolExecutor as the World knows them: workers, jobs, who runs what. A job is one submission
// (one map, one apply_async, one future); a Pool cuts it into tasks, an Executor has one task for each.
// Lib/multiprocessing/pool.py, Lib/concurrent/futures/process.py.
#include "engine/world/thing.h"

#include <vector>

namespace forkscope::world {

struct PoolJob {
    std::int32_t number = 0;
    std::int32_t tasks = 1; // that it was cut into
    std::int32_t running = 0, done = 0;
    std::int32_t lost = 0; // went down with their worker
    bool back = false;     // its result is there
    bool failed = false;
    std::string_view call, target, arguments;
    Deed submitted, lastDone; // lastDone: end of its latest task

    std::int32_t pending() const { return back ? 0 : std::max(0, tasks - running - done - lost); }
    bool operator==(const PoolJob&) const = default;
};

struct PoolWorker {
    std::int32_t pid = 0;
    ProcessId process; // 0 until the World knows it
    bool isReplacement = false;
    bool gone = false;
    bool busy = false;
    // The task it runs, or the last one.
    std::int32_t job = -1, index = -1;
    Deed begun;
    std::uint32_t done = 0;
    std::uint32_t lost = 0; // tasks that it took along when it ended

    bool operator==(const PoolWorker&) const = default;
};

struct Pool : Thing {
    static constexpr std::string_view kUsualKind = "Pool";
    bool isExecutor = false;
    std::int32_t size = 0; // workers, at most
    bool closed = false, terminated = false;
    bool broken = false; // an executor whose worker was ended by force
    std::string_view message;
    std::vector<PoolWorker> workers;          // in order of appearance; of those gone the last hundred or so
    std::uint32_t replaced = 0;               // workers started instead of one that ended
    BlockList<PoolJob> jobs;                  // by number; the oldest ones whose result is back are dropped
    std::vector<Waiter> getters;              // wait for a result
    std::vector<Waiter> joiners;              // in join(), terminate() or shutdown()
    std::uint64_t submitted = 0, results = 0; // jobs
    std::int64_t pending = 0, running = 0, done = 0, lost = 0; // tasks

    const PoolJob* job(std::int32_t number) const; // null when not known (any more)
    bool operator==(const Pool&) const = default;
};

} // namespace forkscope::world
