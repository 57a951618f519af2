// SPDX-License-Identifier: GPL-3.0-or-later
// Pools and executors: jobs, the tasks that they are cut into, the workers that run them.
#include "engine/world/effects.h"
#include "engine/world/world.h"

#include <algorithm>

namespace forkscope::world {

using trace::Field;
using trace::Kind;
using trace::Phase;
using trace::Tag;

namespace {

constexpr std::int32_t kMostTasks = 1 << 24; // of one job; more come only from a damaged trace

// Numbers rise with few exceptions (two threads that submit), so a job stands where its number says or a
// little before. kNoJob when it is not there.
constexpr std::size_t kNoJob = SIZE_MAX;
std::size_t placeOfJob(const BlockList<PoolJob>& jobs, std::int32_t number) {
    std::size_t low = 0, high = jobs.size();
    while (low < high) {
        const std::size_t middle = (low + high) / 2;
        if (jobs[middle].number < number)
            low = middle + 1;
        else
            high = middle;
    }
    return low < jobs.size() && jobs[low].number == number ? low : kNoJob;
}

// Keeps the list sorted; one that comes late moves past those with a greater number, if they are not many.
std::size_t addJob(BlockList<PoolJob>& jobs, PoolJob job) {
    constexpr std::size_t kLate = 64;
    jobs.push_back(job);
    std::size_t i = jobs.size() - 1;
    for (std::size_t moves = 0; i > 0 && jobs[i - 1].number > job.number; --i, ++moves) {
        if (moves == kLate) { // makes no sense: leave the list as it was
            for (; i + 1 < jobs.size(); ++i)
                jobs.edit(i) = jobs[i + 1];
            jobs.pop_back();
            return kNoJob;
        }
        jobs.edit(i) = jobs[i - 1];
        jobs.edit(i - 1) = job;
    }
    return i;
}

void dropOld(Pool& pool) {
    constexpr std::size_t kBackKept = 8;
    while (pool.jobs.size() > kBackKept && pool.jobs.front().back)
        pool.jobs.pop_front();
}

// Its tasks that were never seen to end are done all the same: the result is there.
void resultIsBack(Pool& pool, PoolJob& job, const Event& e) {
    if (job.back)
        return;
    pool.pending -= job.pending();
    job.back = true;
    job.failed = e.has(trace::kFailed);
    ++pool.results;
}

} // namespace

const PoolJob* Pool::job(std::int32_t number) const {
    const std::size_t i = placeOfJob(jobs, number);
    return i == kNoJob ? nullptr : &jobs[i];
}

namespace {

PoolWorker* knownWorker(Pool& pool, std::int32_t pid, ProcessId process) {
    for (auto w = pool.workers.rbegin(); w != pool.workers.rend(); ++w)
        if (!w->gone && ((pid > 0 && w->pid == pid) || (process.value != 0 && w->process == process)))
            return &*w;
    return nullptr;
}

// Those that went away with their task are worth remembering longest.
void forgetOne(Pool& pool) {
    auto& all = pool.workers;
    auto oldest =
        std::find_if(all.begin(), all.end(), [](const PoolWorker& w) { return w.gone && w.lost == 0; });
    if (oldest == all.end())
        oldest = std::find_if(all.begin(), all.end(), [](const PoolWorker& w) { return w.gone; });
    if (oldest != all.end())
        all.erase(oldest);
}

} // namespace

// The worker with this pid or, where no pid is known, this process. Null when there are too many already.
PoolWorker* World::workerOf(Pool& pool, std::int32_t pid, Index process) {
    constexpr std::size_t kWorkersKept = 128, kMostWorkers = 4096;
    const ProcessId id = process == kNone ? ProcessId{} : processes_[process].id;
    PoolWorker* worker = knownWorker(pool, pid, id);
    if (!worker) {
        if (pool.workers.size() >= kWorkersKept)
            forgetOne(pool);
        if (pool.workers.size() >= kMostWorkers)
            return nullptr;
        worker = &pool.workers.emplace_back();
        worker->pid = pid;
    }
    if (process == kNone)
        return worker;
    worker->process = id;
    Process& p = processes_[process];
    if (p.role != ProcessRole::Main)
        p.role = ProcessRole::Worker;
    p.pool = pool.id;
    return worker;
}

// Between two tasks a worker waits for the next one, inside multiprocessing.
void World::idle(Index worker, ObjectId pool, const Event& e, Effects* out) {
    Process& p = processes_[worker];
    if (!p.alive() || p.began < 0 || p.threads.empty() || p.threads[0].wait.what != Kind::None)
        return;
    Wait& wait = p.threads[0].wait;
    wait.what = Kind::PoolTask;
    wait.object = pool;
    wait.since = e.time;
    refresh(worker, e.time, out);
}

void World::submit(Pool& pool, const Event& e) {
    PoolJob job;
    job.number = e.value;
    job.submitted = deedOf(e);
    for (const Field& f : log_->fields(e)) {
        if (f.tag == Tag::Call)
            job.call = f.text;
        else if (f.tag == Tag::Target)
            job.target = f.text;
        else if (f.tag == Tag::Preview)
            job.arguments = f.text;
        else if (f.tag == Tag::Size && !f.isText)
            job.tasks = std::int32_t(std::clamp<std::int64_t>(f.number, 0, kMostTasks));
    }
    if (placeOfJob(pool.jobs, job.number) != kNoJob)
        return; // said twice
    ++pool.submitted;
    if (addJob(pool.jobs, job) != kNoJob)
        pool.pending += job.pending();
    dropOld(pool);
}

// In the worker: a task begins or ends.
void World::runTask(Pool& pool, const Event& e, Index who, Effects* out) {
    if (who == kNone || !processes_[who].alive())
        return;
    PoolWorker* const known = workerOf(pool, processes_[who].pid, who);
    if (!known)
        return;
    PoolWorker& worker = *known;
    const std::size_t place = placeOfJob(pool.jobs, e.value);
    PoolJob* job = place == kNoJob ? nullptr : &pool.jobs.edit(place);
    const std::int64_t pendingBefore = job ? job->pending() : 0;
    if (e.phase == Phase::Begin) {
        if (worker.busy)
            --pool.running;
        worker.busy = true;
        worker.job = e.value;
        worker.index = std::int32_t(log_->number(e, Tag::Index).value_or(-1));
        worker.begun = deedOf(e);
        ++pool.running;
        if (Wait& wait = processes_[who].threads[0].wait; wait.what == Kind::PoolTask) {
            wait = {};
            refresh(who, e.time, out);
        }
        if (job) {
            ++job->running;
            if (out && job->submitted.process.value != 0)
                out->arrows.push_back({ArrowKind::Task, job->submitted.at, e.time, job->submitted.process,
                                       e.process, pool.id, job->submitted.order, e.order,
                                       job->submitted.thread, e.thread});
        }
    } else if (e.phase != Phase::Wait) {
        if (worker.busy && worker.job == e.value) {
            worker.busy = false;
            --pool.running;
            if (job)
                job->running = std::max(0, job->running - 1);
        }
        ++worker.done;
        ++pool.done;
        if (job) {
            ++job->done;
            job->lastDone = deedOf(e);
        }
    }
    if (job)
        pool.pending += job->pending() - pendingBefore;
    if (e.phase == Phase::End && e.thread == 0)
        idle(who, pool.id, e, out);
}

void World::applyPool(const Event& e, Index who, Effects* out) {
    const bool isExecutor = e.kind >= Kind::ExecutorCreate;
    Pool* pool = edit(e.object, ObjectType::Pool, pools_, e);
    if (!pool)
        return applyWait(e, who, out);
    if (isExecutor && !pool->isExecutor) {
        pool->isExecutor = true;
        pool->kind = "ProcessPoolExecutor";
    }
    if (out)
        out->objects.push_back(e.object);
    switch (e.kind) {
    case Kind::PoolCreate:
    case Kind::ExecutorCreate:
        created(*pool, e);
        pool->size = std::max(0, e.value);
        return;
    case Kind::PoolWorker:
    case Kind::ExecutorWorker:
        if (const Index process = indexOfPid(e.value); e.value > 0)
            if (PoolWorker* worker = workerOf(*pool, e.value, process)) {
                pool->replaced += e.has(trace::kHelper) && !worker->isReplacement;
                worker->isReplacement = worker->isReplacement || e.has(trace::kHelper);
                if (process != kNone && !worker->busy)
                    idle(process, pool->id, e, out);
            }
        return;
    case Kind::PoolSubmit:
    case Kind::ExecutorSubmit:
        return e.has(trace::kFailed) ? void() : submit(*pool, e);
    case Kind::PoolTask:
    case Kind::ExecutorTask:
        return runTask(*pool, e, who, out);
    case Kind::PoolResult:
    case Kind::ExecutorResult:
        if (const std::size_t place = placeOfJob(pool->jobs, e.value); place != kNoJob) {
            PoolJob& job = pool->jobs.edit(place);
            if (out && !job.back && job.lastDone.process.value != 0)
                out->arrows.push_back({ArrowKind::Result, job.lastDone.at, e.time, job.lastDone.process,
                                       e.process, pool->id, job.lastDone.order, e.order, job.lastDone.thread,
                                       0});
            resultIsBack(*pool, job, e);
            dropOld(*pool);
        }
        return;
    case Kind::ExecutorBroken:
        pool->broken = true;
        pool->message = log_->text(e, Tag::Message).value_or("");
        if (out)
            out->marks.push_back({MarkKind::Trouble, e.time, e.process, e.order});
        return;
    case Kind::PoolClose:
        pool->closed = true;
        return;
    case Kind::PoolTerminate:
        pool->terminated = true;
        break;
    case Kind::ExecutorShutdown:
        pool->closed = true;
        break;
    default:
        break;
    }
    if (e.kind == Kind::PoolCallback)
        return;
    std::vector<Waiter>& waiters =
        e.kind == Kind::PoolGet || e.kind == Kind::ExecutorGet ? pool->getters : pool->joiners;
    if (beginsWait(e))
        addWaiter(waiters, e);
    else
        removeWaiter(waiters, e);
    applyWait(e, who, out);
}

// A worker that ends in the middle of a task takes the task along: in a Pool nobody ever gets its result.
void World::leavePools(Index i, const Event& e, Effects* out) {
    const Process& p = processes_[i];
    for (std::size_t k = 0; k < pools_.size(); ++k) {
        const Pool& before = pools_[k];
        const bool isWorker = p.pool == before.id;
        if (!isWorker && !hasProcess(before.getters, p.id) && !hasProcess(before.joiners, p.id))
            continue;
        Pool& pool = pools_.edit(k);
        removeProcess(pool.getters, p.id);
        removeProcess(pool.joiners, p.id);
        if (out)
            out->objects.push_back(pool.id);
        if (!isWorker)
            continue;
        PoolWorker* const known = knownWorker(pool, p.pid, p.id);
        if (!known)
            continue;
        PoolWorker& worker = *known;
        worker.gone = true;
        if (!worker.busy)
            continue;
        worker.busy = false;
        ++worker.lost;
        --pool.running;
        ++pool.lost;
        if (const std::size_t place = placeOfJob(pool.jobs, worker.job); place != kNoJob) {
            PoolJob& job = pool.jobs.edit(place);
            const std::int64_t pendingBefore = job.pending();
            job.running = std::max(0, job.running - 1);
            ++job.lost;
            pool.pending += job.pending() - pendingBefore;
        }
        if (out && !pool.terminated)
            out->marks.push_back({MarkKind::Trouble, e.time, p.id, e.order});
    }
}

} // namespace forkscope::world
