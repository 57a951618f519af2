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
    case Kind::Output:
    case Kind::Last:
        return;
    default:
        return applyOperation(e, actorOf(e), out);
    }
}

// Something that the process `who` did itself; kNone where the engine reports it.
void World::applyOperation(const Event& e, Index who, Effects* out) {
    switch (e.kind) {
    case Kind::ProcessStart:
    case Kind::ProcessMainEnd:
    case Kind::ProcessExec:
    case Kind::ThreadName:
    case Kind::Exception:
    case Kind::ProcessTerminate:
    case Kind::ProcessKill:
    case Kind::SignalSend:
        return applyProcess(e, who, out);
    case Kind::ProcessJoin:
        return applyJoin(e, who, out);
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
    case Kind::Sleep:
    case Kind::Input:
    case Kind::ConditionWait:
    case Kind::EventWait:
    case Kind::BarrierWait:
    case Kind::PipeSend:
    case Kind::PipeRecv:
    case Kind::PipePoll:
    case Kind::ManagerCall:
    case Kind::PoolJoin:
    case Kind::ExecutorShutdown:
    case Kind::SocketAccept:
    case Kind::SocketConnect:
        return applyWait(e, who, out);
    // Told by their line and time alone: nothing that the World keeps changes.
    case Kind::ProcessClose:
    case Kind::ProcessRun:
    case Kind::Warning:
    case Kind::ConditionNotify:
    case Kind::EventSet:
    case Kind::EventClear:
    case Kind::BarrierBreak:
    case Kind::PipeCreate:
    case Kind::PipeClose:
    case Kind::PipeEof:
    case Kind::SharedCreate:
    case Kind::SharedRead:
    case Kind::SharedWrite:
    case Kind::ManagerStart:
    case Kind::ManagerShutdown:
    case Kind::PoolCreate:
    case Kind::PoolSubmit:
    case Kind::PoolTask:
    case Kind::PoolCallback:
    case Kind::PoolClose:
    case Kind::PoolTerminate:
    case Kind::ExecutorCreate:
    case Kind::ExecutorSubmit:
    case Kind::ExecutorTask:
    case Kind::SocketListen:
    // Dealt with by apply().
    case Kind::None:
    case Kind::ProcessBegin:
    case Kind::ProcessExit:
    case Kind::ProcessReap:
    case Kind::CpuRun:
    case Kind::CpuReady:
    case Kind::CpuBlock:
    case Kind::FileName:
    case Kind::ObjectName:
    case Kind::Output:
    case Kind::Note:
    case Kind::Last:
        return;
    }
}

void World::setObject(ObjectId id, ObjectType type, std::size_t place) {
    if (objects_.size() <= id.value)
        objects_.resize(std::max<std::size_t>(id.value + 1, objects_.size() * 3 / 2));
    objects_[id.value] = std::uint32_t(type) << 30 | (std::uint32_t(place) & kPlaceMask);
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

bool Queue::operator==(const Queue& other) const {
    const auto sameItems = [](const ItemList& a, const ItemList& b) {
        return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin());
    };
    return id == other.id && name == other.name && kind == other.kind && maxsize == other.maxsize &&
           std::equal(buffers.begin(), buffers.end(), other.buffers.begin(), other.buffers.end(),
                      [&](const auto& a, const auto& b) {
                          return a.first == b.first && sameItems(a.second, b.second);
                      }) &&
           sameItems(pipe, other.pipe) && taken == other.taken && sameItems(lost, other.lost) &&
           openPuts == other.openPuts && unfinished == other.unfinished && puts == other.puts &&
           gets == other.gets && producers == other.producers && getters == other.getters &&
           putters == other.putters && joiners == other.joiners && creator == other.creator &&
           line == other.line && file == other.file && buffered == other.buffered &&
           feedsAhead == other.feedsAhead;
}

} // namespace forkscope::world
