// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/probe/semlock.h"

#include "engine/probe/builtin_twin.h"
#include "engine/probe/gate.h"
#include "engine/probe/identity.h"
#include "engine/probe/operation.h"
#include "engine/probe/site.h"
#include "engine/probe/stream.h"
#include "engine/probe/thread.h"
#include "engine/probe/traced_function.h"

#include <cstring>
#include <semaphore.h>

namespace forkscope::probe {

namespace {
// What we add at the end of each SemLock object. Copied by fork like the rest of it.
struct SemLockExtra {
    std::uint64_t id;
    sem_t* handle;
    int maxValue;
    int initial;
    bool hidden;
    bool recursive; // RLock
};

// A method of the base class as a plain C function, so that calling it builds no tuple and looks nothing up.
struct BaseMethod {
    PyObject* descriptor = nullptr;
    PyCFunction function = nullptr;
    int flags = 0;
};

struct SemLockType {
    PyObject* base = nullptr;
    PyObject* type = nullptr;
    Py_ssize_t offset = 0; // of the SemLockExtra
    BaseMethod acquire, release, isMine;
    PyObject* tryArguments = nullptr; // (False,)
    PyObject* enter = nullptr;        // SemLock.__enter__ and __exit__ of multiprocessing.synchronize
    PyObject* exit = nullptr;
    bool bound = false;
};
constinit SemLockType gSem;

constinit Name kAcquire{"acquire"};
constinit Name kRelease{"release"};
constinit Name kIsMine{"_is_mine"};
constinit Name kHandle{"handle"};
constinit Name kSemKind{"kind"};
constinit Name kMaxValue{"maxvalue"};
constinit Name kSemName{"name"};
constinit Name kRebuild{"_rebuild"};
constinit Name kSemLock{"_semlock"};
constinit Name kBasicSize{"__basicsize__"};

SemLockExtra& extraOf(PyObject* self) {
    return *reinterpret_cast<SemLockExtra*>(reinterpret_cast<char*>(self) + gSem.offset);
}

void bindMethod(BaseMethod& method, PyObject* instance) {
    const Ref bound = Ref::take(PyObject_CallMethod(method.descriptor, "__get__", "OO", instance, gSem.base));
    if (!bound || !PyCFunction_Check(bound.get())) {
        PyErr_Clear();
        return;
    }
    method.function = PyCFunction_GetFunction(bound.get());
    method.flags = PyCFunction_GetFlags(bound.get());
}

PyObject* callNoArguments(const BaseMethod& method, PyObject* self) {
    if (method.flags == METH_NOARGS)
        return method.function(self, nullptr);
    return PyObject_CallFunctionObjArgs(method.descriptor, self, nullptr);
}

// `block` and `timeout` may be null: not given.
PyObject* baseAcquire(PyObject* self, PyObject* block, PyObject* timeout) {
    if (!block && timeout)
        block = Py_True;
    PyObject* args[2] = {block, timeout};
    const Py_ssize_t count = timeout ? 2 : block ? 1 : 0;
    if (gSem.acquire.flags == (METH_FASTCALL | METH_KEYWORDS))
        return reinterpret_cast<FastKeywordFunction>(reinterpret_cast<void (*)()>(gSem.acquire.function))(
            self, args, count, nullptr);
    if (gSem.acquire.flags == (METH_VARARGS | METH_KEYWORDS) && block == Py_False && !timeout)
        return reinterpret_cast<PyCFunctionWithKeywords>(reinterpret_cast<void (*)()>(gSem.acquire.function))(
            self, gSem.tryArguments, nullptr);
    return PyObject_CallFunctionObjArgs(gSem.acquire.descriptor, self, block, timeout, nullptr);
}

PyObject* tryAcquire(PyObject* self) {
    return baseAcquire(self, Py_False, nullptr);
}

// Fills in what we keep about a semaphore: new ones and those that came by pickle.
void adopt(PyObject* self) {
    if (!gSem.bound) {
        bindMethod(gSem.acquire, self);
        bindMethod(gSem.release, self);
        bindMethod(gSem.isMine, self);
        gSem.bound = true;
    }
    SemLockExtra& x = extraOf(self);
    const Ref handle = attribute(self, kHandle);
    const Ref kind = attribute(self, kSemKind);
    const Ref maxValue = attribute(self, kMaxValue);
    const Ref name = attribute(self, kSemName);
    x.handle = handle ? static_cast<sem_t*>(PyLong_AsVoidPtr(handle.get())) : nullptr;
    x.recursive = numberOr(kind.get(), 1) == 0;
    x.maxValue = int(numberOr(maxValue.get(), 1));
    char text[256];
    x.id = copyText(name.get(), text, sizeof text) ? idOfName(text) : freshId();
    const Hiding hiding = thisThread().hiding;
    x.hidden = hiding == Hiding::All || (hiding == Hiding::SemaphoresOnly && !x.recursive);
    PyErr_Clear();
}

int semInit(PyObject* self, PyObject* args, PyObject* keywords) {
    PyObject* value = PyTuple_Size(args) > 1 ? PyTuple_GetItem(args, 1)
                      : keywords             ? PyDict_GetItemString(keywords, "value")
                                             : nullptr;
    adopt(self);
    extraOf(self).initial = int(numberOr(value, 1));
    return 0;
}

PyObject* semRebuild(PyObject* type, PyObject* args) {
    const Ref method = classAttribute(reinterpret_cast<PyTypeObject*>(gSem.base), kRebuild);
    const Ref bound =
        Ref::take(method ? PyObject_CallMethod(method.get(), "__get__", "OO", Py_None, type) : nullptr);
    PyObject* self = bound ? PyObject_CallObject(bound.get(), args) : nullptr;
    if (self)
        adopt(self);
    return self;
}

PyObject* semLockOf(PyObject* lock) {
    if (!lock || !gSem.type)
        return nullptr;
    const auto isOurs = [](PyObject* o) {
        return PyType_IsSubtype(Py_TYPE(o), reinterpret_cast<PyTypeObject*>(gSem.type)) != 0;
    };
    if (isOurs(lock))
        return lock;
    const Ref inner = plainAttribute(lock, kSemLock);
    return inner && isOurs(inner.get()) ? inner.get() : nullptr; // the lock keeps it
}

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

// A private semaphore. When it has to wait, the operation that it is part of says so.
PyObject* acquireHidden(const AcquireCall& call) {
    Operation* operation = thisThread().operation;
    if (!operation)
        return baseAcquire(call.self, call.block, call.timeout);
    PyObject* taken = tryAcquire(call.self);
    if (!taken)
        return nullptr;
    // `task_done` counts down under the queue's lock: this is where the number is exact and the order right.
    if (taken == Py_True && operation->kind() == Kind::QueueTaskDone && !call.blocking && !operation->told())
        operation->point(semaphoreValue(call.self));
    if (taken == Py_True || !call.blocking || call.seconds == 0)
        return taken;
    Py_DECREF(taken);
    operation->waits();
    if (!gateHolds(operation->site()))
        return baseAcquire(call.self, call.block, call.timeout);
    Waiting waiting(operation->kind(), operation->object(), operation->site(), call.seconds);
    return blockAtGate(
        waiting, [&] { return tryAcquire(call.self); },
        [&] { return baseAcquire(call.self, call.block, call.timeout); });
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
        waiting, [&] { return tryAcquire(call.self); },
        [&] { return baseAcquire(call.self, call.block, call.timeout); });
    const bool got = taken == Py_True;
    emit(Kind::LockAcquire, Phase::End, std::uint8_t(flags | (got ? 0 : trace::kFailed)), id, site, got);
    return taken;
}

PyObject* acquireVisible(const AcquireCall& call) {
    const SemLockExtra& x = extraOf(call.self);
    const std::uint32_t site = currentSite();
    std::uint8_t flags = thisThread().operation ? trace::kInner : 0;
    if (gateHolds(site)) {
        if (!passGate(Kind::LockAcquire, x.id, site))
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
    const Ref bound =
        Ref::take(PyObject_CallMethod(gSem.acquire.descriptor, "__get__", "OO", self, gSem.base));
    const Ref tuple = Ref::take(PyTuple_New(count));
    const Ref keywords = Ref::take(PyDict_New());
    if (!bound || !tuple || !keywords)
        return nullptr;
    for (Py_ssize_t i = 0; i < count; ++i) {
        Py_INCREF(args[i]);
        PyTuple_SetItem(tuple.get(), i, args[i]);
    }
    for (Py_ssize_t i = 0; names && i < PyTuple_Size(names); ++i)
        if (PyDict_SetItem(keywords.get(), PyTuple_GetItem(names, i), args[count + i]) < 0)
            return nullptr;
    PyObject* taken = PyObject_Call(bound.get(), tuple.get(), keywords.get());
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

// Whether the original would refuse: released too often, or not the owner.
bool mayRelease(PyObject* self, const SemLockExtra& x) {
    if (x.recursive) {
        const Ref mine = Ref::take(callNoArguments(gSem.isMine, self));
        PyErr_Clear();
        return mine.get() == Py_True;
    }
    int value = 0;
    return !x.handle || sem_getvalue(x.handle, &value) != 0 || value < x.maxValue;
}

PyObject* semRelease(PyObject* self, PyObject*) {
    const SemLockExtra& x = extraOf(self);
    if (!tracing() || x.hidden)
        return callNoArguments(gSem.release, self);
    const std::uint32_t site = currentSite();
    std::uint8_t flags = thisThread().operation ? trace::kInner : 0;
    if (gateHolds(site)) {
        if (!passGate(Kind::LockRelease, x.id, site))
            return nullptr;
        flags |= trace::kGated;
    }
    const bool may = mayRelease(self, x);
    if (may)
        emit(Kind::LockRelease, Phase::Point, flags, x.id, site, 0);
    PyObject* result = callNoArguments(gSem.release, self);
    if (!result || !may)
        emit(Kind::LockRelease, Phase::Point, std::uint8_t(flags | (result ? 0 : trace::kFailed)), x.id, site,
             0);
    return result;
}

PyObject* semExit(PyObject* self, PyObject*) {
    return semRelease(self, nullptr);
}

PyMethodDef gSemMethods[] = {{"acquire", asMethod(semAcquire), METH_FASTCALL | METH_KEYWORDS, nullptr},
                             {"release", semRelease, METH_NOARGS, nullptr},
                             {"__enter__", semEnter, METH_NOARGS, nullptr},
                             {"__exit__", semExit, METH_VARARGS, nullptr},
                             {"_rebuild", semRebuild, METH_VARARGS | METH_CLASS, nullptr},
                             {}};

// Our methods have the documents of those that they stand for.
void copyDocuments(PyObject* base) {
    for (PyMethodDef* method = gSemMethods; method->ml_name; ++method)
        if (const Ref original = Ref::take(PyObject_GetAttrString(base, method->ml_name)))
            method->ml_doc = documentOf(original.get(), method->ml_name);
    PyErr_Clear();
}

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
        return PyObject_CallFunctionObjArgs(gSem.enter, lock, nullptr);
    }
    const SemLockExtra& x = extraOf(sem);
    if (!x.hidden)
        emit(Kind::LockAcquire, Phase::Point, thisThread().operation ? trace::kInner : 0, x.id, currentSite(),
             1);
    return taken;
}

PyObject* lockExit(PyObject* lock, PyObject* const* args, Py_ssize_t count, PyObject* names) {
    PyObject* sem = tracing() && gateFree() ? semLockOf(lock) : nullptr;
    if (sem && count == 3 && !names && mayRelease(sem, extraOf(sem)))
        return semRelease(sem, nullptr);
    const Ref bound = Ref::take(PyObject_CallMethod(gSem.exit, "__get__", "OO", lock, Py_TYPE(lock)));
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

void tellCreated(PyObject* lock) {
    const ErrorGuard guard;
    PyObject* sem = semLockOf(lock);
    if (!sem)
        return;
    const SemLockExtra& x = extraOf(sem);
    char name[256];
    const Ref text = attribute(sem, kSemName);
    const std::size_t named = copyText(text.get(), name, sizeof name);
    if (x.hidden && !named)
        return;
    const CallSite site = currentCallSite();
    const char* kind = lockKind(lock);
    FieldBuffer fields;
    fields.add(Tag::ObjectKind, kind);
    fields.add(Tag::MaxValue, x.maxValue);
    fields.add(Tag::Call, site.call[0] && std::strcmp(site.call, "__init__") != 0 ? site.call : kind);
    if (named)
        fields.add(Tag::Name, name, named);
    // A hidden one that has a name in the kernel must be known too, since somebody has to unlink it; without
    // an id it is nobody's lock.
    emit(Kind::LockCreate, Phase::Point, x.hidden ? trace::kInner : 0, x.hidden ? 0 : x.id, site.site,
         x.initial, &fields);
}

PyObject* lockInit(const Call& call) {
    PyObject* result = call.run();
    if (result && call.receiver())
        tellCreated(call.receiver());
    return result;
}
} // namespace

void patchSemLockType(PyObject* module) {
    const ErrorGuard guard;
    const Ref base = Ref::take(PyObject_GetAttrString(module, "SemLock"));
    const Ref size = base ? attribute(base.get(), kBasicSize) : Ref();
    if (!size)
        return;
    gSem.offset = (numberOr(size.get(), 0) + 15) & ~15;
    gSem.base = Ref::share(base.get()).release();
    gSem.acquire.descriptor = attribute(base.get(), kAcquire).release();
    gSem.release.descriptor = attribute(base.get(), kRelease).release();
    gSem.isMine.descriptor = attribute(base.get(), kIsMine).release();
    gSem.tryArguments = PyTuple_Pack(1, Py_False);
    copyDocuments(base.get());
    char document[256];
    copyText(Ref::take(PyObject_GetAttrString(base.get(), "__doc__")).get(), document, sizeof document);
    PyErr_Clear();
    PyType_Slot slots[] = {
        {Py_tp_methods, gSemMethods}, {Py_tp_init, asSlot(semInit)}, {Py_tp_doc, document}, {0, nullptr}};
    PyType_Spec spec = {"_multiprocessing.SemLock", int(gSem.offset + Py_ssize_t(sizeof(SemLockExtra))), 0,
                        Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE, slots};
    const Ref bases = Ref::take(PyTuple_Pack(1, base.get()));
    if (!gSem.acquire.descriptor || !gSem.release.descriptor || !gSem.isMine.descriptor || !bases)
        return;
    gSem.type = PyType_FromSpecWithBases(&spec, bases.get());
    if (gSem.type)
        PyObject_SetAttrString(module, "SemLock", gSem.type);
    else
        note("Locks cannot be traced with this version of Python.");
}

void patchSemLockClass(PyObject* module) {
    const ErrorGuard guard;
    const Ref type = Ref::take(PyObject_GetAttrString(module, "SemLock"));
    if (type)
        hookFunction(type.get(), "__init__", lockInit);
    if (type && gSem.type) {
        replaceMethod(type.get(), gLockEnter, gSem.enter);
        replaceMethod(type.get(), gLockExit, gSem.exit);
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

std::uint64_t semaphoreId(PyObject* lock) {
    PyObject* sem = semLockOf(lock);
    return sem ? extraOf(sem).id : 0;
}

} // namespace forkscope::probe
