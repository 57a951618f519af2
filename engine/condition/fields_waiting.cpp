// SPDX-License-Identifier: GPL-3.0-or-later
// What can be asked of what processes wait at: locks, conditions, events, barriers.
#include "engine/condition/field_table.h"
#include "engine/condition/names.h"

namespace forkscope::condition {

using world::World;

namespace {

// All names of all of them; `nobody` where there is none.
template <class List> Value whoAmong(const World& world, const List& list) {
    std::vector<std::string> words;
    for (const auto& one : list)
        for (std::string& name : namesOf(world, one.process))
            words.push_back(std::move(name));
    if (words.empty())
        words.emplace_back("nobody");
    return {0, words};
}

} // namespace

std::vector<Entry> waitingFields() {
    using world::Barrier;
    using world::Condition;
    using world::EventObject;
    using world::Lock;
    return {
        entry<Lock>("lock", "owner", Answer::Text,
                    [](const World& w, const Lock& l) { return whoAmong(w, l.holders); }),
        entry<Lock>("lock", "owners", Answer::Number,
                    [](const World&, const Lock& l) { return count(l.holders.size()); }),
        entry<Lock>("lock", "value", Answer::Number,
                    [](const World&, const Lock& l) { return Value{l.value}; }),
        entry<Lock>("lock", "waiters", Answer::Number,
                    [](const World&, const Lock& l) { return count(l.waiters.size()); }),
        entry<Lock>("lock", "waiter", Answer::Text,
                    [](const World& w, const Lock& l) { return whoAmong(w, l.waiters); }),
        entry<Lock>("lock", "depth", Answer::Number,
                    [](const World&, const Lock& l) {
                        return count(l.holders.empty() ? 0 : l.holders.front().count);
                    }),
        entry<Condition>("condition", "waiters", Answer::Number,
                         [](const World&, const Condition& c) { return count(c.waiters.size()); }),
        entry<Condition>("condition", "notified", Answer::Number,
                         [](const World&, const Condition& c) { return Value{c.notified()}; }),
        entry<EventObject>("event", "set", Answer::YesNo,
                           [](const World&, const EventObject& e) { return yesIf(e.isSet); }),
        entry<EventObject>("event", "waiters", Answer::Number,
                           [](const World&, const EventObject& e) { return count(e.waiters.size()); }),
        entry<EventObject>("event", "waiter", Answer::Text,
                           [](const World& w, const EventObject& e) { return whoAmong(w, e.waiters); }),
        entry<Barrier>("barrier", "waiting", Answer::Number,
                       [](const World&, const Barrier& b) { return count(b.arrived.size()); }),
        entry<Barrier>("barrier", "waiter", Answer::Text,
                       [](const World& w, const Barrier& b) { return whoAmong(w, b.arrived); }),
        entry<Barrier>("barrier", "parties", Answer::Number,
                       [](const World&, const Barrier& b) { return Value{b.parties}; }),
        entry<Barrier>("barrier", "rounds", Answer::Number,
                       [](const World&, const Barrier& b) { return count(b.rounds); }),
        entry<Barrier>("barrier", "broken", Answer::YesNo,
                       [](const World&, const Barrier& b) { return yesIf(b.broken); }),
    };
}

} // namespace forkscope::condition
