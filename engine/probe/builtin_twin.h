// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Replaces a builtin function (`print`, `time.sleep`) by one of ours that cannot be told from it: same name,
// document, signature, `__self__`, repr, and pickling by name.
#include "engine/probe/python.h"

namespace forkscope::probe {

// Puts a twin in place of `module.name` and returns the original (new reference), or null with no exception
// where there is no such builtin.
PyObject* replaceBuiltin(PyObject* module, const char* name, FastKeywordFunction function);

// The document of a builtin function in the form in which C functions keep it, the signature first
// ("name(args)\n--\n\ndocument"). Lives for ever; null when there is none.
char* documentOf(PyObject* function, const char* name);

// Calls `callable` with arguments as METH_FASTCALL | METH_KEYWORDS gives them.
PyObject* callFast(PyObject* callable, PyObject* const* args, Py_ssize_t count, PyObject* names);
// Argument `index` or the keyword `name`. Borrowed; null when not given.
PyObject* fastArgument(PyObject* const* args, Py_ssize_t count, PyObject* names, Py_ssize_t index,
                       const char* name);

} // namespace forkscope::probe
