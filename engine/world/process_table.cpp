// SPDX-License-Identifier: GPL-3.0-or-later
// Which process an event speaks of: by the number of its stream, or by pid where others speak of it.
#include "engine/world/world.h"

#include <algorithm>

namespace forkscope::world {

using trace::Kind;
using trace::Tag;

World::Index World::indexOf(ProcessId id) const {
    if (id.value < streams_.size())
        return streams_[id.value];
    const std::size_t fromTop = UINT32_MAX - id.value;
    return fromTop < outside_.size() ? outside_[fromTop] : kNone;
}

World::Index World::indexOfPid(std::int32_t pid) const {
    const auto at = std::lower_bound(pids_.begin(), pids_.end(), pid,
                                     [](const auto& entry, std::int32_t p) { return entry.first < p; });
    return at != pids_.end() && at->first == pid ? at->second : kNone;
}

void World::setPid(Index i, std::int32_t pid) {
    processes_[i].pid = pid;
    if (pid <= 0)
        return;
    const auto at = std::lower_bound(pids_.begin(), pids_.end(), pid,
                                     [](const auto& entry, std::int32_t p) { return entry.first < p; });
    if (at != pids_.end() && at->first == pid)
        at->second = i;
    else
        pids_.insert(at, {pid, i});
}

const Process* World::process(ProcessId id) const {
    const Index i = indexOf(id);
    return i == kNone ? nullptr : &processes_[i];
}

const Process* World::processByPid(std::int32_t pid) const {
    const Index i = indexOfPid(pid);
    return i == kNone ? nullptr : &processes_[i];
}

// The streams of a trace are few and dense; a wild number must not make a table of it.
void World::setStream(ProcessId id, Index i) {
    constexpr std::uint32_t kMostStreams = 1u << 20;
    if (id.value >= kMostStreams)
        return;
    if (streams_.size() <= id.value)
        streams_.resize(id.value + 1, kNone);
    streams_[id.value] = i;
}

World::Index World::addProcess(ProcessId id, std::int32_t pid, Time at) {
    const auto i = Index(processes_.size());
    Process& p = processes_.emplace_back();
    p.id = id;
    p.stateSince = at;
    setPid(i, pid);
    setStream(id, i);
    return i;
}

// For a process that has no stream (yet).
World::Index World::addOutside(std::int32_t pid, Time at) {
    const ProcessId id{UINT32_MAX - std::uint32_t(outside_.size())};
    outside_.push_back(Index(processes_.size()));
    const Index i = addProcess(id, pid, at);
    processes_[i].traced = false;
    return i;
}

// The process that did what `e` reports; kNone for the engine. One whose beginning was not seen begins now.
World::Index World::actorOf(const Event& e, Effects* out) {
    if (e.process.value == 0)
        return kNone;
    Index i = indexOf(e.process);
    if (i == kNone) {
        i = addProcess(e.process, 0, e.time);
        processes_[i].began = e.time;
        refresh(i, e.time, out);
    }
    Process& p = processes_[i];
    Thread& t = threadOf(p, e.thread);
    if (e.line != 0) {
        t.line = e.line;
        t.file = e.file;
        const bool isOfTask = e.kind == Kind::PoolTask || e.kind == Kind::ExecutorTask;
        if (t.wait.what == Kind::PoolTask && !isOfTask && p.alive()) {
            t.wait = {}; // a line of the learner's outside of a task: the pool's initializer
            refreshThread(i, e.thread, e.time, out);
        }
    }
    p.releasing = e.kind == Kind::LockRelease ? e.object : ObjectId{};
    return i;
}

Thread& World::threadOf(Process& p, std::uint8_t number) {
    while (p.threads.size() <= number) {
        const auto next = std::uint8_t(p.threads.size());
        p.threads.emplace_back().number = next;
    }
    p.threads[number].seen = true;
    return p.threads[number];
}

// The process that an event is about: its own, or for what the engine saw the one named by Pid.
World::Index World::subjectOf(const Event& e) const {
    if (const auto pid = log_->number(e, Tag::Pid))
        return indexOfPid(std::int32_t(*pid));
    return indexOf(e.process);
}

} // namespace forkscope::world
