// SPDX-License-Identifier: GPL-3.0-or-later
// Waiting: what a thread waits for, and from which report on.
#include "engine/world/effects.h"
#include "engine/world/world.h"

#include <algorithm>
#include <utility>

namespace forkscope::world {

using trace::Kind;
using trace::Phase;
using trace::Tag;

namespace {

// A get or a put may go through at once, so only a wait that is reported is one. For these the begin is
// enough: they are reported as begun only when they must wait, or wait by their nature.
bool waitsFromBegin(Kind kind) {
    switch (kind) {
    case Kind::LockAcquire:
    case Kind::ProcessJoin:
    case Kind::ProcessWait:
    case Kind::QueueJoin:
    case Kind::Sleep:
    case Kind::Input:
    case Kind::ConditionWait:
    case Kind::EventWait:
    case Kind::PipePoll:
    case Kind::PipeWait:
    case Kind::ManagerCall:
    case Kind::PoolJoin:
    case Kind::PoolGet:
    case Kind::PoolTerminate:
    case Kind::ExecutorShutdown:
    case Kind::ExecutorGet:
    case Kind::SocketAccept:
    case Kind::SocketConnect:
    case Kind::ThreadJoin:
        return true;
    default:
        return false;
    }
}

constexpr Time kMillisecond = 1'000'000;

// A trace may carry any number, so ends of time are as far as it goes.
Time after(Time start, Time duration) {
    return duration > INT64_MAX - start ? INT64_MAX : start + duration;
}

Time deadlineOf(const Log& log, const Event& e) {
    if (e.kind == Kind::Sleep) {
        const auto duration = log.number(e, Tag::Duration);
        return after(e.time, std::max<Time>(duration.value_or(e.value * kMillisecond), 0));
    }
    if (e.detail == 0)
        return -1;
    const auto timeout = log.number(e, Tag::Timeout);
    return timeout && *timeout >= 0 ? after(e.time, *timeout) : -1;
}

bool sameOperation(const Wait& wait, const Event& e) {
    return wait.what == e.kind && wait.object == e.object;
}

} // namespace

bool World::beginsWait(const Event& e) {
    return e.phase == Phase::Wait ||
           (e.phase == Phase::Begin && (e.has(trace::kWaits) || waitsFromBegin(e.kind)));
}

void World::beginWait(const Event& e, Index who, Effects* out) {
    if (who == kNone || !processes_[who].alive())
        return;
    Thread& t = processes_[who].threads[e.thread];
    if (sameOperation(t.wait, e))
        return; // begin has said so already
    if (t.wait.what != Kind::None && t.wait.what != e.kind)
        t.outer = t.wait;
    t.wait = {e.kind, e.object, {}, 0, e.value, e.time, deadlineOf(*log_, e), e.line, e.file};
    if (e.kind == Kind::ProcessJoin || e.kind == Kind::ProcessWait) {
        t.wait.pid = e.value;
        if (const Process* child = processByPid(e.value))
            t.wait.process = child->id;
    } else if (e.kind == Kind::ThreadJoin) {
        t.wait.value = std::int32_t(log_->number(e, Tag::Thread).value_or(-1));
    }
    refreshThread(who, e.thread, e.time, out);
}

// Who says itself that its wait is over has a processor. The kernel's word of that may come later, and the
// one before was of the wait.
static void goesOn(Process& p, const Event& e) {
    if (e.thread != 0 || !p.cpuKnown)
        return;
    p.onCpu = true;
    p.kernelBlocked = false;
}

void World::endWait(const Event& e, Index who, Effects* out) {
    if (who == kNone)
        return;
    Thread& t = processes_[who].threads[e.thread];
    if (sameOperation(t.wait, e))
        t.wait = std::exchange(t.outer, {});
    else if (sameOperation(t.outer, e))
        t.wait = t.outer = {}; // the end of the inner one was not reported
    else if (sameOperation(t.interrupted, e)) {
        t.wait = t.interrupted = {}; // nor that of the handler
        t.handling = 0;
    } else
        return;
    goesOn(processes_[who], e);
    refreshThread(who, e.thread, e.time, out);
}

void World::applyWait(const Event& e, Index who, Effects* out) {
    if (beginsWait(e))
        beginWait(e, who, out);
    else if (e.phase == Phase::End)
        endWait(e, who, out);
}

// A join that ended with 1 is also the news that the child has ended and is reaped.
void World::applyJoin(const Event& e, Index who, Effects* out) {
    if (e.phase == Phase::End && e.value == 1 && !e.has(trace::kFailed) && who != kNone) {
        const Thread& t = processes_[who].threads[e.thread];
        const Wait& wait = t.wait.what == Kind::ProcessJoin ? t.wait : t.outer;
        Index child = kNone;
        if (wait.what == Kind::ProcessJoin)
            child = wait.process.value != 0 ? indexOf(wait.process) : indexOfPid(wait.pid);
        if (child != kNone && child != who) {
            leave(child, e, trace::kUnknownStatus, out);
            reapedBy(child, who, e, out);
        }
    }
    applyWait(e, who, out);
}

void World::applyGate(const Event& e, Index who, Effects* out) {
    if (who == kNone || !processes_[who].alive())
        return;
    Process& p = processes_[who];
    p.threads[e.thread].held = e.kind == Kind::GateWait;
    if (e.kind == Kind::GateGo)
        goesOn(p, e);
    refreshThread(who, e.thread, e.time, out);
}

} // namespace forkscope::world
