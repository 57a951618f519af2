// SPDX-License-Identifier: GPL-3.0-or-later
// Waiting for locks: of multiprocessing, of threading, of a manager; Condition, Event and Barrier.
#include "engine/world/explain_wait.h"
#include "engine/world/phrases.h"
#include "engine/world/wait_for.h"

#include <algorithm>

namespace forkscope::world {

using trace::Kind;

namespace {

bool isOfThreading(const Lock& lock) {
    return lock.kind.starts_with("threading.");
}

bool holds(const Lock& lock, ThreadRef thread) {
    return std::any_of(lock.holders.begin(), lock.holders.end(), [&](const Holder& h) {
        return h.process == thread.process && h.thread == thread.thread;
    });
}

// Who may release it: an RLock only the thread that holds it; a lock of threading its process; a Lock, by
// custom, the process that holds it, as long as nobody else was seen to; a semaphore anybody.
Help releasers(const World& world, const Lock& lock, WaitFor& wait) {
    bool isOwn = false;
    for (const Holder& h : lock.holders) {
        const Process* holder = world.process(h.process);
        isOwn = isOwn || (h.process == wait.waiter.process && h.thread == wait.waiter.thread);
        if (!holder || !holder->alive())
            wait.gone.push_back(h.process);
        else if (lock.isRecursive())
            addThread(wait.who, world, {h.process, h.thread});
        else
            addThreads(wait.who, world, h.process);
    }
    if (lock.isRecursive() || isOfThreading(lock))
        return ifAny(Help::OneOf, wait);
    const bool isSignal = lock.isSemaphore() || lock.releasedByOthers || isOwn || !wait.gone.empty();
    return isSignal ? Help::Anyone : ifAny(Help::OneOf, wait);
}

} // namespace

void lockObstacle(const World& world, WaitFor& wait) {
    const Lock* lock = world.lock(wait.object);
    if (!lock || !lock->known) {
        wait.obstacle = lock ? Obstacle::LockInDoubt : Obstacle::None;
        wait.help = Help::NotKnown;
        return;
    }
    if (lock->value > 0) {
        wait.obstacle = Obstacle::LockFree;
        wait.help = Help::Coming;
        return;
    }
    if (lock->holders.empty()) {
        wait.obstacle = Obstacle::LockNotReleased;
        wait.help = Help::Anyone;
        return;
    }
    const Holder& first = lock->holders.front();
    const bool isOwn = first.process == wait.waiter.process && first.thread == wait.waiter.thread;
    if (isOwn &&
        lock->isRecursive()) { // its owner never waits for it: the report of a release is yet to come
        wait.help = Help::Coming;
        return;
    }
    wait.obstacle = isOwn && !lock->isSemaphore() ? Obstacle::LockHeldByItself : Obstacle::LockHeld;
    wait.help = releasers(world, *lock, wait);
}

// Of the calls of a manager only those are known to wait that name what they wait for.
void managedObstacle(const World& world, WaitFor& wait) {
    wait.obstacle = Obstacle::Answer;
    wait.help = Help::NotKnown;
    const Managed* managed = world.managedObject(wait.object);
    if (!managed)
        return;
    const auto call = std::find_if(managed->calls.begin(), managed->calls.end(), [&](const Call& c) {
        return c.caller.process == wait.waiter.process && c.caller.thread == wait.waiter.thread;
    });
    if (call == managed->calls.end())
        return;
    const std::string method = plain(call->method);
    const bool hasTimeout = call->arguments.find(", ") != std::string_view::npos;
    if (managed->isLock() && method == "acquire" && !managed->owners.empty()) {
        wait.obstacle = Obstacle::LockHeld;
        bool isOwn = false;
        for (const Waiter& owner : managed->owners) {
            isOwn = isOwn || owner.process == wait.waiter.process;
            const Process* p = world.process(owner.process);
            if (p && !p->alive())
                wait.gone.push_back(owner.process);
            addThreads(wait.who, world, owner.process);
        }
        const bool isPlain = managed->kind == "Lock" || managed->kind == "RLock";
        const bool isSignal = !isPlain || isOwn || !wait.gone.empty();
        wait.help = hasTimeout ? Help::NotKnown : isSignal ? Help::Anyone : ifAny(Help::OneOf, wait);
    } else if (managed->isQueue() && method == "get" && managed->size <= 0) {
        wait.obstacle = Obstacle::QueueEmpty;
    } else if (managed->kind == "Event" && method == "wait" && !managed->isSet) {
        wait.obstacle = Obstacle::EventNotSet;
    }
}

void syncObstacle(const World& world, WaitFor& wait) {
    const auto is = [&](Obstacle obstacle, Help help) {
        wait.obstacle = obstacle;
        wait.help = help;
    };
    if (wait.what == Kind::ConditionWait) {
        const Condition* c = world.condition(wait.object);
        if (c && c->notified() > 0)
            return is(Obstacle::Notified, Help::Coming);
        // It has begun, and goes on until it has given its lock back.
        const bool isOnItsWay = !c || !world.lock(c->lock) || holds(*world.lock(c->lock), wait.waiter);
        return is(Obstacle::NotNotified, isOnItsWay ? Help::Coming : Help::Anyone);
    }
    if (wait.what == Kind::EventWait) {
        const EventObject* event = world.event(wait.object);
        const bool isSet = event && event->isSet;
        if (event && !isSet)
            addThreads(wait.who, world, event->lastSet.process); // who did it before
        return is(isSet ? Obstacle::EventSet : Obstacle::EventNotSet, isSet ? Help::Coming : Help::Anyone);
    }
    const Barrier* barrier = world.barrier(wait.object);
    if (!barrier)
        return is(Obstacle::PartiesMissing, Help::NotKnown);
    if (barrier->broken)
        return is(Obstacle::BarrierBroken, Help::Coming);
    const bool isWaitedAt = std::any_of(barrier->arrived.begin(), barrier->arrived.end(),
                                        [&](const Waiter& w) { return w.since == wait.since; });
    if (!isWaitedAt)
        return is(Obstacle::BarrierOpen, Help::Coming);
    for (const ProcessId id : missingAt(world, *barrier))
        addThreads(wait.who, world, id);
    is(Obstacle::PartiesMissing, Help::Anyone);
}

} // namespace forkscope::world
