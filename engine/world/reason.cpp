// SPDX-License-Identifier: GPL-3.0-or-later
// The records: what is true of one thread or object at this moment, gathered from the World.
#include "engine/world/reason.h"

#include "engine/world/explain_wait.h"

#include <algorithm>

namespace forkscope::world {

namespace {

template <class T> void addOnce(std::vector<T>& all, const T& one) {
    if (std::find(all.begin(), all.end(), one) == all.end())
        all.push_back(one);
}

void addPlace(Reason& reason, std::uint32_t line, FileId file) {
    if (line != 0)
        addOnce(reason.places, Place{line, file});
}

void nameLink(const World& world, Reason& reason, const WaitFor& link) {
    addOnce(reason.processes, link.waiter.process);
    addPlace(reason, link.line, link.file);
    if (link.object)
        addOnce(reason.objects, link.object);
    if (link.process.value != 0 && world.process(link.process))
        addOnce(reason.processes, world.process(link.process)->id);
    if (const Lock* lock = world.lock(link.object))
        for (const Holder& h : lock->holders) {
            addOnce(reason.processes, h.process);
            addPlace(reason, h.line, h.file);
        }
}

bool isIn(const std::vector<WaitFor>& links, ThreadRef who) {
    return std::any_of(links.begin(), links.end(), [&](const WaitFor& l) { return l.waiter == who; });
}

std::optional<Deadlock> deadlockWith(const std::vector<Deadlock>& known, ThreadRef who) {
    for (const Deadlock& d : known)
        if (isIn(d.circle, who) || isIn(d.behind, who))
            return d;
    return std::nullopt;
}

void addWaiters(ObjectReason& reason, const std::vector<Waiter>& waiters) {
    for (const Waiter& w : waiters)
        reason.wait.push_back({w.process, w.thread});
}

void addDeed(ObjectReason& reason, const Deed& deed) {
    if (deed.process.value == 0)
        return;
    reason.has.push_back({deed.process, deed.thread});
    reason.since = deed.at;
}

void about(ObjectReason& reason, const Lock& lock) {
    for (const Holder& h : lock.holders) {
        reason.has.push_back({h.process, h.thread});
        reason.since = reason.since < 0 ? h.since : std::min(reason.since, h.since);
    }
    reason.count = lock.value;
    addWaiters(reason, lock.waiters);
}

void about(ObjectReason& reason, const Queue& queue) {
    reason.count = std::int64_t(queue.depth());
    for (const auto* waiters : {&queue.getters, &queue.putters, &queue.joiners})
        addWaiters(reason, *waiters);
}

void about(ObjectReason& reason, const Pool& pool) {
    for (const PoolWorker& w : pool.workers)
        if (!w.gone && w.process.value != 0)
            reason.has.push_back({w.process, 0});
    reason.count = pool.pending;
    addWaiters(reason, pool.getters);
    addWaiters(reason, pool.joiners);
}

void about(ObjectReason& reason, const Managed& managed) {
    for (const Waiter& owner : managed.owners)
        reason.has.push_back({owner.process, owner.thread});
    reason.count = managed.size;
    for (const Call& call : managed.calls)
        reason.wait.push_back({call.caller.process, call.caller.thread});
}

void aboutThing(const World& world, ObjectReason& reason) {
    const ObjectId id = reason.object;
    if (const Condition* c = world.condition(id)) {
        addWaiters(reason, c->waiters);
    } else if (const EventObject* event = world.event(id)) {
        addDeed(reason, event->changed);
        addWaiters(reason, event->waiters);
        reason.count = event->isSet;
    } else if (const Barrier* barrier = world.barrier(id)) {
        addWaiters(reason, barrier->arrived);
        reason.count = std::int64_t(barrier->arrived.size());
    } else if (const PipeEnd* end = world.pipe(id)) {
        reason.count = std::int64_t(end->items.size());
        addWaiters(reason, end->readers);
        addWaiters(reason, end->writers);
    } else if (const Shared* shared = world.sharedBlock(id)) {
        addDeed(reason, shared->lastWrite);
    } else if (const Manager* manager = world.manager(id)) {
        if (manager->server.value != 0)
            reason.has.push_back({manager->server, 0});
    } else if (const Managed* managed = world.managedObject(id)) {
        about(reason, *managed);
    } else if (const Pool* pool = world.pool(id)) {
        about(reason, *pool);
    } else if (const Socket* socket = world.socket(id)) {
        addWaiters(reason, socket->waiters);
    } else {
        reason.object = {};
    }
}

} // namespace

Reason reasonOf(const World& world, ThreadRef who, Time at, const std::vector<Deadlock>& known) {
    Reason reason;
    reason.who = who;
    reason.at = at;
    const Process* p = world.process(who.process);
    if (!p)
        return reason;
    reason.who.process = p->id;
    reason.doing = doingOf(world, *p, who.thread);
    reason.since = p->stateSince;
    if (who.thread < p->threads.size()) {
        const Thread& t = p->threads[who.thread];
        reason.place = {t.line, t.file};
    }
    reason.processes.push_back(p->id);
    addPlace(reason, reason.place.line, reason.place.file);
    if (reason.doing != Doing::Waits && reason.doing != Doing::Sleeps)
        return reason;
    reason.chain = waitChain(world, reason.who);
    const WaitFor& own = reason.chain.links.front();
    reason.since = own.since;
    reason.until = own.until;
    reason.place = {own.line, own.file};
    for (const WaitFor& link : reason.chain.links)
        nameLink(world, reason, link);
    addOnce(reason.processes, reason.chain.last.process);
    reason.deadlock = deadlockWith(known, reason.who);
    return reason;
}

Reason reasonOf(const World& world, ThreadRef who, Time at) {
    return reasonOf(world, who, at, deadlocks(world));
}

ObjectReason reasonOf(const World& world, ObjectId object, Time at, const std::vector<Deadlock>& known) {
    ObjectReason reason;
    reason.object = object;
    reason.at = at;
    if (const Lock* lock = world.lock(object))
        about(reason, *lock);
    else if (const Queue* queue = world.queue(object))
        about(reason, *queue);
    else if (const File* file = world.openedFile(object))
        for (const OpenFile& o : file->openers)
            reason.has.push_back({o.process, 0});
    else
        aboutThing(world, reason);
    for (const Deadlock& d : known)
        if (std::any_of(d.circle.begin(), d.circle.end(),
                        [&](const WaitFor& l) { return l.object == object; }))
            reason.deadlock = d;
    return reason;
}

ObjectReason reasonOf(const World& world, ObjectId object, Time at) {
    return reasonOf(world, object, at, deadlocks(world));
}

} // namespace forkscope::world
