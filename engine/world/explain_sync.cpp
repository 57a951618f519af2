// SPDX-License-Identifier: GPL-3.0-or-later
// Waiting at Condition, Event and Barrier in words.
#include "engine/world/explain_wait.h"
#include "engine/world/nouns.h"
#include "engine/world/phrases.h"

#include <algorithm>

namespace forkscope::world {

using trace::Kind;

namespace {

Words by(const World& world, const Deed& deed) {
    return noun::shortActor(world, deed.process, deed.thread) + noun::atLine(deed.line, deed.file);
}

Words conditionWait(const World& world, const WaitFor& wait) {
    const Condition* c = world.condition(wait.object);
    Words text =
        "waits at " + (wait.object ? noun::object(world, wait.object) : "a condition") + " to be notified";
    if (!c || c->lastNotify.process.value == 0)
        return text;
    if (c->lastNotify.at < wait.since)
        return text + "; the last notify, by " + by(world, c->lastNotify) + ", came before it waited";
    if (c->notified() > 0)
        return text + "; " + by(world, c->lastNotify) + " has just woken " + std::to_string(c->lastWoken);
    return text;
}

Words eventWait(const World& world, const WaitFor& wait) {
    const EventObject* event = world.event(wait.object);
    if (!event)
        return "waits for an event to be set";
    const Words name = noun::object(world, wait.object);
    const Words who = noun::shortActor(world, event->changed.process, event->changed.thread);
    if (event->isSet)
        return "waits for " + name + ", which " + who + " has just set";
    const Words text = "waits for " + name + " to be set";
    return event->changed.process.value == 0
               ? text
               : text + "; " + who + " cleared it" + noun::atLine(event->changed.line, event->changed.file);
}

Words barrierWait(const World& world, const WaitFor& wait) {
    const Barrier* barrier = world.barrier(wait.object);
    if (!barrier)
        return "waits at a barrier";
    const Words text = "waits at barrier " + noun::object(world, wait.object);
    if (barrier->broken)
        return text + ", which is broken";
    if (wait.obstacle == Obstacle::BarrierOpen)
        return text + ", where all are there by now";
    return text + ": " + partiesOf(world, *barrier);
}

} // namespace

std::vector<ProcessId> missingAt(const World& world, const Barrier& barrier) {
    std::vector<ProcessId> found;
    const auto isThere = [&](ProcessId id) { return hasProcess(barrier.arrived, id); };
    for (const ProcessId id : barrier.visitors)
        if (const Process* p = world.process(id); p && p->alive() && !isThere(id))
            found.push_back(id);
    const std::size_t wanted =
        std::size_t(std::max(0, barrier.parties)) -
        std::min<std::size_t>(barrier.arrived.size(), std::size_t(std::max(0, barrier.parties)));
    if (found.size() >= wanted)
        return found;
    for (const Process& p : world.processes()) {
        const bool isLike = std::any_of(barrier.arrived.begin(), barrier.arrived.end(), [&](const Waiter& w) {
            const Process* other = world.process(w.process);
            return other && !other->target.empty() && other->target == p.target;
        });
        const bool isNew = std::find(found.begin(), found.end(), p.id) == found.end();
        if (isLike && isNew && p.alive() && !isThere(p.id))
            found.push_back(p.id);
    }
    return found;
}

Words partiesOf(const World& world, const Barrier& barrier) {
    const std::size_t there = barrier.arrived.size();
    if (barrier.parties <= 0)
        return counted(there, "thread") + " there";
    const auto parties = std::size_t(barrier.parties);
    Words text =
        std::to_string(there) + " of " + std::to_string(parties) + (there == 1 ? " is there" : " are there");
    if (there >= parties)
        return text;
    const std::size_t wanted = parties - there;
    const std::vector<ProcessId> candidates = missingAt(world, barrier);
    const Words names = noun::processes(world, candidates);
    std::vector<ProcessId> gone;
    for (const ProcessId id : barrier.visitors)
        if (const Process* p = world.process(id); p && !p->alive())
            gone.push_back(id);
    if (candidates.size() == wanted)
        return text + ", " + names + (wanted == 1 ? " is missing" : " are missing");
    if (candidates.size() > wanted)
        return text + ", " + std::to_string(wanted) + (wanted == 1 ? " is" : " are") + " missing: of " +
               names;
    text += ", " + std::to_string(wanted) + (wanted == 1 ? " is missing" : " are missing");
    if (!candidates.empty())
        text += ": " + names + " and others that are not known yet";
    if (!gone.empty())
        text += "; " + noun::processes(world, gone) + ", once there, " + (gone.size() == 1 ? "has" : "have") +
                " ended";
    return text;
}

Words syncWait(const World& world, const WaitFor& wait) {
    if (wait.what == Kind::ConditionWait)
        return conditionWait(world, wait);
    return wait.what == Kind::EventWait ? eventWait(world, wait) : barrierWait(world, wait);
}

} // namespace forkscope::world
