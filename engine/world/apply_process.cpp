// SPDX-License-Identifier: GPL-3.0-or-later
// Processes: how they start. How they end is in apply_end.cpp.
//
// A process is a stream of the trace. Three reports speak of one and the same process and may come in any
// order: the parent's process.start, the process's own process.begin, and what the engine saw from outside.
// They are joined by pid; where a pid is used again the latest process has it.
#include "engine/world/effects.h"
#include "engine/world/world.h"

#include <algorithm>

namespace forkscope::world {

using trace::Field;
using trace::Kind;
using trace::Phase;
using trace::Tag;

namespace {

ProcessRole roleOf(const Process& p, std::string_view type, bool isDaemon) {
    if (type == "main")
        return ProcessRole::Main;
    if (type == "helper")
        return ProcessRole::Helper;
    if (type == "foreign")
        return ProcessRole::Foreign;
    // The names that multiprocessing.pool and multiprocessing.managers give.
    if (p.name.find("PoolWorker-") != std::string_view::npos)
        return ProcessRole::Worker;
    if (p.name.find("Manager-") != std::string_view::npos || p.target == "_run_server")
        return ProcessRole::Manager;
    return isDaemon ? ProcessRole::Daemon : ProcessRole::Child;
}

// Started by subprocess or posix_spawn.
bool isOtherProgram(const Process& p) {
    return p.startMethod == "subprocess" || p.startMethod == "posix_spawn";
}

// What start and begin say about the process. The parent is not among it: each knows it in its own way.
void describe(Process& p, const std::vector<Field>& fields) {
    std::string_view type;
    bool isDaemon = p.role == ProcessRole::Daemon;
    for (const Field& f : fields) {
        if (f.tag == Tag::Name)
            p.name = f.text;
        else if (f.tag == Tag::Path && !f.text.empty())
            p.path = f.text;
        else if (f.tag == Tag::Target)
            p.target = f.text;
        else if (f.tag == Tag::Method)
            p.startMethod = f.text;
        else if (f.tag == Tag::Type)
            type = f.text;
        else if (f.tag == Tag::Daemon)
            isDaemon = f.number != 0;
    }
    const bool isSettled = p.role == ProcessRole::Main || p.role == ProcessRole::Helper;
    if (!p.pool && !p.manager && (!type.empty() || !isSettled))
        p.role = roleOf(p, type, isDaemon);
}

std::int64_t numberIn(const std::vector<Field>& fields, Tag tag) {
    for (const Field& f : fields)
        if (f.tag == tag && !f.isText)
            return f.number;
    return 0;
}

} // namespace

void World::applyProcess(const Event& e, Index who, Effects* out) {
    switch (e.kind) {
    case Kind::ProcessBegin:
        return e.process.value == 0 ? beginFromOutside(e, out) : begin(e, out);
    case Kind::ProcessExit:
        return end(e, out);
    case Kind::ProcessReap:
        return reap(e, out);
    case Kind::ProcessStart:
        return start(e, who, out);
    case Kind::ProcessTerminate:
    case Kind::ProcessKill:
    case Kind::SignalSend:
        return signal(e, who, out);
    case Kind::ProcessSignal:
        return handleSignal(e, who, out);
    default:
        break;
    }
    if (who == kNone)
        return;
    Process& p = processes_[who];
    switch (e.kind) {
    case Kind::ProcessMainEnd:
        p.mainEnded = true;
        if (out)
            out->marks.push_back({MarkKind::MainEnd, e.time, e.process, e.order});
        return;
    case Kind::ProcessFinalize:
        p.finalizing = e.phase == Phase::Begin;
        return;
    case Kind::ProcessExec:
        if (e.has(trace::kFailed))
            return;
        p.traced = false; // until the new program reports
        p.ends.clear();   // PEP 446: what Python opens is closed by exec
        return;
    case Kind::Exception:
        p.raised = {log_->text(e, Tag::Type).value_or(""),
                    log_->text(e, Tag::Message).value_or(""),
                    log_->text(e, Tag::Traceback).value_or(""),
                    e.time,
                    e.value == 1,
                    e.thread,
                    e.line,
                    e.file};
        if (e.value != 1)
            return;
        p.exceptionType = p.raised.type;
        p.exceptionMessage = p.raised.message;
        if (out)
            out->marks.push_back({MarkKind::Raised, e.time, e.process, e.order});
        return;
    default:
        return;
    }
}

void World::showStart(Index i, const Event& e, Effects* out) {
    Process& p = processes_[i];
    if (p.startShown || p.parent.value == 0)
        return;
    p.startShown = true;
    const Time from = p.started >= 0 ? p.started : e.time;
    if (out)
        out->arrows.push_back({ArrowKind::Start,
                               from,
                               e.time,
                               p.parent,
                               p.id,
                               {},
                               p.startOrder != 0 ? p.startOrder : e.order,
                               e.order});
}

// In the parent: the child exists.
void World::start(const Event& e, Index who, Effects* out) {
    if (e.value <= 0)
        return;
    Index i = indexOfPid(e.value);
    const bool isKnown = i != kNone && processes_[i].startOrder == 0 && processes_[i].reaped < 0;
    if (!isKnown)
        i = addOutside(e.value, e.time);
    Process& p = processes_[i];
    if (p.role == ProcessRole::Foreign)
        p.role = ProcessRole::Child;
    describe(p, log_->fields(e));
    // Another program, until it says itself that it is Python.
    if (isOtherProgram(p) && (p.began < 0 || !p.traced))
        p.role = ProcessRole::Foreign;
    p.started = e.time;
    p.startOrder = e.order;
    if (who != kNone)
        p.parent = processes_[who].id;
    if (p.startMethod == "fork")
        inheritEnds(i, p.parent);
    else if (p.endsAreGuessed)
        p.ends.clear();
    p.endsAreGuessed = false;
    if (p.began >= 0)
        showStart(i, e, out);
    refresh(i, e.time, out);
}

// In the process itself: its first event.
void World::begin(const Event& e, Effects* out) {
    const std::vector<Field> fields = log_->fields(e);
    Index i = indexOf(e.process);
    if (i == kNone) {
        i = indexOfPid(e.value);
        const bool isSame = i != kNone && processes_[i].alive() && !processes_[i].traced;
        if (!isSame) {
            const Index before = i;
            i = addProcess(e.process, e.value, e.time);
            if (before != kNone)
                replace(before, i, e, out);
        }
        processes_[i].id = e.process;
        setStream(e.process, i);
    } else {
        setPid(i, e.value);
    }
    Process& p = processes_[i];
    p.traced = true;
    if (p.began < 0)
        p.began = e.time;
    describe(p, fields);
    const bool isStarted = p.startOrder != 0;
    if (const Process* parent = processByPid(std::int32_t(numberIn(fields, Tag::ParentPid)));
        parent && p.parent.value == 0 && parent != &p)
        p.parent = parent->id;
    Thread& t = threadOf(p, e.thread);
    t.line = e.line;
    t.file = e.file;
    // Without a start so far: multiprocessing's own start is still to be read, and knows the parent better
    // (under forkserver the kernel's parent is the server). A bare fork has none.
    const std::string_view type = log_->text(e, Tag::Type).value_or("");
    if (isStarted || type == "fork" || type == "program")
        showStart(i, e, out);
    if (!isStarted && (type == "fork" || type == "child")) {
        // A child of spawn comes up long after its start was told; forkserver's are the helper's children.
        const Process* parent = process(processes_[i].parent);
        if (parent && parent->role != ProcessRole::Helper) {
            inheritEnds(i, parent->id);
            processes_[i].endsAreGuessed = type == "child";
        }
    }
    if (processes_[i].pool)
        idle(i, processes_[i].pool, e, out);
    refresh(i, e.time, out);
}

// A stream begins in a process that has one already: it has replaced its program (exec), or its pid is in use
// again.
void World::replace(Index before, Index now, const Event& e, Effects* out) {
    if (processes_[before].alive()) {
        processes_[now].parent = processes_[before].parent;
        leave(before, e, trace::kUnknownStatus, out);
    }
    if (processes_[before].reaped < 0) {
        processes_[before].reaped = e.time;
        refresh(before, e.time, out);
    }
}

void World::beginFromOutside(const Event& e, Effects* out) {
    const std::vector<Field> fields = log_->fields(e);
    const std::int64_t named = numberIn(fields, Tag::Pid);
    const auto pid = std::int32_t(named != 0 ? named : e.value);
    if (pid <= 0)
        return;
    Index i = indexOfPid(pid);
    if (i != kNone && (processes_[i].traced || processes_[i].began >= 0) && processes_[i].reaped < 0)
        return; // known better
    if (i == kNone || processes_[i].reaped >= 0) {
        i = addOutside(pid, e.time);
        processes_[i].role = ProcessRole::Foreign;
        describe(processes_[i], fields);
    }
    Process& p = processes_[i];
    p.began = e.time;
    if (const Process* parent = processByPid(std::int32_t(numberIn(fields, Tag::ParentPid)));
        parent && p.parent.value == 0 && parent != &p)
        p.parent = parent->id;
    showStart(i, e, out);
    refresh(i, e.time, out);
}

} // namespace forkscope::world
