// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/world/explain.h"

#include "engine/trace/names.h"
#include "engine/world/phrases.h"

#include <algorithm>

namespace forkscope::world {

using trace::Kind;

namespace {

std::string lockWait(const World& world, const Process& p, const Wait& wait) {
    std::string text = "waits for " + world.nameOf(wait.object);
    const Lock* lock = world.lock(wait.object);
    if (!lock)
        return text;
    const bool isOwn = std::any_of(lock->holders.begin(), lock->holders.end(),
                                   [&](const Holder& h) { return h.process == p.id && h.thread == 0; });
    if (!lock->known)
        return text + ", whose state is not known: a process ended while it took it or gave it back";
    if (isOwn && !lock->isSemaphore() && !lock->isRecursive())
        return text + ", which it holds itself" +
               (lock->holders.front().line ? " since line " + std::to_string(lock->holders.front().line)
                                           : "");
    if (lock->value > 0 && lock->holders.empty())
        return text + ", which is free again";
    if (lock->holders.empty())
        return text + ", which nobody has released yet";
    return text + ", " + heldBy(world, *lock);
}

// "its producers P1 maker and P2 maker have ended": why an empty queue may stay empty.
std::string producersGone(const World& world, const Queue& queue) {
    std::vector<std::string> names;
    for (const ProcessId id : queue.producers) {
        const Process* p = world.process(id);
        if (!p || p->alive())
            return {};
        names.push_back(world.labelOf(id));
    }
    if (names.empty())
        return {};
    return names.size() == 1 ? ", and " + names[0] + ", the only one that put items into it, has ended"
                             : ", and all that put items into it have ended: " + listed(names);
}

std::string queueWait(const World& world, const Wait& wait) {
    const std::string name = world.nameOf(wait.object);
    const Queue* queue = world.queue(wait.object);
    if (wait.what == Kind::QueuePut)
        return "waits at put: " + name + " is full" +
               (queue && queue->maxsize > 0 ? " (" + counted(std::size_t(queue->maxsize), "place") + ")"
                                            : "");
    if (wait.what == Kind::QueueJoin)
        return "waits in join of " + name +
               (queue ? ": " + counted(std::size_t(std::max(queue->unfinished, 0)), "task") + " unfinished"
                      : "");
    if (!queue || queue->depth() == 0)
        return "waits at get: " + name + " is empty" + (queue ? producersGone(world, *queue) : "");
    if (queue->pipe.empty())
        return "waits at get: " + counted(queue->buffered, "item") + " of " + name + " not yet in the pipe";
    return "waits at get: " + counted(queue->pipe.size(), "item") + " in " + name;
}

std::string waitWords(const World& world, const Process& p, const Wait& wait) {
    switch (wait.what) {
    case Kind::None:
        return "waits in a call that is not traced";
    case Kind::LockAcquire:
        return lockWait(world, p, wait);
    case Kind::QueueGet:
    case Kind::QueuePut:
    case Kind::QueueJoin:
        return queueWait(world, wait);
    case Kind::ProcessJoin: {
        const Process* child = world.process(wait.process);
        const std::string name = child ? world.labelOf(child->id) : processWithPid(world, wait.pid);
        if (child && child->exited >= 0)
            return "waits in join for " + name + ", which has ended";
        return "waits in join for " + name + " to end";
    }
    case Kind::Input:
        return "waits for input from the terminal";
    default: {
        std::string text = "waits in " + std::string(trace::kindName(wait.what));
        if (wait.object)
            text += " of " + world.nameOf(wait.object);
        return text;
    }
    }
}

std::string sleepWords(const Wait& wait, Time at) {
    std::string text = "sleeps" + atLine(wait.line);
    if (wait.until > at)
        text += ", " + formatTime(wait.until - at) + " more";
    return text;
}

std::string endWords(const World& world, const Process& p) {
    std::string text = explainStatus(p.status.value_or(trace::kUnknownStatus));
    if (!p.exceptionType.empty()) {
        text += " after " + plain(p.exceptionType);
        if (!p.exceptionMessage.empty())
            text += ": " + plain(p.exceptionMessage);
    }
    const Process* parent = world.process(p.parent);
    if (p.state == ProcessState::Zombie && parent && parent->alive())
        text += "; " + world.labelOf(parent->id) + " has not joined it yet (a zombie)";
    return text;
}

std::string runWords(const World& world, const Process& p) {
    std::string text = p.onCpu ? "is running on a CPU" : "is running";
    if (p.mainEnded)
        text = "has come to the end of its code and runs its exit handlers";
    else if (const Thread* main = p.mainThread())
        text += atLine(main->line);
    const Process* parent = world.process(p.parent);
    if (parent && !parent->alive() && p.role != ProcessRole::Helper)
        text += "; its parent " + world.labelOf(parent->id) + " has ended (an orphan)";
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
    case ProcessState::Blocked: {
        const Time since = wait.what == Kind::None ? p.stateSince : wait.since;
        std::string text = waitWords(world, p, wait) + " (waiting for " + formatTime(at - since);
        return text + (wait.until > at ? ", at most " + formatTime(wait.until - at) + " more)" : ")");
    }
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

} // namespace

std::string explainProcess(const World& world, ProcessId id, Time at) {
    const Process* p = world.process(id);
    if (!p)
        return "This process does not exist at this moment.";
    return world.labelOf(id) + " " + stateWords(world, *p, at) + ".";
}

} // namespace forkscope::world
