// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/world/explain.h"
#include "engine/world/explain_wait.h"
#include "engine/world/nouns.h"
#include "engine/world/phrases.h"

#include <algorithm>

namespace forkscope::world {

namespace {

Words lockWords(const World& world, const Lock& lock) {
    Words text = noun::object(world, lock.id);
    if (!lock.known)
        text += " is in an unknown state: a process ended while it took it or gave it back";
    else if (lock.isSemaphore())
        text += " has " + std::to_string(lock.value) + " of " +
                counted(std::size_t(std::max(lock.initial, 0)), "permit") + " free" +
                (lock.holders.empty() ? Words() : "; " + heldBy(world, lock));
    else if (lock.holders.empty())
        text += " is free";
    else {
        const Holder& owner = lock.holders.front();
        const Process* p = world.process(owner.process);
        text += " is held since " + noun::moment(owner.since) + " by " +
                noun::actor(world, owner.process, owner.thread);
        if (owner.count > 1)
            text += ", " + std::to_string(owner.count) + " times";
        text += noun::atLine(owner.line, owner.file);
        if (p && !p->alive())
            text += ", which has ended without releasing it";
    }
    return text + waitClause(world, lock.waiters, "");
}

Words placesOf(const World& world, const Queue& queue) {
    std::vector<Words> places;
    if (!queue.pipe.empty())
        places.push_back(std::to_string(queue.pipe.size()) + " in the pipe");
    for (const auto& [producer, buffer] : queue.buffers)
        if (!buffer.empty())
            places.push_back(std::to_string(buffer.size()) + " in " + noun::shortProcess(world, producer) +
                             "'s buffer");
    return listed(places);
}

Words queueWords(const World& world, const Queue& queue) {
    Words text = noun::object(world, queue.id);
    if (queue.depth() == 0)
        text += " is empty";
    else
        text += " holds " + counted(queue.depth(), "item") + ": " + placesOf(world, queue);
    text += waitClause(world, queue.getters, " at get");
    text += waitClause(world, queue.putters, " at put");
    text += waitClause(world, queue.joiners, " in join");
    if (queue.unfinished > 0)
        text += "; " + counted(std::size_t(queue.unfinished), "task") + " unfinished";
    if (!queue.lost.empty())
        text += "; " + counted(queue.lost.size(), "item") + " lost with the process that put " +
                (queue.lost.size() == 1 ? "it" : "them");
    return text;
}

Words fileWords(const World& world, const File& file) {
    std::vector<Words> openers;
    for (const OpenFile& o : file.openers)
        openers.push_back(noun::process(world, o.process) +
                          (o.mode.empty() ? "" : " (" + std::string(o.mode) + ")"));
    if (openers.empty())
        return noun::object(world, file.id) + " is open nowhere";
    return noun::object(world, file.id) + " is open in " + listed(openers);
}

} // namespace

Words objectWords(const World& world, ObjectId id) {
    if (const Lock* lock = world.lock(id))
        return lockWords(world, *lock);
    if (const Queue* queue = world.queue(id))
        return queueWords(world, *queue);
    if (const File* file = world.openedFile(id))
        return fileWords(world, *file);
    return thingWords(world, id);
}

} // namespace forkscope::world
