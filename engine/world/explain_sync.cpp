// SPDX-License-Identifier: GPL-3.0-or-later
// Waiting at Condition, Event and Barrier in words.
#include "engine/world/explain_wait.h"
#include "engine/world/phrases.h"

#include <algorithm>

namespace forkscope::world {

using trace::Kind;

namespace {

std::string conditionWait(const World& world, const Wait& wait) {
    const Condition* c = world.condition(wait.object);
    std::string text =
        "waits at " + (wait.object ? world.nameOf(wait.object) : "a condition") + " to be notified";
    if (!c || c->lastNotify.process.value == 0)
        return text;
    const Deed& last = c->lastNotify;
    const std::string who = shortActorLabelOf(world, last.process, last.thread) + atLine(last.line);
    if (last.at < wait.since)
        return text + "; the last notify, by " + who + ", came before it waited";
    if (c->notified() > 0)
        return text + "; " + who + " has just woken " + std::to_string(c->lastWoken);
    return text;
}

std::string eventWait(const World& world, const Wait& wait) {
    const EventObject* event = world.event(wait.object);
    if (!event)
        return "waits for an event to be set";
    const std::string name = world.nameOf(wait.object);
    if (event->isSet)
        return "waits for " + name + ", which " +
               shortActorLabelOf(world, event->changed.process, event->changed.thread) + " has just set";
    std::string text = "waits for " + name + " to be set";
    if (event->changed.process.value != 0)
        text += "; " + shortActorLabelOf(world, event->changed.process, event->changed.thread) +
                " cleared it" + atLine(event->changed.line);
    return text;
}

std::string barrierWait(const World& world, const Wait& wait) {
    const Barrier* barrier = world.barrier(wait.object);
    if (!barrier)
        return "waits at a barrier";
    std::string text = "waits at barrier " + world.nameOf(wait.object);
    if (barrier->broken)
        return text + ", which is broken";
    const bool isOpen = std::none_of(barrier->arrived.begin(), barrier->arrived.end(),
                                     [&](const Waiter& w) { return w.since == wait.since; });
    if (isOpen)
        return text + ", where all are there by now";
    return text + ": " + partiesOf(world, *barrier);
}

std::vector<std::string> shortLabels(const World& world, const std::vector<ProcessId>& ids) {
    std::vector<std::string> labels;
    for (const ProcessId id : ids)
        labels.push_back(shortLabelOf(world, id));
    return labels;
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

std::string partiesOf(const World& world, const Barrier& barrier) {
    const std::size_t there = barrier.arrived.size();
    if (barrier.parties <= 0)
        return counted(there, "thread") + " there";
    const auto parties = std::size_t(barrier.parties);
    std::string text =
        std::to_string(there) + " of " + std::to_string(parties) + (there == 1 ? " is there" : " are there");
    if (there >= parties)
        return text;
    const std::size_t wanted = parties - there;
    const std::vector<ProcessId> candidates = missingAt(world, barrier);
    const std::vector<std::string> names = shortLabels(world, candidates);
    std::vector<std::string> gone;
    for (const ProcessId id : barrier.visitors)
        if (const Process* p = world.process(id); p && !p->alive())
            gone.push_back(shortLabelOf(world, id));
    if (candidates.size() == wanted)
        return text + ", " + listed(names) + (wanted == 1 ? " is missing" : " are missing");
    if (candidates.size() > wanted)
        return text + ", " + std::to_string(wanted) + (wanted == 1 ? " is" : " are") + " missing: of " +
               listed(names);
    text += ", " + std::to_string(wanted) + (wanted == 1 ? " is missing" : " are missing");
    if (!names.empty())
        text += ": " + listed(names) + " and others that are not known yet";
    if (!gone.empty())
        text += "; " + listed(gone) + ", once there, " + (gone.size() == 1 ? "has" : "have") + " ended";
    return text;
}

std::string syncWait(const World& world, const Wait& wait) {
    if (wait.what == Kind::ConditionWait)
        return conditionWait(world, wait);
    return wait.what == Kind::EventWait ? eventWait(world, wait) : barrierWait(world, wait);
}

} // namespace forkscope::world
