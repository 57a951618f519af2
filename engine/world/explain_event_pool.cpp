// SPDX-License-Identifier: GPL-3.0-or-later
// Pools and executors: what an event says.
#include "engine/world/explain_wait.h"
#include "engine/world/telling.h"

#include <algorithm>

namespace forkscope::world {

using trace::Kind;
using trace::Phase;
using trace::Tag;

namespace {

// "map(square)", from the event where it says so, else from what the pool knows of the job.
std::string jobOf(const Telling& t) {
    const Pool* pool = t.world.pool(t.e.object);
    const PoolJob* job = pool ? pool->job(t.e.value) : nullptr;
    if (job)
        return jobWords(*pool, *job);
    const std::string target = t.text(Tag::Target);
    return target.empty() ? "a job" : target + "()";
}

std::string submitWords(const Telling& t) {
    const auto size = t.world.log().number(t.e, Tag::Size).value_or(1);
    const std::string call = t.text(Tag::Call), target = t.text(Tag::Target);
    return "gives " + (call.empty() ? jobOf(t) : call + "(" + target + ")") + " to " + t.name() +
           (size > 1 ? ", cut into " + std::to_string(size) + " tasks" : "");
}

std::string taskWords(const Telling& t) {
    const auto index = t.world.log().number(t.e, Tag::Index);
    const Pool* pool = t.world.pool(t.e.object);
    const PoolJob* job = pool ? pool->job(t.e.value) : nullptr;
    const bool isPart = index && *index >= 0 && (!job || job->tasks > 1);
    const std::string what = (isPart ? "task " + std::to_string(*index + 1) + " of " : "") + jobOf(t);
    if (!t.ends())
        return "begins " + what;
    const std::string type = t.text(Tag::Type);
    return t.failed() ? "ends " + what + " with " + (type.empty() ? "an exception" : type)
                      : "has done " + what;
}

std::string getWords(const Telling& t) {
    if (t.e.kind == Kind::ExecutorGet && t.e.value < 0) // of several
        return t.begins() || t.waits() ? "waits for results of " + t.name()
               : t.failed()            ? "has waited in vain for results of " + t.name()
                                       : "has results of " + t.name();
    if (t.begins() || t.waits())
        return "waits for the result of " + jobOf(t);
    return t.failed() ? "gets no result of " + jobOf(t) : "has the result of " + jobOf(t);
}

} // namespace

std::string poolEvent(const Telling& t) {
    const std::int32_t value = t.e.value;
    switch (t.e.kind) {
    case Kind::PoolCreate:
        return "creates " + t.name() + ", a Pool of " + counted(std::size_t(std::max(0, value)), "worker");
    case Kind::ExecutorCreate:
        return "creates " + t.name() + ", an executor of at most " +
               counted(std::size_t(std::max(0, value)), "worker");
    case Kind::PoolSubmit:
    case Kind::ExecutorSubmit:
        return submitWords(t);
    case Kind::PoolTask:
    case Kind::ExecutorTask:
        return taskWords(t);
    case Kind::PoolCallback:
        return (t.ends() ? "returns from the callback of " : "calls the callback of ") + jobOf(t);
    case Kind::PoolResult:
    case Kind::ExecutorResult:
        return (t.failed() ? "receives an exception instead of the result of " : "receives the result of ") +
               jobOf(t);
    case Kind::PoolGet:
    case Kind::ExecutorGet:
        return getWords(t);
    case Kind::PoolWorker:
    case Kind::ExecutorWorker:
        return processWithPid(t.world, value) +
               (t.e.has(trace::kHelper) && t.e.kind == Kind::PoolWorker ? " replaces a worker of "
                                                                        : " works for ") +
               t.name();
    case Kind::PoolClose:
        return "closes " + t.name() + ": no more jobs";
    case Kind::PoolTerminate:
        return t.ends() ? "has terminated " + t.name() : "terminates " + t.name();
    case Kind::PoolJoin:
        return t.ends() ? "has joined " + t.name() : "waits in join of " + t.name();
    case Kind::ExecutorShutdown:
        return t.ends() ? "has shut down " + t.name() : "shuts " + t.name() + " down";
    case Kind::ExecutorBroken: {
        const std::string message = t.text(Tag::Message);
        return "finds " + t.name() + " broken" + (message.empty() ? "" : ": " + message);
    }
    default:
        return {};
    }
}

} // namespace forkscope::world
