// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/world/explain_wait.h"

#include "engine/trace/names.h"
#include "engine/world/explain.h"
#include "engine/world/nouns.h"
#include "engine/world/phrases.h"

#include <algorithm>

namespace forkscope::world {

using trace::Kind;

namespace {

Words lockWait(const World& world, const WaitFor& wait) {
    const Words name = noun::object(world, wait.object);
    const Process* p = world.process(wait.waiter.process);
    const Thread* thread =
        p && wait.waiter.thread < p->threads.size() ? &p->threads[wait.waiter.thread] : nullptr;
    Words text = "waits for " + name;
    if (thread && thread->outer.what == Kind::ConditionWait)
        text = "was notified at " + noun::object(world, thread->outer.object) + " and waits for " + name;
    const Lock* lock = world.lock(wait.object);
    switch (wait.obstacle) {
    case Obstacle::LockInDoubt:
        return text + ", whose state is not known: a process ended while it took it or gave it back";
    case Obstacle::LockHeldByItself: {
        const Holder& own = lock->holders.front();
        const Words since = ", which it holds itself since " + noun::moment(own.since);
        return text + since + noun::atLine(own.line, own.file);
    }
    case Obstacle::LockFree:
        return text + ", which is free again";
    case Obstacle::LockNotReleased:
        return text + ", which nobody has released yet";
    case Obstacle::LockHeld:
        return text + ", " + heldBy(world, *lock);
    default:
        return text;
    }
}

// ", and P1 maker, the only one that put items into it, has ended": why an empty queue may stay empty.
Words producersGone(const World& world, const WaitFor& wait) {
    if (wait.gone.empty() || !wait.who.empty())
        return {};
    std::vector<Words> names;
    for (const ProcessId id : wait.gone)
        names.push_back(noun::process(world, id));
    return names.size() == 1 ? ", and " + names[0] + ", the only one that put items into it, has ended"
                             : ", and all that put items into it have ended: " + listed(names);
}

Words queueWait(const World& world, const WaitFor& wait) {
    const Words name = noun::object(world, wait.object);
    const Queue* queue = world.queue(wait.object);
    switch (wait.obstacle) {
    case Obstacle::QueueFull: {
        const bool isBounded = queue && queue->maxsize > 0;
        return "waits at put: " + name + " is full" +
               (isBounded ? " (" + counted(std::size_t(queue->maxsize), "place") + ")" : std::string());
    }
    case Obstacle::QueueUnfinished:
        return "waits in join of " + name +
               (queue ? ": " + counted(std::size_t(std::max(queue->unfinished, 0)), "task") + " unfinished"
                      : std::string());
    case Obstacle::QueueInBuffer:
        return "waits at get: " + counted(queue->buffered, "item") + " of " + name + " not yet in the pipe";
    case Obstacle::QueueReady:
        return "waits at get: " + counted(queue->pipe.size(), "item") + " in " + name;
    default:
        return "waits at get: " + name + " is empty" + producersGone(world, wait);
    }
}

Words childWords(const World& world, const WaitFor& wait) {
    return wait.process.value ? noun::process(world, wait.process) : noun::processWithPid(world, wait.number);
}

Words joinWait(const World& world, const WaitFor& wait, bool goesOn) {
    const bool hasEnded = wait.obstacle == Obstacle::ProcessEnded;
    return (wait.what == Kind::ProcessJoin ? "waits in join for " : "waits for ") + childWords(world, wait) +
           (hasEnded ? ", which has ended"
            : goesOn ? ""
                     : " to end");
}

// os.wait() and the like, of any child.
Words anyChildWait(const World& world, const WaitFor& wait) {
    std::vector<Words> children;
    for (const Process& child : world.processes())
        if (child.parent == wait.waiter.process && child.reaped < 0 && child.role != ProcessRole::Helper)
            children.push_back(noun::process(world, child.id));
    const Words text = "waits for one of its children to end";
    return children.empty() ? text : text + ": " + listed(children);
}

Words threadWait(const World& world, const WaitFor& wait, bool goesOn) {
    if (wait.help == Help::NotKnown)
        return "waits in join for a thread to end";
    const bool hasEnded = wait.obstacle == Obstacle::ThreadEnded;
    return "waits in join for its thread " +
           noun::thread(world, wait.waiter.process, std::uint8_t(wait.number)) +
           (hasEnded ? ", which has ended"
            : goesOn ? ""
                     : " to end");
}

Words socketWait(const World& world, const WaitFor& wait) {
    const Socket* socket = world.socket(wait.object);
    const std::string address = socket ? plain(socket->address) : "";
    if (wait.what == Kind::SocketRecv)
        return "waits for data from " + (address.empty() ? "the other end of its socket" : address);
    if (wait.what == Kind::SocketSend)
        return "waits for room in the connection to " + (address.empty() ? "the other end" : address);
    if (wait.what == Kind::SocketAccept)
        return "waits for somebody to connect to " + (address.empty() ? "its socket" : address);
    return "waits for the connection to " + (address.empty() ? "a socket" : address);
}

} // namespace

Words heldBy(const World& world, const Lock& lock) {
    if (lock.holders.empty())
        return {};
    std::vector<Words> names;
    for (const Holder& h : lock.holders)
        names.push_back(noun::actor(world, h.process, h.thread));
    if (lock.holders.size() > 1)
        return "held by " + listed(names);
    const Holder& only = lock.holders.front();
    const Process* holder = world.process(only.process);
    return "held since " + noun::moment(only.since) + " by " + names[0] + noun::atLine(only.line, only.file) +
           (holder && !holder->alive() ? ", which has ended without releasing it" : "");
}

Words waitWords(const World& world, const WaitFor& wait, bool goesOn) {
    switch (wait.what) {
    case Kind::None:
        return "waits in a call that is not traced";
    case Kind::LockAcquire:
        return lockWait(world, wait);
    case Kind::QueueGet:
    case Kind::QueuePut:
    case Kind::QueueJoin:
        return queueWait(world, wait);
    case Kind::ProcessJoin:
        return joinWait(world, wait, goesOn);
    case Kind::ProcessWait:
        return wait.number > 0 ? joinWait(world, wait, goesOn) : anyChildWait(world, wait);
    case Kind::ThreadJoin:
        return threadWait(world, wait, goesOn);
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
        return pipeWait(world, wait);
    case Kind::ManagerCall:
        return managerWait(world, wait);
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
    case Kind::SocketSend:
    case Kind::SocketRecv:
        return socketWait(world, wait);
    case Kind::Sleep:
        return "sleeps";
    default: {
        const Words text = "waits in " + std::string(trace::kindName(wait.what));
        return wait.object ? text + " of " + noun::object(world, wait.object) : text;
    }
    }
}

Words wordsOf(const World& world, const WaitFor& wait) {
    return waitWords(world, wait);
}

} // namespace forkscope::world
