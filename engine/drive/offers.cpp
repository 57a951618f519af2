// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/drive/offers.h"

#include "engine/drive/repairs.h"
#include "engine/drive/served_calls.h"
#include "engine/world/explain_wait.h"

#include <algorithm>
#include <csignal>
#include <map>

namespace forkscope::drive {

using trace::wire::SlotState;
using world::Help;
using world::Wait;
using world::WaitFor;

namespace {

// A wait that the gate does not hold: it is in the kernel.
bool isNeverHeld(const Wait& wait) {
    switch (wait.what) {
    case Kind::Sleep: // where time runs on
    case Kind::Input:
    case Kind::ManagerCall:
    case Kind::PoolJoin:
    case Kind::PoolTerminate:
    case Kind::ExecutorShutdown:
        return true;
    case Kind::PoolTask: // done by no line of the learner's, and held all the same
    case Kind::ExecutorTask:
        return false;
    default:
        return wait.line == 0;
    }
}

class Surveyor {
  public:
    explicit Surveyor(const SurveyInput& input) : in_(input) {}

    Survey run() {
        for (const Slot& slot : in_.seen)
            if (slot.state != SlotState::Free && slot.state != SlotState::Gone)
                bySlot_[slot.stream].push_back(&slot);
        for (const auto& [stream, slots] : bySlot_)
            out_.isBehind = out_.isBehind || !in_.accounts.processes().contains(stream);
        findFullQueues();
        for (const auto& [stream, process] : in_.accounts.processes())
            if (!process.isOver && !in_.lives.hadTerminated(process.pid))
                look(stream, process);
        for (const auto& [pid, path] : in_.accounts.expected())
            if (!in_.lives.hadTerminated(pid))
                out_.busy.push_back({path, {}, pid, 0, Busy::Starts, 0});
        if (in_.accounts.isOutcomeOnItsWay())
            out_.busy.push_back({"main", {}, 0, 0, Busy::Feeds, 0});
        for (const world::Pool& pool : in_.world.pools())
            if (isRepairing(pool, in_)) {
                const ProcessAccount& owner = in_.accounts.processes().at(pool.creator.value);
                out_.busy.push_back({owner.path, pool.creator, owner.pid, 0, Busy::Starts, 0});
            }
        for (const auto& [pid, path] : in_.accounts.programs())
            if (!in_.lives.hadTerminated(pid))
                out_.busy.push_back({path, {}, pid, 0, Busy::Foreign, 0});
        for (BusyThread& b : out_.busy)
            if (b.why == Busy::Runs && waitsForWorkers(b))
                b.why = Busy::Waits;
        std::sort(out_.choices.begin(), out_.choices.end(),
                  [](const Choice& a, const Choice& b) { return a.actor < b.actor; });
        return std::move(out_);
    }

  private:
    void findFullQueues() {
        for (const auto& [stream, process] : in_.accounts.processes())
            if (const auto queues = in_.accounts.feeds(stream);
                !queues.empty() && Lives::writesToFullPipe(process.pid))
                full_.insert(queues.begin(), queues.end());
    }

    // It was sent a signal that ends it, and is not gone yet.
    bool isOnItsWayOut(const ProcessAccount& process) const {
        const int signal = in_.accounts.signalSentTo(process.pid);
        const bool isStopped = in_.stopped.contains(process.pid) && signal != SIGKILL;
        return signal != 0 && !isStopped && Lives::endsBy(process.pid, signal);
    }

    // Its feeder threads wait for somebody who reads from a full pipe, or for a feeder that does.
    bool isFullFeeder(std::uint32_t stream) const {
        const auto queues = in_.accounts.feeds(stream);
        return !queues.empty() && std::all_of(queues.begin(), queues.end(),
                                              [&](std::uint32_t queue) { return full_.contains(queue); });
    }

    void look(std::uint32_t stream, const ProcessAccount& process) {
        if (process.isHelper || process.isServer)
            return;
        if (isOnItsWayOut(process)) {
            out_.busy.push_back({process.path, ProcessId{stream}, process.pid, 0, Busy::Leaves, 0});
            return;
        }
        std::set<std::uint8_t> seen;
        int further = 1; // threads of this process, in the order in which they came to the gate
        for (const Slot* slot : bySlot_[stream]) {
            seen.insert(slot->number);
            const std::string actor =
                slot->number == 0 ? process.path : process.path + "#" + std::to_string(++further);
            if (slot->stands()) {
                offer(*slot, process, actor);
                continue;
            }
            // To start a process takes its time.
            const Pending* pending = in_.accounts.pending(stream, slot->number);
            const bool starts = pending && pending->kind == Kind::ProcessStart && !pending->isDone;
            awaited(
                {actor, ProcessId{stream}, process.pid, slot->number, starts ? Busy::Starts : Busy::Runs, 0},
                process, slot->index == in_.granted);
        }
        if (!seen.contains(0))
            awaited({process.path, ProcessId{stream}, process.pid, 0,
                     process.wasInOwnCode ? Busy::Runs : Busy::Starts, 0},
                    process);
        for (const std::uint8_t number : process.threads)
            if (!seen.contains(number))
                awaited({process.path + "#" + std::to_string(++further), ProcessId{stream}, process.pid,
                         number, Busy::Starts, 0},
                        process);
        if (!in_.accounts.feeds(stream).empty())
            out_.busy.push_back({process.path, ProcessId{stream}, process.pid, 0,
                                 isFullFeeder(stream) ? Busy::Waits : Busy::Feeds, 0});
    }

