// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/probe/semlock.h"

#include "engine/probe/builtin_twin.h"
#include "engine/probe/gate.h"
#include "engine/probe/operation.h"
#include "engine/probe/semlock_object.h"
#include "engine/probe/site.h"
#include "engine/probe/stream.h"
#include "engine/probe/thread.h"

namespace forkscope::probe {

namespace {
// -- acquire

struct AcquireCall {
    PyObject* self;
    PyObject* block = nullptr;   // null: not given
    PyObject* timeout = nullptr; // null or None: none
    bool blocking = true;
    double seconds = -1; // time-out; below 0: none
};

// False where the arguments are such that the original has to judge them.
bool understand(AcquireCall& call, PyObject* const* args, Py_ssize_t count, PyObject* names) {
    const Py_ssize_t named = names ? PyTuple_Size(names) : 0;
    if (count > 2 || named > 2)
        return false;
    call.block = count > 0 ? args[0] : nullptr;
    call.timeout = count > 1 ? args[1] : nullptr;
    for (Py_ssize_t i = 0; i < named; ++i) {
        PyObject* name = PyTuple_GetItem(names, i);
        PyObject** to = PyUnicode_CompareWithASCIIString(name, "block") == 0     ? &call.block
                        : PyUnicode_CompareWithASCIIString(name, "timeout") == 0 ? &call.timeout
                                                                                 : nullptr;
        if (!to || *to)
            return false;
        *to = args[count + i];
    }
    if (call.block && !PyLong_CheckExact(call.block) && !PyBool_Check(call.block))
        return false;
    call.blocking = !call.block || numberOr(call.block, 1) != 0;
    if (!call.timeout || call.timeout == Py_None)
        return true;
    if (!PyFloat_CheckExact(call.timeout) && !PyLong_CheckExact(call.timeout))
        return false;
    call.seconds = PyFloat_AsDouble(call.timeout);
    if (PyErr_Occurred()) {
        PyErr_Clear();
        return false;
    }
    if (call.seconds < 0)
        call.seconds = 0;
    return call.seconds < 1e9;
}

// Condition.wait() sleeps on a semaphore of its own, with `acquire(True, timeout)`; all the others that it
// and what is made of it use are asked for without arguments.
bool isSleepOf(const Operation& operation, const AcquireCall& call) {
    switch (operation.kind()) {
    case Kind::ConditionWait:
    case Kind::EventWait:
    case Kind::BarrierWait:
    case Kind::QueueJoin:
        return call.block != nullptr;
    default:
        return false;
    }
}

PyObject* acquireInKernel(const AcquireCall& call, const Waiting& waiting) {
    const Ref time = waiting.otherTime();
    return baseAcquire(call.self, call.block, time ? time.get() : call.timeout);
}

// Who has a lock gives it back at once, but for a barrier's action, which nobody who has woken up meets. The
// semaphore that is no lock counts who has woken up: they do so in turn, however slow the machine is.
template <class AttemptFor>
PyObject* acquireSoon(const AcquireCall& call, const Operation& operation, AttemptFor attemptFor) {
    constexpr int kMostSlices = 250;
    const bool isLock = extraOf(call.self).maxValue == 1;
    PyObject* taken = attemptFor(kSleepSlice);
    for (int slice = 1; taken == Py_False && slice < kMostSlices; ++slice) {
        if (isLock ? !operation.slept() : !isAnyToWake(operation.object()))
            break;
        Py_DECREF(taken);
        taken = attemptFor(kSleepSlice);
    }
    return taken;
}

PyObject* acquireHiddenAtGate(const AcquireCall& call, Waiting& waiting, Operation& operation) {
    const auto block = [&] { return acquireInKernel(call, waiting); };
    const auto attemptFor = [&](double seconds) {
        const Ref time = Ref::take(PyFloat_FromDouble(seconds));
        return baseAcquire(call.self, Py_True, time.get());
    };
    if (isSleepOf(operation, call)) {
        PyObject* taken = sleepAtGate(waiting, attemptFor, block);
        if (taken == Py_True)
            operation.wokeUp();
        return taken;
    }
    if (operation.kind() != Kind::QueuePut) {
        PyObject* taken = acquireSoon(call, operation, attemptFor);
        if (!taken || taken == Py_True)
            return taken;
        Py_DECREF(taken);
    }
    return blockAtGate(
        waiting, [&] { return tryAcquire(call.self); }, block);
}

// A private semaphore. When it has to wait, the operation that it is part of says so.
PyObject* acquireHidden(const AcquireCall& call) {
    Operation* operation = thisThread().operation;
    if (!operation)
        return baseAcquire(call.self, call.block, call.timeout);
    PyObject* taken = tryAcquire(call.self);
    if (!taken)
        return nullptr;
    if (!call.blocking)
        operation->tried(call.self, taken == Py_True);
    if (taken == Py_True || !call.blocking || call.seconds == 0)
        return taken;
    Py_DECREF(taken);
    operation->waits();
    Waiting waiting(operation->kind(), operation->object(), operation->site(), call.seconds);
    return inItsTime(waiting, [&] {
        return gateHolds(waiting.site) ? acquireHiddenAtGate(call, waiting, *operation)
                                       : acquireInKernel(call, waiting);
    });
}

[[gnu::noinline]] PyObject* acquireByWaiting(const AcquireCall& call, std::uint32_t site,
                                             std::uint8_t flags) {
    const std::uint64_t id = extraOf(call.self).id;
    FieldBuffer fields;
    if (call.seconds >= 0)
        fields.add(Tag::Timeout, std::int64_t(call.seconds * 1e9));
    emit(Kind::LockAcquire, Phase::Begin, std::uint8_t(flags | trace::kWaits), id, site, 0, &fields);
    Waiting waiting(Kind::LockAcquire, id, site, call.seconds);
    PyObject* taken = blockAtGate(
        waiting, [&] { return tryAcquire(call.self); }, [&] { return acquireInKernel(call, waiting); });
    const bool got = taken == Py_True;
    emit(Kind::LockAcquire, Phase::End, std::uint8_t(flags | (got ? 0 : trace::kFailed)), id, site, got);
    return taken;
}

PyObject* acquireVisible(const AcquireCall& call) {
    const SemLockExtra& x = extraOf(call.self);
    const std::uint32_t site = currentSite();
    std::uint8_t flags = thisThread().operation ? trace::kInner : 0;
    // A part of another operation has stopped before that; who was notified wants its lock back.
    const Operation* outer = thisThread().operation;
    if (gateHolds(site) && (!outer || outer->slept())) {
        if (!passGate(Kind::LockAcquire, x.id, site, 0, mannerOf(call.blocking ? call.seconds : 0)))
            return nullptr;
        flags |= trace::kGated;
    }
    PyObject* taken = tryAcquire(call.self);
    if (taken == Py_True) {
        emit(Kind::LockAcquire, Phase::Point, flags, x.id, site, 1);
        return taken;
    }
    if (!taken)
        return nullptr;
    if (!call.blocking || call.seconds == 0) {
        emit(Kind::LockAcquire, Phase::Point, std::uint8_t(flags | trace::kFailed), x.id, site, 0);
        return taken;
    }
    Py_DECREF(taken);
    return acquireByWaiting(call, site, flags);
}

PyObject* acquire(const AcquireCall& call) {
    if (!tracing())
        return baseAcquire(call.self, call.block, call.timeout);
    return extraOf(call.self).hidden ? acquireHidden(call) : acquireVisible(call);
}

// Arguments that we do not understand: the original says what is wrong with them, or takes them after all.
PyObject* acquireAsOriginal(PyObject* self, PyObject* const* args, Py_ssize_t count, PyObject* names) {
    const Ref bound = Ref::take(
        PyObject_CallMethod(detail::gSem.acquire.descriptor, "__get__", "OO", self, detail::gSem.base));
    PyObject* taken = bound ? callFast(bound.get(), args, count, names) : nullptr;
    if (taken && tracing() && !extraOf(self).hidden) {
        const bool got = taken == Py_True;
        emit(Kind::LockAcquire, Phase::Point, got ? 0 : trace::kFailed, extraOf(self).id, currentSite(), got);
    }
    return taken;
}

PyObject* semAcquire(PyObject* self, PyObject* const* args, Py_ssize_t count, PyObject* names) {
    AcquireCall call{self};
    if ((count > 0 || names) && !understand(call, args, count, names))
        return acquireAsOriginal(self, args, count, names);
    return acquire(call);
}

PyObject* semEnter(PyObject* self, PyObject*) {
    return acquire(AcquireCall{self});
}

// -- release

PyObject* semRelease(PyObject* self, PyObject*) {
    return releaseTraced(self);
}

PyObject* semExit(PyObject* self, PyObject*) {
    return releaseTraced(self);
}

PyMethodDef gSemMethods[] = {{"acquire", asMethod(semAcquire), METH_FASTCALL | METH_KEYWORDS, nullptr},
                             {"release", semRelease, METH_NOARGS, nullptr},
                             {"__enter__", semEnter, METH_NOARGS, nullptr},
                             {"__exit__", semExit, METH_VARARGS, nullptr},
                             {"_rebuild", rebuildSemLock, METH_VARARGS | METH_CLASS, nullptr},
                             {}};
} // namespace

PyObject* releaseTraced(PyObject* self) {
    const SemLockExtra& x = extraOf(self);
    if (!tracing() || x.hidden)
        return baseRelease(self);
    const std::uint32_t site = currentSite();
    std::uint8_t flags = thisThread().operation ? trace::kInner : 0;
    if (gateHolds(site) && !thisThread().operation) {
        if (!passGate(Kind::LockRelease, x.id, site))
            return nullptr;
        flags |= trace::kGated;
    }
    const bool may = mayRelease(self);
    if (Operation* operation = thisThread().operation; operation && may)
        operation->released(self);
    if (may)
        emit(Kind::LockRelease, Phase::Point, flags, x.id, site, 0);
    PyObject* result = baseRelease(self);
    if (!result || !may)
        emit(Kind::LockRelease, Phase::Point, std::uint8_t(flags | (result ? 0 : trace::kFailed)), x.id, site,
             0);
    return result;
}

void patchSemLockType(PyObject* module) {
    const ErrorGuard guard;
    const Ref base = Ref::take(PyObject_GetAttrString(module, "SemLock"));
    if (base && makeSemLockType(base.get(), gSemMethods))
        PyObject_SetAttrString(module, "SemLock", detail::gSem.type);
    else
        note("Locks cannot be traced with this version of Python.");
}

} // namespace forkscope::probe
