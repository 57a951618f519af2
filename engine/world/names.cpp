// SPDX-License-Identifier: GPL-3.0-or-later
// What things are called: the learner's variables, numbers where there is none, labels of processes.
#include "engine/world/world.h"

#include <algorithm>

namespace forkscope::world {

using trace::Tag;

namespace {

// "Process-1", "ForkProcess-2:1": a name that multiprocessing made up, which tells less than the target's.
// "buyer-1" is the learner's own.
bool isMadeUp(std::string_view name) {
    const std::size_t dash = name.rfind('-');
    if (dash == std::string_view::npos)
        return false;
    const std::string_view kind = name.substr(0, dash);
    return (kind.ends_with("Process") || kind.ends_with("PoolWorker")) && dash + 1 < name.size() &&
           name.find_first_not_of("0123456789:", dash + 1) == std::string_view::npos;
}

std::string_view baseName(std::string_view path) {
    const std::size_t slash = path.rfind('/');
    return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

std::string_view shownName(const Process& p) {
    if (p.role == ProcessRole::Main)
        return "main";
    if (p.role == ProcessRole::Worker && (p.name.empty() || isMadeUp(p.name)))
        return "worker"; // its target is a function inside multiprocessing
    if (!p.target.empty() && (p.name.empty() || isMadeUp(p.name)))
        return p.target;
    return p.name;
}

std::string numbered(std::string_view kind, std::size_t number) {
    return std::string(kind) + " " + std::to_string(number);
}

// Its kind and its number among the objects of this kind.
template <class List, class T> std::string orNumbered(const List& all, const T& one) {
    if (!one.name.empty())
        return std::string(one.name);
    std::size_t number = 0;
    for (const T& other : all) {
        number += other.kind == one.kind;
        if (&other == &one)
            break;
    }
    return numbered(one.kind, number);
}

} // namespace

void World::nameObject(const Event& e) {
    const auto name = log_->text(e, Tag::Name);
    if (!name || !e.object)
        return;
    const Index place = typeOf(e.object) == ObjectType::None ? 0 : placeOf(e.object);
    switch (typeOf(e.object)) {
    case ObjectType::None:
        names_.emplace_back(e.object, *name);
        return;
    case ObjectType::File:
        return;
    case ObjectType::Lock:
        locks_[place].name = *name;
        return;
    case ObjectType::Queue:
        queues_[place].name = *name;
        return;
    default:
        break;
    }
    eachThingsList([&](auto& all) {
        if (place < all.size() && all[place].id == e.object)
            all.edit(place).name = *name;
    });
}

std::string_view World::nameGiven(ObjectId id) const {
    const auto given =
        std::find_if(names_.rbegin(), names_.rend(), [id](const auto& n) { return n.first == id; });
    return given == names_.rend() ? std::string_view() : given->second;
}

void World::learnFrom(const World& later) {
    // Both come from the same Log, so the lists of the earlier one are the beginnings of the later one's.
    for (std::size_t i = 0; i < std::min(processes_.size(), later.processes_.size()); ++i) {
        Process& p = processes_[i];
        const Process& known = later.processes_[i];
        p.role = known.role;
        for (std::string_view Process::*text : {&Process::name, &Process::target, &Process::path})
            if ((p.*text).empty())
                p.*text = known.*text;
        if (p.id != known.id) {
            p.id = known.id;
            setStream(p.id, Index(i));
        }
    }
    for (std::size_t i = 0; i < std::min(locks_.size(), later.locks_.size()); ++i)
        locks_[i].name = later.locks_[i].name;
    for (std::size_t i = 0; i < std::min(queues_.size(), later.queues_.size()); ++i)
        queues_[i].name = later.queues_[i].name;
    eachThingsList([&](auto& all) {
        for (std::size_t i = 0; i < all.size(); ++i) {
            const Thing* known = later.thing(all[i].id);
            if (known && known->name != all[i].name)
                all.edit(i).name = known->name;
        }
    });
}

const Thing* World::thing(ObjectId id) const {
    switch (typeOf(id)) {
    case ObjectType::Condition:
        return condition(id);
    case ObjectType::Event:
        return event(id);
    case ObjectType::Barrier:
        return barrier(id);
    case ObjectType::Pipe:
        return pipe(id);
    case ObjectType::Shared:
        return sharedBlock(id);
    case ObjectType::Manager:
        return manager(id);
    case ObjectType::Managed:
        return managedObject(id);
    case ObjectType::Pool:
        return pool(id);
    case ObjectType::Socket:
        return socket(id);
    case ObjectType::None:
    case ObjectType::Lock:
    case ObjectType::Queue:
    case ObjectType::File:
        break;
    }
    return nullptr;
}

std::string World::numberedName(ObjectId id) const {
    switch (typeOf(id)) {
    case ObjectType::Condition:
        return orNumbered(conditions_, *condition(id));
    case ObjectType::Event:
        return orNumbered(events_, *event(id));
    case ObjectType::Barrier:
        return orNumbered(barriers_, *barrier(id));
    case ObjectType::Pipe:
        return orNumbered(pipes_, *pipe(id));
    case ObjectType::Shared:
        return orNumbered(shared_, *sharedBlock(id));
    case ObjectType::Manager:
        return orNumbered(managers_, *manager(id));
    case ObjectType::Managed:
        return orNumbered(managed_, *managedObject(id));
    case ObjectType::Pool:
        return orNumbered(pools_, *pool(id));
    case ObjectType::Socket:
        return orNumbered(sockets_, *socket(id));
    default:
        return {};
    }
}

std::string World::nameOf(ObjectId id) const {
    if (const Lock* l = lock(id)) {
        // The lock inside a Condition or a Value has no variable of its own.
        const Thing* owner = l->name.empty() ? thing(l->owner) : nullptr;
        return owner ? "the lock of " + nameOf(owner->id) : orNumbered(locks_, *l);
    }
    if (const Queue* q = queue(id))
        return orNumbered(queues_, *q);
    if (std::string name = numberedName(id); !name.empty())
        return name;
    if (const File* f = openedFile(id); f && !f->path.empty())
        return std::string(baseName(f->path));
    if (const std::string_view given = nameGiven(id); !given.empty())
        return std::string(given);
    return id ? numbered("object", id.value) : std::string();
}

std::string World::labelOf(ProcessId id) const {
    const Process* p = process(id);
    if (!p)
        return id.value == 0 ? "the system" : "P? " + std::to_string(id.value);
    if (p->role == ProcessRole::Helper)
        return p->name.empty() ? "helper" : std::string(p->name);
    std::size_t number = 0;
    for (const Process& other : processes_) {
        if (&other == p)
            break;
        number += other.role != ProcessRole::Helper;
    }
    std::string label = "P" + std::to_string(number);
    if (const std::string_view name = shownName(*p); !name.empty())
        label.append(" ").append(name);
    return label;
}

} // namespace forkscope::world
