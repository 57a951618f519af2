// SPDX-License-Identifier: GPL-3.0-or-later
// Waiting for pools, executors and managers in words.
#include "engine/world/explain.h"
#include "engine/world/explain_wait.h"
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

std::vector<std::string> workersOn(const World& world, const Pool& pool, const PoolJob& job, bool isLost) {
    std::vector<std::string> labels;
    for (const PoolWorker& w : pool.workers) {
        const bool isIt = isLost ? w.lost > 0 : w.busy && !w.gone;
        if (!isIt || w.job != job.number)
            continue;
        const Process* p = w.process.value != 0 ? world.process(w.process) : world.processByPid(w.pid);
        labels.push_back(p ? shortLabelOf(world, p->id) : "process " + std::to_string(w.pid));
    }
    return labels;
}

std::string resultWait(const World& world, const Pool& pool, std::int32_t number) {
    const std::string name = world.nameOf(pool.id);
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

std::string progressOf(const World& world, const Pool& pool, const PoolJob& job) {
    if (job.back)
        return job.failed ? "it is back with an exception" : "it is back";
    std::vector<std::string> parts;
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
                        (who.empty() ? "its worker" : listed(who)) +
                        (pool.isExecutor ? "" : ", so the result never comes"));
    }
    if (parts.empty())
        return "all its tasks are done";
    std::string text;
    for (const std::string& part : parts)
        text += (text.empty() ? "" : ", ") + part;
    return text;
}

std::string poolWait(const World& world, const Wait& wait) {
    const Pool* pool = world.pool(wait.object);
    const std::string name = pool ? world.nameOf(wait.object) : "a pool";
    switch (wait.what) {
    case Kind::PoolTask:
    case Kind::ExecutorTask:
        return "waits for a task of " + name;
    case Kind::PoolGet:
    case Kind::ExecutorGet:
        return pool ? resultWait(world, *pool, wait.value) : "waits for a result";
    case Kind::PoolTerminate:
        return "terminates " + name + " and waits for its workers to end";
    case Kind::ExecutorShutdown:
        return "waits in shutdown of " + name + (pool ? workLeft(*pool) : "");
    default:
        return "waits in join of " + name + " for its workers to end" + (pool ? workLeft(*pool) : "");
    }
}

std::string managerWait(const World& world, const Process& p, const Thread& thread) {
    const Managed* managed = world.managedObject(thread.wait.object);
    if (!managed)
        return "waits for the answer of a manager";
    const std::string name = world.nameOf(managed->id);
    const auto call = std::find_if(managed->calls.begin(), managed->calls.end(), [&](const Call& c) {
        return c.caller.process == p.id && c.caller.thread == thread.number;
    });
    const std::string method = call == managed->calls.end() ? "" : plain(call->method);
    if (managed->isLock() && method == "acquire" && !managed->owners.empty()) {
        const Waiter& owner = managed->owners.front();
        return "waits for " + name + ", held by " + actorLabelOf(world, owner.process, owner.thread) +
               (owner.line ? " since line " + std::to_string(owner.line) : "");
    }
    if (managed->isQueue() && method == "get" && managed->size <= 0)
        return "waits at get: " + name + " is empty";
    if (managed->kind == "Event" && method == "wait")
        return "waits for " + name + " to be set";
    const Manager* manager = world.manager(managed->manager);
    const Process* server = manager ? world.process(manager->server) : nullptr;
    return "waits for the answer to " + name + (method.empty() ? "" : "." + method + "()") +
           (server ? " from " + world.labelOf(server->id) : "") +
           (server && !server->alive() ? ", which has ended" : "");
}

} // namespace forkscope::world
