// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/probe/interpreter.h"

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
    const char* version = Py_GetVersion(); // "3.11.2 (main, …"
    const std::size_t length = std::strcspn(version, " ");
    std::strncpy(gInterpreter.version, version, length < 31 ? length : 31);
}

} // namespace forkscope::probe
