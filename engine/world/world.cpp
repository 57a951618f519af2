// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/world/world.h"

#include "engine/world/effects.h"

#include <algorithm>

namespace forkscope::world {

using trace::Kind;

namespace {
void markEvent(const Event& e, MarkKind kind, Effects* out) {
    if (out)
        out->marks.push_back({kind, e.time, e.process, e.order});
}
} // namespace

void World::apply(const Event& e, Effects* out) {
    time_ = std::max(time_, e.time);
    order_ = e.order;
    switch (e.kind) {
    case Kind::CpuRun:
    case Kind::CpuReady:
    case Kind::CpuBlock:
        return applyCpu(e, out);
    case Kind::ProcessBegin:
    case Kind::ProcessExit:
    case Kind::ProcessReap:
        return applyProcess(e, kNone, out);
    case Kind::ObjectName:
        return nameObject(e);
    case Kind::Note:
        return markEvent(e, MarkKind::Note, out);
    case Kind::None:
    case Kind::FileName:
    case Kind::KernelName:
    case Kind::Variables:
    case Kind::Output:
    case Kind::Last:
        return;
    default:
        return applyOperation(e, actorOf(e, out), out);
    }
}

// Something that the process `who` did itself; kNone where the engine reports it.
void World::applyOperation(const Event& e, Index who, Effects* out) {
    switch (e.kind) {
    case Kind::ProcessStart:
    case Kind::ProcessMainEnd:
    case Kind::ProcessExec:
    case Kind::ProcessSignal:
    case Kind::ProcessFinalize:
    case Kind::Exception:
    case Kind::ProcessTerminate:
    case Kind::ProcessKill:
    case Kind::SignalSend:
        return applyProcess(e, who, out);
    case Kind::ThreadName:
    case Kind::ThreadStart:
    case Kind::ThreadBegin:
    case Kind::ThreadEnd:
    case Kind::ThreadJoin:
        return applyThread(e, who, out);
    case Kind::ProcessJoin:
        return applyJoin(e, who, out);
    case Kind::ProcessWait:
    case Kind::Sleep:
    case Kind::Input:
        return applyWait(e, who, out);
    case Kind::FileOpen:
    case Kind::FileRead:
    case Kind::FileWrite:
    case Kind::FileClose:
        return applyFile(e);
    case Kind::GateWait:
    case Kind::GateGo:
        return applyGate(e, who, out);
    case Kind::Print:
        return markEvent(e, MarkKind::Print, out);
    // Told by their line and time alone: nothing that the World keeps changes.
    case Kind::ProcessClose:
    case Kind::ProcessRun:
    case Kind::Warning:
        return;
    default:
        return applyObject(e, who, out);
    }
}

void World::applyObject(const Event& e, Index who, Effects* out) {
    switch (e.kind) {
    case Kind::LockCreate:
    case Kind::LockAcquire:
    case Kind::LockRelease:
        return applyLock(e, who, out);
    case Kind::QueueCreate:
    case Kind::QueuePut:
    case Kind::QueueFeed:
    case Kind::QueueGet:
    case Kind::QueueTaskDone:
    case Kind::QueueJoin:
    case Kind::QueueClose:
        return applyQueue(e, who, out);
    case Kind::ConditionCreate:
    case Kind::ConditionWait:
    case Kind::ConditionNotify:
        return applyCondition(e, who, out);
    case Kind::EventCreate:
    case Kind::EventSet:
    case Kind::EventClear:
    case Kind::EventWait:
        return applyEventObject(e, who, out);
    case Kind::BarrierCreate:
    case Kind::BarrierWait:
    case Kind::BarrierBreak:
        return applyBarrier(e, who, out);
    case Kind::PipeCreate:
    case Kind::PipeSend:
    case Kind::PipeRecv:
    case Kind::PipePoll:
    case Kind::PipeClose:
    case Kind::PipeEof:
    case Kind::PipeOpen:
    case Kind::PipeWait:
        return applyPipe(e, who, out);
    case Kind::SharedCreate:
    case Kind::SharedRead:
    case Kind::SharedWrite:
    case Kind::SharedOpen:
    case Kind::SharedClose:
    case Kind::SharedUnlink:
        return applyShared(e, out);
    case Kind::ManagerStart:
    case Kind::ManagerShutdown:
    case Kind::ManagerCreate:
    case Kind::ManagerCall:
    case Kind::ManagerServe:
        return applyManager(e, who, out);
    case Kind::PoolCreate:
    case Kind::PoolSubmit:
    case Kind::PoolTask:
    case Kind::PoolCallback:
    case Kind::PoolClose:
    case Kind::PoolTerminate:
    case Kind::PoolJoin:
    case Kind::PoolResult:
    case Kind::PoolGet:
    case Kind::PoolWorker:
    case Kind::ExecutorCreate:
    case Kind::ExecutorSubmit:
    case Kind::ExecutorTask:
    case Kind::ExecutorShutdown:
    case Kind::ExecutorResult:
    case Kind::ExecutorGet:
    case Kind::ExecutorWorker:
    case Kind::ExecutorBroken:
        return applyPool(e, who, out);
    case Kind::SocketListen:
    case Kind::SocketAccept:
    case Kind::SocketConnect:
    case Kind::SocketSend:
    case Kind::SocketRecv:
    case Kind::SocketClose:
        return applySocket(e, who, out);
    default:
        return;
    }
}

void World::setObject(ObjectId id, ObjectType type, std::size_t place) {
    if (objects_.size() <= id.value)
        objects_.resize(std::max<std::size_t>(id.value + 1, objects_.size() * 3 / 2));
    objects_[id.value] = std::uint32_t(type) << kPlaceBits | (std::uint32_t(place) & kPlaceMask);
}

void World::created(Thing& thing, const Event& e) {
    thing.creator = e.process;
    thing.line = e.line;
    thing.file = e.file;
}

const Lock* World::lock(ObjectId id) const {
    return typeOf(id) == ObjectType::Lock ? &locks_[placeOf(id)] : nullptr;
}
const Queue* World::queue(ObjectId id) const {
    return typeOf(id) == ObjectType::Queue ? &queues_[placeOf(id)] : nullptr;
}
const File* World::openedFile(ObjectId id) const {
    return typeOf(id) == ObjectType::File ? &files_[placeOf(id)] : nullptr;
}

} // namespace forkscope::world
