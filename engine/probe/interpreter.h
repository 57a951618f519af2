// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Entry points of the interpreter that are not in the stable ABI, found by name while it runs; null where
// this version has none, and every caller has another way then.
#include "engine/probe/python.h"

namespace forkscope::probe {

struct Interpreter {
    PyFrameObject* (*frameBack)(PyFrameObject*) = nullptr; // PyFrame_GetBack, 3.9+; new reference
    int (*frameLasti)(PyFrameObject*) = nullptr;           // PyFrame_GetLasti, 3.11+
    int (*addAuditHook)(int (*)(const char*, PyObject*, void*), void*) = nullptr; // PySys_AddAuditHook, 3.8+
    // _PyFunction_Vectorcall, 3.8+: calls an exact Python function
    PyObject* (*functionVectorcall)(PyObject*, PyObject* const*, std::size_t, PyObject*) = nullptr;
    // PyEval_SetTrace, 3.9+: of this thread, null for none
    void (*setTrace)(int (*)(PyObject*, PyFrameObject*, int, PyObject*), PyObject*) = nullptr;
    char version[32] = {}; // "3.11.2"
};

const Interpreter& interpreter();
void findInterpreter();

} // namespace forkscope::probe
