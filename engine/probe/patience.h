// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The `timeout` arguments of Python's waiting calls.
#include "engine/probe/python.h"
#include "engine/probe/stream.h"

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

} // namespace forkscope::probe
