// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// multiprocessing.Pool (and ThreadPool, whose workers are threads), CPython's Lib/multiprocessing/pool.py,
// which is the same from 3.9 to 3.13. A pool is known by the pipe that its tasks go through, which its
// workers have too; a job by the number that the library gives it; a task by its index in the job. All of it
// is in what the library sends anyway.
#include "engine/probe/python.h"

#include <cstdint>

namespace forkscope::probe {

void patchPool(PyObject* module); // multiprocessing.pool

// Id of the pool whose tasks come through this queue. A pool of threads gets one here.
std::uint64_t idOfTaskQueue(PyObject* queue);
std::uint64_t idOfPool(PyObject* pool);

void hookPoolJobs(PyObject* module);   // pool_job.cpp: submit, result, callback, get
void hookPoolFeeder(PyObject* pool);   // pool_feeder.cpp: tasks on their way to the workers
void hookPoolWorker(PyObject* module); // pool_worker.cpp: the loop of a worker

} // namespace forkscope::probe
