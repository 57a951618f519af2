// SPDX-License-Identifier: GPL-3.0-or-later
// Condition and Event: who waits, and whose notify or set ends which wait.
#include "engine/world/effects.h"
#include "engine/world/world.h"

#include <algorithm>

namespace forkscope::world {

using trace::Kind;
using trace::Phase;
using trace::Tag;

std::int32_t Condition::notified() const {
    std::int64_t left = 0;
    for (const Notify& n : notifies)
        left += n.left;
    return std::int32_t(std::min(left, std::int64_t(waiters.size())));
}

namespace {

void wake(const Deed& from, const Event& e, ObjectId object, Effects* out) {
    if (out)
        out->arrows.push_back({ArrowKind::Wake, from.at, e.time, from.process, e.process, object, from.order,
                               e.order, from.thread, e.thread});
}

// Which of several notifies woke a waiter is not told: the oldest that may have.
void comeBack(Condition& condition, const Event& e, Time since, Effects* out) {
    auto& notifies = condition.notifies;
    const auto found = std::find_if(notifies.begin(), notifies.end(),
                                    [&](const Notify& n) { return n.left > 0 && n.at >= since; });
    if (since < 0 || found == notifies.end())
        return;
    wake(*found, e, condition.id, out);
    if (--found->left <= 0)
        notifies.erase(found);
}

void notify(Condition& condition, const Event& e) {
    constexpr std::size_t kMostOpen = 64; // more come only from a damaged trace
    condition.lastNotify = deedOf(e);
    condition.lastWoken = std::max(0, e.value);
    if (e.value <= 0)
        return;
    if (condition.notifies.size() == kMostOpen)
        condition.notifies.erase(condition.notifies.begin());
    Notify& n = condition.notifies.emplace_back();
    static_cast<Deed&>(n) = deedOf(e);
    n.left = e.value;
}

} // namespace

void World::applyCondition(const Event& e, Index who, Effects* out) {
    Condition* condition = edit(e.object, ObjectType::Condition, conditions_, e);
    if (!condition)
        return applyWait(e, who, out);
    if (out)
        out->objects.push_back(e.object);
    switch (e.kind) {
    case Kind::ConditionCreate:
        created(*condition, e);
        condition->lock = log_->object(e, Tag::Lock);
        return;
    case Kind::ConditionNotify:
        return e.has(trace::kFailed) ? void() : notify(*condition, e);
    default:
        break;
    }
    if (beginsWait(e)) {
        addWaiter(condition->waiters, e);
        return beginWait(e, who, out);
    }
    const Time since = removeWaiter(condition->waiters, e);
    if (e.value == 1 && !e.has(trace::kFailed))
        comeBack(*condition, e, since, out);
    if (condition->waiters.empty())
        condition->notifies.clear();
    if (e.phase == Phase::End)
        endWait(e, who, out);
}

void World::applyEventObject(const Event& e, Index who, Effects* out) {
    EventObject* event = edit(e.object, ObjectType::Event, events_, e);
    if (!event)
        return applyWait(e, who, out);
    if (out)
        out->objects.push_back(e.object);
    switch (e.kind) {
    case Kind::EventCreate:
        return created(*event, e);
    case Kind::EventSet:
    case Kind::EventClear:
        if (e.has(trace::kFailed))
            return;
        if (event->isSet != (e.kind == Kind::EventSet)) {
            event->isSet = !event->isSet;
            event->changed = deedOf(e);
        }
        if (e.kind == Kind::EventSet)
            event->lastSet = deedOf(e);
        return;
    default:
        break;
    }
    if (beginsWait(e)) {
        addWaiter(event->waiters, e);
        return beginWait(e, who, out);
    }
    const Time since = removeWaiter(event->waiters, e);
    if (e.value == 1 && since >= 0 && event->lastSet.at >= since)
        wake(event->lastSet, e, event->id, out);
    if (e.phase == Phase::End)
        endWait(e, who, out);
}

// A process that is gone waits no more.
void World::leaveSync(const Process& p, Effects* out) {
    const auto leave = [&](auto& all, auto waitersOf) {
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (!hasProcess(waitersOf(all[i]), p.id))
                continue;
            auto& thing = all.edit(i);
            removeProcess(const_cast<std::vector<Waiter>&>(waitersOf(thing)), p.id);
            if (out)
                out->objects.push_back(thing.id);
        }
    };
    const auto waiters = [](const auto& thing) -> const std::vector<Waiter>& { return thing.waiters; };
    leave(conditions_, waiters);
    leave(events_, waiters);
    leave(barriers_, [](const Barrier& b) -> const std::vector<Waiter>& { return b.arrived; });
    leave(barriers_, [](const Barrier& b) -> const std::vector<Waiter>& { return b.leaving; });
}

} // namespace forkscope::world
