// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Processes from both sides: start, join, terminate, kill, close and reap in the parent; begin, run and end
// in the child. One function for each module whose import is followed by a patch.
#include "engine/probe/python.h"

namespace forkscope::probe {

void patchProcess(PyObject* module); // multiprocessing.process
void patchPopen(PyObject* module);   // multiprocessing.popen_fork, popen_forkserver
void patchUtil(PyObject* module);    // multiprocessing.util: spawned interpreters, the exit function

// Of a Process object that has been started; 0 for any other. Never runs code of the program.
std::int32_t pidOfProcess(PyObject* process);

// os.fork, os._exit, and the interpreter's normal end.
// `probeFile`: path of our shared object, for children that would not find it themselves.
void patchOs(const char* probeFile);

} // namespace forkscope::probe
