// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/condition/counters.h"

#include "engine/condition/names.h"
#include "engine/trace/names.h"

#include <algorithm>

namespace forkscope::condition {

using trace::Event;
using trace::Kind;
using trace::Phase;
using trace::ProcessId;
using trace::Tag;
using world::Process;
using world::World;

namespace {

std::uint64_t threadOf(const Event& e) {
    return std::uint64_t(e.process.value) << 8 | e.thread;
}

// Whom the engine speaks of, else who did it.
ProcessId actorOf(const Event& e, const World& world) {
    if (e.process.value != 0 && e.kind != Kind::ProcessReap)
        return e.process;
    if (e.kind == Kind::ProcessReap && e.process.value != 0)
        return e.process;
    const auto pid = world.log().number(e, Tag::Pid);
    const Process* p = pid ? world.processByPid(std::int32_t(*pid)) : nullptr;
    return p ? p->id : ProcessId{};
}

// The pid of the process that it is about; 0 none.
std::int32_t targetOf(const Event& e, const trace::Log& log) {
    switch (e.kind) {
    case Kind::ProcessStart:
    case Kind::ProcessTerminate:
    case Kind::ProcessKill:
    case Kind::ProcessClose:
    case Kind::ProcessWait:
    case Kind::PoolWorker:
    case Kind::ExecutorWorker:
    case Kind::ManagerStart:
        return e.value;
    case Kind::ProcessJoin:
        return e.phase == Phase::End ? 0 : e.value;
    case Kind::ProcessReap:
    case Kind::SignalSend:
        return std::int32_t(log.number(e, Tag::Pid).value_or(0));
    default:
        return 0;
    }
}

// It raised, was refused, timed out, or got nothing.
bool hasFailed(const Event& e) {
    const std::string_view key = trace::valueName(e.kind, e.phase);
    const bool saysIfIt = key == "got" || key == "ended" || (key == "ready" && e.kind == Kind::PipePoll);
    return e.has(trace::kFailed) || (saysIfIt && e.value == 0);
}

} // namespace

bool EventCounter::isOver(const Event& e, const World& after) const {
    // The end of a process is told by itself, by whoever waits for it, and from outside: the first counts.
    if (e.kind == Kind::ProcessExit || e.kind == Kind::ProcessReap) {
        const auto pid = after.log().number(e, Tag::Pid);
        const Process* p = pid ? after.processByPid(std::int32_t(*pid)) : after.process(e.process);
        return p && (e.kind == Kind::ProcessExit ? p->exited : p->reaped) == e.time;
    }
    return e.phase == Phase::Point || e.phase == Phase::End;
}

bool EventCounter::hasText(const Event& e, const trace::Log& log) const {
    if (pattern_.text.empty())
        return true;
    const auto fields = log.fields(e);
    return std::any_of(fields.begin(), fields.end(), [&](const trace::Field& f) {
        return f.isText && f.text.find(pattern_.text) != std::string_view::npos;
    });
}

void EventCounter::add(ProcessId by, std::int32_t to, trace::ObjectId on) {
    for (Tally& t : tallies_)
        if (t.by == by && t.to == to && t.on == on) {
            ++t.count;
            return;
        }
    tallies_.push_back({by, to, on, 1});
}

namespace {
// terminate() and kill() send a signal.
bool isKind(const Event& e, Kind kind) {
    const bool sends = e.kind == Kind::ProcessTerminate || e.kind == Kind::ProcessKill;
    return e.kind == kind || (sends && kind == Kind::SignalSend);
}

// A part of another operation of the same thread; but that a child is ended is seen by all, also when the
// exit handlers do it.
bool isPart(const Event& e) {
    return e.has(trace::kInner) && e.kind != Kind::ProcessTerminate && e.kind != Kind::ProcessKill;
}
} // namespace

void EventCounter::take(const Event& e, const World& after) {
    if (!isKind(e, pattern_.kind) || isPart(e))
        return;
    const trace::Log& log = after.log();
    const bool isLine = pattern_.line == 0 || pattern_.line == e.line;
    Begun told{e.object, targetOf(e, log), hasText(e, log)};
    if (e.phase == Phase::Begin) {
        if (pattern_.isBegin && isLine && told.hasText)
            add(actorOf(e, after), told.to, told.on);
        begun_[threadOf(e)].push_back(told);
        return;
    }
    if (!isOver(e, after))
        return;
    if (e.phase == Phase::End) {
        auto& open = begun_[threadOf(e)];
        if (!open.empty()) {
            if (told.to == 0)
                told.to = open.back().to;
            if (!told.on)
                told.on = open.back().on;
            told.hasText = told.hasText || open.back().hasText;
            open.pop_back();
        }
        if (pattern_.isBegin)
            return;
    }
    if (isLine && told.hasText && hasFailed(e) == pattern_.failed)
        add(actorOf(e, after), told.to, told.on);
}

std::int64_t EventCounter::count(const World& world) const {
    std::int64_t sum = 0;
    for (const Tally& t : tallies_) {
        const Process* to = world.processByPid(t.to);
        const bool fits = (pattern_.by.empty() || isCalled(world, t.by, pattern_.by)) &&
                          (pattern_.to.empty() || (to && isCalled(world, *to, pattern_.to))) &&
                          (pattern_.on.empty() || isCalled(world, t.on, pattern_.on));
        sum += fits ? t.count : 0;
    }
    return sum;
}

void TextCounter::take(std::string_view printed) {
    if (text_.empty())
        return;
    rest_ += printed;
    std::size_t from = 0;
    for (std::size_t at = rest_.find(text_); at != std::string::npos; at = rest_.find(text_, from)) {
        ++count_;
        from = at + text_.size();
    }
    const std::size_t kept = std::min(rest_.size() - from, text_.size() - 1);
    rest_.erase(0, rest_.size() - kept);
}

} // namespace forkscope::condition
