// SPDX-License-Identifier: GPL-3.0-or-later
// Waiting for pools, executors and managers in words.
#include "engine/world/explain.h"
#include "engine/world/explain_wait.h"
#include "engine/world/nouns.h"
#include "engine/world/phrases.h"

#include <algorithm>

namespace forkscope::world {

using trace::Kind;

std::string jobWords(const Pool& pool, const PoolJob& job) {
    const std::string target = job.target.empty() ? "a function" : plain(job.target);
    if (pool.isExecutor)
        return target + (job.arguments.empty() ? "()" : plain(job.arguments));
    return (job.call.empty() ? std::string("apply") : plain(job.call)) + "(" + target + ")";
}

namespace {

std::vector<Words> workersOn(const World& world, const Pool& pool, const PoolJob& job, bool isLost) {
    std::vector<Words> labels;
    for (const PoolWorker& w : pool.workers) {
        const bool isIt = isLost ? w.lost > 0 : w.busy && !w.gone;
        if (!isIt || w.job != job.number)
            continue;
        const Process* p = w.process.value != 0 ? world.process(w.process) : world.processByPid(w.pid);
        labels.push_back(p ? noun::shortProcess(world, p->id) : Words("process " + std::to_string(w.pid)));
    }
    return labels;
}

Words resultWait(const World& world, const Pool& pool, std::int32_t number) {
    const Words name = noun::object(world, pool.id);
    const PoolJob* job = pool.job(number);
    if (!job)
        return "waits for a result of " + name;
    return "waits for the result of " + jobWords(pool, *job) + " from " + name + ": " +
           progressOf(world, pool, *job);
}

std::string workLeft(const Pool& pool) {
    std::vector<std::string> parts;
    if (pool.running > 0)
        parts.push_back(counted(std::size_t(pool.running), "task") + (pool.running == 1 ? " runs" : " run"));
    if (pool.pending > 0)
        parts.push_back(std::to_string(pool.pending) + (pool.pending == 1 ? " waits" : " wait") +
                        " for a worker");
    return parts.empty() ? "" : ": " + listed(parts);
}

} // namespace

Words progressOf(const World& world, const Pool& pool, const PoolJob& job) {
    if (job.back)
        return job.failed ? "it is back with an exception" : "it is back";
    std::vector<Words> parts;
    if (job.tasks > 1)
        parts.push_back(std::to_string(job.done) + " of " + counted(std::size_t(job.tasks), "task") +
                        " done");
    if (job.running > 0)
        if (const auto who = workersOn(world, pool, job, false); !who.empty())
            parts.push_back(listed(who) + (who.size() == 1 ? " runs " : " run ") +
                            (job.tasks > 1 ? std::to_string(job.running) : "it"));
    if (job.pending() > 0)
        parts.push_back(job.tasks > 1 ? std::to_string(job.pending()) +
                                            (job.pending() == 1 ? " waits" : " wait") + " for a worker"
                                      : "it waits for a worker");
    if (job.lost > 0) {
        const auto who = workersOn(world, pool, job, true);
        parts.push_back((job.tasks > 1 ? std::to_string(job.lost) : std::string("it")) + " went down with " +
                        (who.empty() ? Words("its worker") : listed(who)) +
                        (pool.isExecutor ? "" : ", so the result never comes"));
    }
    if (parts.empty())
        return "all its tasks are done";
    Words text;
    for (const Words& part : parts)
        text += (text.empty() ? "" : ", ") + part;
    return text;
}

Words poolWait(const World& world, const WaitFor& wait) {
    const Pool* pool = world.pool(wait.object);
    const Words name = pool ? noun::object(world, wait.object) : "a pool";
    switch (wait.what) {
    case Kind::PoolTask:
    case Kind::ExecutorTask:
        return "waits for a task of " + name +
               (pool && pool->terminated ? ", which has been terminated" : "");
    case Kind::PoolGet:
    case Kind::ExecutorGet:
        return pool ? resultWait(world, *pool, wait.number) : "waits for a result";
    case Kind::PoolTerminate:
        return "terminates " + name + " and waits for its workers to end";
    case Kind::ExecutorShutdown:
        return "waits in shutdown of " + name + (pool ? workLeft(*pool) : "");
    default:
        return "waits in join of " + name + " for its workers to end" + (pool ? workLeft(*pool) : "");
    }
}

Words managerWait(const World& world, const WaitFor& wait) {
    const Managed* managed = world.managedObject(wait.object);
    if (!managed)
        return "waits for the answer of a manager";
    const Words name = noun::object(world, managed->id);
    if (wait.obstacle == Obstacle::LockHeld) {
        const Waiter& owner = managed->owners.front();
        return "waits for " + name + ", held since " + noun::moment(owner.since) + " by " +
               noun::actor(world, owner.process, owner.thread) + noun::atLine(owner.line, owner.file);
    }
    if (wait.obstacle == Obstacle::QueueEmpty)
        return "waits at get: " + name + " is empty";
    if (wait.obstacle == Obstacle::EventNotSet)
        return "waits for " + name + " to be set";
    const auto call = std::find_if(managed->calls.begin(), managed->calls.end(), [&](const Call& c) {
        return c.caller.process == wait.waiter.process && c.caller.thread == wait.waiter.thread;
    });
    const std::string method = call == managed->calls.end() ? "" : plain(call->method);
    const Manager* manager = world.manager(managed->manager);
    const Process* server = manager ? world.process(manager->server) : nullptr;
    return "waits for the answer to " + name + (method.empty() ? "" : "." + method + "()") +
           (server ? " from " + noun::process(world, server->id) : "") +
           (server && !server->alive() ? ", which has ended" : "");
}

} // namespace forkscope::world
