// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/probe/process.h"

#include "engine/probe/callable_name.h"
#include "engine/probe/dying.h"
#include "engine/probe/exceptions.h"
#include "engine/probe/executor.h"
#include "engine/probe/gate.h"
#include "engine/probe/operation.h"
#include "engine/probe/patience.h"
#include "engine/probe/pipe_identity.h"
#include "engine/probe/seeds.h"
#include "engine/probe/self.h"
#include "engine/probe/site.h"
#include "engine/probe/stream.h"
#include "engine/probe/thread.h"
#include "engine/probe/traced_function.h"
#include "engine/probe/waits.h"

#include <cstdio>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace forkscope::probe {

namespace {
constinit Name kPopen{"_popen"};
constinit Name kPid{"pid"};
constinit Name kReturnCode{"returncode"};
constinit Name kSentinel{"sentinel"};
constinit Name kProcessTarget{"_target"};
constinit Name kMethod{"method"};
constinit Name kRun{"run"};

Ref popenOf(PyObject* process) {
    Ref popen = process ? plainAttribute(process, kPopen) : Ref();
    return popen && popen.get() != Py_None ? static_cast<Ref&&>(popen) : Ref();
}

bool hasEnded(PyObject* popen) {
    const Ref status = plainAttribute(popen, kReturnCode);
    return status && status.get() != Py_None;
}

std::int32_t pidOfPopen(PyObject* popen) {
    const ErrorGuard guard;
    return std::int32_t(numberOr(plainAttribute(popen, kPid).get(), 0));
}

// Whether the child is there still, without reaping it. Children of the fork server are not ours: their
// sentinel tells.
bool stillRuns(PyObject* process) {
    const Ref popen = popenOf(process);
    if (!popen || hasEnded(popen.get()))
        return false;
    siginfo_t info{};
    const std::int32_t pid = pidOfProcess(process);
    if (pid > 0 && waitid(P_PID, id_t(pid), &info, WEXITED | WNOHANG | WNOWAIT) == 0)
        return info.si_pid == 0;
    const Ref sentinel = plainAttribute(popen.get(), kSentinel);
    pollfd fd{int(numberOr(sentinel.get(), -1)), POLLIN, 0};
    return fd.fd >= 0 && poll(&fd, 1, 0) == 0 && !isZombie(pid);
}

// The name of what the child will run: the target function, or the class that brings its own run().
std::size_t copyTarget(PyObject* process, char* to, std::size_t room) {
    const Ref target = plainAttribute(process, kProcessTarget);
    if (!target || target.get() == Py_None)
        return copyTypeName(process, to, room);
    return copyCallableName(target.get(), to, room);
}

// -- in the parent

void tellStarted(PyObject* process, const FieldBuffer& target, std::uint32_t site) {
    const ErrorGuard guard;
    FieldBuffer fields = target;
    char path[256];
    childPath(process, path, sizeof path);
    fields.add(Tag::Path, path);
    const Ref popen = popenOf(process);
    const Ref method = popen ? attribute(popen.get(), kMethod) : Ref();
    char text[32];
    fields.add(Tag::Method, text, copyText(method.get(), text, sizeof text));
    emit(Kind::ProcessStart, Phase::Point, 0, 0, site, pidOfProcess(process), &fields);
}

PyObject* processStart(const Call& call) {
    PyObject* process = call.receiver();
    if (!process || !ensureStream())
        return call.run();
    const std::uint32_t site = currentSite();
    if (gateHolds(site) && !passGate(Kind::ProcessStart, 0, site))
        return nullptr;
    FieldBuffer fields; // the target is gone after the start
    char target[128];
    addProcessFields(fields, process);
    fields.add(Tag::Target, target, copyTarget(process, target, sizeof target));
    const std::uint64_t executor = executorOfWorker(process);
    PyObject* outer = thisThread().starting;
    thisThread().starting = process;
    PyObject* result = call.run();
    thisThread().starting = outer;
    if (!result)
        return nullptr;
    tellStarted(process, fields, site);
    if (executor)
        emit(Kind::ExecutorWorker, Phase::Point, 0, executor, site, pidOfProcess(process));
    return result;
}

// Nobody holds the threads of a pool that its join() has waited for before, nor a manager's server: whether
// the process has ended by now is chance, so who joins it stands at the gate in any case.
bool isPartOfAnEnd(const Operation* outer) {
    return outer && (outer->kind() == Kind::PoolJoin || outer->kind() == Kind::ManagerShutdown);
}

PyObject* processJoin(const Call& call) {
    PyObject* process = call.receiver();
    const Ref popen = popenOf(process);
    if (!popen) // not started: the original says so
        return call.run();
    const double seconds = secondsOf(call.argument(1, "timeout"));
    bool standsAnyway = isPartOfAnEnd(thisThread().operation);
    Operation operation(Kind::ProcessJoin, 0, currentSite());
    const std::int32_t pid = pidOfProcess(process);
    if (!enter(operation, pid, mannerOf(seconds)))
        return nullptr;
    FieldBuffer fields;
    addTimeout(fields, seconds);
    operation.begin(pid, &fields, stillRuns(process) && seconds != 0 ? trace::kWaits : 0);
    Waiting waiting(Kind::ProcessJoin, std::uint64_t(pid), operation.site(), seconds);
    PyObject* result = waitInTime(
        waiting, [&] { return !std::exchange(standsAnyway, false) && !stillRuns(process); },
        [&](PyObject* left) { return runInTime(call, 1, "timeout", left); },
        [&](PyObject* joined) { return !joined || !stillRuns(process); });
    const ErrorGuard guard;
    operation.end(hasEnded(popen.get()), nullptr, result ? 0 : trace::kFailed);
    return result;
}

template <Kind kind> PyObject* processPoint(const Call& call) {
    PyObject* process = call.receiver();
    const std::uint32_t site = currentSite();
    const std::int32_t pid = process ? pidOfProcess(process) : 0;
    if (gateHolds(site) && !passGate(kind, 0, site, pid))
        return nullptr;
    Operation operation(kind, 0, site);
    operation.point(pid);
    return call.run();
}

// poll() of multiprocessing's Popen classes: the one place where a child's status arrives in its parent.
PyObject* popenPoll(const Call& call) {
    PyObject* popen = call.receiver();
    const bool before = popen && hasEnded(popen);
    if (popen && !before && !gateFree())
        waitForItsEnd(pidOfPopen(popen));
    const ReapedElsewhere here;
    PyObject* result = call.run();
    if (!result || before || result == Py_None || !popen)
        return result;
    const ErrorGuard guard;
    tellReaped(pidOfPopen(popen), std::int32_t(numberOr(result, trace::kUnknownStatus)), 0);
    return result;
}

// The exit handler of multiprocessing ends the daemons by their Popen, not by Process.terminate(), which
// would tell of itself (util.py, _exit_function).
PyObject* popenTerminate(const Call& call) {
    PyObject* popen = call.receiver();
    const Operation* outer = thisThread().operation;
    if (popen && (!outer || outer->kind() == Kind::ProcessFinalize) && !hasEnded(popen)) {
        const ErrorGuard guard;
        emit(Kind::ProcessTerminate, Phase::Point, outer ? trace::kInner : 0, 0, currentSite(),
             pidOfPopen(popen));
    }
    return call.run();
}

// -- in the child

PyObject* processRun(const Call& call) {
    if (thisThread().runs) // super().run()
        return call.run();
    thisThread().runs = true;
    emit(Kind::ProcessRun, Phase::Begin, 0, 0, 0, 0);
    PyObject* result = call.run();
    thisThread().runs = false;
    if (!result)
        tellPending(true);
    emit(Kind::ProcessRun, Phase::End, result ? 0 : trace::kFailed, 0, 0, 0);
    return result;
}

// A class of the learner's may bring its own run(): the hook has to lie over that one.
void hookRun(PyObject* process) {
    const ErrorGuard guard;
    PyObject* owner = nullptr;
    const Ref run = classAttribute(Py_TYPE(process), kRun, &owner);
    if (run && !isTracedFunction(run.get()))
        hookFunction(owner, "run", processRun);
}

PyObject* processBootstrap(const Call& call) {
    if (PyObject* process = call.receiver()) {
        becomeChild(process);
        ensureStream();
        seedServedChild();
        settleArrivals(process);
        hookRun(process);
    }
    return call.run();
}
} // namespace

