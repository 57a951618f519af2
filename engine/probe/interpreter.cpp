// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/probe/interpreter.h"

#include <cstdlib>
#include <cstring>
#include <dlfcn.h>

namespace forkscope::probe {

namespace {
constinit Interpreter gInterpreter;

template <class Function> void find(Function& function, const char* name) {
    function = reinterpret_cast<Function>(dlsym(RTLD_DEFAULT, name));
}
} // namespace

const Interpreter& interpreter() {
    return gInterpreter;
}

void findInterpreter() {
    find(gInterpreter.frameBack, "PyFrame_GetBack");
    find(gInterpreter.frameLasti, "PyFrame_GetLasti");
    find(gInterpreter.addAuditHook, "PySys_AddAuditHook");
    find(gInterpreter.setTrace, "PyEval_SetTrace");
    find(gInterpreter.functionVectorcall, "_PyFunction_Vectorcall");
    find(gInterpreter.audit, "PySys_Audit");
    find(gInterpreter.frameVariable, "PyFrame_GetVar");
    find(gInterpreter.collectorOff, "PyGC_Disable");
    find(gInterpreter.collectorOn, "PyGC_Enable");
    const char* version = Py_GetVersion(); // "3.11.2 (main, …"
    const std::size_t length = std::strcspn(version, " ");
    std::strncpy(gInterpreter.version, version, length < 31 ? length : 31);
    gInterpreter.minor = std::atoi(gInterpreter.version + 2);
    PyObject* (*makeCollectorModule)() = nullptr;
    find(makeCollectorModule, "PyInit_gc");
    if (!gInterpreter.collectorOff && makeCollectorModule)
        gInterpreter.collectorModule = makeCollectorModule();
    PyErr_Clear();
}

} // namespace forkscope::probe
