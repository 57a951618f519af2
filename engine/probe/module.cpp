// SPDX-License-Identifier: GPL-3.0-or-later
// The extension module `_forkscope`, loaded by sitecustomize.py into each interpreter of the program. It
// offers one function, attach(), which does everything: maps the trace, finds out who this process is, puts
// the hooks in place.
#include "engine/probe/python.h"

#include "engine/probe/composite.h"
#include "engine/probe/exceptions.h"
#include "engine/probe/executor.h"
#include "engine/probe/files.h"
#include "engine/probe/import_hook.h"
#include "engine/probe/interpreter.h"
#include "engine/probe/manager.h"
#include "engine/probe/output.h"
#include "engine/probe/pipes.h"
#include "engine/probe/pool.h"
#include "engine/probe/process.h"
#include "engine/probe/queues.h"
#include "engine/probe/seeds.h"
#include "engine/probe/self.h"
#include "engine/probe/semlock.h"
#include "engine/probe/shared.h"
#include "engine/probe/signals.h"
#include "engine/probe/site.h"
#include "engine/probe/sockets.h"
#include "engine/probe/stream.h"
#include "engine/probe/subprocess.h"
#include "engine/probe/thread_lock.h"
#include "engine/probe/threads.h"
#include "engine/probe/traced_function.h"

#include <cstdio>
#include <cstring>

namespace forkscope::probe {

namespace {
void patchSynchronize(PyObject* module) {
    patchSemLockClass(module);
    patchComposites(module);
}

// clang-format off
constexpr Patch kPatches[] = {
    {"builtins", patchBuiltins},
    {"time", patchTime},
    {"_io", patchOpen},
    {"_thread", patchThreadLocks},
    {"threading", patchThreading},
    {"_signal", patchSignals},
    {"subprocess", patchSubprocess},
    {"_multiprocessing", patchSemLockType},
    {"multiprocessing.synchronize", patchSynchronize},
    {"multiprocessing.process", patchProcess},
    {"multiprocessing.popen_fork", patchPopen},
    {"multiprocessing.popen_forkserver", patchPopen},
    {"multiprocessing.util", patchUtil},
    {"multiprocessing.queues", patchQueues},
    {"multiprocessing.connection", patchConnection},
    {"multiprocessing.sharedctypes", patchSharedTypes},
    {"multiprocessing.shared_memory", patchSharedMemory},
    {"socket", patchSockets},
    {"multiprocessing.pool", patchPool},
    {"multiprocessing.managers", patchManagers},
    {"concurrent.futures.process", patchExecutor},
    {"random", patchRandom},
};
// clang-format on

void folderOf(const char* file, char* to, std::size_t room) {
    std::snprintf(to, room, "%s", file);
    if (char* slash = std::strrchr(to, '/'))
        *slash = '\0';
}

// Folder of the standard library: where `encodings` came from, which every interpreter has loaded (-S loads
// no `os`).
void copyLibraryFolder(char* to, std::size_t room) {
    const Ref encodings = loadedModule("encodings");
    const Ref file = Ref::take(encodings ? PyObject_GetAttrString(encodings.get(), "__file__") : nullptr);
    char package[4096], path[4096];
    copyText(file.get(), path, sizeof path);
    PyErr_Clear();
    folderOf(path, package, sizeof package);
    folderOf(package, to, room);
}

// Loading has put us into sys.modules, where the program would find us.
void hideModule() {
    PyObject* modules = PyImport_GetModuleDict(); // borrowed
    if (modules && PyDict_DelItemString(modules, "_forkscope") < 0)
        PyErr_Clear();
}

char gProbeFolder[4096];

// Where PYTHONPATH is honoured but `site` is not run (-S), nobody else takes our folder off sys.path.
void leaveSearchPath() {
    PyObject* path = PySys_GetObject("path"); // borrowed
    char folder[4096];
    for (Py_ssize_t i = path && PyList_Check(path) ? PyList_Size(path) : 0; i-- > 0;)
        if (copyText(PyList_GetItem(path, i), folder, sizeof folder) &&
            std::strcmp(folder, gProbeFolder) == 0)
            PyList_SetSlice(path, i, i + 1, nullptr);
    PyObject* cache = PySys_GetObject("path_importer_cache"); // borrowed
    if (cache && PyDict_Check(cache))
        PyDict_DelItemString(cache, gProbeFolder);
    PyErr_Clear();
}

// The import system wants to find sitecustomize in sys.modules after having run it; when the program itself
// is about to begin (audit events "cpython.run_…", Modules/main.c) ours goes, and the program's own stays.
int hideLoader(const char* event, PyObject*, void*) {
    static bool done = false;
    if (done || std::strncmp(event, "cpython.run_", 12) != 0)
        return 0;
    done = true;
    const ErrorGuard guard;
    const Ref loader = loadedModule("sitecustomize");
    const Ref file = Ref::take(loader ? PyObject_GetAttrString(loader.get(), "__file__") : nullptr);
    char path[4096], folder[4096];
    copyText(file.get(), path, sizeof path);
    folderOf(path, folder, sizeof folder);
    if (std::strcmp(folder, gProbeFolder) == 0)
        PyDict_DelItemString(PyImport_GetModuleDict(), "sitecustomize");
    return 0;
}

// attach(probe_file, trace_path): null text when tracing began, else a sentence. Raises nothing; a second
// call does nothing.
PyObject* attach(PyObject*, PyObject* args) {
    static bool attached = false;
    hideModule();
    const char *probe, *trace;
    if (!PyArg_ParseTuple(args, "ss", &probe, &trace))
        return nullptr;
    if (attached)
        Py_RETURN_NONE;
    attached = true;
    if (const char* reason = attachStream(trace))
        return PyUnicode_FromString(reason);
    char library[4096];
    folderOf(probe, gProbeFolder, sizeof gProbeFolder);
    copyLibraryFolder(library, sizeof library);
    findInterpreter();
    leaveSearchPath();
    findLibraries(library, gProbeFolder);
    findSelf();
    ensureStream();
    if (!makeTracedFunctionType() || !patchAfterImport(kPatches, sizeof kPatches / sizeof kPatches[0])) {
        PyErr_Clear();
        disable("This version of Python cannot be traced: the hooks could not be made.");
        Py_RETURN_NONE;
    }
    patchOs(probe);
    installAuditHook();
    if (interpreter().addAuditHook)
        interpreter().addAuditHook(hideLoader, nullptr);
    Py_RETURN_NONE;
}

PyMethodDef gFunctions[] = {{"attach", attach, METH_VARARGS, nullptr}, {}};
PyModuleDef gModule = {
    PyModuleDef_HEAD_INIT, "_forkscope", nullptr, -1, gFunctions, nullptr, nullptr, nullptr, nullptr};
} // namespace

} // namespace forkscope::probe

PyMODINIT_FUNC PyInit__forkscope() {
    return PyModule_Create(&forkscope::probe::gModule);
}
