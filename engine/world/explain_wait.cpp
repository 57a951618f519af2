// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/world/explain_wait.h"

#include "engine/trace/names.h"
#include "engine/world/explain.h"
#include "engine/world/phrases.h"

#include <algorithm>

namespace forkscope::world {

using trace::Kind;

namespace {

std::string lockWait(const World& world, const Process& p, const Thread& thread) {
    const Wait& wait = thread.wait;
    std::string text = "waits for " + world.nameOf(wait.object);
    if (thread.outer.what == Kind::ConditionWait)
        text = "was notified at " + world.nameOf(thread.outer.object) + " and waits for " +
               world.nameOf(wait.object);
    const Lock* lock = world.lock(wait.object);
    if (!lock)
        return text;
    const bool isOwn = std::any_of(lock->holders.begin(), lock->holders.end(), [&](const Holder& h) {
        return h.process == p.id && h.thread == thread.number;
    });
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

std::string joinWait(const World& world, const Wait& wait) {
    const Process* child = world.process(wait.process);
    const std::string name = child ? world.labelOf(child->id) : processWithPid(world, wait.pid);
    if (child && child->exited >= 0)
        return "waits in join for " + name + ", which has ended";
    return "waits in join for " + name + " to end";
}

// os.wait() and the like: of one child, or of any.
std::string childWait(const World& world, const Process& p, const Wait& wait) {
    if (wait.pid > 0) {
        const Process* child = world.process(wait.process);
        return "waits for " + (child ? world.labelOf(child->id) : processWithPid(world, wait.pid)) +
               (child && child->exited >= 0 ? ", which has ended" : " to end");
    }
    std::vector<std::string> children;
    for (const Process& child : world.processes())
        if (child.parent == p.id && child.reaped < 0 && child.role != ProcessRole::Helper)
            children.push_back(world.labelOf(child.id));
    return "waits for one of its children to end" + (children.empty() ? "" : ": " + listed(children));
}

std::string threadWait(const Process& p, const Wait& wait) {
    const bool isKnown = wait.value > 0 && std::size_t(wait.value) < p.threads.size();
    if (!isKnown)
        return "waits in join for a thread to end";
    const Thread& thread = p.threads[std::size_t(wait.value)];
    return "waits in join for its thread " + threadName(thread) +
           (thread.alive() ? " to end" : ", which has ended");
}

std::string socketWait(const World& world, const Wait& wait) {
    const Socket* socket = world.socket(wait.object);
    const std::string address = socket ? plain(socket->address) : "";
    if (wait.what == Kind::SocketAccept)
        return "waits for somebody to connect to " + (address.empty() ? "its socket" : address);
    return "waits for the connection to " + (address.empty() ? "a socket" : address);
}

} // namespace

std::string waitWords(const World& world, const Process& p, const Thread& thread) {
    const Wait& wait = thread.wait;
    switch (wait.what) {
    case Kind::None:
        return "waits in a call that is not traced";
    case Kind::LockAcquire:
        return lockWait(world, p, thread);
    case Kind::QueueGet:
    case Kind::QueuePut:
    case Kind::QueueJoin:
        return queueWait(world, wait);
    case Kind::ProcessJoin:
        return joinWait(world, wait);
    case Kind::ProcessWait:
        return childWait(world, p, wait);
    case Kind::ThreadJoin:
        return threadWait(p, wait);
    case Kind::Input:
        return "waits for input from the terminal";
    case Kind::ConditionWait:
    case Kind::EventWait:
    case Kind::BarrierWait:
        return syncWait(world, wait);
    case Kind::PipeSend:
    case Kind::PipeRecv:
    case Kind::PipePoll:
    case Kind::PipeWait:
        return pipeWait(world, p, wait);
    case Kind::ManagerCall:
        return managerWait(world, p, thread);
    case Kind::PoolTask:
    case Kind::PoolGet:
    case Kind::PoolJoin:
    case Kind::PoolTerminate:
    case Kind::ExecutorTask:
    case Kind::ExecutorGet:
    case Kind::ExecutorShutdown:
        return poolWait(world, wait);
    case Kind::SocketAccept:
    case Kind::SocketConnect:
        return socketWait(world, wait);
    case Kind::Sleep:
        return "sleeps";
    default:
        return "waits in " + std::string(trace::kindName(wait.what)) +
               (wait.object ? " of " + world.nameOf(wait.object) : "");
    }
}

} // namespace forkscope::world
