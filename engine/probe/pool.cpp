// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/probe/pool.h"

#include "engine/probe/callable_name.h"
#include "engine/probe/composite.h"
#include "engine/probe/gate.h"
#include "engine/probe/identity.h"
#include "engine/probe/process.h"
#include "engine/probe/queue_identity.h"
#include "engine/probe/site.h"
#include "engine/probe/traced_function.h"

namespace forkscope::probe {

namespace {
constinit Name kTaskQueue{"_inqueue"};
thread_local PyObject* tPoolBegins = nullptr; // this thread is in its constructor, and has not told of it

void tellWorkers(PyObject* list, Py_ssize_t from, std::uint64_t id, std::uint32_t site) {
    for (Py_ssize_t i = from; i < PyList_Size(list); ++i)
        if (const std::int32_t pid = pidOfProcess(PyList_GetItem(list, i)))
            emit(Kind::PoolWorker, Phase::Point, 0, id, site, pid);
}

// _repopulate_pool_static(ctx, Process, processes, pool, inqueue, …): in the constructor, and in a helper
// thread when workers have ended. Only then are no threads of the pool running that could be told of before.
PyObject* repopulate(const Call& call) {
    if (call.count < 5 || !PyList_Check(call.args[3]))
        return call.run();
    PyObject* list = call.args[3];
    const Py_ssize_t before = PyList_Size(list);
    const std::uint64_t id = idOfTaskQueue(call.args[4]);
    PyObject* const begins = tPoolBegins;
    tPoolBegins = nullptr;
    PyObject* result = call.run();
    const ErrorGuard guard;
    const CallSite site = currentCallSite();
    if (begins && result) {
        FieldBuffer fields;
        addMaker(fields, site.call, begins);
        emit(Kind::PoolCreate, Phase::Point, 0, id, site.site, std::int32_t(numberOr(call.args[2], 0)),
             &fields);
    }
    tellWorkers(list, before, id, site.site);
    return result;
}

PyObject* poolMade(const Call& call) {
    const Making making(call.receiver(), Hiding::All);
    PyObject* const outer = tPoolBegins;
    tPoolBegins = making.outermost() && !making.isPrivate() ? call.receiver() : nullptr;
    PyObject* result = call.run();
    tPoolBegins = outer;
    return result;
}

PyObject* poolCloses(const Call& call) {
    if (call.receiver())
        emit(Kind::PoolClose, Phase::Point, 0, idOfPool(call.receiver()), currentSite(), 0);
    return call.run();
}

template <Kind kind> PyObject* poolEnds(const Call& call) {
    if (!call.receiver())
        return call.run();
    Operation operation(kind, idOfPool(call.receiver()), currentSite());
    if (!enter(operation))
        return nullptr;
    operation.begin(0);
    PyObject* result = call.run();
    operation.end(0, nullptr, result ? 0 : trace::kFailed);
    return result;
}
} // namespace

std::uint64_t idOfTaskQueue(PyObject* queue) {
    if (const SideEntry* known = SideTable::find(queue))
        return known->id;
    if (const std::uint64_t id = idOfPipe(readerOf(queue)))
        return id;
    SideEntry* entry = SideTable::remember(queue);
    return entry ? entry->id = freshId() : 0;
}

std::uint64_t idOfPool(PyObject* pool) {
    if (const SideEntry* known = SideTable::find(pool))
        return known->id;
    const ErrorGuard guard;
    const Ref queue = plainAttribute(pool, kTaskQueue);
    const std::uint64_t id = queue ? idOfTaskQueue(queue.get()) : 0;
    if (SideEntry* entry = id ? SideTable::remember(pool) : nullptr)
        entry->id = id;
    return id;
}

void patchPool(PyObject* module) {
    const ErrorGuard guard;
    const Ref pool = Ref::take(PyObject_GetAttrString(module, "Pool"));
    if (!pool)
        return;
    hookFunction(pool.get(), "__init__", poolMade);
    hookFunction(pool.get(), "_repopulate_pool_static", repopulate);
    hookFunction(pool.get(), "close", poolCloses);
    hookFunction(pool.get(), "terminate", poolEnds<Kind::PoolTerminate>);
    hookFunction(pool.get(), "join", poolEnds<Kind::PoolJoin>);
    hookPoolJobs(module);
    hookPoolFeeder(pool.get());
    hookPoolWorker(module);
}

} // namespace forkscope::probe
