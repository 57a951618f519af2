// SPDX-License-Identifier: GPL-3.0-or-later
// The thread of a pool that takes tasks from the parent's list and writes them into the pipe to the workers:
// _handle_tasks() in Lib/multiprocessing/pool.py. A task that cannot be pickled has failed there.
#include "engine/probe/gate.h"
#include "engine/probe/identity.h"
#include "engine/probe/pool.h"
#include "engine/probe/queue_identity.h"
#include "engine/probe/stream.h"
#include "engine/probe/traced_function.h"

namespace forkscope::probe {

namespace {
constinit Name kMethodOf{"__self__"};
constinit thread_local std::uint64_t tFedPool = 0;

// Whoever drives waits until what was submitted is there for the workers.
void tellFed(PyObject* task, bool failed) {
    if ((!failed && gateFree()) || !PyTuple_Check(task) || PyTuple_Size(task) < 2)
        return;
    const ErrorGuard guard;
    FieldBuffer fields;
    fields.add(Tag::Index, numberOr(PyTuple_GetItem(task, 1), 0));
    emit(Kind::PoolFeed, Phase::Point, failed ? trace::kFailed : 0, tFedPool, 0,
         std::int32_t(numberOr(PyTuple_GetItem(task, 0), 0)), &fields);
}

PyObject* putTask(PyObject* put, PyObject* task) {
    PyObject* result = PyObject_CallFunctionObjArgs(put, task, nullptr);
    if (tracing())
        tellFed(task, !result);
    return result;
}
PyMethodDef gPutTask = {"put", putTask, METH_O, nullptr};

// `put` is bound to the writing end of a pipe, or to a queue of the module queue.
std::uint64_t idOfFed(PyObject* put) {
    const ErrorGuard guard;
    const Ref target = attribute(put, kMethodOf);
    if (!target)
        return 0;
    const int writer = descriptorOf(target.get());
    return writer >= 0 ? idOfPipe(writer) : idOfTaskQueue(target.get());
}

// _handle_tasks(taskqueue, put, outqueue, pool, cache)
PyObject* feedWorkers(const Call& call) {
    constexpr Py_ssize_t kArguments = 5;
    const std::uint64_t pool = call.count == kArguments && !call.names ? idOfFed(call.args[1]) : 0;
    const Ref put = Ref::take(pool ? PyCFunction_NewEx(&gPutTask, call.args[1], nullptr) : nullptr);
    if (!put) {
        PyErr_Clear();
        return call.run();
    }
    tFedPool = pool;
    PyObject* args[kArguments];
    for (Py_ssize_t i = 0; i < kArguments; ++i)
        args[i] = call.args[i];
    args[1] = put.get();
    return Call{call.original, args, kArguments, nullptr}.run();
}
} // namespace

void hookPoolFeeder(PyObject* pool) {
    hookFunction(pool, "_handle_tasks", feedWorkers);
}

} // namespace forkscope::probe
