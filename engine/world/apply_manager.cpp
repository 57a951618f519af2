// SPDX-License-Identifier: GPL-3.0-or-later
// Managers: the server, what it manages, the calls of its clients.
#include "engine/world/effects.h"
#include "engine/world/world.h"

#include <algorithm>
#include <charconv>

namespace forkscope::world {

using trace::Field;
using trace::Kind;
using trace::Phase;
using trace::Tag;

bool Managed::isLock() const {
    return kind == "Lock" || kind == "RLock" || kind == "Semaphore" || kind == "BoundedSemaphore";
}

namespace {

auto callOf(Managed& managed, const Event& e) {
    return std::find_if(managed.calls.begin(), managed.calls.end(),
                        [&](const Call& call) { return isBy(call.caller, e); });
}

void removeOwner(Managed& managed, const Event& e) {
    auto& owners = managed.owners;
    auto found = std::find_if(owners.begin(), owners.end(), [&](const Waiter& w) { return isBy(w, e); });
    if (found == owners.end()) // a Semaphore, and a Lock too, may be released by someone else
        found = owners.begin();
    if (found != owners.end())
        owners.erase(found);
}

std::int64_t numberIn(std::string_view text) {
    std::int64_t number = -1;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

// What a method that has returned says about the object. `result`: "" when it is not told.
void learn(Managed& managed, const Event& e, std::string_view method, std::string_view result) {
    if (managed.isLock()) {
        if (method == "acquire" && result != "False")
            managed.owners.push_back({e.process, e.thread, e.line, e.time, e.file});
        else if (method == "release")
            removeOwner(managed, e);
    } else if (managed.kind == "Event") {
        if (method == "set" || method == "clear")
            managed.isSet = method == "set";
        else if (method == "is_set" && !result.empty())
            managed.isSet = result == "True";
    }
    const bool isSize = method == "__len__" || method == "qsize";
    if (isSize && !result.empty())
        managed.size = std::max(std::int64_t(-1), numberIn(result));
    else if (managed.isQueue() && (method == "put" || method == "put_nowait"))
        managed.size = std::max(std::int64_t(0), managed.size) + 1;
    else if (managed.isQueue() && (method == "get" || method == "get_nowait"))
        managed.size = std::max(std::int64_t(0), managed.size - 1);
    else if (managed.kind == "list" && method == "append" && managed.size >= 0)
        ++managed.size;
}

} // namespace

void World::applyManager(const Event& e, Index who, Effects* out) {
    switch (e.kind) {
    case Kind::ManagerStart:
    case Kind::ManagerShutdown: {
        Manager* manager = edit(e.object, ObjectType::Manager, managers_, e);
        if (!manager)
            return;
        if (e.kind == Kind::ManagerShutdown) {
            manager->shutDown = true;
            return;
        }
        created(*manager, e);
        if (const auto type = log_->text(e, Tag::Type); type && !type->empty())
            manager->kind = *type;
        manager->pid = e.value;
        if (const Index server = indexOfPid(e.value); server != kNone) {
            manager->server = processes_[server].id;
            processes_[server].role = ProcessRole::Manager;
            processes_[server].manager = e.object;
        }
        return;
    }
    case Kind::ManagerCreate: {
        Managed* managed = edit(e.object, ObjectType::Managed, managed_, e);
        if (!managed)
            return;
        created(*managed, e);
        if (const auto kind = log_->text(e, Tag::ObjectKind); kind && !kind->empty())
            managed->kind = *kind;
        managed->manager = log_->object(e, Tag::Owner);
        return;
    }
    case Kind::ManagerServe: {
        Managed* managed = edit(e.object, ObjectType::Managed, managed_, e);
        if (!managed)
            return;
        if (e.phase == Phase::Begin)
            addWaiter(managed->served, e);
        else
            removeWaiter(managed->served, e);
        return;
    }
    default:
        return callManaged(e, who, out);
    }
}

void World::callManaged(const Event& e, Index who, Effects* out) {
    Managed* managed = edit(e.object, ObjectType::Managed, managed_, e);
    if (!managed)
        return applyWait(e, who, out);
    if (out)
        out->objects.push_back(e.object);
    std::string_view method, preview;
    for (const Field& f : log_->fields(e)) {
        if (f.tag == Tag::Call)
            method = f.text;
        else if (f.tag == Tag::Preview)
            preview = f.text;
    }
    const auto call = callOf(*managed, e);
    if (e.phase == Phase::Begin || e.phase == Phase::Wait) {
        if (call == managed->calls.end())
            managed->calls.push_back({{e.process, e.thread, e.line, e.time, e.file}, method, preview});
        return beginWait(e, who, out);
    }
    if (call != managed->calls.end()) {
        method = method.empty() ? call->method : method;
        managed->lastArguments = call->arguments;
        managed->calls.erase(call);
    }
    managed->lastMethod = method;
    managed->lastResult = preview;
    managed->lastCall = deedOf(e);
    ++managed->count;
    if (!e.has(trace::kFailed))
        learn(*managed, e, method, preview);
    if (e.phase == Phase::End)
        endWait(e, who, out);
}

// A client that is gone waits no more; what it had acquired stays acquired. With the server all is gone.
void World::leaveManagers(const Process& p, Effects* out) {
    for (std::size_t i = 0; i < managed_.size(); ++i) {
        const Managed& known = managed_[i];
        const bool takesPart = hasProcess(known.served, p.id) ||
                               std::any_of(known.calls.begin(), known.calls.end(),
                                           [&](const Call& call) { return call.caller.process == p.id; });
        if (!takesPart)
            continue;
        Managed& managed = managed_.edit(i);
        removeProcess(managed.served, p.id);
        std::erase_if(managed.calls, [&](const Call& call) { return call.caller.process == p.id; });
        if (out)
            out->objects.push_back(managed.id);
    }
}

} // namespace forkscope::world
