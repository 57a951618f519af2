// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// On request (wire::Header::seed) Python's `random` begins with the same numbers in each run: in each process
// with others, which follow from its path. Without the request nothing is done.
#include "engine/probe/python.h"

namespace forkscope::probe {

void patchRandom(PyObject* module);
// A child of the fork server has got to know who it is.
void seedServedChild();

} // namespace forkscope::probe
