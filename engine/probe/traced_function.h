// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Puts a C++ hook over a Python function of a class, so that no frame of ours shows in a traceback. What
// stands in the class afterwards is a descriptor that binds to real methods, answers `__name__`, `__doc__`,
// `__wrapped__` and all other attributes like the original, and pickles by name.
#include "engine/probe/python.h"

namespace forkscope::probe {

// One call of a hooked function: the original and the arguments, the object whose method it is first. Valid
// during the call.
struct Call {
    PyObject* original;
    PyObject* const* args;
    Py_ssize_t count;
    PyObject* names; // of the keyword arguments, whose values follow the `count` others; null: none

    // Calls the original with these arguments. New reference; null with its exception.
    PyObject* run() const;
    // Borrowed; null when called without any argument.
    PyObject* receiver() const { return count > 0 ? args[0] : nullptr; }
    // Argument `index` (counting the receiver), or by keyword. Borrowed; null when not given.
    PyObject* argument(Py_ssize_t index, const char* name) const;
};

// Does what the original does, by run(), and tells the trace. Returns what the original returns.
using Hook = PyObject* (*)(const Call& call);

bool makeTracedFunctionType();

// Replaces `owner.name` (a class, or a module), also a static method. Where there is no such plain function
// in it, does nothing and returns false.
bool hookFunction(PyObject* owner, const char* name, Hook hook);
// The function object itself, wrapped; new reference. Null with an exception.
PyObject* wrapFunction(PyObject* function, Hook hook);
bool isTracedFunction(PyObject* object);

} // namespace forkscope::probe
