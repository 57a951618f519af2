// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/probe/subprocess.h"

#include "engine/probe/builtin_twin.h"
#include "engine/probe/gate.h"
#include "engine/probe/patience.h"
#include "engine/probe/preview.h"
#include "engine/probe/self.h"
#include "engine/probe/site.h"
#include "engine/probe/traced_function.h"
#include "engine/probe/waits.h"

#include <cstdio>
#include <cstring>

namespace forkscope::probe {

namespace {
constinit Name kChildPid{"pid"};
constinit Name kChildStatus{"returncode"};
constinit PyObject* gRealSpawns[2] = {};
constexpr const char* kSpawnNames[] = {"posix_spawn", "posix_spawnp"};

// The program's file name, without folders: of "/bin/sleep", ["sleep", "1"] or a command for the shell.
void copyProgramName(PyObject* command, bool shell, char* to, std::size_t room) {
    char path[1024] = {};
    PyObject* first = command;
    if (command && PyList_CheckExact(command) && PyList_Size(command) > 0)
        first = PyList_GetItem(command, 0);
    else if (command && PyTuple_CheckExact(command) && PyTuple_Size(command) > 0)
        first = PyTuple_GetItem(command, 0);
    if (!shell && first)
        copyText(first, path, sizeof path);
    const char* slash = std::strrchr(path, '/');
    std::snprintf(to, room, "%s", shell ? "sh" : slash ? slash + 1 : path);
}

void tellProgram(std::int32_t pid, PyObject* command, bool shell, const char* method, std::uint32_t site) {
    char path[320], name[128];
    std::snprintf(path, sizeof path, "%s/program%d", self().path, nextProgram());
    copyProgramName(command, shell, name, sizeof name);
    FieldBuffer fields;
    if (name[0])
        fields.add(Tag::Name, name);
    fields.add(Tag::Path, path);
    fields.add(Tag::Method, method);
    if (command)
        addPreview(fields, command);
    emit(Kind::ProcessStart, Phase::Point, 0, 0, site, pid, &fields);
}

// -- subprocess

std::int32_t childOf(PyObject* popen) {
    return std::int32_t(numberOr(plainAttribute(popen, kChildPid).get(), 0));
}

bool hasStatus(PyObject* popen) {
    const Ref status = plainAttribute(popen, kChildStatus);
    return status && status.get() != Py_None;
}

// Popen(args, bufsize, executable, stdin, stdout, stderr, preexec_fn, close_fds, shell, …)
PyObject* programStarts(const Call& call) {
    PyObject* popen = call.receiver();
    if (!popen || StartingProgram::active())
        return call.run();
    ensureStream();
    const std::uint32_t site = currentSite();
    if (gateHolds(site) && !passGate(Kind::ProcessStart, 0, site))
        return nullptr;
    PyObject* result = nullptr;
    {
        const StartingProgram starting(popen);
        result = call.run();
    }
    const ErrorGuard guard;
    if (const std::int32_t pid = result ? childOf(popen) : 0)
        tellProgram(pid, call.argument(1, "args"), numberOr(call.argument(9, "shell"), 0) != 0, "subprocess",
                    site);
    return result;
}

// wait(timeout), communicate(input, timeout): what the learner waits for is the same.
template <int timeout> PyObject* programIsAwaited(const Call& call) {
    PyObject* popen = call.receiver();
    const Operation* outer = thisThread().operation;
    const std::int32_t pid = popen ? childOf(popen) : 0;
    if (!pid || hasStatus(popen) || (outer && outer->kind() == Kind::ProcessWait))
        return call.run();
    const double seconds = secondsOf(call.argument(timeout, "timeout"));
    Operation operation(Kind::ProcessWait, 0, currentSite());
    if (!enter(operation, pid, mannerOf(seconds)))
        return nullptr;
    FieldBuffer fields;
    addTimeout(fields, seconds);
    operation.begin(pid, &fields, childStillRuns(pid) ? trace::kWaits : 0);
    // communicate() feeds and reads the child's pipes: it must go on while the child runs.
    const bool waits = timeout == 1;
    Waiting waiting(Kind::ProcessWait, std::uint64_t(pid), operation.site(), seconds);
    PyObject* result = !waits ? call.run()
                              : waitInTime(
                                    waiting, [&] { return !childStillRuns(pid); },
                                    [&](PyObject* left) { return runInTime(call, 1, "timeout", left); },
                                    [](PyObject* ended) { return ended || !isRaised("TimeoutExpired"); });
    const ErrorGuard guard;
    operation.end(hasStatus(popen) ? pid : 0, nullptr, result ? 0 : trace::kFailed);
    return result;
}

// -- os.posix_spawn(path, argv, env, …)

template <int which> PyObject* osSpawn(PyObject*, PyObject* const* args, Py_ssize_t count, PyObject* names) {
    if (!tracing() || StartingProgram::active())
        return callFast(gRealSpawns[which], args, count, names);
    ensureStream();
    const std::uint32_t site = currentSite();
    PyObject* pid = callFast(gRealSpawns[which], args, count, names);
    if (const auto child = std::int32_t(pid ? numberOr(pid, 0) : 0))
        tellProgram(child, fastArgument(args, count, names, 1, "argv"), false, "posix_spawn", site);
    return pid;
}

template <int which> void hookSpawn(PyObject* posix, PyObject* os) {
    gRealSpawns[which] = replaceBuiltin(posix, kSpawnNames[which], osSpawn<which>);
    const Ref twin =
        Ref::take(gRealSpawns[which] ? PyObject_GetAttrString(posix, kSpawnNames[which]) : nullptr);
    if (twin && os)
        PyObject_SetAttrString(os, kSpawnNames[which], twin.get());
    PyErr_Clear();
}
} // namespace

void patchSubprocess(PyObject* module) {
    const ErrorGuard guard;
    const Ref popen = Ref::take(PyObject_GetAttrString(module, "Popen"));
    if (!popen)
        return;
    hookFunction(popen.get(), "__init__", programStarts);
    hookFunction(popen.get(), "wait", programIsAwaited<1>);
    hookFunction(popen.get(), "communicate", programIsAwaited<2>);
}

void hookSpawns(PyObject* posix, PyObject* os) {
    hookSpawn<0>(posix, os);
    hookSpawn<1>(posix, os);
}

} // namespace forkscope::probe
