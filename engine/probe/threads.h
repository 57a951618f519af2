// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Threads that the learner's own lines start, from both sides: start and join, begin and end. Threads of
// libraries have a name in the trace and nothing more.
#include "engine/probe/python.h"

namespace forkscope::probe {

void patchThreading(PyObject* module); // threading: Thread, and what ends one

// This thread is about to end by this exception, which is being handled.
void threadEndsBy(PyObject* exception);

} // namespace forkscope::probe
