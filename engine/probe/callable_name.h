// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What a learner would call a function that is handed around: `square`, `Account.add`, `int`; for
// functools.partial the function in it; for any other object the name of its class. Runs no code of the
// program.
#include "engine/probe/python.h"
#include "engine/probe/stream.h"

#include <cstddef>

namespace forkscope::probe {

// Zero-terminated, at most `room` bytes with the zero; returns the length.
std::size_t copyCallableName(PyObject* callable, char* to, std::size_t room);
// The function within a functools.partial object, itself for any other. Borrowed from it.
PyObject* withoutPartial(PyObject* callable);
// Field Call of an object's creation: the function that the learner's line calls, or the object's class where
// that is called directly.
void addMaker(FieldBuffer& fields, const char* call, PyObject* object);

} // namespace forkscope::probe
