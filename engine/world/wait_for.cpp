// SPDX-License-Identifier: GPL-3.0-or-later
// What one thread waits for, and who could let it go on.
#include "engine/world/wait_for.h"

#include <algorithm>

namespace forkscope::world {

using trace::Kind;

namespace {

// Another kind of thread that is seen (a queue's feeder) never runs the learner's code: it has no line in it.
bool takesPart(const Thread& t) {
    return t.alive() && (t.number == 0 || t.isLearners() || (t.seen && t.line != 0));
}

void processEnds(const World& world, WaitFor& wait) {
    const Process* child = world.process(wait.process);
    if (!child || !child->traced) {
        wait.obstacle = Obstacle::ProcessAlive;
        wait.help = Help::NotKnown;
    } else if (!child->alive()) {
        wait.obstacle = Obstacle::ProcessEnded;
        wait.help = Help::Coming;
    } else {
        wait.obstacle = Obstacle::ProcessAlive;
        // threading._shutdown: a process ends when its main thread and those that are no daemons have.
        for (const ThreadRef& t : threadsOf(*child))
            if (!child->threads[t.thread].daemon)
                wait.who.push_back(t);
        wait.help = wait.who.empty() ? Help::NotKnown : Help::AllOf;
    }
}

// os.wait(): of any child.
void anyChildEnds(const World& world, WaitFor& wait) {
    wait.obstacle = Obstacle::AnyChild;
    wait.help = Help::OneOf;
    for (const Process& child : world.processes()) {
        if (child.parent != wait.waiter.process || child.reaped >= 0 || child.role == ProcessRole::Helper)
            continue;
        if (!child.alive())
            wait.help = Help::Coming;
        else if (!child.traced || child.threads.empty())
            wait.help = wait.help == Help::Coming ? Help::Coming : Help::NotKnown;
        addThread(wait.who, world, {child.id, 0});
    }
    if (wait.help == Help::OneOf)
        wait.help = ifAny(Help::OneOf, wait);
}

void threadEnds(const Process& p, WaitFor& wait) {
    wait.obstacle = Obstacle::ThreadAlive;
    if (wait.number <= 0 || std::size_t(wait.number) >= p.threads.size()) {
        wait.help = Help::NotKnown;
    } else if (!p.threads[std::size_t(wait.number)].alive()) {
        wait.obstacle = Obstacle::ThreadEnded;
        wait.help = Help::Coming;
    } else {
        wait.who.push_back({p.id, std::uint8_t(wait.number)});
        wait.help = Help::AllOf;
    }
}

void findObstacle(const World& world, const Process& p, WaitFor& wait) {
    switch (wait.what) {
    case Kind::LockAcquire:
        return lockObstacle(world, wait);
    case Kind::QueueGet:
    case Kind::QueuePut:
    case Kind::QueueJoin:
        return queueObstacle(world, wait);
    case Kind::ProcessJoin:
        return processEnds(world, wait);
    case Kind::ProcessWait:
        return wait.number > 0 ? processEnds(world, wait) : anyChildEnds(world, wait);
    case Kind::ThreadJoin:
        return threadEnds(p, wait);
    case Kind::ConditionWait:
    case Kind::EventWait:
    case Kind::BarrierWait:
        return syncObstacle(world, wait);
    case Kind::PipeSend:
    case Kind::PipeRecv:
    case Kind::PipePoll:
        return pipeObstacle(world, wait);
    case Kind::ManagerCall:
        return managedObstacle(world, wait);
    case Kind::PoolTask:
    case Kind::PoolGet:
    case Kind::PoolJoin:
    case Kind::PoolTerminate:
    case Kind::ExecutorTask:
    case Kind::ExecutorGet:
    case Kind::ExecutorShutdown:
        return poolObstacle(world, wait);
    case Kind::Sleep:
        wait.obstacle = Obstacle::Sleep;
        wait.help = Help::Time;
        return;
    case Kind::Input:
        wait.obstacle = Obstacle::Terminal;
        wait.help = Help::Outside;
        return;
    case Kind::SocketAccept:
    case Kind::SocketConnect:
    case Kind::SocketSend:
    case Kind::SocketRecv:
        return socketObstacle(world, wait);
    default:
        wait.obstacle = Obstacle::Untraced;
        wait.help = Help::NotKnown;
    }
}

} // namespace

std::vector<ThreadRef> threadsOf(const Process& p) {
    std::vector<ThreadRef> threads;
    for (const Thread& t : p.threads)
        if (p.alive() && takesPart(t))
            threads.push_back({p.id, t.number});
    return threads;
}

bool isAlive(const World& world, ThreadRef thread) {
    const Process* p = world.process(thread.process);
    return p && p->alive() && thread.thread < p->threads.size() && p->threads[thread.thread].alive();
}

void addThread(std::vector<ThreadRef>& who, const World& world, ThreadRef thread) {
    const Process* p = world.process(thread.process);
    if (!isAlive(world, thread))
        return;
    thread.process = p->id;
    if (std::find(who.begin(), who.end(), thread) == who.end())
        who.push_back(thread);
}

void addThreads(std::vector<ThreadRef>& who, const World& world, ProcessId process) {
    if (const Process* p = world.process(process))
        for (const ThreadRef& t : threadsOf(*p))
            addThread(who, world, t);
}

Help ifAny(Help help, const WaitFor& wait) {
    return wait.who.empty() ? Help::Nobody : help;
}

namespace {
void describe(const World& world, const Process& p, const Wait& begun, WaitFor& wait) {
    wait.what = begun.what;
    wait.object = begun.object;
    wait.process = begun.process;
    const bool isChild = wait.what == Kind::ProcessJoin || wait.what == Kind::ProcessWait;
    wait.number = isChild ? begun.pid : begun.value;
    wait.since = begun.since;
    wait.until = begun.until;
    if (begun.line != 0) {
        wait.line = begun.line;
        wait.file = begun.file;
    }
    findObstacle(world, p, wait);
}
} // namespace

WaitFor waitFor(const World& world, ThreadRef thread, const Wait& begun) {
    WaitFor wait;
    wait.waiter = thread;
    if (const Process* p = world.process(thread.process)) {
        wait.waiter.process = p->id;
        describe(world, *p, begun, wait);
    }
    return wait;
}

WaitFor waitFor(const World& world, ThreadRef thread) {
    WaitFor wait;
    wait.waiter = thread;
    const Process* p = world.process(thread.process);
    if (!p || !isAlive(world, thread))
        return wait;
    wait.waiter.process = p->id;
    const Thread& t = p->threads[thread.thread];
    wait.line = t.line;
    wait.file = t.file;
    if (t.wait.what == Kind::None) {
        // Off the CPU without a reason that was reported: only the kernel's word says so.
        if (thread.thread == 0 && p->state == ProcessState::Blocked) {
            wait.obstacle = Obstacle::Untraced;
            wait.help = Help::NotKnown;
        }
        wait.since = p->stateSince;
        return wait;
    }
    describe(world, *p, t.wait, wait);
    return wait;
}

} // namespace forkscope::world
