// SPDX-License-Identifier: GPL-3.0-or-later
// The worker's side of a pool: worker() in Lib/multiprocessing/pool.py takes (job, index, function,
// arguments, keywords) from one queue and puts (job, index, (good, value)) into another. A task runs between
// the two.
#include "engine/probe/callable_name.h"
#include "engine/probe/exceptions.h"
#include "engine/probe/gate.h"
#include "engine/probe/pool.h"
#include "engine/probe/queue_identity.h"
#include "engine/probe/stand_in.h"
#include "engine/probe/stream.h"
#include "engine/probe/traced_function.h"

namespace forkscope::probe {

namespace {
constinit Name kCarried{"exc"};

struct RunningTask {
    std::uint64_t pool = 0;
    int reader = -1;           // of its tasks; below 0: they come through `queue`, of the module queue
    PyObject* queue = nullptr; // borrowed from the worker's arguments
    std::int32_t job = 0;
    std::int64_t index = 0;
    bool runs = false;
};
constinit thread_local RunningTask tTask;

constinit PyObject* gMapStar = nullptr;     // pool.mapstar, starmapstar: they run a chunk of a map
constinit PyObject* gStarMapStar = nullptr; // with (function, arguments) as their only argument

PyObject* functionOfTask(PyObject* task) {
    PyObject* function = PyTuple_GetItem(task, 2);
    if (function != gMapStar && function != gStarMapStar)
        return function;
    PyObject* args = PyTuple_GetItem(task, 3);
    PyObject* chunk = PyTuple_Check(args) && PyTuple_Size(args) == 1 ? PyTuple_GetItem(args, 0) : nullptr;
    return chunk && PyTuple_Check(chunk) && PyTuple_Size(chunk) > 0 ? PyTuple_GetItem(chunk, 0) : function;
}

void tellTaskBegins(PyObject* task) {
    const ErrorGuard guard;
    tTask.job = std::int32_t(numberOr(PyTuple_GetItem(task, 0), 0));
    tTask.index = numberOr(PyTuple_GetItem(task, 1), 0);
    tTask.runs = true;
    char name[128];
    FieldBuffer fields;
    fields.add(Tag::Index, tTask.index);
    fields.add(Tag::Target, name, copyCallableName(functionOfTask(task), name, sizeof name));
    emit(Kind::PoolTask, Phase::Begin, 0, tTask.pool, 0, tTask.job, &fields);
}

// `exception`: null when it went well. ExceptionWithTraceback carries the one that was raised.
void tellTaskEnds(PyObject* exception) {
    if (!tTask.runs)
        return;
    const ErrorGuard guard;
    tTask.runs = false;
    FieldBuffer fields;
    fields.add(Tag::Index, tTask.index);
    if (exception) {
        const Ref carried =
            PyExceptionInstance_Check(exception) ? Ref() : plainAttribute(exception, kCarried);
        char type[128];
        fields.add(Tag::Type, type, copyTypeName(carried ? carried.get() : exception, type, sizeof type));
    }
    emit(Kind::PoolTask, Phase::End, exception ? trace::kFailed : 0, tTask.pool, 0, tTask.job, &fields);
}

PyObject* workerGets(PyObject* get, PyObject* const*, Py_ssize_t, PyObject*) {
    if (tracing() && !standForTask(Kind::PoolTask, tTask.pool, tTask.reader, tTask.queue))
        return nullptr;
    PyObject* task = PyObject_CallFunctionObjArgs(get, nullptr);
    if (task && tracing() && PyTuple_Check(task) && PyTuple_Size(task) == 5)
        tellTaskBegins(task);
    return task;
}

PyObject* workerPuts(PyObject* put, PyObject* const* args, Py_ssize_t count, PyObject*) {
    PyObject* whole = count == 1 && PyTuple_Check(args[0]) && PyTuple_Size(args[0]) == 3
                          ? PyTuple_GetItem(args[0], 2)
                          : nullptr;
    if (whole && tracing() && PyTuple_Check(whole) && PyTuple_Size(whole) == 2)
        tellTaskEnds(PyTuple_GetItem(whole, 0) == Py_True ? nullptr : PyTuple_GetItem(whole, 1));
    return PyObject_CallFunctionObjArgs(put, count == 1 ? args[0] : nullptr, nullptr);
}

// SystemExit, KeyboardInterrupt: they end the worker, and the task has no result.
void tellTaskTorn() {
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    PyErr_NormalizeException(&type, &value, &traceback);
    tellTaskEnds(value);
    PyErr_Restore(type, value, traceback);
}

// worker(inqueue, outqueue, …)
PyObject* workerLoop(const Call& call) {
    const Ref in = call.count >= 2 && call.count <= 8 ? standInFor(call.args[0], {"get", workerGets}) : Ref();
    const Ref out = in ? standInFor(call.args[1], {"put", workerPuts}) : Ref();
    if (!out)
        return call.run();
    const RunningTask outer = tTask;
    tTask = {};
    tTask.pool = idOfTaskQueue(call.args[0]);
    tTask.reader = readerOf(call.args[0]);
    tTask.queue = call.args[0];
    PyObject* args[8 + 8];
    const Py_ssize_t named = call.names ? PyTuple_Size(call.names) : 0;
    if (named > 8)
        return call.run();
    for (Py_ssize_t i = 0; i < call.count + named; ++i)
        args[i] = call.args[i];
    args[0] = in.get();
    args[1] = out.get();
    PyObject* result = Call{call.original, args, call.count, call.names}.run();
    if (!result && tTask.runs)
        tellTaskTorn();
    tTask = outer;
    return result;
}
} // namespace

void hookPoolWorker(PyObject* module) {
    gMapStar = PyObject_GetAttrString(module, "mapstar");
    gStarMapStar = PyObject_GetAttrString(module, "starmapstar");
    PyErr_Clear();
    hookFunction(module, "worker", workerLoop);
    hookCarrier(module, "ExceptionWithTraceback");
}

} // namespace forkscope::probe
