// SPDX-License-Identifier: GPL-3.0-or-later
// One Condition, Event, Barrier, pipe, block of shared memory, manager, pool or socket in a sentence.
#include "engine/world/explain.h"
#include "engine/world/explain_wait.h"
#include "engine/world/nouns.h"
#include "engine/world/phrases.h"

#include <algorithm>

namespace forkscope::world {

Words waitClause(const World& world, const std::vector<Waiter>& waiters, std::string_view where) {
    if (waiters.empty())
        return {};
    const Words who = noun::waiters(world, waiters);
    const bool isOne = who.spans().size() == 1;
    return "; " + who + (isOne ? " waits" : " wait") + std::string(where);
}

namespace {

Words doneBy(const World& world, const Deed& deed) {
    return noun::shortActor(world, deed.process, deed.thread) + noun::atLine(deed.line, deed.file);
}

Words conditionWords(const World& world, const Condition& c) {
    Words text = c.waiters.empty() ? " has nobody waiting"
                                   : " has " + counted(c.waiters.size(), "thread") + " waiting";
    text += waitClause(world, c.waiters, " to be notified");
    if (const std::int32_t notified = c.notified(); notified > 0)
        text += "; " + std::to_string(notified) + " of them " + (notified == 1 ? "was" : "were") +
                " notified and must get the lock first";
    else if (c.lastNotify.process.value != 0)
        text += "; the last notify was by " + doneBy(world, c.lastNotify);
    return text;
}

Words eventWords(const World& world, const EventObject& event) {
    Words text = event.isSet ? " is set" : " is not set";
    if (event.changed.process.value != 0)
        text += (event.isSet ? ", by " : ", cleared by ") + doneBy(world, event.changed);
    return text + waitClause(world, event.waiters, event.isSet ? " no longer" : " for it");
}

Words barrierWords(const World& world, const Barrier& barrier) {
    if (barrier.broken)
        return " is broken" +
               (barrier.brokenBy.process.value != 0 ? ", since " + doneBy(world, barrier.brokenBy) : Words());
    if (barrier.arrived.empty())
        return " has nobody waiting" +
               (barrier.parties > 0 ? ", " + std::to_string(barrier.parties) + " must come" : std::string()) +
               (barrier.rounds > 0 ? "; it has opened " + counted(barrier.rounds, "time") : "");
    return ": " + partiesOf(world, barrier) + waitClause(world, barrier.arrived, "");
}

Words endsOf(const World& world, const PipeEnd& end) {
    const std::vector<ProcessId> readers = readersOf(world, end), writers = writersTo(world, end);
    Words text;
    if (!readers.empty())
        text += "; " + noun::processes(world, readers) + " can receive";
    if (!writers.empty())
        text += "; " + noun::processes(world, writers) + " can send to it";
    else if (!readers.empty() && end.items.empty())
        text += "; no one can send any more: who receives meets the end of file";
    return text;
}

Words pipeWords(const World& world, const PipeEnd& end) {
    const Words text = end.items.empty() ? " has nothing to receive"
                                         : " has " + counted(end.items.size(), "item") + " to receive";
    return text + endsOf(world, end) + waitClause(world, end.readers, " for data") +
           waitClause(world, end.writers, " for room");
}

Words sharedWords(const World& world, const Shared& shared) {
    const SharedElement* whole = shared.element(-1);
    Words text;
    if (whole && !whole->value.empty())
        text = " is " + plain(whole->value);
    else if (shared.writes > 0)
        text = " has been written";
    else
        text = " has not been written";
    if (shared.writes > 0)
        text += ", last written by " + doneBy(world, shared.lastWrite);
    if (shared.lostUpdates > 0)
        text += "; " + counted(std::size_t(shared.lostUpdates), "update") +
                " lost: " + noun::shortProcess(world, shared.lostBy.process) + " wrote over what " +
                noun::shortProcess(world, shared.lostWrite.process) + " had written since it read" +
                noun::atLine(shared.lostBy.line, shared.lostBy.file);
    if (shared.unlinked)
        text += "; its name is unlinked";
    return text;
}

Words managerWords(const World& world, const Manager& manager) {
    const Process* server = world.process(manager.server);
    const auto many = std::count_if(world.managed().begin(), world.managed().end(),
                                    [&](const Managed& m) { return m.manager == manager.id; });
    Words text = manager.shutDown ? " is shut down" : " manages " + counted(std::size_t(many), "object");
    if (server)
        text += (manager.shutDown ? "; it ran in " : " in ") + noun::process(world, server->id) +
                (!manager.shutDown && !server->alive() ? ", which has ended: they are gone" : "");
    return text;
}

Words managedState(const World& world, const Managed& managed) {
    if (managed.isLock()) {
        if (managed.owners.empty())
            return " is free";
        const Waiter& owner = managed.owners.front();
        return " is held by " + noun::actor(world, owner.process, owner.thread) +
               noun::atLine(owner.line, owner.file);
    }
    if (managed.kind == "Event")
        return managed.isSet ? " is set" : " is not set";
    if (managed.size >= 0)
        return " holds " + counted(std::size_t(managed.size), "item");
    return " was called " + counted(std::size_t(managed.count), "time");
}

Words managedWords(const World& world, const Managed& managed) {
    Words text = managedState(world, managed);
    if (managed.count > 0)
        text += "; last call: " + plain(managed.lastMethod) + "() by " + doneBy(world, managed.lastCall);
    std::vector<Waiter> callers;
    for (const Call& call : managed.calls)
        callers.push_back(call.caller);
    return text + waitClause(world, callers, " for its answer");
}

Words poolWords(const World& world, const Pool& pool) {
    const auto alive =
        std::count_if(pool.workers.begin(), pool.workers.end(), [](const PoolWorker& w) { return !w.gone; });
    Words text = " has " + counted(std::size_t(alive), "worker");
    if (pool.replaced > 0)
        text += " (" + std::to_string(pool.replaced) + " replaced)";
    text += ": " + std::to_string(std::max<std::int64_t>(0, pool.pending)) + " tasks wait, " +
            std::to_string(std::max<std::int64_t>(0, pool.running)) + " run, " + std::to_string(pool.done) +
            " are done";
    if (pool.lost > 0)
        text += ", " + std::to_string(pool.lost) + " went down with a worker";
    text += pool.broken       ? "; it is broken" + (pool.message.empty() ? "" : ": " + plain(pool.message))
            : pool.terminated ? "; it is terminated"
            : pool.closed     ? "; it is closed"
                              : std::string();
    return text + waitClause(world, pool.getters, " for a result") +
           waitClause(world, pool.joiners, " for its end");
}

Words socketWords(const World& world, const Socket& socket) {
    const std::string address = plain(socket.address);
    Words text = socket.listening ? " listens" + (address.empty() ? "" : " at " + address) + ", " +
                                        counted(std::size_t(socket.accepted), "connection") + " accepted"
                 : socket.connected ? " is connected" + (address.empty() ? "" : " with " + address)
                                    : std::string(" is not connected");
    return text + waitClause(world, socket.waiters, "");
}

} // namespace

Words thingWords(const World& world, ObjectId id) {
    Words words;
    if (const Condition* c = world.condition(id))
        words = conditionWords(world, *c);
    else if (const EventObject* event = world.event(id))
        words = eventWords(world, *event);
    else if (const Barrier* barrier = world.barrier(id))
        words = barrierWords(world, *barrier);
    else if (const PipeEnd* pipe = world.pipe(id))
        words = pipeWords(world, *pipe);
    else if (const Shared* shared = world.sharedBlock(id))
        words = sharedWords(world, *shared);
    else if (const Manager* manager = world.manager(id))
        words = managerWords(world, *manager);
    else if (const Managed* managed = world.managedObject(id))
        words = managedWords(world, *managed);
    else if (const Pool* pool = world.pool(id))
        words = poolWords(world, *pool);
    else if (const Socket* socket = world.socket(id))
        words = socketWords(world, *socket);
    else
        return {};
    return noun::object(world, id) + words;
}

} // namespace forkscope::world
