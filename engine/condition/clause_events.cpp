// SPDX-License-Identifier: GPL-3.0-or-later
// What has been seen, in words: "main has taken at least 3 items from orders".
#include "engine/condition/clause.h"

#include <algorithm>
#include <iterator>

namespace forkscope::condition {

using trace::Kind;

namespace {

// `%` is the object, or the process, that it is about; `nameless` stands there when none is given. What is
// printed, raised or warned of is told with its text in place of it.
struct Doing {
    Kind kind;
    std::string_view begin; // "has begun to …", "has tried in vain to …"
    std::string_view done;  // "has …"
    std::string_view nameless = {};
};

constexpr Doing kDoings[] = {
    {Kind::ProcessStart, "start %", "started %", "a process"},
    {Kind::ProcessBegin, "run", "begun to run"},
    {Kind::ProcessMainEnd, "end its code", "come to the end of its code"},
    {Kind::ProcessExit, "end", "ended"},
    {Kind::ProcessSignal, "handle a signal", "handled a signal"},
    {Kind::ProcessReap, "reap %", "reaped %", "a child"},
    {Kind::ProcessExec, "become another program", "become another program"},
    {Kind::ProcessJoin, "join %", "joined %", "a process"},
    {Kind::ProcessTerminate, "terminate() %", "called terminate() on %", "a process"},
    {Kind::ProcessKill, "kill() %", "called kill() on %", "a process"},
    {Kind::ProcessClose, "close() %", "called close() on %", "a process"},
    {Kind::ProcessRun, "run its function", "run its function to the end"},
    {Kind::ProcessWait, "wait for the end of a child", "waited for the end of a child"},
    {Kind::ProcessFinalize, "run its exit handlers", "run its exit handlers"},
    {Kind::LockCreate, "create %", "created %", "a lock"},
    {Kind::LockAcquire, "acquire %", "acquired %", "a lock"},
    {Kind::LockRelease, "release %", "released %", "a lock"},
    {Kind::ConditionCreate, "create %", "created %", "a condition"},
    {Kind::ConditionWait, "wait for a notification of %", "been notified of %", "a condition"},
    {Kind::ConditionNotify, "notify those who wait for %", "notified those who wait for %", "a condition"},
    {Kind::EventCreate, "create %", "created %", "an event"},
    {Kind::EventSet, "set %", "set %", "an event"},
    {Kind::EventClear, "clear %", "cleared %", "an event"},
    {Kind::EventWait, "wait for %", "waited for % and seen it set", "an event"},
    {Kind::BarrierCreate, "create %", "created %", "a barrier"},
    {Kind::BarrierWait, "wait at %", "passed %", "a barrier"},
    {Kind::BarrierBreak, "break %", "broken %", "a barrier"},
    {Kind::QueueCreate, "create %", "created %", "a queue"},
    {Kind::QueuePut, "put an item into %", "put an item into %", "a queue"},
    {Kind::QueueFeed, "write an item to the pipe of %", "written an item to the pipe of %", "a queue"},
    {Kind::QueueGet, "take an item from %", "taken an item from %", "a queue"},
    {Kind::QueueTaskDone, "call task_done() of %", "called task_done() of %", "a queue"},
    {Kind::QueueJoin, "join %", "joined %", "a queue"},
    {Kind::QueueClose, "close %", "closed %", "a queue"},
    {Kind::PipeCreate, "create %", "created %", "a pipe"},
    {Kind::PipeSend, "send something through %", "sent something through %", "a pipe"},
    {Kind::PipeRecv, "receive something from %", "received something from %", "a pipe"},
    {Kind::PipePoll, "ask whether something is in %", "asked whether something is in %", "a pipe"},
    {Kind::PipeClose, "close %", "closed %", "a pipe"},
    {Kind::PipeEof, "meet the end of %", "met the end of %", "a pipe"},
    {Kind::PipeOpen, "get an end of %", "got an end of %", "a pipe"},
    {Kind::PipeWait, "wait for several connections", "waited for several connections"},
    {Kind::SharedCreate, "create %", "created %", "shared memory"},
    {Kind::SharedRead, "read %", "read %", "shared memory"},
    {Kind::SharedWrite, "write to %", "written to %", "shared memory"},
    {Kind::SharedOpen, "attach to %", "attached to %", "shared memory"},
    {Kind::SharedClose, "close %", "closed %", "shared memory"},
    {Kind::SharedUnlink, "unlink %", "unlinked %", "shared memory"},
    {Kind::ManagerStart, "start %", "started %", "a manager"},
    {Kind::ManagerCreate, "create %", "created %", "an object of a manager"},
    {Kind::ManagerCall, "call %", "called %", "an object of a manager"},
    {Kind::ManagerServe, "carry out a call of %", "carried out a call of %", "an object of a manager"},
    {Kind::ManagerShutdown, "shut down %", "shut down %", "a manager"},
    {Kind::PoolCreate, "create %", "created %", "a pool"},
    {Kind::PoolSubmit, "give work to %", "given work to %", "a pool"},
    {Kind::PoolTask, "carry out a task of %", "carried out a task of %", "a pool"},
    {Kind::PoolCallback, "run a callback of %", "run a callback of %", "a pool"},
    {Kind::PoolClose, "close %", "closed %", "a pool"},
    {Kind::PoolTerminate, "terminate %", "terminated %", "a pool"},
    {Kind::PoolJoin, "join %", "joined %", "a pool"},
    {Kind::PoolResult, "get all of a result back from %", "got all of a result back from %", "a pool"},
    {Kind::PoolBack, "get one outcome back from %", "got one outcome back from %", "a pool"},
    {Kind::PoolFeed, "write a task to the pipe of %", "written a task to the pipe of %", "a pool"},
    {Kind::PoolGet, "get a result of %", "got a result of %", "a pool"},
    {Kind::PoolWorker, "start a worker of %", "started a worker of %", "a pool"},
    {Kind::ExecutorCreate, "create %", "created %", "an executor"},
    {Kind::ExecutorSubmit, "give a task to %", "given a task to %", "an executor"},
    {Kind::ExecutorTask, "carry out a task of %", "carried out a task of %", "an executor"},
    {Kind::ExecutorFeed, "write a task to the pipe of %", "written a task to the pipe of %", "an executor"},
    {Kind::ExecutorResult, "get a result back from %", "got a result back from %", "an executor"},
    {Kind::ExecutorGet, "get a result of %", "got a result of %", "an executor"},
    {Kind::ExecutorShutdown, "shut down %", "shut down %", "an executor"},
    {Kind::ExecutorWorker, "start a worker of %", "started a worker of %", "an executor"},
    {Kind::ExecutorBroken, "find % broken", "found % broken", "an executor"},
    {Kind::SocketListen, "listen at %", "begun to listen at %", "a socket"},
    {Kind::SocketAccept, "accept a connection at %", "accepted a connection at %", "a socket"},
    {Kind::SocketConnect, "connect %", "connected %", "a socket"},
    {Kind::SocketSend, "send through %", "sent through %", "a socket"},
    {Kind::SocketRecv, "receive from %", "received from %", "a socket"},
    {Kind::SocketClose, "close %", "closed %", "a socket"},
    {Kind::ThreadStart, "start a thread", "started a thread"},
    {Kind::ThreadBegin, "run another thread", "begun to run another thread"},
    {Kind::ThreadEnd, "end a thread", "ended a thread"},
    {Kind::ThreadJoin, "join a thread", "joined a thread"},
    {Kind::FileOpen, "open %", "opened %", "a file"},
    {Kind::FileRead, "read %", "read %", "a file"},
    {Kind::FileWrite, "write to %", "written to %", "a file"},
    {Kind::FileClose, "close %", "closed %", "a file"},
    {Kind::Sleep, "sleep", "slept"},
    {Kind::Input, "read from the keyboard", "read from the keyboard"},
    {Kind::Print, "print %", "printed %"},
    {Kind::Exception, "raise %", "raised %", "an exception"},
    {Kind::Warning, "warn %", "warned %"},
    {Kind::GateWait, "wait at the gate", "come to the gate"},
    {Kind::GateGo, "go on from the gate", "been let go"},
    {Kind::SignalSend, "send % a signal", "sent % a signal", "a process"},
};

bool isTold(Kind kind) {
    return kind == Kind::Print || kind == Kind::Exception || kind == Kind::Warning;
}

const Doing* doing(Kind kind) {
    const auto* found =
        std::find_if(std::begin(kDoings), std::end(kDoings), [&](const Doing& d) { return d.kind == kind; });
    return found == std::end(kDoings) ? nullptr : found;
}

std::string put(std::string_view form, const std::string& name) {
    std::string text(form);
    const std::size_t at = text.find('%');
    if (at == std::string::npos)
        return text;
    const bool isLoneEnd = name.empty() && at > 0 && at + 1 == text.size();
    return text.replace(isLoneEnd ? at - 1 : at, isLoneEnd ? 2 : 1, name);
}

// What it was done with, and where.
std::string what(const EventPattern& pattern, const Doing& doing) {
    const std::string& named = isAny(pattern.to) ? pattern.on : pattern.to;
    std::string about = isAny(named) ? std::string(doing.nameless) : named;
    if (isTold(pattern.kind) && !pattern.text.empty())
        about = quoted(pattern.text);
    std::string text = put(pattern.isBegin || pattern.failed ? doing.begin : doing.done, about);
    if (!isTold(pattern.kind) && !pattern.text.empty())
        text += ", with " + quoted(pattern.text) + " in it";
    return text;
}

} // namespace

Clause clauseOfEvents(const Node& seen, bool isDenied) {
    const EventPattern& pattern = seen.pattern;
    const Doing* known = doing(pattern.kind);
    const Doing unnamed{pattern.kind, "do it", "done it"};
    const Comparison compared = isDenied ? opposite(seen.compared) : seen.compared;
    const std::string did = (pattern.isBegin  ? "begun to "
                             : pattern.failed ? "tried in vain to "
                                              : "") +
                            what(pattern, known ? *known : unnamed) +
                            (pattern.line > 0 ? " in line " + std::to_string(pattern.line) : "");
    const bool isNobodys = isAny(pattern.by);
    if (isNone(compared))
        return isNobodys ? Clause{"nobody", "has " + did, {}}
                         : Clause{pattern.by, "has not " + did, "has " + did};
    const std::string often = times(compared);
    if (often.empty())
        return {isNobodys ? "a process" : pattern.by, "has " + did, {}};
    return isNobodys ? Clause{"processes", "have " + did + " " + often + " in all", {}}
                     : Clause{pattern.by, "has " + did + " " + often, {}};
}

} // namespace forkscope::condition
