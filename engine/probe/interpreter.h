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
    int (*audit)(const char*, const char*, ...) = nullptr;           // PySys_Audit, 3.8+
    PyObject* (*frameVariable)(PyFrameObject*, PyObject*) = nullptr; // PyFrame_GetVar, 3.12+
    int (*collectorOff)() = nullptr;                                 // PyGC_Disable, 3.10+: whether it was on
    int (*collectorOn)() = nullptr;                                  // PyGC_Enable, 3.10+
    PyObject* collectorModule = nullptr;                             // 3.9: a gc module of our own
    int minor = 0;                                                   // 11 of "3.11.2"
    char version[32] = {};                                           // "3.11.2"
};

const Interpreter& interpreter();
void findInterpreter();

} // namespace forkscope::probe
