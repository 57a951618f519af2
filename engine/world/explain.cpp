// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/world/explain.h"

#include "engine/world/explain_wait.h"
#include "engine/world/phrases.h"

#include <algorithm>

namespace forkscope::world {

using trace::Kind;

namespace {

std::string sleepWords(const Wait& wait, Time at) {
    std::string text = "sleeps" + atLine(wait.line);
    if (wait.until > at)
        text += ", " + formatTime(wait.until - at) + " more";
    return text;
}

// A pool's worker that ended in the middle of a task.
std::string taskLost(const Pool& pool, const Process& p) {
    for (const PoolWorker& w : pool.workers)
        if (w.gone && w.process == p.id && w.lost > 0) {
            const PoolJob* job = pool.job(w.job);
            return ", in the middle of a task" + (job ? " of " + jobWords(pool, *job) : "");
        }
    return {};
}

std::string endWords(const World& world, const Process& p) {
    std::string text = explainStatus(p.status.value_or(trace::kUnknownStatus));
    if (!p.exceptionType.empty()) {
        text += " after " + plain(p.exceptionType);
        if (!p.exceptionMessage.empty())
            text += ": " + plain(p.exceptionMessage);
    }
    if (const Signalled& s = p.signalled; s.by.value != 0 && p.status && *p.status == -s.signal)
        text += s.inTeardown
                    ? ", sent by the exit handlers of " + world.labelOf(s.by) + ", which end its daemons"
                    : ", sent by " + world.labelOf(s.by);
    if (const Pool* pool = world.pool(p.pool))
        text += taskLost(*pool, p);
    const Process* parent = world.process(p.parent);
    if (p.state == ProcessState::Zombie && parent && parent->alive())
        text += "; " + world.labelOf(parent->id) + " has not joined it yet (a zombie)";
    return text;
}

// Main's code has ended: multiprocessing terminates the daemons, then joins the others (Lib/multiprocessing/
// util.py, _exit_function).
std::string teardownWords(const World& world, const Process& p) {
    std::vector<std::string> daemons, others;
    for (const Process& child : world.processes())
        if (child.parent == p.id && child.alive() && child.role != ProcessRole::Helper)
            (child.role == ProcessRole::Daemon ? daemons : others).push_back(shortLabelOf(world, child.id));
    std::string text = "runs the exit handlers of multiprocessing";
    if (!daemons.empty())
        text += ": its daemon" + std::string(daemons.size() == 1 ? " " : "s ") + listed(daemons) +
                (daemons.size() == 1 ? " is" : " are") + " terminated";
    if (!others.empty())
        text += (daemons.empty() ? ": " : ", ") + listed(others) + (others.size() == 1 ? " is" : " are") +
                " joined";
    return text;
}

// What a worker of a pool is about.
std::string taskWords(const World& world, const Process& p) {
    const Pool* pool = world.pool(p.pool);
    if (!pool)
        return {};
    for (const PoolWorker& w : pool->workers)
        if (w.process == p.id && w.busy) {
            const PoolJob* job = pool->job(w.job);
            const std::string part =
                job && job->tasks > 1 && w.index >= 0
                    ? "task " + std::to_string(w.index + 1) + " of " + std::to_string(job->tasks) + " of "
                    : "";
            return " " + part + (job ? jobWords(*pool, *job) : "a task") + " of " + world.nameOf(pool->id);
        }
    return {};
}

std::string runWords(const World& world, const Process& p) {
    std::string text = p.onCpu ? "is running on a CPU" : "is running";
    const Thread* main = p.mainThread();
    if (main && main->handling != 0)
        text = "is in its handler of " + signalName(main->handling) + atLine(main->line);
    else if (p.finalizing)
        text = teardownWords(world, p);
    else if (p.mainEnded)
        text = "has come to the end of its code and runs its exit handlers";
    else if (p.role == ProcessRole::Foreign)
        text = "is running a program that is not traced";
    else if (main)
        text += taskWords(world, p) + atLine(main->line);
    const Process* parent = world.process(p.parent);
    if (parent && !parent->alive() && p.role != ProcessRole::Helper)
        text += "; its parent " + world.labelOf(parent->id) + " has ended (an orphan)";
    return text;
}

// A wait and how long it takes: "waits for mutex, held by P1 buyer (waiting for 0.41 s)".
std::string blockedWords(const World& world, const Process& p, const Thread& thread, Time since, Time at) {
    const Wait& wait = thread.wait;
    std::string text = waitWords(world, p, thread) + " (waiting for " + formatTime(at - since);
    text += wait.until > at ? ", at most " + formatTime(wait.until - at) + " more)" : ")";
    if (p.finalizing && thread.number == 0)
        text += ", in the exit handlers of multiprocessing";
    return text;
}

std::string stateWords(const World& world, const Process& p, Time at) {
    const Thread* main = p.mainThread();
    const Wait wait = main ? main->wait : Wait{};
    switch (p.state) {
    case ProcessState::New:
        return (p.parent.value ? "was started by " + world.labelOf(p.parent) : std::string("was started")) +
               " and has not run a line yet";
    case ProcessState::Running:
        return runWords(world, p);
    case ProcessState::Ready:
        return "could run and waits for a CPU (for " + formatTime(at - p.stateSince) + ")";
    case ProcessState::Blocked:
        return blockedWords(world, p, main ? *main : Thread{},
                            wait.what == Kind::None ? p.stateSince : wait.since, at);
    case ProcessState::Sleeping:
        return sleepWords(wait, at);
    case ProcessState::Stopped:
        return "is stopped by a signal (SIGSTOP)";
    case ProcessState::Held:
        return "is held before its next operation" + (main ? atLine(main->line) : "");
    case ProcessState::Zombie:
    case ProcessState::Reaped:
        return endWords(world, p);
    }
    return {};
}

std::string threadWords(const World& world, const Process& p, const Thread& t, Time at) {
    if (!t.alive())
        return t.failed
                   ? "has ended with " + (t.exceptionType.empty() ? "an exception" : plain(t.exceptionType))
                   : "has ended";
    if (t.began < 0)
        return "was started and has not run a line yet";
    if (t.held)
        return "is held before its next operation" + atLine(t.line);
    if (t.wait.what == Kind::None)
        return "is running" + atLine(t.line);
    if (t.wait.what == Kind::Sleep)
        return sleepWords(t.wait, at);
    return blockedWords(world, p, t, t.wait.since, at);
}

} // namespace

std::string explainProcess(const World& world, ProcessId id, Time at) {
    constexpr int kThreadsTold = 3;
    const Process* p = world.process(id);
    if (!p)
        return "This process does not exist at this moment.";
    std::string text = world.labelOf(id) + " " + stateWords(world, *p, at) + ".";
    int told = 0;
    for (const Thread& t : p->threads) {
        if (!p->alive() || !t.isLearners() || !t.alive())
            continue;
        if (told++ == kThreadsTold)
            return text + " It has more threads.";
        text += " Its thread " + threadName(t) + " " + threadWords(world, *p, t, at) + ".";
    }
    return text;
}

std::string explainThread(const World& world, ProcessId id, std::uint8_t thread, Time at) {
    const Process* p = world.process(id);
    if (thread == 0)
        return explainProcess(world, id, at);
    if (!p || thread >= p->threads.size() || !p->threads[thread].seen)
        return "This thread does not exist at this moment.";
    const Thread& t = p->threads[thread];
    return threadName(t) + " of " + world.labelOf(id) + " " +
           (p->alive() ? threadWords(world, *p, t, at) : "has ended with its process") + ".";
}

} // namespace forkscope::world
