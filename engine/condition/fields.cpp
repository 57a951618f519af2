// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/condition/fields.h"

#include "engine/condition/field_table.h"
#include "engine/condition/names.h"

#include <algorithm>

namespace forkscope::condition {

using trace::Kind;
using world::Process;
using world::ProcessState;
using world::World;

namespace {

const std::vector<Entry>& table() {
    static const std::vector<Entry> all = [] {
        std::vector<Entry> entries = processFields();
        for (const auto& more : {waitingFields(), carryingFields()})
            entries.insert(entries.end(), more.begin(), more.end());
        return entries;
    }();
    return all;
}

// An RLock is asked as a lock is.
std::string_view usualThing(std::string_view thing) {
    return thing == "semaphore" ? "lock" : thing == "executor" ? "pool" : thing;
}

const auto& all(const World& world, Get<Process>) {
    return world.processes();
}
const auto& all(const World& world, Get<world::Lock>) {
    return world.locks();
}
const auto& all(const World& world, Get<world::Queue>) {
    return world.queues();
}
const auto& all(const World& world, Get<world::File>) {
    return world.files();
}
const auto& all(const World& world, Get<world::Condition>) {
    return world.conditions();
}
const auto& all(const World& world, Get<world::EventObject>) {
    return world.events();
}
const auto& all(const World& world, Get<world::Barrier>) {
    return world.barriers();
}
const auto& all(const World& world, Get<world::PipeEnd>) {
    return world.pipes();
}
const auto& all(const World& world, Get<world::Shared>) {
    return world.shared();
}
const auto& all(const World& world, Get<world::Manager>) {
    return world.managers();
}
const auto& all(const World& world, Get<world::Managed>) {
    return world.managed();
}
const auto& all(const World& world, Get<world::Pool>) {
    return world.pools();
}
const auto& all(const World& world, Get<world::Socket>) {
    return world.sockets();
}

bool isNamed(const World& world, const Process& process, std::string_view name) {
    return isCalled(world, process, name);
}
template <class T> bool isNamed(const World& world, const T& thing, std::string_view name) {
    return isCalled(world, thing.id, name);
}

using What = std::function<bool(const Value&)>;

template <class T> bool anyOf(const World& world, const std::string& name, const What& what, Get<T> get) {
    for (const auto& one : all(world, get))
        if (isNamed(world, one, name) && what(get(world, one)))
            return true;
    return false;
}

// "marks[3]": the element 3 of the Array marks, unless something is called so as a whole.
bool anyOf(const World& world, const std::string& name, const What& what, Get<SharedValue> get) {
    std::string whole = name;
    std::int32_t index = -1;
    const std::size_t bracket = name.rfind('[');
    const auto has = [&](std::string_view called) {
        return std::any_of(world.shared().begin(), world.shared().end(),
                           [&](const auto& s) { return isCalled(world, s.id, called); });
    };
    if (bracket != std::string::npos && name.back() == ']' && !has(name)) {
        whole = name.substr(0, bracket);
        index = std::int32_t(std::atoi(name.c_str() + bracket + 1));
    }
    for (const world::Shared& block : world.shared()) {
        const world::SharedElement* element =
            isCalled(world, block.id, whole) ? block.element(index) : nullptr;
        if (element && what(get(world, {block, *element})))
            return true;
    }
    return false;
}

struct StateName {
    std::string_view word;
    bool (*isIn)(const Process&);
};

// Who has begun to wait and stands at the gate is held, and waits as well.
bool waits(const Process& p, bool asleep) {
    const world::Thread* main = p.mainThread();
    return p.state == ProcessState::Held && main && main->wait.what != Kind::None &&
           (main->wait.what == Kind::Sleep) == asleep;
}

constexpr StateName kStates[] = {
    {"new", [](const Process& p) { return p.state == ProcessState::New; }},
    {"running",
     [](const Process& p) { return p.state == ProcessState::Running || p.state == ProcessState::Ready; }},
    {"blocked", [](const Process& p) { return p.state == ProcessState::Blocked || waits(p, false); }},
    {"sleeping", [](const Process& p) { return p.state == ProcessState::Sleeping || waits(p, true); }},
    {"stopped", [](const Process& p) { return p.state == ProcessState::Stopped; }},
    {"held", [](const Process& p) { return p.state == ProcessState::Held; }},
    {"zombie", [](const Process& p) { return p.state == ProcessState::Zombie; }},
    {"reaped", [](const Process& p) { return p.state == ProcessState::Reaped; }},
    {"alive", [](const Process& p) { return p.alive(); }},
    {"ended", [](const Process& p) { return !p.alive(); }},
};

} // namespace

const FieldKind& fieldAt(std::size_t place) {
    return table()[place].kind;
}

std::optional<std::size_t> findField(std::string_view thing, std::string_view name) {
    const auto& entries = table();
    const auto found = std::find_if(entries.begin(), entries.end(), [&](const Entry& e) {
        return e.kind.thing == usualThing(thing) && e.kind.name == name;
    });
    return found == entries.end() ? std::nullopt : std::optional(std::size_t(found - entries.begin()));
}

std::string listOfThings() {
    std::string list;
    std::string_view last;
    for (const Entry& e : table()) {
        if (e.kind.thing != last)
            list.append(list.empty() ? "" : ", ").append(e.kind.thing);
        last = e.kind.thing;
    }
    return list;
}

std::string listOfFields(std::string_view thing) {
    std::string list;
    for (const Entry& e : table())
        if (e.kind.thing == usualThing(thing))
            list.append(list.empty() ? "" : ", ").append(e.kind.name);
    return list;
}

bool anyHas(const World& world, const FieldRef& field, const What& what) {
    return std::visit([&](auto get) { return anyOf(world, field.name, what, get); },
                      table()[field.place].get);
}

bool isState(std::string_view word) {
    return std::any_of(std::begin(kStates), std::end(kStates), [&](const auto& s) { return s.word == word; });
}

std::string listOfStates() {
    std::string list;
    for (const StateName& s : kStates)
        list.append(list.empty() ? "" : ", ").append(s.word);
    return list;
}

bool isIn(const Process& process, std::string_view state) {
    for (const StateName& s : kStates)
        if (s.word == state)
            return s.isIn(process);
    return false;
}

} // namespace forkscope::condition
