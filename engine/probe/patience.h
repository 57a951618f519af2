// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The `timeout` arguments of Python's waiting calls.
#include "engine/probe/python.h"
#include "engine/probe/stream.h"
#include "engine/probe/traced_function.h"

namespace forkscope::probe {

// Seconds, not below 0; below 0 only for none: not given, None, or nothing that we understand. Runs no code
// of the program. A time beyond 30 years counts as none.
inline double secondsOf(PyObject* timeout) {
    if (!timeout || timeout == Py_None || (!PyFloat_CheckExact(timeout) && !PyLong_CheckExact(timeout)))
        return -1;
    const double seconds = PyFloat_AsDouble(timeout);
    PyErr_Clear();
    return seconds < 0 ? 0 : seconds < 1e9 ? seconds : -1;
}

inline void addTimeout(FieldBuffer& fields, double seconds) {
    if (seconds >= 0)
        fields.add(Tag::Timeout, std::int64_t(seconds * 1e9));
}

// Calls the original with `seconds` instead of the argument `name`, which stands at `index` (counting the
// receiver) or is named; with what it was called with where `seconds` is null. New reference.
PyObject* runInTime(const Call& call, Py_ssize_t index, const char* name, PyObject* seconds);
// The exception that is set is of a class of this name: "Empty", "TimeoutError".
bool isRaised(const char* className);
// What `question()` says, while the exception that is set is put aside.
template <class Question> bool unraised(Question question) {
    const ErrorGuard guard;
    return question();
}

} // namespace forkscope::probe
