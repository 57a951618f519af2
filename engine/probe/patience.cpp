// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/probe/patience.h"

#include <cstring>

namespace forkscope::probe {

PyObject* runInTime(const Call& call, Py_ssize_t index, const char* name, PyObject* seconds) {
    constexpr Py_ssize_t kMost = 8; // no waiting call has as many
    const Py_ssize_t named = call.names ? PyTuple_Size(call.names) : 0;
    if (!seconds || call.count + named > kMost)
        return call.run();
    PyObject* args[kMost];
    std::memcpy(args, call.args, std::size_t(call.count + named) * sizeof(PyObject*));
    if (index < call.count)
        args[index] = seconds;
    for (Py_ssize_t i = 0; i < named; ++i)
        if (PyUnicode_CompareWithASCIIString(PyTuple_GetItem(call.names, i), name) == 0)
            args[call.count + i] = seconds;
    return Call{call.original, args, call.count, call.names}.run();
}

bool isRaised(const char* className) {
    char name[64];
    return copyErrorName(name, sizeof name) > 0 && std::strcmp(name, className) == 0;
}

} // namespace forkscope::probe
