// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/probe/waits.h"

#include "engine/probe/builtin_twin.h"
#include "engine/probe/gate.h"
#include "engine/probe/site.h"

#include <sys/wait.h>

namespace forkscope::probe {

namespace {
thread_local bool tReapedElsewhere = false;
thread_local PyObject* tStartingProgram = nullptr;

constinit Name kProgramPid{"pid"};

constinit Name kWaitPid{"si_pid"};
constinit Name kWaitStatus{"si_status"};
constinit Name kWaitCode{"si_code"};

// What a call of one of the functions asks for.
struct WaitCall {
    pid_t pid = -1; // as waitpid(2) has it; -1 also where it cannot be said
    bool mayWait = true;
    bool reaps = true;
};

WaitCall askedByWaitpid(PyObject* const* args, Py_ssize_t count, int options) {
    WaitCall w;
    if (count > 0)
        w.pid = pid_t(numberOr(args[0], -1));
    const std::int64_t flags = count > options ? numberOr(args[options], 0) : 0;
    w.mayWait = (flags & WNOHANG) == 0;
    return w;
}

WaitCall askedByWait3(PyObject* const* args, Py_ssize_t count) {
    WaitCall w;
    w.mayWait = count < 1 || (numberOr(args[0], 0) & WNOHANG) == 0;
    return w;
}

WaitCall askedByWaitid(PyObject* const* args, Py_ssize_t count) {
    WaitCall w;
    if (count < 3)
        return w;
    if (numberOr(args[0], P_ALL) == P_PID)
        w.pid = pid_t(numberOr(args[1], -1));
    const std::int64_t flags = numberOr(args[2], 0);
    w.mayWait = (flags & WNOHANG) == 0;
    w.reaps = (flags & WNOWAIT) == 0 && (flags & WEXITED) != 0;
    return w;
}

struct Outcome {
    std::int32_t pid = 0;
    std::int32_t status = 0;
    bool ended = false;
};

// (pid, status, …)
Outcome outcomeOfTuple(PyObject* result) {
    Outcome o;
    if (!PyTuple_Check(result) || PyTuple_Size(result) < 2)
        return o;
    o.pid = std::int32_t(numberOr(PyTuple_GetItem(result, 0), 0));
    o.ended = o.pid > 0 && statusOfWait(int(numberOr(PyTuple_GetItem(result, 1), 0)), o.status);
    return o;
}

// waitid_result, or None
Outcome outcomeOfWaitid(PyObject* result) {
    Outcome o;
    if (result == Py_None)
        return o;
    o.pid = std::int32_t(numberOr(attribute(result, kWaitPid).get(), 0));
    o.status = std::int32_t(numberOr(attribute(result, kWaitStatus).get(), 0));
    const std::int64_t code = numberOr(attribute(result, kWaitCode).get(), 0);
    o.ended = o.pid > 0 && (code == CLD_EXITED || code == CLD_KILLED || code == CLD_DUMPED);
    if (code != CLD_EXITED)
        o.status = -o.status;
    return o;
}

using Convert = Outcome (*)(PyObject*);

bool isUnheardOf(std::int32_t pid) {
    return tStartingProgram && numberOr(plainAttribute(tStartingProgram, kProgramPid).get(), 0) == pid;
}

void tellOutcome(const Outcome& o, const WaitCall& w, std::uint32_t site) {
    if (o.ended && w.reaps && !tReapedElsewhere && !isUnheardOf(o.pid))
        tellReaped(o.pid, o.status, site);
}

PyObject* waitAndTell(PyObject* real, const WaitCall& w, Convert convert, PyObject* const* args,
                      Py_ssize_t count, PyObject* names) {
    const std::uint32_t site = tReapedElsewhere || tStartingProgram ? 0 : currentSite();
    const Operation* outer = thisThread().operation;
    // Popen.wait() and Process.join() are what the learner called; a library only looks, with WNOHANG.
    const bool part = outer && (outer->kind() == Kind::ProcessWait || outer->kind() == Kind::ProcessJoin);
    const bool own = site && !part && (w.mayWait || calledByLearner());
    if (!own) {
        PyObject* result = callFast(real, args, count, names);
        if (result && !tReapedElsewhere) {
            const ErrorGuard guard;
            tellOutcome(convert(result), w, site);
        }
        return result;
    }
    Operation operation(Kind::ProcessWait, 0, site);
    if (!enter(operation, w.pid, w.mayWait ? Manner::MayWait : Manner::NeverWaits))
        return nullptr;
    operation.begin(w.pid, nullptr, w.mayWait && childStillRuns(w.pid) ? trace::kWaits : 0);
    PyObject* result = nullptr;
    Waiting waiting(Kind::ProcessWait, w.pid > 0 ? std::uint64_t(w.pid) : 0, site, -1);
    if (!w.mayWait || waitAtGate(waiting, [&] { return !childStillRuns(w.pid); }))
        result = callFast(real, args, count, names);
    const ErrorGuard guard;
    const Outcome o = result ? convert(result) : Outcome{};
    tellOutcome(o, w, site);
    operation.end(o.pid, nullptr, result ? 0 : trace::kFailed);
    return result;
}

enum Which { kWait, kWait3, kWait4, kWaitpid, kWaitid, kWaitCount };
constexpr const char* kWaitNames[] = {"wait", "wait3", "wait4", "waitpid", "waitid"};
constinit PyObject* gRealWaits[kWaitCount] = {};

template <Which which> PyObject* osWait(PyObject*, PyObject* const* args, Py_ssize_t count, PyObject* names) {
    if (!tracing())
        return callFast(gRealWaits[which], args, count, names);
    const WaitCall w = which == kWait     ? WaitCall{}
                       : which == kWait3  ? askedByWait3(args, count)
                       : which == kWaitid ? askedByWaitid(args, count)
                                          : askedByWaitpid(args, count, 1);
    return waitAndTell(gRealWaits[which], w, which == kWaitid ? outcomeOfWaitid : outcomeOfTuple, args, count,
                       names);
}

template <Which which> void hookWait(PyObject* posix, PyObject* os) {
    gRealWaits[which] = replaceBuiltin(posix, kWaitNames[which], osWait<which>);
    const Ref twin =
        Ref::take(gRealWaits[which] ? PyObject_GetAttrString(posix, kWaitNames[which]) : nullptr);
    if (twin && os)
        PyObject_SetAttrString(os, kWaitNames[which], twin.get());
    PyErr_Clear();
}
} // namespace

ReapedElsewhere::ReapedElsewhere() : outer_(tReapedElsewhere) {
    tReapedElsewhere = true;
}
ReapedElsewhere::~ReapedElsewhere() {
    tReapedElsewhere = outer_;
}

StartingProgram::StartingProgram(PyObject* popen) : outer_(tStartingProgram) {
    tStartingProgram = popen;
}
StartingProgram::~StartingProgram() {
    tStartingProgram = outer_;
}
bool StartingProgram::active() {
    return tStartingProgram != nullptr;
}

bool statusOfWait(int raw, std::int32_t& status) {
    if (!WIFEXITED(raw) && !WIFSIGNALED(raw))
        return false;
    status = WIFEXITED(raw) ? WEXITSTATUS(raw) : -WTERMSIG(raw);
    return true;
}

bool childStillRuns(pid_t pid) {
    siginfo_t info{};
    const idtype_t type = pid > 0 ? P_PID : pid < -1 ? P_PGID : P_ALL;
    if (waitid(type, id_t(pid > 0 ? pid : pid < -1 ? -pid : 0), &info, WEXITED | WNOHANG | WNOWAIT) != 0)
        return false; // no such child: nothing to wait for
    return info.si_pid == 0;
}

void tellReaped(std::int32_t pid, std::int32_t status, std::uint32_t site) {
    FieldBuffer fields;
    fields.add(Tag::Pid, pid);
    emit(Kind::ProcessReap, Phase::Point, thisThread().operation ? trace::kInner : 0, 0, site, status,
         &fields);
}

void hookWaits(PyObject* posix, PyObject* os) {
    hookWait<kWait>(posix, os);
    hookWait<kWait3>(posix, os);
    hookWait<kWait4>(posix, os);
    hookWait<kWaitpid>(posix, os);
    hookWait<kWaitid>(posix, os);
}

} // namespace forkscope::probe
