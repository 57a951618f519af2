// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/trace/names.h"

#include <algorithm>
#include <array>

namespace forkscope::trace {

namespace {
struct KindWord {
    Kind kind;
    std::string_view name;
    std::string_view value; // what `value` is called in exports
};

constexpr auto kKinds = std::to_array<KindWord>({
    {Kind::ProcessStart, "process.start", "child"},
    {Kind::ProcessBegin, "process.begin", ""},
    {Kind::ProcessMainEnd, "process.main_end", ""},
    {Kind::ProcessExit, "process.exit", "status"},
    {Kind::ProcessReap, "process.reap", "status"},
    {Kind::ProcessExec, "process.exec", ""},
    {Kind::ProcessJoin, "process.join", "child"},
    {Kind::ProcessTerminate, "process.terminate", "child"},
    {Kind::ProcessKill, "process.kill", "child"},
    {Kind::ProcessClose, "process.close", "child"},
    {Kind::ProcessRun, "process.run", ""},
    {Kind::ProcessWait, "process.wait", "child"},
    {Kind::ProcessSignal, "process.signal", "signal"},
    {Kind::ProcessFinalize, "process.finalize", ""},
    {Kind::LockCreate, "lock.create", "permits"},
    {Kind::LockAcquire, "lock.acquire", "got"},
    {Kind::LockRelease, "lock.release", ""},
    {Kind::QueueCreate, "queue.create", "maxsize"},
    {Kind::QueuePut, "queue.put", ""},
    {Kind::QueueFeed, "queue.feed", "bytes"},
    {Kind::QueueGet, "queue.get", "bytes"},
    {Kind::QueueTaskDone, "queue.task_done", "unfinished"},
    {Kind::QueueJoin, "queue.join", ""},
    {Kind::QueueClose, "queue.close", ""},
    {Kind::Sleep, "sleep", "ms"},
    {Kind::Input, "input", ""},
    {Kind::Print, "print", ""},
    {Kind::FileOpen, "file.open", "descriptor"},
    {Kind::FileRead, "file.read", "bytes"},
    {Kind::FileWrite, "file.write", "bytes"},
    {Kind::FileClose, "file.close", ""},
    {Kind::Exception, "exception", "unhandled"},
    {Kind::Warning, "warning", ""},
    {Kind::SignalSend, "signal.send", "signal"},
    {Kind::GateWait, "gate.wait", ""},
    {Kind::GateGo, "gate.go", ""},
    {Kind::GateLine, "gate.line", ""},
    {Kind::CpuRun, "cpu.run", ""},
    {Kind::CpuReady, "cpu.ready", ""},
    {Kind::CpuBlock, "cpu.block", ""},
    {Kind::ConditionWait, "condition.wait", "got"},
    {Kind::ConditionNotify, "condition.notify", "count"},
    {Kind::EventSet, "event.set", ""},
    {Kind::EventClear, "event.clear", ""},
    {Kind::EventWait, "event.wait", "got"},
    {Kind::BarrierWait, "barrier.wait", "index"},
    {Kind::BarrierBreak, "barrier.break", ""},
    {Kind::ConditionCreate, "condition.create", ""},
    {Kind::EventCreate, "event.create", ""},
    {Kind::BarrierCreate, "barrier.create", "parties"},
    {Kind::PipeCreate, "pipe.create", "duplex"},
    {Kind::PipeSend, "pipe.send", "bytes"},
    {Kind::PipeRecv, "pipe.recv", "bytes"},
    {Kind::PipePoll, "pipe.poll", "ready"},
    {Kind::PipeClose, "pipe.close", "ends"},
    {Kind::PipeEof, "pipe.eof", ""},
    {Kind::PipeOpen, "pipe.open", "ends"},
    {Kind::PipeWait, "pipe.wait", "objects"},
    {Kind::SharedCreate, "shared.create", "bytes"},
    {Kind::SharedRead, "shared.read", ""},
    {Kind::SharedWrite, "shared.write", ""},
    {Kind::SharedOpen, "shared.open", ""},
    {Kind::SharedClose, "shared.close", ""},
    {Kind::SharedUnlink, "shared.unlink", ""},
    {Kind::ManagerStart, "manager.start", "child"},
    {Kind::ManagerCall, "manager.call", ""},
    {Kind::ManagerShutdown, "manager.shutdown", ""},
    {Kind::ManagerCreate, "manager.create", ""},
    {Kind::ManagerServe, "manager.serve", ""},
    {Kind::PoolCreate, "pool.create", "workers"},
    {Kind::PoolSubmit, "pool.submit", "job"},
    {Kind::PoolTask, "pool.task", "job"},
    {Kind::PoolCallback, "pool.callback", "job"},
    {Kind::PoolClose, "pool.close", ""},
    {Kind::PoolTerminate, "pool.terminate", ""},
    {Kind::PoolJoin, "pool.join", ""},
    {Kind::PoolResult, "pool.result", "job"},
    {Kind::PoolGet, "pool.get", "job"},
    {Kind::PoolWorker, "pool.worker", "child"},
    {Kind::PoolBack, "pool.back", "job"},
    {Kind::PoolFeed, "pool.feed", "job"},
    {Kind::ExecutorCreate, "executor.create", "workers"},
    {Kind::ExecutorSubmit, "executor.submit", "task"},
    {Kind::ExecutorTask, "executor.task", "task"},
    {Kind::ExecutorShutdown, "executor.shutdown", ""},
    {Kind::ExecutorResult, "executor.result", "task"},
    {Kind::ExecutorGet, "executor.get", "task"},
    {Kind::ExecutorWorker, "executor.worker", "child"},
    {Kind::ExecutorBroken, "executor.broken", ""},
    {Kind::ExecutorFeed, "executor.feed", ""},
    {Kind::SocketListen, "socket.listen", "backlog"},
    {Kind::SocketAccept, "socket.accept", ""},
    {Kind::SocketConnect, "socket.connect", ""},
    {Kind::SocketSend, "socket.send", "bytes"},
    {Kind::SocketRecv, "socket.recv", "bytes"},
    {Kind::SocketClose, "socket.close", ""},
    {Kind::ThreadStart, "thread.start", ""},
    {Kind::ThreadBegin, "thread.begin", ""},
    {Kind::ThreadEnd, "thread.end", ""},
    {Kind::ThreadJoin, "thread.join", ""},
    {Kind::FileName, "file.name", ""},
    {Kind::ObjectName, "object.name", ""},
    {Kind::Output, "output", "bytes"},
    {Kind::Note, "note", ""},
    {Kind::ThreadName, "thread.name", ""},
    {Kind::KernelName, "kernel.name", ""},
    {Kind::Variables, "variables", ""},
});

constexpr std::array<std::string_view, std::size_t(Tag::Last)> kFields = {
    "",       "name",    "preview",     "type",      "message", "path",        "mode",   "traceback",
    "kind",   "max",     "timeout_ns",  "about_pid", "ppid",    "birth",       "daemon", "target",
    "method", "version", "duration_ns", "size",      "text",    "call",        "module", "column",
    "reader", "lock",    "peer",        "owner",     "index",   "about_thread"};

const KindWord* wordOf(Kind kind) {
    static const auto byNumber = [] {
        std::array<const KindWord*, 256> table{};
        for (const KindWord& w : kKinds)
            table[std::size_t(w.kind)] = &w;
        return table;
    }();
    return byNumber[std::size_t(kind)];
}
} // namespace

std::string_view kindName(Kind kind) {
    const KindWord* w = wordOf(kind);
    return w ? w->name : std::string_view();
}

std::optional<Kind> kindFromName(std::string_view name) {
    const auto it = std::ranges::find(kKinds, name, &KindWord::name);
    return it == kKinds.end() ? std::nullopt : std::optional(it->kind);
}

bool isKind(std::uint8_t number) {
    return wordOf(Kind(number)) != nullptr;
}

std::string_view phaseName(Phase phase) {
    switch (phase) {
    case Phase::Begin:
        return "begin";
    case Phase::End:
        return "end";
    case Phase::Point:
    case Phase::Wait:
        break;
    }
    return "point";
}

std::string_view fieldName(Tag tag) {
    return tag < Tag::Last ? kFields[std::size_t(tag)] : std::string_view();
}

std::string_view valueName(Kind kind, Phase phase) {
    const bool atEnd = phase == Phase::End;
    switch (kind) {
    case Kind::ProcessJoin:
    case Kind::ThreadJoin:
        return atEnd ? "ended" : kind == Kind::ProcessJoin ? "child" : "";
    case Kind::PipeWait:
        return atEnd ? "ready" : "objects";
    case Kind::EventWait:
    case Kind::PipePoll:
    case Kind::ConditionWait:
        return phase == Phase::Begin ? "" : wordOf(kind)->value;
    case Kind::LockAcquire:
        return phase == Phase::Begin ? "" : "got";
    case Kind::QueueGet:
    case Kind::PipeSend:
    case Kind::PipeRecv:
        return atEnd ? "bytes" : "";
    case Kind::BarrierWait:
        return atEnd ? "index" : "";
    case Kind::Sleep:
        return atEnd ? "" : "ms";
    default:
        break;
    }
    const KindWord* w = wordOf(kind);
    return w ? w->value : std::string_view();
}

} // namespace forkscope::trace