std::int32_t pidOfProcess(PyObject* process) {
    const Ref popen = popenOf(process);
    const Ref pid = popen ? plainAttribute(popen.get(), kPid) : Ref();
    return std::int32_t(numberOr(pid.get(), 0));
}

void patchProcess(PyObject* module) {
    const ErrorGuard guard;
    const Ref type = Ref::take(PyObject_GetAttrString(module, "BaseProcess"));
    if (!type)
        return;
    if (const Ref bootstrap = Ref::take(PyObject_GetAttrString(type.get(), "_bootstrap")))
        endWalkAt(bootstrap.get());
    PyErr_Clear();
    hookFunction(type.get(), "start", processStart);
    hookFunction(type.get(), "join", processJoin);
    hookFunction(type.get(), "terminate", processPoint<Kind::ProcessTerminate>);
    hookFunction(type.get(), "kill", processPoint<Kind::ProcessKill>);
    hookFunction(type.get(), "close", processPoint<Kind::ProcessClose>);
    hookFunction(type.get(), "run", processRun);
    hookFunction(type.get(), "_bootstrap", processBootstrap);
}

void patchPopen(PyObject* module) {
    const ErrorGuard guard;
    const Ref type = Ref::take(PyObject_GetAttrString(module, "Popen"));
    if (!type)
        return;
    hookFunction(type.get(), "poll", popenPoll);
    hookFunction(type.get(), "terminate", popenTerminate);
}

} // namespace forkscope::probe
