// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Puts a C++ hook over a Python function of a class, so that no frame of ours shows in a traceback. What
// stands in the class afterwards is a descriptor that binds to real methods, answers `__name__`, `__doc__`,
// `__wrapped__` and all other attributes like the original, and pickles by name.
#include "engine/probe/python.h"

namespace forkscope::probe {

// Does what the original does, by calling it, and tells the trace. `args` holds the object first. Returns
// what the original returns, or null with its exception.
using Hook = PyObject* (*)(PyObject* original, PyObject* args, PyObject* keywords);

bool makeTracedFunctionType();

// Replaces `owner.name` (a class, or a module). Where there is no such plain function in it, does nothing and
// returns false.
bool hookFunction(PyObject* owner, const char* name, Hook hook);
// The function object itself, wrapped; new reference. Null with an exception.
PyObject* wrapFunction(PyObject* function, Hook hook);
bool isTracedFunction(PyObject* object);

// First positional argument: the object whose method it is. Borrowed; null when called without any.
inline PyObject* receiver(PyObject* args) {
    return PyTuple_Size(args) > 0 ? PyTuple_GetItem(args, 0) : nullptr;
}
// Argument `index` (counting the object), or by keyword. Borrowed; null when not given.
PyObject* argument(PyObject* args, PyObject* keywords, Py_ssize_t index, const char* name);

} // namespace forkscope::probe
