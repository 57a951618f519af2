// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Builtins that a learner calls by name: print, input, time.sleep. Each is told only when a line of the
// learner's is on the stack.
#include "engine/probe/python.h"

namespace forkscope::probe {

void patchBuiltins(PyObject* module); // builtins: print, input
void patchTime(PyObject* module);     // time: sleep

} // namespace forkscope::probe
