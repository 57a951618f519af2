// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/drive/accounts.h"

#include <algorithm>
#include <csignal>

namespace forkscope::drive {

using trace::Event;
using trace::Kind;
using trace::Log;
using trace::Phase;
using trace::Tag;

namespace {
constexpr std::string_view kNobody = "?";
constexpr std::int64_t kExtraCalls = 1;
} // namespace

void Accounts::update(const Log& log) {
    for (; next_ < log.size(); ++next_) {
        const Event e = log[next_];
        applyProcess(log, e);
        applyThread(log, e);
        applySignal(log, e);
        applyQueue(e);
        applyPool(log, e);
    }
}

// Numbers come round (pid_max): what is known of the one that had it does not hold for the next.
void Accounts::markOver(std::int32_t pid, std::uint32_t but) {
    for (auto& [stream, process] : processes_)
        if (process.pid == pid && stream != but)
            process.isOver = true;
}

void Accounts::applyBegin(const Log& log, const Event& e) {
    markOver(e.value, e.process.value);
    ProcessAccount& p = processes_[e.process.value];
    // A child of the fork server reads who it is after it has begun, and may run the top of the file before:
    // its parent knows, and has told so or will.
    const auto announced = expected_.find(e.value);
    p.path = log.text(e, Tag::Path).value_or(announced == expected_.end() ? kNobody : announced->second);
    p.pid = e.value;
    p.isHelper = log.text(e, Tag::Type) == "helper";
    begun_.insert(e.value);
    started_.push_back(e.value);
    signals_.erase(e.value);
    dismissed_.erase(e.value);
    expected_.erase(e.value);
    programs_.erase(e.value);
}

void Accounts::nameBegun(std::int32_t pid, const std::string& path) {
    for (auto& [stream, process] : processes_)
        if (process.pid == pid && !process.isOver && process.path == kNobody)
            process.path = path;
}

void Accounts::applyProcess(const Log& log, const Event& e) {
    switch (e.kind) {
    case Kind::ProcessBegin:
        return applyBegin(log, e);
    case Kind::ProcessReap: {
        const auto pid = std::int32_t(log.number(e, Tag::Pid).value_or(0));
        begun_.erase(pid);
        return markOver(pid, 0);
    }
    case Kind::ProcessStart: {
        // What is no Python never begins.
        const auto method = log.text(e, Tag::Method).value_or("");
        started_.push_back(e.value);
        const bool isOurs = method == "fork" || method == "spawn" || method == "forkserver";
        const std::string path(log.text(e, Tag::Path).value_or(kNobody));
        if (!begun_.contains(e.value))
            (isOurs ? expected_ : programs_)[e.value] = path;
        else
            nameBegun(e.value, path);
        return;
    }
    case Kind::ManagerStart:
        servers_[e.object.value] = e.value;
        for (auto& [stream, p] : processes_)
            p.isServer = p.isServer || p.pid == e.value;
        return;
    case Kind::ManagerShutdown: // who ends is waited for
        for (auto& [stream, p] : processes_)
            if (p.isServer && p.pid == servers_[e.object.value]) {
                p.isServer = false;
                p.isLeaving = true;
            }
        return;
    case Kind::ProcessMainEnd:
    case Kind::ProcessExit:
    case Kind::ProcessRun: {
        const auto p = processes_.find(e.process.value);
        if (p != processes_.end() && !(e.kind == Kind::ProcessRun && e.phase == Phase::Begin))
            p->second.isLeaving = true;
        return;
    }
    default:
        return;
    }
}

void Accounts::applyThread(const Log& log, const Event& e) {
    if (e.kind == Kind::GateWait) {
        pending_[{e.process.value, e.thread}] = {Kind(e.value & 0xff), e.object, e.file, e.line};
        return;
    }
    if (const auto pending = pending_.find({e.process.value, e.thread}); pending != pending_.end())
        pending->second.isDone = pending->second.isDone || e.kind == pending->second.kind;
    const auto p = processes_.find(e.process.value);
    if (p == processes_.end())
        return;
    p->second.wasInOwnCode = p->second.wasInOwnCode || (e.line != 0 && e.kind != Kind::ProcessBegin);
    if (e.kind == Kind::ThreadEnd)
        p->second.threads.erase(e.thread);
    if (e.kind != Kind::ThreadStart)
        return;
    const auto number = std::uint8_t(log.number(e, Tag::Thread).value_or(0));
    if (e.has(trace::kFailed))
        p->second.threads.erase(number);
    else if (number != 0)
        p->second.threads.insert(number);
}

void Accounts::applySignal(const Log& log, const Event& e) {
    if (e.has(trace::kFailed))
        return;
    if (e.kind == Kind::ProcessTerminate || e.kind == Kind::ProcessKill) {
        signals_[e.value] = e.kind == Kind::ProcessKill ? SIGKILL : SIGTERM;
        dismissed_.insert(e.value);
    } else if (e.kind == Kind::SignalSend && (e.value == SIGTERM || e.value == SIGKILL))
        signals_[std::int32_t(log.number(e, Tag::Pid).value_or(0))] = e.value;
}

void Accounts::applyQueue(const Event& e) {
    if (e.kind == Kind::QueuePut && e.phase == Phase::End && !e.has(trace::kFailed))
        ++buffered_[{e.process.value, e.object.value}];
    else if (e.kind == Kind::QueueFeed) // failed: what cannot be pickled is dropped
        --buffered_[{e.process.value, e.object.value}];
}

void Accounts::forgetItemsOf(std::uint32_t stream) {
    std::erase_if(buffered_, [&](const auto& item) { return item.first.first == stream; });
    std::erase_if(toFeed_, [&](const auto& job) { return job.second.stream == stream; });
}

void Accounts::applyPool(const Log& log, const Event& e) {
    const auto index = [&] { return log.number(e, Tag::Index).value_or(0); };
    switch (e.kind) {
    case Kind::PoolSubmit: {
        const auto size = log.number(e, Tag::Size);
        tasks_[e.object.value].waiting += size.value_or(0);
        tasks_[e.object.value].known = tasks_[e.object.value].known && size.has_value();
        if (size.value_or(0) > 0)
            toFeed_[{e.object.value, e.value}] = {e.process.value, *size};
        return;
    }
    case Kind::PoolFeed:
        return applyFeed(e, index());
    case Kind::PoolResult:
        toFeed_.erase({e.object.value, e.value});
        return;
    case Kind::PoolClose:
    case Kind::ExecutorShutdown:
        tasks_[e.object.value].known = false;
        return;
    case Kind::PoolTerminate: // who handles results ends first, and what a worker still brings is left where
                              // it is
    case Kind::ExecutorBroken:
        tasks_[e.object.value].known = false;
        endFeeding(e.object);
        endOutcomes(e.object);
        return;
    case Kind::ExecutorCreate:
        tasks_[e.object.value].room = e.value + kExtraCalls;
        return;
    case Kind::ExecutorSubmit:
        return applySubmit(e);
    case Kind::ExecutorFeed:
        return applyExecutorFeed(e);
    case Kind::PoolTask:
    case Kind::ExecutorTask:
        if (e.phase == Phase::Begin) {
            --tasks_[e.object.value].waiting;
            if (e.kind == Kind::ExecutorTask)
                toFeed_.erase({e.object.value, e.value});
        } else if (e.phase == Phase::End && !endedPools_.contains(e.object.value))
            outcomes_.insert({e.object.value, e.value, index()});
        return;
    case Kind::ExecutorResult: // also of what cannot be pickled, which nobody begins
        if (toFeed_.erase({e.object.value, e.value}) != 0)
            --tasks_[e.object.value].waiting;
        outcomes_.erase({e.object.value, e.value, index()});
        return;
    case Kind::PoolBack:
        outcomes_.erase({e.object.value, e.value, index()});
        return;
    default:
        return;
    }
}

// Of the tasks of an executor so many as its workers and one more go into the pipe at once; the next ones
// wait until one is done. Lib/concurrent/futures/process.py, EXTRA_QUEUED_CALLS.
void Accounts::applySubmit(const Event& e) {
    Tasks& tasks = tasks_[e.object.value];
    if (++tasks.waiting <= tasks.room && tasks.known)
        toFeed_[{e.object.value, e.value}] = {e.process.value, 1, false};
}

void Accounts::applyExecutorFeed(const Event& e) {
    if (e.phase == Phase::Begin) {
        if (const auto task = toFeed_.find({e.object.value, e.value}); task != toFeed_.end())
            task->second.isUnderWay = true;
        return;
    }
    const auto oldest = toFeed_.lower_bound({e.object.value, 0});
    if (oldest != toFeed_.end() && oldest->first.first == e.object.value)
        toFeed_.erase(oldest);
}

// What cannot be pickled has failed in the parent, and that it has is on its way to who asks for it.
void Accounts::applyFeed(const Event& e, std::int64_t index) {
    if (e.has(trace::kFailed)) {
        --tasks_[e.object.value].waiting;
        if (!endedPools_.contains(e.object.value))
            outcomes_.insert({e.object.value, e.value, index});
    }
    const auto at = toFeed_.find({e.object.value, e.value});
    if (at != toFeed_.end() && --at->second.tasks <= 0)
        toFeed_.erase(at);
}

void Accounts::endFeeding(trace::ObjectId pool) {
    std::erase_if(toFeed_, [&](const auto& one) { return one.first.first == pool.value; });
}

// Threads of a ThreadPool go on with their tasks after it was terminated.
void Accounts::endOutcomes(trace::ObjectId pool) {
    endedPools_.insert(pool.value);
    std::erase_if(outcomes_, [&](const Outcome& one) { return std::get<0>(one) == pool.value; });
}

bool Accounts::wasReaped(std::int32_t pid) const {
    return !begun_.contains(pid) && std::any_of(processes_.begin(), processes_.end(), [&](const auto& one) {
        return one.second.pid == pid && one.second.isOver;
    });
}

const Pending* Accounts::pending(std::uint32_t stream, std::uint8_t thread) const {
    const auto at = pending_.find({stream, thread});
    return at == pending_.end() ? nullptr : &at->second;
}

std::vector<std::uint32_t> Accounts::feeds(std::uint32_t stream) const {
    std::vector<std::uint32_t> queues;
    for (auto at = buffered_.lower_bound({stream, 0}); at != buffered_.end() && at->first.first == stream;
         ++at)
        if (at->second > 0)
            queues.push_back(at->first.second);
    for (const auto& [job, feeding] : toFeed_)
        if (feeding.stream == stream && feeding.isUnderWay)
            queues.push_back(job.first);
    return queues;
}

int Accounts::signalSentTo(std::int32_t pid) const {
    const auto at = signals_.find(pid);
    return at == signals_.end() ? 0 : at->second;
}

std::int64_t Accounts::tasksWaiting(trace::ObjectId pool) const {
    const auto at = tasks_.find(pool.value);
    return at == tasks_.end() ? 0 : at->second.known ? at->second.waiting : -1;
}

} // namespace forkscope::drive
