// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Names that the program is about to give to something in the kernel: told before it is made, so that what a
// process leaves that is killed right after can still be removed (engine/run/guard/kernel_names.h).
#include "engine/probe/traced_function.h"

namespace forkscope::probe {

// Hook of the functions that invent such names: SemLock._make_name, shared_memory._make_filename.
PyObject* tellKernelName(const Call& call);

} // namespace forkscope::probe
