// SPDX-License-Identifier: GPL-3.0-or-later
// The Python side of locks: multiprocessing.synchronize.SemLock and its subclasses.
#include "engine/probe/builtin_twin.h"
#include "engine/probe/gate.h"
#include "engine/probe/kernel_name.h"
#include "engine/probe/semlock.h"
#include "engine/probe/semlock_object.h"
#include "engine/probe/site.h"
#include "engine/probe/stream.h"
#include "engine/probe/thread.h"
#include "engine/probe/traced_function.h"

#include <cstring>

namespace forkscope::probe {

namespace {
constinit Name kSemName{"name"};
constinit thread_local OwnLock* tOwnLock = nullptr;
constinit PyObject* gEnter = nullptr; // SemLock.__enter__ and __exit__ as they were
constinit PyObject* gExit = nullptr;

// -- `with lock:`
//
// SemLock.__enter__ and __exit__ are Python functions that only hand on to the object below. A method in C in
// their place saves their frames and the walk over them, and pays for the tracing. Whatever could raise or
// wait is left to the originals, so that a traceback shows the frames it would show without us.

PyObject* lockEnter(PyObject* lock, PyObject*) {
    PyObject* sem = tracing() && gateFree() ? semLockOf(lock) : nullptr;
    PyObject* taken = sem ? tryAcquire(sem) : nullptr;
    if (taken != Py_True) {
        PyErr_Clear();
        Py_XDECREF(taken);
        return PyObject_CallFunctionObjArgs(gEnter, lock, nullptr);
    }
    const SemLockExtra& x = extraOf(sem);
    if (!x.hidden)
        emit(Kind::LockAcquire, Phase::Point, thisThread().operation ? trace::kInner : 0, x.id, currentSite(),
             1);
    return taken;
}

PyObject* lockExit(PyObject* lock, PyObject* const* args, Py_ssize_t count, PyObject* names) {
    PyObject* sem = tracing() && gateFree() ? semLockOf(lock) : nullptr;
    if (sem && count == 3 && !names && mayRelease(sem))
        return releaseTraced(sem);
    const Ref bound = Ref::take(PyObject_CallMethod(gExit, "__get__", "OO", lock, Py_TYPE(lock)));
    return bound ? callFast(bound.get(), args, count, names) : nullptr;
}

PyMethodDef gLockEnter = {"__enter__", lockEnter, METH_NOARGS, nullptr};
PyMethodDef gLockExit = {"__exit__", asMethod(lockExit), METH_FASTCALL | METH_KEYWORDS, nullptr};

void replaceMethod(PyObject* type, PyMethodDef& definition, PyObject*& original) {
    const Ref found = Ref::take(PyObject_GetAttrString(type, definition.ml_name));
    const Ref method = Ref::take(found && isPythonCallable(found.get())
                                     ? PyDescr_NewMethod(reinterpret_cast<PyTypeObject*>(type), &definition)
                                     : nullptr);
    if (method && PyObject_SetAttrString(type, definition.ml_name, method.get()) == 0)
        original = Ref::share(found.get()).release();
    PyErr_Clear();
}

// "Lock" for a Lock and for the learner's subclasses of it.
const char* lockKind(PyObject* lock) {
    static const char* const kinds[] = {"BoundedSemaphore", "Semaphore", "RLock", "Lock"};
    const Ref synchronize = loadedModule("multiprocessing.synchronize");
    for (const char* kind : kinds) {
        const Ref type = synchronize ? attribute(synchronize.get(), Name(kind)) : Ref();
        if (type && PyType_Check(type.get()) &&
            PyType_IsSubtype(Py_TYPE(lock), reinterpret_cast<PyTypeObject*>(type.get())))
            return kind;
    }
    return "Semaphore";
}

// `owner` 0: part of nothing. `what`: the call that made it, where the learner's line says nothing better.
void tellCreated(PyObject* lock, std::uint64_t owner, const char* what) {
    const ErrorGuard guard;
    PyObject* sem = semLockOf(lock);
    if (!sem)
        return;
    const SemLockExtra& x = extraOf(sem);
    if (x.hidden)
        return;
    char name[256];
    const Ref text = attribute(sem, kSemName);
    const std::size_t named = copyText(text.get(), name, sizeof name);
    const CallSite site = currentCallSite();
    const char* kind = lockKind(lock);
    FieldBuffer fields;
    fields.add(Tag::ObjectKind, kind);
    fields.add(Tag::MaxValue, x.maxValue);
    fields.add(Tag::Call, callName(site, what ? what : kind));
    if (owner)
        fields.add(Tag::Owner, std::int64_t(owner));
    if (named)
        fields.add(Tag::Name, name, named);
    emit(Kind::LockCreate, Phase::Point, 0, x.id, site.site, x.initial, &fields);
}

PyObject* lockInit(const Call& call) {
    PyObject* result = call.run();
    PyObject* lock = call.receiver();
    if (result && lock && !OwnLock::keeps(lock))
        tellCreated(lock, 0, nullptr);
    return result;
}
} // namespace

void patchSemLockClass(PyObject* module) {
    const ErrorGuard guard;
    const Ref type = Ref::take(PyObject_GetAttrString(module, "SemLock"));
    if (type) {
        hookFunction(type.get(), "_make_name", tellKernelName);
        hookFunction(type.get(), "__init__", lockInit);
    }
    if (type && detail::gSem.type) {
        replaceMethod(type.get(), gLockEnter, gEnter);
        replaceMethod(type.get(), gLockExit, gExit);
    }
}

void hideSemaphore(PyObject* object) {
    if (PyObject* sem = semLockOf(object))
        extraOf(sem).hidden = true;
}

void hideSemaphoreOf(PyObject* object, const Name& name) {
    const Ref inner = plainAttribute(object, name);
    hideSemaphore(inner.get());
}

int semaphoreValue(PyObject* lock) {
    PyObject* sem = semLockOf(lock);
    int value = -1;
    if (!sem || !extraOf(sem).handle || sem_getvalue(extraOf(sem).handle, &value) != 0)
        return -1;
    return value;
}

bool isHiddenSemaphore(PyObject* lock) {
    PyObject* sem = semLockOf(lock);
    return !sem || extraOf(sem).hidden;
}

bool isMine(PyObject* lock) {
    PyObject* sem = semLockOf(lock);
    const Ref mine = Ref::take(sem ? callNoArguments(detail::gSem.isMine, sem) : nullptr);
    PyErr_Clear();
    return mine.get() == Py_True;
}

OwnLock::OwnLock() : outer_(tOwnLock) {
    tOwnLock = this;
}

OwnLock::~OwnLock() {
    tOwnLock = outer_;
    if (lock_)
        tellCreated(lock_.get(), 0, nullptr);
}

bool OwnLock::keeps(PyObject* lock) {
    if (!tOwnLock || tOwnLock->lock_ || isHiddenSemaphore(lock))
        return false;
    tOwnLock->lock_ = Ref::share(lock);
    return true;
}

void OwnLock::tell(PyObject* lock, std::uint64_t owner, const char* what) {
    if (!lock || lock != lock_.get())
        return;
    lock_ = Ref();
    tellCreated(lock, owner, what);
}

std::uint64_t semaphoreId(PyObject* lock) {
    PyObject* sem = semLockOf(lock);
    return sem ? extraOf(sem).id : 0;
}

} // namespace forkscope::probe
