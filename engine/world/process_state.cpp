// SPDX-License-Identifier: GPL-3.0-or-later
// The state of a process, which follows from all that is known of it, and what its lane shows.
#include "engine/world/effects.h"
#include "engine/world/world.h"

namespace forkscope::world {

using trace::Kind;

namespace {

// Where the kernel's word is known it decides between running, ready and waiting in an untraced call.
ProcessState stateByCpu(const Process& p) {
    if (!p.cpuKnown || p.onCpu)
        return ProcessState::Running;
    return p.kernelBlocked ? ProcessState::Blocked : ProcessState::Ready;
}

ProcessState stateOf(const Process& p) {
    if (p.reaped >= 0)
        return ProcessState::Reaped;
    if (p.exited >= 0)
        return ProcessState::Zombie;
    if (p.began < 0)
        return ProcessState::New;
    if (p.stopped)
        return ProcessState::Stopped;
    const Thread* main = p.mainThread();
    if (main && main->held)
        return ProcessState::Held;
    if (!main || main->wait.what == Kind::None)
        return stateByCpu(p);
    return main->wait.what == Kind::Sleep ? ProcessState::Sleeping : ProcessState::Blocked;
}

} // namespace

void World::refresh(Index i, Time at, Effects* out) {
    Process& p = processes_[i];
    if (const ProcessState state = stateOf(p); state != p.state) {
        p.state = state;
        p.stateSince = at;
    }
    if (out)
        out->processes.push_back(i);
}

// What one of its threads does has changed. The process's state is that of its main thread.
void World::refreshThread(Index i, std::uint8_t thread, Time at, Effects* out) {
    if (thread == 0)
        return refresh(i, at, out);
    if (out && processes_[i].threads[thread].isLearners())
        out->threads.push_back({i, thread});
}

// The kernel's switches. Only the main thread, whose id is the process's, decides what the lane shows.
void World::applyCpu(const Event& e, Effects* out) {
    if (log_->rawId(e.object) != std::uint64_t(e.value))
        return;
    const Index i = indexOfPid(e.value);
    if (i == kNone || !processes_[i].alive())
        return;
    Process& p = processes_[i];
    p.cpuKnown = true;
    p.onCpu = e.kind == Kind::CpuRun;
    p.kernelBlocked = e.kind == Kind::CpuBlock;
    if (stateOf(p) != p.state)
        refresh(i, e.time, out);
}

LaneState laneStateOfWait(Kind what) {
    switch (what) {
    case Kind::LockAcquire:
    case Kind::ConditionWait:
    case Kind::EventWait:
    case Kind::BarrierWait:
        return LaneState::WaitsLock;
    case Kind::ProcessJoin:
    case Kind::ProcessWait:
    case Kind::PoolJoin:
    case Kind::PoolTerminate:
    case Kind::ExecutorShutdown:
    case Kind::ThreadJoin:
        return LaneState::WaitsProcess;
    case Kind::Sleep:
        return LaneState::Sleeping;
    default:
        return LaneState::WaitsQueue;
    }
}

LaneState laneState(const Process& p) {
    switch (p.state) {
    case ProcessState::Running:
        return LaneState::Running;
    case ProcessState::Ready:
        return LaneState::Ready;
    case ProcessState::Blocked:
        return laneStateOfWait(p.mainThread() ? p.mainThread()->wait.what : Kind::None);
    case ProcessState::Sleeping:
        return LaneState::Sleeping;
    case ProcessState::Stopped:
    case ProcessState::Held:
        return LaneState::Stopped;
    case ProcessState::Zombie:
        return LaneState::Zombie;
    case ProcessState::New:
    case ProcessState::Reaped:
        break;
    }
    return LaneState::Absent;
}

LaneState laneState(const Process& p, const Thread& t) {
    if (!p.alive() || !t.alive() || t.began < 0)
        return LaneState::Absent;
    if (p.stopped || t.held)
        return LaneState::Stopped;
    return t.wait.what == Kind::None ? LaneState::Running : laneStateOfWait(t.wait.what);
}

bool waitsForOthers(const Process& p) {
    const Thread* main = p.mainThread();
    if (!p.alive() || !main)
        return false;
    if (p.role == ProcessRole::Manager)
        return true; // it acts on requests only
    for (const Thread& t : p.threads) {
        const bool takesPart = t.number == 0 || (t.isLearners() && t.alive());
        const bool goesOn = t.wait.what == Kind::None || t.wait.what == Kind::Sleep || t.wait.until >= 0;
        if (takesPart && goesOn)
            return false;
    }
    return true;
}

} // namespace forkscope::world
