// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/programs/replay/accounts.h"

#include "engine/trace/names.h"
#include "tests/programs/replay/schedule.h"

namespace forkscope::replay {

using trace::Event;
using trace::Kind;
using trace::Log;
using trace::Phase;
using trace::Tag;

void Accounts::update(const Log& log) {
    for (; next_ < log.size(); ++next_) {
        const Event& e = log[next_];
        applyProcess(log, e);
        applyLock(log, e);
        applyQueue(log, e);
    }
}

void Accounts::applyProcess(const Log& log, const Event& e) {
    if (e.kind == Kind::ProcessBegin) {
        Process& p = processes_[e.process.value];
        p.path = log.text(e, Tag::Path).value_or("?");
        p.pid = e.value;
        p.helper = log.text(e, Tag::Type) == "helper";
        begun_.insert(e.value);
        expected_.erase(e.value);
    } else if (e.kind == Kind::ProcessStart && !begun_.count(e.value)) {
        expected_[e.value] = log.text(e, Tag::Path).value_or("?");
    } else if (e.kind == Kind::ProcessJoin && e.thread == 0) {
        joins_[e.process.value] = e.phase == Phase::Begin ? e.value : 0;
    }
}

void Accounts::applyLock(const Log& log, const Event& e) {
    const std::uint64_t id = log.rawId(e.object);
    if (e.kind == Kind::LockCreate) {
        semaphores_[id].value = e.value;
        name(log, e);
    } else if (e.kind == Kind::LockAcquire && e.phase != Phase::Begin) {
        semaphores_[id].value -= e.value;
    } else if (e.kind == Kind::LockRelease && !e.has(trace::kFailed)) {
        ++semaphores_[id].value;
    }
}

void Accounts::applyQueue(const Log& log, const Event& e) {
    const std::uint64_t id = log.rawId(e.object);
    const bool done = e.phase == Phase::End && !e.has(trace::kFailed);
    if (e.kind == Kind::QueueCreate) {
        queues_[id].bound = e.value;
        name(log, e);
    } else if (e.kind == Kind::QueuePut && done) {
        ++queues_[id].room;
        ++queues_[id].unfinished;
        ++buffered_[{e.process.value, id}];
    } else if (e.kind == Kind::QueueFeed && !e.has(trace::kFailed)) {
        ++queues_[id].piped;
        --buffered_[{e.process.value, id}];
    } else if (e.kind == Kind::QueueGet && done) {
        --queues_[id].room;
        --queues_[id].piped;
    } else if (e.kind == Kind::QueueTaskDone && !e.has(trace::kFailed)) {
        --queues_[id].unfinished;
    }
}

void Accounts::name(const Log& log, const Event& e) {
    if (e.has(trace::kInner))
        return;
    const std::string kind(log.text(e, Tag::ObjectKind).value_or("object"));
    names_[log.rawId(e.object)] = kind + " " + std::to_string(++named_[kind]);
}

bool Accounts::feeding(std::uint32_t stream) const {
    for (auto at = buffered_.lower_bound({stream, 0}); at != buffered_.end() && at->first.first == stream;
         ++at)
        if (at->second > 0)
            return true;
    return false;
}

bool Accounts::isFree(Kind kind, std::uint64_t object) const {
    if (const auto s = semaphores_.find(object); s != semaphores_.end() && kind == Kind::LockAcquire)
        return s->second.value > 0;
    const auto q = queues_.find(object);
    if (q == queues_.end())
        return true; // of something that is not counted here: a try will tell
    if (kind == Kind::QueueGet)
        return q->second.piped > 0;
    if (kind == Kind::QueuePut)
        return q->second.bound == 0 || q->second.room < q->second.bound;
    return kind != Kind::QueueJoin || q->second.unfinished == 0;
}

std::int32_t Accounts::childJoined(std::uint32_t stream) const {
    const auto join = joins_.find(stream);
    return join == joins_.end() ? 0 : join->second;
}

std::string Accounts::objectName(std::uint64_t rawId) const {
    const auto name = names_.find(rawId);
    return name != names_.end() ? name->second : rawId ? "unnamed" : "";
}

namespace {
std::string actorOf(const Event& e, const Accounts& accounts) {
    const auto process = accounts.processes().find(e.process.value);
    std::string actor = process == accounts.processes().end() ? "?" : process->second.path;
    return e.thread ? actor + "#" + std::to_string(e.thread) : actor;
}

const char* phaseOf(const Event& e) {
    return e.phase == Phase::Begin  ? " begin"
           : e.phase == Phase::End  ? " end"
           : e.phase == Phase::Wait ? " waits"
                                    : "";
}

std::string lineOf(const Log& log, const Event& e, const Accounts& accounts) {
    return describe({actorOf(e, accounts), e.kind, false, accounts.objectName(log.rawId(e.object)), e.line}) +
           phaseOf(e);
}
} // namespace

std::vector<std::string> gatedOrder(const Log& log, const Accounts& accounts) {
    std::vector<std::string> order;
    for (std::size_t i = 0; i < log.size(); ++i)
        if (log[i].has(trace::kGated))
            order.push_back(lineOf(log, log[i], accounts));
    return order;
}

std::vector<std::string> gateOrder(const Log& log, const Accounts& accounts) {
    std::vector<std::string> order;
    for (std::size_t i = 0; i < log.size(); ++i)
        if (log[i].kind == Kind::GateGo)
            order.push_back(describe({actorOf(log[i], accounts), Kind(log[i].value), false,
                                      accounts.objectName(log.rawId(log[i].object)), log[i].line}));
    return order;
}

std::vector<std::string> wholeOrder(const Log& log, const Accounts& accounts) {
    std::vector<std::string> order;
    for (std::size_t i = 0; i < log.size(); ++i)
        if (!trace::isBookkeeping(log[i].kind))
            order.push_back(lineOf(log, log[i], accounts));
    return order;
}

} // namespace forkscope::replay
