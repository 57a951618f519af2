// SPDX-License-Identifier: GPL-3.0-or-later
// The worker's side of an executor: _process_worker() in Lib/concurrent/futures/process.py takes call items
// from one queue and hands each outcome to _sendback_result(). A task runs between the two.
#include "engine/probe/builtin_twin.h"
#include "engine/probe/callable_name.h"
#include "engine/probe/exceptions.h"
#include "engine/probe/executor.h"
#include "engine/probe/gate.h"
#include "engine/probe/identity.h"
#include "engine/probe/queue_identity.h"
#include "engine/probe/stand_in.h"
#include "engine/probe/stream.h"
#include "engine/probe/traced_function.h"

namespace forkscope::probe {

namespace {
constinit Name kWorkId{"work_id"};
constinit Name kCallFunction{"fn"};
constinit Name kSentException{"exc"};

struct RunningCall {
    std::uint64_t executor = 0;
    int reader = -1; // of its calls
    std::int32_t task = 0;
    bool runs = false;
};
constinit thread_local RunningCall tCall;

PyObject* workerGetsCall(PyObject* get, PyObject* const* args, Py_ssize_t count, PyObject* names) {
    if (tracing() && !standForTask(Kind::ExecutorTask, tCall.executor, tCall.reader))
        return nullptr;
    PyObject* item = callFast(get, args, count, names);
    if (!item || item == Py_None || !tracing())
        return item;
    const ErrorGuard guard;
    const Ref function = plainAttribute(item, kCallFunction);
    tCall.task = std::int32_t(numberOr(plainAttribute(item, kWorkId).get(), 0));
    tCall.runs = true;
    char name[128];
    FieldBuffer fields;
    if (function)
        fields.add(Tag::Target, name, copyCallableName(functionOfCall(function.get()), name, sizeof name));
    emit(Kind::ExecutorTask, Phase::Begin, 0, tCall.executor, 0, tCall.task, &fields);
    return item;
}

// `exception` is an _ExceptionWithTraceback, which carries the one that was raised; null or None: none.
void tellCallEnds(PyObject* exception) {
    if (!tCall.runs)
        return;
    const ErrorGuard guard;
    tCall.runs = false;
    const bool failed = exception && exception != Py_None;
    FieldBuffer fields;
    if (failed) {
        const Ref carried =
            PyExceptionInstance_Check(exception) ? Ref() : plainAttribute(exception, kSentException);
        char type[128];
        fields.add(Tag::Type, type, copyTypeName(carried ? carried.get() : exception, type, sizeof type));
    }
    emit(Kind::ExecutorTask, Phase::End, failed ? trace::kFailed : 0, tCall.executor, 0, tCall.task, &fields);
}

// _sendback_result(result_queue, work_id, result=None, exception=None, …)
PyObject* resultIsSentBack(const Call& call) {
    tellCallEnds(call.argument(3, "exception"));
    return call.run();
}

// _process_worker(call_queue, result_queue, …)
PyObject* executorLoop(const Call& call) {
    const Ref queue = call.count >= 1 && call.count <= 8 && !call.names
                          ? standInFor(call.args[0], {"get", workerGetsCall})
                          : Ref();
    if (!queue)
        return call.run();
    const SideEntry* known = SideTable::find(call.args[0]);
    tCall = {};
    tCall.executor = known ? known->id : idOfPipe(readerOf(call.args[0]));
    tCall.reader = readerOf(call.args[0]);
    PyObject* args[8];
    for (Py_ssize_t i = 0; i < call.count; ++i)
        args[i] = call.args[i];
    args[0] = queue.get();
    return Call{call.original, args, call.count, nullptr}.run();
}
} // namespace

void hookExecutorWorker(PyObject* module) {
    hookFunction(module, "_process_worker", executorLoop);
    hookFunction(module, "_sendback_result", resultIsSentBack);
    hookCarrier(module, "_ExceptionWithTraceback");
}

} // namespace forkscope::probe
