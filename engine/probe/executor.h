// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// concurrent.futures.ProcessPoolExecutor (CPython, Lib/concurrent/futures/process.py). An executor is known
// by the pipe that its calls go through, which its workers have too; a task by its work id. A chunk of map()
// is one task of the function that was given to map().
#include "engine/probe/python.h"

#include <cstdint>

namespace forkscope::probe {

void patchExecutor(PyObject* module); // concurrent.futures.process

// The executor for which `process`, not started yet, will be a worker; 0 when it will be none.
std::uint64_t executorOfWorker(PyObject* process);

void hookExecutorWorker(PyObject* module); // executor_worker.cpp: the loop of a worker
void hookExecutorWaits(PyObject* base);    // executor_wait.cpp: concurrent.futures._base
// The function that the learner gave: `function` itself, or what a chunk of map() calls. Borrowed from it.
PyObject* functionOfCall(PyObject* function);

} // namespace forkscope::probe
