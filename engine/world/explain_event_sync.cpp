// SPDX-License-Identifier: GPL-3.0-or-later
// Locks, queues, Condition, Event, Barrier: what an event says.
#include "engine/world/explain.h"
#include "engine/world/telling.h"

#include <algorithm>

namespace forkscope::world {

using trace::Kind;
using trace::Phase;
using trace::Tag;

namespace {

std::string queuePutEvent(const Telling& t) {
    if (t.waits())
        return "waits at put: " + t.name() + " is full";
    if (t.failed())
        return "could not put into " + t.name();
    const std::string where = t.e.object ? " into " + t.name() : "";
    return t.ends() ? "has put" + where : "puts " + t.preview("an item") + where;
}

std::string queueGetEvent(const Telling& t) {
    if (t.waits())
        return "waits at get: " + t.name() + " is empty";
    if (t.begins())
        return "asks " + t.name() + " for an item";
    return t.failed() ? "gets nothing from " + t.name()
                      : "gets " + t.preview("an item") + " from " + t.name();
}

std::string conditionWords(const Telling& t) {
    const std::string name = t.name();
    switch (t.e.kind) {
    case Kind::ConditionCreate:
        return "creates " + name + ", a Condition";
    case Kind::ConditionNotify: {
        const std::string all = t.text(Tag::Call) == "notify_all" ? " all" : "";
        if (t.failed())
            return "may not notify " + name + ": it does not hold its lock";
        return "notifies" + all + " at " + name + ": " +
               (t.e.value <= 0 ? "nobody waits" : counted(std::size_t(t.e.value), "waiter") + " may go on");
    }
    default:
        break;
    }
    if (!t.ends())
        return "waits at " + name + " to be notified";
    return t.e.value == 1 && !t.failed() ? "was notified at " + name : "gives up waiting at " + name;
}

std::string eventObjectWords(const Telling& t) {
    const std::string name = t.name();
    switch (t.e.kind) {
    case Kind::EventCreate:
        return "creates " + name + ", an Event";
    case Kind::EventSet:
        return "sets " + name;
    case Kind::EventClear:
        return "clears " + name;
    default:
        break;
    }
    if (t.begins() || t.waits())
        return "waits for " + name + " to be set";
    if (t.e.value == 1 && !t.failed())
        return t.ends() ? "has waited: " + name + " is set" : "goes on: " + name + " is set";
    return t.ends() ? "gives up waiting for " + name : "does not wait: " + name + " is not set";
}

std::string breakWords(const Telling& t, const std::string& name) {
    const std::string call = t.text(Tag::Call);
    if (call == "reset")
        return "resets barrier " + name;
    const char* why = call == "timeout" ? ": its time is up" : call == "action" ? ": its action raised" : "";
    return "breaks barrier " + name + why;
}

std::string barrierWords(const Telling& t) {
    const std::string name = t.name();
    switch (t.e.kind) {
    case Kind::BarrierCreate:
        return "creates " + name + ", a Barrier for " + std::to_string(std::max(0, t.e.value));
    case Kind::BarrierBreak:
        return breakWords(t, name);
    default:
        break;
    }
    if (t.begins() || t.waits())
        return t.waits() ? "waits at barrier " + name : "comes to barrier " + name + " as the last";
    return t.failed() ? "leaves barrier " + name + ", which is broken" : "passes barrier " + name;
}

} // namespace

std::string lockEvent(const Telling& t) {
    switch (t.e.kind) {
    case Kind::LockCreate:
        return "creates " + t.name() + ", " + withArticle(kindOfObject(t, "Lock"));
    case Kind::LockRelease:
        return t.failed() ? "may not release " + t.name() : "releases " + t.name();
    case Kind::LockAcquire:
        break;
    default:
        return {};
    }
    if (t.begins() || t.waits())
        return "has to wait for " + t.name();
    if (t.e.value == 1 && !t.failed())
        return t.ends() ? "has waited and acquires " + t.name() : "acquires " + t.name();
    return t.ends() ? "gives up waiting for " + t.name() : "does not get " + t.name();
}

std::string queueEvent(const Telling& t) {
    switch (t.e.kind) {
    case Kind::QueueCreate:
        return "creates " + t.name() + ", " + withArticle(kindOfObject(t, "Queue"));
    case Kind::QueuePut:
        return queuePutEvent(t);
    case Kind::QueueFeed:
        return t.failed() ? "could not write an item of " + t.name() + " to the pipe"
                          : "writes an item of " + t.name() + " to the pipe";
    case Kind::QueueGet:
        return queueGetEvent(t);
    case Kind::QueueTaskDone:
        return "reports a task of " + t.name() + " done" +
               (t.e.value >= 0 ? ", " + std::to_string(t.e.value) + " left" : "");
    case Kind::QueueJoin:
        return t.ends() ? "has joined " + t.name() + ": all tasks are done" : "waits in join of " + t.name();
    case Kind::QueueClose:
        return "closes " + t.name();
    default:
        return {};
    }
}

std::string syncEvent(const Telling& t) {
    switch (t.e.kind) {
    case Kind::ConditionCreate:
    case Kind::ConditionWait:
    case Kind::ConditionNotify:
        return conditionWords(t);
    case Kind::EventCreate:
    case Kind::EventSet:
    case Kind::EventClear:
    case Kind::EventWait:
        return eventObjectWords(t);
    case Kind::BarrierCreate:
    case Kind::BarrierWait:
    case Kind::BarrierBreak:
        return barrierWords(t);
    default:
        return {};
    }
}

} // namespace forkscope::world
