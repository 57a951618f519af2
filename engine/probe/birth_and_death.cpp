// SPDX-License-Identifier: GPL-3.0-or-later
// How processes come and go below multiprocessing: fork(2), the interpreters that spawn and the fork server
// start, _exit(2) and the interpreter's normal end.
#include "engine/probe/builtin_twin.h"
#include "engine/probe/operation.h"
#include "engine/probe/process.h"
#include "engine/probe/self.h"
#include "engine/probe/site.h"
#include "engine/probe/stream.h"
#include "engine/probe/subprocess.h"
#include "engine/probe/thread.h"
#include "engine/probe/traced_function.h"
#include "engine/probe/waits.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <pthread.h>
#include <unistd.h>

namespace forkscope::probe {

namespace {
constinit PyObject* gRealFork = nullptr;
constinit PyObject* gRealExit = nullptr;
constinit bool gMainEnded = false;
constinit bool gExitTold = false;
constinit char gProbeFile[4096] = {};

// fork(2) has no other moment: the lock of the interpreter is held, nothing of it may be called yet.
void inChild() {
    forgetStream();
    forgetThreads();
    forgetAnnouncedFiles();
    forkedSelf();
    gMainEnded = gExitTold = false;
}

PyObject* osFork(PyObject*, PyObject* const* args, Py_ssize_t count, PyObject* names) {
    if (!tracing() || thisThread().starting || isHelperProcess())
        return callFast(gRealFork, args, count, names);
    ensureStream();
    const std::uint32_t site = currentSite();
    const int number = nextFork();
    PyObject* pid = callFast(gRealFork, args, count, names);
    const std::int64_t child = numberOr(pid, -1);
    if (child == 0)
        ensureStream();
    if (child <= 0)
        return pid;
    char path[300];
    std::snprintf(path, sizeof path, "%s/fork%d", self().path, number);
    FieldBuffer fields;
    fields.add(Tag::Path, path);
    fields.add(Tag::Method, "fork");
    emit(Kind::ProcessStart, Phase::Point, 0, 0, site, std::int32_t(child), &fields);
    return pid;
}

void tellExit(int status) {
    if (gExitTold)
        return;
    gExitTold = true;
    emit(Kind::ProcessExit, Phase::Point, 0, 0, 0, status);
}

PyObject* osExit(PyObject*, PyObject* const* args, Py_ssize_t count, PyObject* names) {
    const std::int64_t status = numberOr(fastArgument(args, count, names, 0, "status"), -1);
    if (tracing() && status >= 0)
        tellExit(int(status & 0xff));
    return callFast(gRealExit, args, count, names);
}

void tellMainEnd() {
    if (gMainEnded || !isMainProcess())
        return;
    gMainEnded = true;
    emit(Kind::ProcessMainEnd, Phase::Point, 0, 0, 0, 0);
}

// on_exit(3): after the interpreter has gone, with the status that exit(3) was given.
void atProcessEnd(int status, void*) {
    leaveInterpreter();
    if (!tracing())
        return;
    tellMainEnd();
    tellExit(status & 0xff);
}

// Terminates the daemons, joins the other children, runs what was left to be done at the end.
PyObject* exitFunction(const Call& call) {
    tellMainEnd();
    Operation operation(Kind::ProcessFinalize, 0, 0);
    operation.begin(0);
    PyObject* result = call.run();
    operation.end(0, nullptr, result ? 0 : trace::kFailed);
    return result;
}

// The exit function is reached by its name in multiprocessing and as a handler of atexit: both get the hook,
// the handler in the same place, since nothing has been registered since.
void hookExitFunction(PyObject* module) {
    const Ref original = Ref::take(PyObject_GetAttrString(module, "_exit_function"));
    const Ref atexit = loadedModule("atexit");
    if (!original || !atexit || !hookFunction(module, "_exit_function", exitFunction))
        return;
    const Ref hooked = Ref::take(PyObject_GetAttrString(module, "_exit_function"));
    const Ref removed = Ref::take(PyObject_CallMethod(atexit.get(), "unregister", "O", original.get()));
    const Ref added = Ref::take(PyObject_CallMethod(atexit.get(), "register", "O", hooked.get()));
}

// -- interpreters that multiprocessing starts

// Whether the new interpreter finds us by itself: by PYTHONPATH, which -E, -I and -S (3.9 spells -I as -E -s)
// turn off.
bool reachesChild(PyObject* arguments) {
    const char* trace = std::getenv("FORKSCOPE_TRACE");
    const char* path = std::getenv("PYTHONPATH");
    char folder[sizeof gProbeFile];
    std::snprintf(folder, sizeof folder, "%s", gProbeFile);
    if (char* slash = std::strrchr(folder, '/'))
        *slash = '\0';
    if (!trace || !path || std::strncmp(path, folder, std::strlen(folder)) != 0)
        return false;
    for (Py_ssize_t i = 1; i < PyList_Size(arguments); ++i) {
        const char* text = PyUnicode_Check(PyList_GetItem(arguments, i))
                               ? PyUnicode_AsUTF8AndSize(PyList_GetItem(arguments, i), nullptr)
                               : nullptr;
        if (!text || std::strcmp(text, "-c") == 0)
            break;
        if (text[0] == '-' && text[1] != '-' && text[1] != 'X' && text[1] != 'W' && std::strpbrk(text, "EIS"))
            return false;
    }
    PyErr_Clear();
    return true;
}

// The code after -c, with a head on the same line that loads us first. It must never fail the child.
Ref withHead(PyObject* code) {
    return Ref::take(PyUnicode_FromFormat("exec(\"try:\\n import _imp,_frozen_importlib as f\\n "
                                          "_imp.create_dynamic(f.ModuleSpec('_forkscope',None,origin=%A))."
                                          "attach(%A,%A)\\nexcept Exception: pass\",{});%U",
                                          Ref::take(PyUnicode_FromString(gProbeFile)).get(),
                                          Ref::take(PyUnicode_FromString(gProbeFile)).get(),
                                          Ref::take(PyUnicode_FromString(streamPath())).get(), code));
}

// A copy of the command line with what we add to it; empty, with no exception, when nothing is to be added.
Ref rewritten(PyObject* arguments) {
    Ref list = Ref::take(PySequence_List(arguments));
    for (Py_ssize_t i = 0; list && i + 1 < PyList_Size(list.get()); ++i) {
        PyObject* flag = PyList_GetItem(list.get(), i);
        PyObject* code = PyList_GetItem(list.get(), i + 1);
        const bool isCode = (PyUnicode_Check(flag) && PyUnicode_CompareWithASCIIString(flag, "-c") == 0) ||
                            (PyBytes_Check(flag) && std::strcmp(PyBytes_AsString(flag), "-c") == 0);
        if (!isCode || !PyUnicode_Check(code))
            continue;
        const bool spawned = PyUnicode_Find(code, Ref::take(PyUnicode_FromString("spawn_main(")).get(), 0,
                                            PyUnicode_GetLength(code), 1) >= 0;
        if (!reachesChild(list.get())) {
            Ref head = withHead(code);
            if (head)
                PyList_SetItem(list.get(), i + 1, head.release());
        }
        char text[600];
        if (spawned && thisThread().starting) {
            childArgument(thisThread().starting, text, sizeof text);
            const Ref more = Ref::take(PyUnicode_FromString(text));
            if (more)
                PyList_Append(list.get(), more.get());
        }
        PyErr_Clear();
        return list;
    }
    PyErr_Clear();
    return Ref();
}

// spawnv_passfds(path, args, passfds): spawned children, the fork server and the resource tracker all come
// through here.
PyObject* spawnInterpreter(const Call& call) {
    const Ref list = call.count == 3 ? rewritten(call.args[1]) : Ref();
    if (!list)
        return call.run();
    PyObject* const changed[] = {call.args[0], list.get(), call.args[2]};
    return Call{call.original, changed, 3, call.names}.run();
}
} // namespace

void patchUtil(PyObject* module) {
    const ErrorGuard guard;
    hookFunction(module, "spawnv_passfds", spawnInterpreter);
    hookExitFunction(module);
}

void patchOs(const char* probeFile) {
    const ErrorGuard guard;
    std::snprintf(gProbeFile, sizeof gProbeFile, "%s", probeFile);
    pthread_atfork(nullptr, nullptr, inChild);
    on_exit(atProcessEnd, nullptr);
    const Ref posix = loadedModule("posix");
    const Ref os =
        loadedModule("os"); // not with -S: then `os` takes the twins from `posix` when it is imported
    if (!posix)
        return;
    gRealFork = replaceBuiltin(posix.get(), "fork", osFork);
    gRealExit = replaceBuiltin(posix.get(), "_exit", osExit);
    for (const char* name : {"fork", "_exit"})
        if (const Ref twin = Ref::take(os ? PyObject_GetAttrString(posix.get(), name) : nullptr))
            PyObject_SetAttrString(os.get(), name, twin.get());
    hookWaits(posix.get(), os.get());
    hookSpawns(posix.get(), os.get());
}

} // namespace forkscope::probe
