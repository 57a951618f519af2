// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/probe/executor.h"

#include "engine/probe/callable_name.h"
#include "engine/probe/composite.h"
#include "engine/probe/identity.h"
#include "engine/probe/preview.h"
#include "engine/probe/queue_identity.h"
#include "engine/probe/site.h"

#include <cstring>

namespace forkscope::probe {

namespace {
constinit Name kCallQueue{"_call_queue"};
constinit Name kManagerCallQueue{"call_queue"};
constinit Name kMaxWorkers{"_max_workers"};
constinit Name kTaskCount{"_queue_count"};
constinit Name kFutureState{"_state"};
constinit Name kWorkerTarget{"_target"};
constinit Name kWorkerArguments{"_args"};
constinit Name kChunkArguments{"args"};

constinit PyObject* gWorkerLoop = nullptr;   // what stands as _process_worker in the module
constinit PyObject* gProcessChunk = nullptr; // _process_chunk: runs a chunk of map()

std::uint64_t idOfExecutor(PyObject* executor) {
    const SideEntry* known = executor ? SideTable::find(executor) : nullptr;
    return known ? known->id : 0;
}

std::uint64_t idOfCallQueue(PyObject* queue) {
    const SideEntry* known = queue ? SideTable::find(queue) : nullptr;
    return known ? known->id : queue ? idOfPipe(readerOf(queue)) : 0;
}

PyObject* executorMade(const Call& call) {
    const Making making(call.receiver(), Hiding::All);
    PyObject* result = call.run();
    if (!result || !making.outermost())
        return result;
    const ErrorGuard guard;
    const Ref queue = plainAttribute(call.receiver(), kCallQueue);
    const std::uint64_t id = idOfCallQueue(queue.get());
    SideEntry* entry = id ? SideTable::remember(call.receiver()) : nullptr;
    if (!entry)
        return result;
    entry->id = id;
    carriesCalls(queue.get());
    const Ref workers = plainAttribute(call.receiver(), kMaxWorkers);
    const CallSite site = currentCallSite();
    FieldBuffer fields;
    addMaker(fields, site.call, call.receiver());
    emit(Kind::ExecutorCreate, Phase::Point, 0, id, site.site, std::int32_t(numberOr(workers.get(), 0)),
         &fields);
    return result;
}

// -- submit

constinit thread_local PyObject* tSubmitTo = nullptr; // the executor whose submit() runs here

PyObject* executorSubmits(const Call& call) {
    const std::uint64_t id = idOfExecutor(call.receiver());
    if (!id)
        return call.run();
    if (const std::uint32_t site = gateFree() ? 0 : currentSite();
        gateHolds(site) && !passGate(Kind::ExecutorSubmit, id, site))
        return nullptr;
    PyObject* outer = tSubmitTo;
    tSubmitTo = call.receiver();
    PyObject* result = call.run();
    tSubmitTo = outer;
    const SideEntry* future = result && !gateFree() ? SideTable::find(result) : nullptr;
    if (future)
        emit(Kind::ExecutorFeed, Phase::Begin, 0, id, 0, future->extra);
    return result;
}

// _WorkItem(future, fn, args, kwargs), under the executor's lock, before any worker can get it.
PyObject* workItemMade(const Call& call) {
    PyObject* result = call.run();
    PyObject* executor = tSubmitTo;
    if (!result || !executor || call.count < 4)
        return result;
    tSubmitTo = nullptr;
    const ErrorGuard guard;
    const std::uint64_t id = idOfExecutor(executor);
    const Ref count = plainAttribute(executor, kTaskCount);
    const auto task = std::int32_t(numberOr(count.get(), 0));
    if (SideEntry* entry = SideTable::remember(call.args[1])) {
        entry->id = id;
        entry->extra = task;
    }
    char target[128];
    FieldBuffer fields;
    fields.add(Tag::Target, target, copyCallableName(functionOfCall(call.args[2]), target, sizeof target));
    addPreview(fields, call.args[3]);
    emit(Kind::ExecutorSubmit, Phase::Point, 0, id, currentSite(), task, &fields);
    return result;
}

// -- futures: those of executors of processes are in the SideTable

// set_result(result), set_exception(exception), in the executor's manager thread.
template <bool failed> PyObject* futureIsSet(const Call& call) {
    const SideEntry* known = call.count == 2 ? SideTable::find(call.receiver()) : nullptr;
    if (!known)
        return call.run();
    FieldBuffer fields;
    char type[128];
    if (failed)
        fields.add(Tag::Type, type, copyTypeName(call.args[1], type, sizeof type));
    emit(Kind::ExecutorResult, Phase::Point, failed ? trace::kFailed : 0, known->id, 0, known->extra,
         &fields);
    return call.run();
}

bool isSettled(PyObject* future) {
    const Ref state = plainAttribute(future, kFutureState);
    char text[32];
    copyText(state.get(), text, sizeof text);
    return std::strcmp(text, "PENDING") != 0 && std::strcmp(text, "RUNNING") != 0;
}

PyObject* futureIsAsked(const Call& call) {
    PyObject* future = call.receiver();
    const SideEntry* known = future ? SideTable::find(future) : nullptr;
    if (!known)
        return call.run();
    const std::int32_t task = known->extra;
    Operation operation(Kind::ExecutorGet, known->id, currentSite());
    if (!enter(operation))
        return nullptr;
    return waitForResult(
        call, operation, task, [&] { return isSettled(future); }, [](PyObject*) { return true; });
}

// -- its end

PyObject* executorShutsDown(const Call& call) {
    const std::uint64_t id = idOfExecutor(call.receiver());
    if (!id)
        return call.run();
    Operation operation(Kind::ExecutorShutdown, id, currentSite());
    if (!enter(operation))
        return nullptr;
    operation.begin(0);
    PyObject* result = call.run();
    operation.end(0, nullptr, result ? 0 : trace::kFailed);
    return result;
}

// _ExecutorManagerThread.terminate_broken(cause): a worker has died, or what it sent cannot be read.
PyObject* executorBreaks(const Call& call) {
    const Ref queue = call.receiver() ? plainAttribute(call.receiver(), kManagerCallQueue) : Ref();
    const PyObject* cause = call.argument(1, "cause");
    FieldBuffer fields;
    fields.add(Tag::Message, cause && cause != Py_None
                                 ? "What a worker sent back could not be read."
                                 : "A worker ended abruptly while calls were running or pending.");
    emit(Kind::ExecutorBroken, Phase::Point, 0, idOfCallQueue(queue.get()), 0, 0, &fields);
    return call.run();
}

void hookFutures() {
    const Ref base = loadedModule("concurrent.futures._base");
    const Ref future = Ref::take(base ? PyObject_GetAttrString(base.get(), "Future") : nullptr);
    if (!future)
        return;
    hookFunction(future.get(), "set_result", futureIsSet<false>);
    hookFunction(future.get(), "set_exception", futureIsSet<true>);
    hookFunction(future.get(), "result", futureIsAsked);
    hookFunction(future.get(), "exception", futureIsAsked);
    hookExecutorWaits(base.get());
}
} // namespace

std::uint64_t executorOfWorker(PyObject* process) {
    if (!gWorkerLoop)
        return 0;
    const Ref target = plainAttribute(process, kWorkerTarget);
    if (target.get() != gWorkerLoop)
        return 0;
    const Ref args = plainAttribute(process, kWorkerArguments);
    const bool has = args && PyTuple_Check(args.get()) && PyTuple_Size(args.get()) > 0;
    return has ? idOfCallQueue(PyTuple_GetItem(args.get(), 0)) : 0;
}

PyObject* functionOfCall(PyObject* function) {
    if (!gProcessChunk || withoutPartial(function) != gProcessChunk)
        return function;
    const Ref args = plainAttribute(function, kChunkArguments);
    const bool has = args && PyTuple_Check(args.get()) && PyTuple_Size(args.get()) == 1;
    return has ? PyTuple_GetItem(args.get(), 0) : function;
}

void patchExecutor(PyObject* module) {
    const ErrorGuard guard;
    const Ref executor = Ref::take(PyObject_GetAttrString(module, "ProcessPoolExecutor"));
    if (!executor)
        return;
    hookFunction(executor.get(), "__init__", executorMade);
    hookFunction(executor.get(), "submit", executorSubmits);
    hookFunction(executor.get(), "shutdown", executorShutsDown);
    if (const Ref item = Ref::take(PyObject_GetAttrString(module, "_WorkItem")))
        hookFunction(item.get(), "__init__", workItemMade);
    if (const Ref manager = Ref::take(PyObject_GetAttrString(module, "_ExecutorManagerThread")))
        hookFunction(manager.get(), "terminate_broken", executorBreaks);
    hookFutures();
    hookExecutorWorker(module);
    gProcessChunk = PyObject_GetAttrString(module, "_process_chunk");
    gWorkerLoop = PyObject_GetAttrString(module, "_process_worker");
}

} // namespace forkscope::probe
