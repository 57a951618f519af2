// SPDX-License-Identifier: GPL-3.0-or-later
// Processes: how they end, what goes with them, and the signals between them.
#include "engine/world/effects.h"
#include "engine/world/world.h"

#include <algorithm>

namespace forkscope::world {

using trace::Kind;
using trace::Phase;
using trace::Tag;

namespace {

constexpr std::int32_t kSigKill = 9, kSigTerm = 15, kSigCont = 18, kSigStop = 19; // Linux, every architecture

} // namespace

// The first report of the end counts; later ones only complete the status.
void World::leave(Index i, const Event& e, std::int32_t status, Effects* out) {
    Process& p = processes_[i];
    const bool wasUnknown = !p.status;
    if (status != trace::kUnknownStatus)
        p.status = status;
    const bool isKilled = p.status && *p.status < 0;
    if (p.exited >= 0) {
        if (out && wasUnknown && isKilled)
            out->marks.push_back({MarkKind::Killed, p.exited, p.id, e.order});
        return;
    }
    p.exited = e.time;
    p.onCpu = p.kernelBlocked = p.stopped = false;
    for (Thread& t : p.threads) {
        t.wait = t.outer = t.interrupted = {};
        t.handling = 0;
        t.held = false;
        if (out && t.isLearners())
            out->threads.push_back({i, t.number});
    }
    p.finalizing = false;
    p.ends.clear();
    const bool isByItself = e.kind == Kind::ProcessExit && e.process == p.id;
    leaveLocks(p, isByItself, out);
    leaveQueues(p, out);
    leaveFiles(p);
    leaveSync(p, out);
    leavePipes(p, out);
    leaveSockets(p);
    leaveManagers(p, out);
    leavePools(i, e, out);
    if (out)
        out->marks.push_back({isKilled ? MarkKind::Killed : MarkKind::Exit, e.time, p.id, e.order});
    refresh(i, e.time, out);
}

void World::end(const Event& e, Effects* out) {
    const Index i = e.process.value == 0 ? subjectOf(e) : actorOf(e, out);
    if (i != kNone)
        leave(i, e, e.value, out);
}

void World::reap(const Event& e, Effects* out) {
    const Index i = subjectOf(e);
    if (i == kNone || processes_[i].id == e.process)
        return;
    leave(i, e, e.value, out);
    const Index reaper = e.process.value == 0 ? kNone : actorOf(e, out);
    reapedBy(i, reaper, e, out);
}

void World::reapedBy(Index i, Index reaper, const Event& e, Effects* out) {
    Process& p = processes_[i];
    const bool isShown = reaper != kNone && processes_[reaper].role != ProcessRole::Helper && !p.reapShown;
    if (isShown) {
        p.reapShown = true;
        if (out)
            out->arrows.push_back(
                {ArrowKind::Reap, p.exited, e.time, p.id, processes_[reaper].id, {}, 0, e.order});
    }
    if (p.reaped >= 0)
        return;
    p.reaped = e.time;
    refresh(i, e.time, out);
}

// terminate(), kill(), os.kill(). Their common inner signal is shown once.
void World::signal(const Event& e, Index who, Effects* out) {
    const bool isSend = e.kind == Kind::SignalSend;
    const Index target = !isSend ? indexOfPid(e.value) : log_->number(e, Tag::Pid) ? subjectOf(e) : kNone;
    if (target == kNone || e.has(trace::kFailed))
        return;
    Process& p = processes_[target];
    // terminate() and kill() are inner ones too where multiprocessing ends its daemons or a pool its workers.
    const bool isShown = !isSend || !e.has(trace::kInner);
    if (out && isShown && e.process.value != 0)
        out->arrows.push_back(
            {ArrowKind::Signal, e.time, e.time, e.process, p.id, {}, e.order, e.order, e.thread, 0});
    if (!p.alive())
        return;
    const std::int32_t number = isSend ? e.value : e.kind == Kind::ProcessTerminate ? kSigTerm : kSigKill;
    p.signalled = {e.process, number, e.time, who != kNone && processes_[who].finalizing};
    if (!isSend || (e.value != kSigStop && e.value != kSigCont))
        return;
    p.stopped = e.value == kSigStop;
    for (const Thread& t : p.threads)
        if (t.number != 0)
            refreshThread(target, t.number, e.time, out);
    refresh(target, e.time, out);
}

// A handler of the learner's runs in the main thread, in the middle of whatever that waits for.
void World::handleSignal(const Event& e, Index who, Effects* out) {
    if (who == kNone || !processes_[who].alive())
        return;
    Thread& t = processes_[who].threads[e.thread];
    if (e.phase == Phase::End) {
        t.handling = 0;
        if (t.wait.what == Kind::None)
            t.wait = t.interrupted;
        t.interrupted = {};
    } else if (t.handling == 0) {
        t.handling = e.value;
        t.interrupted = t.wait;
        t.wait = {};
        if (out)
            out->marks.push_back({MarkKind::Signal, e.time, e.process, e.order});
    }
    refreshThread(who, e.thread, e.time, out);
}

} // namespace forkscope::world