    void offer(const Slot& slot, const ProcessAccount& process, const std::string& actor) {
        Choice c;
        c.actor = actor;
        c.process = ProcessId{slot.stream};
        c.pid = process.pid;
        c.thread = slot.number;
        c.what = slot.kind;
        c.line = slot.line;
        c.slot = slot.index;
        c.count = slot.count;
        c.hasTimeOut = slot.isBlocked() && slot.hasDeadline();
        c.sleepUs = slot.kind == Kind::Sleep && !slot.isBlocked() ? std::int64_t(slot.object) : 0;
        c.dueNs = c.hasTimeOut ? slot.deadline + in_.clockLag : 0;
        c.stance = slot.isBlocked()              ? Stance::Blocked
                   : slot.kind == Kind::GateLine ? Stance::AtLine
                                                 : Stance::AtGate;
        const Pending* pending = in_.accounts.pending(slot.stream, slot.number);
        if (c.stance != Stance::Blocked && (!pending || pending->kind != slot.kind)) {
            out_.isBehind = true;
            return;
        }
        if (pending) {
            c.file = pending->file;
            c.object = pending->object;
        }
        // A wait that began before the gate was closed has come to the gate as what it is.
        const world::Thread* thread = threadIn(in_.world, c.process, c.thread);
        if (c.stance == Stance::Blocked && thread && thread->wait.what == slot.kind) {
            c.object = thread->wait.object ? thread->wait.object : c.object;
            c.file = thread->wait.file ? thread->wait.file : c.file;
        }
        judge(c, slot, in_);
        if (c.object)
            c.objectName = in_.world.nameOf(c.object);
        out_.choices.push_back(std::move(c));
    }

    // In a wait in the kernel that the gate cannot hold, and that cannot end now.
    bool isInKernelWait(const BusyThread& b) const {
        const world::Thread* thread = threadIn(in_.world, b.process, b.thread);
        if (!thread || thread->wait.what == Kind::None)
            return false;
        const Wait& wait = thread->wait;
        // It has left the gate, and a large message goes through piece by piece.
        if (wait.what == Kind::PipeSend && Lives::writesToFullPipe(b.pid))
            return true;
        const bool isUnheld = wait.since < in_.closedSince || isNeverHeld(wait);
        if (!isUnheld)
            return false;
        if (wait.what == Kind::ManagerCall)
            return waitsInServer(in_, b);
        if (wait.what == Kind::Input && b.thread == 0 && !Lives::isAsleep(b.pid, b.pid))
            return false; // it gets a line, or the end of its input
        const WaitFor keeps = world::waitFor(in_.world, {b.process, b.thread});
        if (waitsForProcess(wait.what) && wait.pid > 0)
            return !hasEnded(wait.pid, in_);
        return keeps.help != Help::NotNeeded && keeps.help != Help::Coming && keeps.help != Help::NotKnown;
    }

    // The end of a pool whose workers stand at the gate.
    bool waitsForWorkers(const BusyThread& b) const {
        const world::Thread* thread = threadIn(in_.world, b.process, b.thread);
        const Kind what = thread ? thread->wait.what : Kind::None;
        if (what != Kind::PoolJoin && what != Kind::ExecutorShutdown)
            return false;
        return std::any_of(out_.choices.begin(), out_.choices.end(), [&](const Choice& c) {
            return (c.what == Kind::PoolTask || c.what == Kind::ExecutorTask) &&
                   c.object == thread->wait.object;
        });
    }

    void awaited(BusyThread busy, const ProcessAccount& process, bool isGranted = false) {
        if (in_.stopped.contains(process.pid)) {
            Choice c;
            c.actor = busy.actor;
            c.process = busy.process;
            c.pid = busy.pid;
            c.thread = busy.thread;
            c.stance = Stance::Stopped;
            const world::Thread* thread = threadIn(in_.world, c.process, c.thread);
            if (thread) {
                c.line = thread->line;
                c.file = thread->file;
            }
            out_.choices.push_back(std::move(c));
            return;
        }
        if (!isGranted && isInKernelWait(busy))
            busy.why = Busy::Waits;
        else if (process.isLeaving && busy.thread == 0) // its end waits for its feeders
            busy.why = isFullFeeder(busy.process.value) ? Busy::Waits : Busy::Leaves;
        out_.busy.push_back(std::move(busy));
    }

    const SurveyInput& in_;
    Survey out_;
    std::map<std::uint32_t, std::vector<const Slot*>> bySlot_;
    std::set<std::uint32_t> full_; // queues with a full pipe that a feeder writes to
};

} // namespace

Survey survey(const SurveyInput& input) {
    return Surveyor(input).run();
}

} // namespace forkscope::drive
