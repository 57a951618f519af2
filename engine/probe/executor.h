// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// concurrent.futures.ProcessPoolExecutor (CPython, Lib/concurrent/futures/process.py). An executor is known
// by the pipe that its calls go through, which its workers have too; a task by its work id. A chunk of map()
// is one task of the function that was given to map().
#include "engine/probe/gate.h"
#include "engine/probe/operation.h"
#include "engine/probe/patience.h"
#include "engine/probe/python.h"
#include "engine/probe/traced_function.h"

#include <cstdint>

namespace forkscope::probe {

void patchExecutor(PyObject* module); // concurrent.futures.process

// The executor for which `process`, not started yet, will be a worker; 0 when it will be none.
std::uint64_t executorOfWorker(PyObject* process);

void hookExecutorWorker(PyObject* module); // executor_worker.cpp: the loop of a worker
// A wait for results: told, and stopped at a closed gate until `ready`. `value` is the task, -1 several of
// them. Null with an exception; `succeeds` says whether what the original returned is no failure.
template <class Ready, class Succeeds>
PyObject* waitForResult(const Call& call, Operation& operation, std::int32_t value, Ready ready,
                        Succeeds succeeds) {
    const double seconds = secondsOf(call.argument(1, "timeout"));
    FieldBuffer fields;
    addTimeout(fields, seconds);
    if (ready()) {
        operation.point(value, &fields);
        return call.run();
    }
    operation.begin(value, &fields, trace::kWaits);
    Waiting waiting(Kind::ExecutorGet, operation.object(), operation.site(), seconds);
    PyObject* result = waitInTime(
        waiting, ready, [&](PyObject* left) { return runInTime(call, 1, "timeout", left); },
        [&](PyObject* got) { return got ? succeeds(got) : !isRaised("TimeoutError") || unraised(ready); });
    operation.end(value, nullptr, result && succeeds(result) ? 0 : trace::kFailed);
    return result;
}

void hookExecutorWaits(PyObject* base); // executor_wait.cpp: concurrent.futures._base
// The function that the learner gave: `function` itself, or what a chunk of map() calls. Borrowed from it.
PyObject* functionOfCall(PyObject* function);

} // namespace forkscope::probe
