// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/probe/pipes.h"

#include "engine/probe/composite.h"
#include "engine/probe/gate.h"
#include "engine/probe/operation.h"
#include "engine/probe/patience.h"
#include "engine/probe/pipe_identity.h"
#include "engine/probe/queue_identity.h"
#include "engine/probe/site.h"
#include "engine/probe/traced_function.h"

namespace forkscope::probe {

namespace {
void tellPipeMade(PyObject* first, PyObject* second, const CallSite& site) {
    const ErrorGuard guard;
    const SideEntry* end = rememberPipe(first, false);
    const std::uint64_t id = end ? end->id : 0;
    const SideEntry* other = rememberPipe(second, false);
    if (!id || !other)
        return;
    FieldBuffer fields;
    fields.add(Tag::Peer, std::int64_t(other->id));
    fields.add(Tag::Call, callName(site, "Pipe"));
    emit(Kind::PipeCreate, Phase::Point, 0, id, site.site, other->id != id, &fields);
}

PyObject* pipeMade(const Call& call) {
    const bool own =
        thisThread().hiding != Hiding::All && calledByLearnerThrough("/multiprocessing/context.py");
    PyObject* result = call.run();
    if (result && own && PyTuple_Check(result) && PyTuple_Size(result) == 2)
        tellPipeMade(PyTuple_GetItem(result, 0), PyTuple_GetItem(result, 1), currentCallSite());
    return result;
}

// rebuild_connection(ds, readable, writable)
PyObject* connectionArrives(const Call& call) {
    PyObject* result = call.run();
    if (result)
        pipeArrives(result);
    return result;
}

void tellPipeClosed(PyObject* connection, std::uint64_t id) {
    const ErrorGuard guard;
    emit(Kind::PipeClose, Phase::Point, thisThread().operation ? trace::kInner : 0, id, currentSite(),
         endsOf(connection));
}

PyObject* connectionClose(const Call& call) {
    PyObject* connection = call.receiver();
    const bool open = connection && descriptorOf(connection) >= 0;
    if (const SideEntry* end = open ? shownPipe(connection) : nullptr)
        tellPipeClosed(connection, end->id);
    return call.run();
}

// What is collected without ever having been used is nobody's.
PyObject* connectionGone(const Call& call) {
    PyObject* connection = call.receiver();
    if (const std::uint64_t id = connection ? idOfDyingPipe(connection) : 0)
        tellPipeClosed(connection, id);
    return call.run();
}

// -- wait()

// At a closed gate: asks without waiting until something is ready or the time is up.
PyObject* waitForObjectsInTime(const Call& call, Operation& operation, PyObject* objects, double seconds) {
    Ref found;
    const Ref zero = Ref::take(PyLong_FromLong(0));
    PyObject* const now[] = {objects, zero.get()};
    const auto ready = [&] {
        found = Ref::take(Call{call.original, now, 2, nullptr}.run());
        return !found || PyObject_Size(found.get()) != 0;
    };
    const auto run = [&](PyObject* left) -> PyObject* {
        if (found && (gateHolds(operation.site()) || PyObject_Size(found.get()) != 0))
            return found.release();
        return PyErr_Occurred() ? nullptr : runInTime(call, 1, "timeout", left);
    };
    const auto came = [](PyObject* result) { return !result || PyObject_Size(result) != 0; };
    Waiting waiting(operation.kind(), 0, operation.site(), seconds);
    return waitInTime(waiting, ready, run, came);
}

PyObject* waitForObjects(const Call& call) {
    PyObject* objects = call.argument(0, "object_list");
    if (!objects || thisThread().operation || !calledByLearner())
        return call.run();
    Operation operation(Kind::PipeWait, 0, currentSite());
    const double seconds = secondsOf(call.argument(1, "timeout"));
    if (!enter(operation, 0, mannerOf(seconds)))
        return nullptr;
    const bool counted = PyList_Check(objects) || PyTuple_Check(objects);
    FieldBuffer fields;
    addTimeout(fields, seconds);
    operation.begin(counted ? std::int32_t(PyObject_Size(objects)) : 0, &fields);
    PyObject* result =
        counted && seconds != 0 ? waitForObjectsInTime(call, operation, objects, seconds) : call.run();
    operation.end(result && PyList_Check(result) ? std::int32_t(PyList_Size(result)) : 0, nullptr,
                  result ? 0 : trace::kFailed);
    return result;
}
} // namespace

void patchConnection(PyObject* module) {
    const ErrorGuard guard;
    hookFunction(module, "Pipe", pipeMade);
    hookFunction(module, "rebuild_connection", connectionArrives);
    hookFunction(module, "wait", waitForObjects);
    if (const Ref type = Ref::take(PyObject_GetAttrString(module, "_ConnectionBase"))) {
        hookFunction(type.get(), "close", connectionClose);
        hookFunction(type.get(), "__del__", connectionGone);
    }
    PyErr_Clear();
    patchMessages(module);
    patchListener(module);
}

} // namespace forkscope::probe
