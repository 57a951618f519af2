// SPDX-License-Identifier: GPL-3.0-or-later
// The other way in, for a first interpreter whose command line turns PYTHONPATH off (-E, -I, -S): ld.so(8)
// loads this small library by LD_PRELOAD, and when the interpreter is ready and about to run the program it
// raises the audit event "cpython.run_…" (Modules/main.c): then the probe is attached. Nothing of it stays to
// be seen: LD_PRELOAD is what it was before any of the program runs, there is no module, no frame, no entry
// on sys.path.
//
// It links nothing but libc, and in a program that is no Python it does nothing: a shell script that stands
// in the interpreter's place hands it on.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <initializer_list>

namespace {
struct Object; // PyObject, of a version that is not known here
using AuditHook = int (*)(const char* event, Object* arguments, void* data);

char gProbe[4096];

template <class Function> bool find(Function& function, const char* name) {
    function = reinterpret_cast<Function>(dlsym(RTLD_DEFAULT, name));
    return function != nullptr;
}

constexpr char kAttach[] = "import _imp, _frozen_importlib as f\n"
                           "_imp.create_dynamic(f.ModuleSpec('_forkscope', None, origin=p)).attach(p, t)\n";

void attach(const char* trace) {
    Object* (*compile)(const char*, const char*, int);
    Object* (*evaluate)(Object*, Object*, Object*);
    Object* (*newDict)();
    Object* (*builtins)();
    Object* (*text)(const char*);
    int (*set)(Object*, const char*, Object*);
    void (*release)(Object*);
    void (*clearError)();
    if (!find(compile, "Py_CompileString") || !find(evaluate, "PyEval_EvalCode") ||
        !find(newDict, "PyDict_New") || !find(builtins, "PyEval_GetBuiltins") ||
        !find(text, "PyUnicode_DecodeFSDefault") || !find(set, "PyDict_SetItemString") ||
        !find(release, "Py_DecRef") || !find(clearError, "PyErr_Clear"))
        return;
    constexpr int kFileInput = 257; // Py_file_input
    Object* const globals = newDict();
    Object* const probe = text(gProbe);
    Object* const path = text(trace);
    Object* const code = compile(kAttach, "<forkscope>", kFileInput);
    if (globals && probe && path && code && set(globals, "__builtins__", builtins()) == 0 &&
        set(globals, "p", probe) == 0 && set(globals, "t", path) == 0)
        release(evaluate(code, globals, globals));
    clearError(); // untraced, but unharmed
    for (Object* object : {globals, probe, path, code})
        release(object);
}

int onAudit(const char* event, Object*, void*) {
    static bool done = false;
    if (done || std::strncmp(event, "cpython.run_", 12) != 0)
        return 0;
    done = true;
    if (const char* trace = std::getenv("FORKSCOPE_TRACE"))
        attach(trace);
    return 0;
}

// Without our own name, which stands first.
void restorePreload(const char* own) {
    const char* list = std::getenv("LD_PRELOAD");
    const std::size_t length = std::strlen(own);
    if (!list || std::strncmp(list, own, length) != 0)
        return;
    if (list[length] == ':')
        setenv("LD_PRELOAD", strdup(list + length + 1), 1);
    else if (list[length] == '\0')
        unsetenv("LD_PRELOAD");
}

struct BuiltinModule { // struct _inittab, Include/cpython/import.h
    const char* name;
    Object* (*make)();
};
Object* (*gMakePosix)();

Object* makePosix() {
    static bool done = false;
    int (*addAuditHook)(AuditHook, void*);
    if (!done && find(addAuditHook, "PySys_AddAuditHook"))
        addAuditHook(onAudit, nullptr);
    done = true;
    return gMakePosix();
}

// Audit hooks could be added right now, but the memory of one would be taken before -X dev and PYTHONMALLOC
// have chosen the allocator, and given back to another one. Every interpreter makes its module `posix` early,
// and only after that.
bool enterWithPosix() {
    BuiltinModule** table;
    if (!find(table, "PyImport_Inittab"))
        return false;
    for (BuiltinModule* module = *table; module && module->name; ++module)
        if (std::strcmp(module->name, "posix") == 0) {
            gMakePosix = module->make;
            module->make = makePosix;
            return true;
        }
    return false;
}

[[gnu::constructor]] void enter() {
    Dl_info here;
    if (!std::getenv("FORKSCOPE_TRACE") || dladdr(gProbe, &here) == 0 || !here.dli_fname || !enterWithPosix())
        return;
    restorePreload(here.dli_fname);
    const char* const slash = std::strrchr(here.dli_fname, '/');
    const int folder = slash ? int(slash - here.dli_fname) : 0;
    std::snprintf(gProbe, sizeof gProbe, "%.*s/_forkscope.abi3.so", folder, here.dli_fname);
}
} // namespace
