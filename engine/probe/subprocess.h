// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Programs started without multiprocessing: subprocess.Popen, os.posix_spawn. Each has a path in the tree
// ("main/program1") whether it can be traced or not; if it is a Python, its own stream says so by its pid.
#include "engine/probe/python.h"

namespace forkscope::probe {

void patchSubprocess(PyObject* module); // subprocess: Popen
// posix_spawn, posix_spawnp of module posix, under whose names os has them too.
void hookSpawns(PyObject* posix, PyObject* os);

} // namespace forkscope::probe
