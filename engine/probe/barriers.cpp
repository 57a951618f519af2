// SPDX-License-Identifier: GPL-3.0-or-later
// Barrier: the methods are those of threading.Barrier (Lib/threading.py), the state lies in shared memory
// (Lib/multiprocessing/synchronize.py). A wait begins in `_enter`, under the barrier's lock, where it is sure
// how many have come before; a break is stamped there too, before anyone is woken.
#include "engine/probe/composite.h"

#include "engine/probe/gate.h"
#include "engine/probe/identity.h"
#include "engine/probe/operation.h"
#include "engine/probe/patience.h"
#include "engine/probe/semlock.h"
#include "engine/probe/site.h"
#include "engine/probe/traced_function.h"

namespace forkscope::probe {

namespace {
constinit Name kBarrierCondition{"_cond"};
constinit Name kBarrierParties{"_parties"};
constinit Name kBarrierTimeout{"_timeout"};
constinit Name kBarrierState{"_array"};
constinit PyObject* gBarrier = nullptr; // multiprocessing.synchronize.Barrier

// 0 for a threading.Barrier.
std::uint64_t idOfBarrier(PyObject* barrier) {
    if (!barrier || !gBarrier ||
        !PyType_IsSubtype(Py_TYPE(barrier), reinterpret_cast<PyTypeObject*>(gBarrier)))
        return 0;
    if (const SideEntry* known = SideTable::find(barrier))
        return known->id;
    const ErrorGuard guard;
    const Ref condition = plainAttribute(barrier, kBarrierCondition);
    if (!condition)
        return 0;
    hideCondition(condition.get());
    const std::uint64_t id = idOfCondition(condition.get());
    if (SideEntry* entry = id ? SideTable::remember(barrier) : nullptr)
        entry->id = id;
    return id;
}

PyObject* barrierInit(const Call& call) {
    PyObject* result = nullptr;
    bool isPrivate = false;
    {
        const Making making(call.receiver(), Hiding::All);
        isPrivate = making.isPrivate();
        result = call.run();
    }
    const std::uint64_t id = result ? idOfBarrier(call.receiver()) : 0;
    if (!id || isPrivate)
        return result;
    const CallSite site = currentCallSite();
    const Ref parties = plainAttribute(call.receiver(), kBarrierParties);
    FieldBuffer fields;
    fields.add(Tag::Call, callName(site, "Barrier"));
    emit(Kind::BarrierCreate, Phase::Point, 0, id, site.site, std::int32_t(numberOr(parties.get(), 0)),
         &fields);
    return result;
}

// What stands in shared memory: 0 filling, 1 draining, -1 resetting, -2 broken; and how many are there.
struct BarrierState {
    std::int64_t phase = 0;
    std::int64_t count = 0;
};
BarrierState stateOf(PyObject* barrier) {
    const Ref array = plainAttribute(barrier, kBarrierState);
    if (!array || !PyMemoryView_Check(array.get()))
        return {};
    const Ref phase = Ref::take(PySequence_GetItem(array.get(), 0));
    const Ref count = Ref::take(PySequence_GetItem(array.get(), 1));
    PyErr_Clear();
    return {numberOr(phase.get(), 0), numberOr(count.get(), 0)};
}

Operation* waitIn(PyObject* barrier) {
    Operation* operation = thisThread().operation;
    return operation && operation->kind() == Kind::BarrierWait && !operation->begun() &&
                   operation->object() == idOfBarrier(barrier)
               ? operation
               : nullptr;
}

void beginBarrierWait(Operation& operation, bool waits) {
    FieldBuffer fields;
    addTimeout(fields, operation.seconds());
    operation.begin(0, &fields, waits ? trace::kWaits : 0);
    operation.setCall(waits ? "timeout" : "action"); // why it will break the barrier, if it does
    operation.keepWaitsQuiet(); // the last to come waits a moment until all have woken up
}

// The barrier's lock is held.
PyObject* barrierEnter(const Call& call) {
    PyObject* barrier = call.receiver();
    Operation* operation = barrier ? waitIn(barrier) : nullptr;
    if (!operation)
        return call.run();
    const Ref parties = plainAttribute(barrier, kBarrierParties);
    const BarrierState before = stateOf(barrier);
    // It waits here until those of the last round have left.
    const bool drains = before.phase == 1 || before.phase == -1;
    const bool last = before.count + 1 >= numberOr(parties.get(), 0);
    beginBarrierWait(*operation, drains || (before.phase == 0 && !last));
    return call.run();
}

PyObject* barrierWait(const Call& call) {
    const std::uint64_t id = idOfBarrier(call.receiver());
    if (!id)
        return call.run();
    PyObject* timeout = call.argument(1, "timeout");
    const Ref otherwise =
        !timeout || timeout == Py_None ? plainAttribute(call.receiver(), kBarrierTimeout) : Ref();
    Operation operation(Kind::BarrierWait, id, currentSite());
    operation.setSeconds(secondsOf(otherwise ? otherwise.get() : timeout));
    if (!enter(operation, 0, mannerOf(operation.seconds())))
        return nullptr;
    PyObject* result = call.run();
    if (result && !standAfterSleep(operation)) {
        Py_DECREF(result);
        result = nullptr;
    }
    if (operation.begun())
        operation.end(std::int32_t(numberOr(result, -1)), nullptr, result ? 0 : trace::kFailed);
    return result;
}

// Told when it wakes the others (tellBarrierBreaks()).
PyObject* barrierBreaks(const Call& call, const char* name) {
    const std::uint64_t id = idOfBarrier(call.receiver());
    if (!id)
        return call.run();
    Operation operation(Kind::BarrierBreak, id, currentSite());
    operation.setCall(name);
    return enter(operation) ? call.run() : nullptr;
}
PyObject* barrierAbort(const Call& call) {
    return barrierBreaks(call, "abort");
}
PyObject* barrierReset(const Call& call) {
    return barrierBreaks(call, "reset");
}

// _break(), under the barrier's lock: of a wait whose time is up, or of the last to come whose action raised.
PyObject* barrierBroken(const Call& call) {
    const Operation* operation = thisThread().operation;
    if (operation && operation->kind() == Kind::BarrierWait && operation->begun() &&
        operation->object() == idOfBarrier(call.receiver())) {
        FieldBuffer fields;
        fields.add(Tag::Call, operation->call());
        emit(Kind::BarrierBreak, Phase::Point, trace::kInner, operation->object(), operation->site(), 0,
             &fields);
    }
    return call.run();
}

PyObject* barrierArrives(const Call& call) {
    PyObject* result = call.run();
    if (result)
        idOfBarrier(call.receiver());
    return result;
}
} // namespace

void tellBarrierBreaks() {
    Operation* operation = thisThread().operation;
    if (!operation || operation->kind() != Kind::BarrierBreak || operation->told())
        return;
    FieldBuffer fields;
    fields.add(Tag::Call, operation->call());
    operation->point(0, &fields);
}

void patchBarriers(PyObject* module) {
    const ErrorGuard guard;
    const Ref barrier = Ref::take(PyObject_GetAttrString(module, "Barrier"));
    if (!barrier || !PyType_Check(barrier.get()))
        return;
    gBarrier = Ref::share(barrier.get()).release();
    hookFunction(gBarrier, "__init__", barrierInit);
    hookFunction(gBarrier, "__setstate__", barrierArrives);
    const Ref threading = loadedModule("threading");
    const Ref base = Ref::take(threading ? PyObject_GetAttrString(threading.get(), "Barrier") : nullptr);
    if (!base)
        return;
    hookFunction(base.get(), "wait", barrierWait);
    hookFunction(base.get(), "_enter", barrierEnter);
    hookFunction(base.get(), "_break", barrierBroken);
    hookFunction(base.get(), "abort", barrierAbort);
    hookFunction(base.get(), "reset", barrierReset);
}

} // namespace forkscope::probe
