// SPDX-License-Identifier: GPL-3.0-or-later
// What a process or thread does, as a predicate: running, sleeping, ended; waiting is in explain_wait.cpp.
#include "engine/world/explain.h"
#include "engine/world/explain_wait.h"
#include "engine/world/nouns.h"
#include "engine/world/phrases.h"

namespace forkscope::world {

using trace::Kind;

namespace {

// A pool's worker that ended in the middle of a task.
std::string taskLost(const Pool& pool, const Process& p) {
    for (const PoolWorker& w : pool.workers)
        if (w.gone && w.process == p.id && w.lost > 0) {
            const PoolJob* job = pool.job(w.job);
            return ", in the middle of a task" + (job ? " of " + jobWords(pool, *job) : "");
        }
    return {};
}

Words endWords(const World& world, const Process& p) {
    Words text = explainStatus(p.status.value_or(trace::kUnknownStatus));
    if (!p.exceptionType.empty()) {
        text += " after " + plain(p.exceptionType);
        if (!p.exceptionMessage.empty())
            text += ": " + plain(p.exceptionMessage);
    }
    if (const Signalled& s = p.signalled; s.by.value != 0 && p.status && *p.status == -s.signal)
        text += s.inTeardown ? ", sent by the exit handlers of " + noun::process(world, s.by) +
                                   ", which end its daemons"
                             : ", sent by " + noun::process(world, s.by);
    if (const Pool* pool = world.pool(p.pool))
        text += taskLost(*pool, p);
    const Process* parent = world.process(p.parent);
    if (p.state == ProcessState::Zombie && parent && parent->alive())
        text += "; " + noun::process(world, parent->id) + " has not joined it yet (a zombie)";
    return text;
}

// Main's code has ended: multiprocessing terminates the daemons, then joins the others (Lib/multiprocessing/
// util.py, _exit_function).
Words teardownWords(const World& world, const Process& p) {
    std::vector<ProcessId> daemons, others;
    for (const Process& child : world.processes())
        if (child.parent == p.id && child.alive() && child.role != ProcessRole::Helper)
            (child.role == ProcessRole::Daemon ? daemons : others).push_back(child.id);
    Words text = "runs the exit handlers of multiprocessing";
    if (!daemons.empty())
        text += ": its daemon" + std::string(daemons.size() == 1 ? " " : "s ") +
                noun::processes(world, daemons) + (daemons.size() == 1 ? " is" : " are") + " terminated";
    if (!others.empty())
        text += (daemons.empty() ? ": " : ", ") + noun::processes(world, others) +
                (others.size() == 1 ? " is" : " are") + " joined";
    return text;
}

// What a worker of a pool is about.
Words taskWords(const World& world, const Process& p) {
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
            return " " + part + (job ? jobWords(*pool, *job) : "a task") + " of " +
                   noun::object(world, pool->id);
        }
    return {};
}

Words orphanWords(const World& world, const Process& p) {
    const Process* parent = world.process(p.parent);
    const bool isOrphan = parent && !parent->alive() && p.role != ProcessRole::Helper;
    return isOrphan ? "; its parent " + noun::process(world, parent->id) + " has ended (an orphan)" : Words();
}

Words sleepWords(const Wait& wait, Time at) {
    if (wait.until <= at)
        return "sleeps" + noun::atLine(wait.line, wait.file);
    return "sleeps until " + noun::moment(wait.until) + noun::atLine(wait.line, wait.file);
}

Words threadEnded(const Thread& t) {
    const std::string how = t.exceptionType.empty() ? "an exception" : plain(t.exceptionType);
    return t.failed ? "has ended with " + how : std::string("has ended");
}

Doing doingOfThread(const Process& p, const Thread& t) {
    if (!t.alive() || !p.alive())
        return Doing::Gone;
    if (t.began < 0 && t.isLearners())
        return Doing::New;
    if (t.held)
        return Doing::Held;
    if (t.wait.what == Kind::None)
        return Doing::Runs;
    return t.wait.what == Kind::Sleep ? Doing::Sleeps : Doing::Waits;
}

Doing runningAs(const World& world, const Process& p) {
    const Thread* main = p.mainThread();
    if (main && main->handling != 0)
        return Doing::RunsHandler;
    if (p.finalizing)
        return Doing::Finalizes;
    if (p.mainEnded)
        return Doing::EndsMain;
    if (p.role == ProcessRole::Foreign)
        return Doing::RunsUntraced;
    return taskWords(world, p).empty() ? Doing::Runs : Doing::RunsTask;
}

// Of the process with this main thread, or of one of its further threads.
Words runWords(const World& world, const Process& p, const Thread* t, Doing doing) {
    const Words place = t ? noun::atLine(t->line, t->file) : Words();
    switch (doing) {
    case Doing::RunsHandler:
        return "is in its handler of " + signalName(t ? t->handling : 0) + place;
    case Doing::Finalizes:
        return teardownWords(world, p);
    case Doing::EndsMain:
        return "has come to the end of its code and runs its exit handlers";
    case Doing::RunsUntraced:
        return "is running a program that is not traced";
    default: {
        const bool isMain = t && t->number == 0;
        return (isMain && p.onCpu ? "is running on a CPU" : "is running") +
               (isMain ? taskWords(world, p) : Words()) + place;
    }
    }
}

} // namespace

Doing doingOf(const World& world, const Process& p, std::uint8_t thread) {
    if (thread != 0)
        return thread < p.threads.size() && p.threads[thread].seen ? doingOfThread(p, p.threads[thread])
                                                                   : Doing::NotThere;
    switch (p.state) {
    case ProcessState::New:
        return Doing::New;
    case ProcessState::Running:
        return runningAs(world, p);
    case ProcessState::Ready:
        return Doing::Ready;
    case ProcessState::Blocked:
        return Doing::Waits;
    case ProcessState::Sleeping:
        return Doing::Sleeps;
    case ProcessState::Stopped:
        return Doing::Stopped;
    case ProcessState::Held:
        return Doing::Held;
    case ProcessState::Zombie:
        return Doing::Zombie;
    case ProcessState::Reaped:
        break;
    }
    return Doing::Gone;
}

Words stateWords(const World& world, ThreadRef who, Time at) {
    const Process* p = world.process(who.process);
    const Doing doing = p ? doingOf(world, *p, who.thread) : Doing::NotThere;
    const Thread* t = p && who.thread < p->threads.size() ? &p->threads[who.thread] : nullptr;
    switch (doing) {
    case Doing::NotThere:
        return "does not exist at this moment";
    case Doing::New:
        return (who.thread == 0 && p->parent.value ? "was started by " + noun::process(world, p->parent)
                                                   : Words("was started")) +
               " and has not run a line yet";
    case Doing::Ready:
        return "could run and waits for a CPU (for " + formatTime(at - p->stateSince) + ")";
    case Doing::Waits:
        return waitWords(world, waitFor(world, who));
    case Doing::Sleeps:
        return sleepWords(t->wait, at);
    case Doing::Stopped:
        return "is stopped by a signal (SIGSTOP)";
    case Doing::Held:
        return "is held before its next operation" + noun::atLine(t->line, t->file);
    case Doing::Zombie:
        return endWords(world, *p);
    case Doing::Gone:
        if (who.thread == 0)
            return endWords(world, *p);
        return p->alive() ? threadEnded(*t) : Words("has ended with its process");
    default:
        return runWords(world, *p, t, doing) + (who.thread == 0 ? orphanWords(world, *p) : Words());
    }
}

} // namespace forkscope::world
