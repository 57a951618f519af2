// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/probe/semlock_object.h"

#include "engine/probe/builtin_twin.h"
#include "engine/probe/identity.h"
#include "engine/probe/thread.h"

namespace forkscope::probe {

namespace detail {
constinit SemLockType gSem;
}
using detail::gSem;

namespace {
constinit Name kAcquire{"acquire"};
constinit Name kRelease{"release"};
constinit Name kIsMine{"_is_mine"};
constinit Name kHandle{"handle"};
constinit Name kSemKind{"kind"};
constinit Name kMaxValue{"maxvalue"};
constinit Name kKernelName{"name"};
constinit Name kRebuild{"_rebuild"};
constinit Name kSemLock{"_semlock"};
constinit Name kBasicSize{"__basicsize__"};

void bindMethod(BaseMethod& method, PyObject* instance) {
    const Ref bound = Ref::take(PyObject_CallMethod(method.descriptor, "__get__", "OO", instance, gSem.base));
    if (!bound || !PyCFunction_Check(bound.get())) {
        PyErr_Clear();
        return;
    }
    method.function = PyCFunction_GetFunction(bound.get());
    method.flags = PyCFunction_GetFlags(bound.get());
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
    const Ref name = attribute(self, kKernelName);
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

void copyDocuments(PyObject* base, PyMethodDef* methods) {
    for (PyMethodDef* method = methods; method->ml_name; ++method)
        if (const Ref original = Ref::take(PyObject_GetAttrString(base, method->ml_name)))
            method->ml_doc = documentOf(original.get(), method->ml_name);
    PyErr_Clear();
}

} // namespace

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

PyObject* callNoArguments(const BaseMethod& method, PyObject* self) {
    if (method.flags == METH_NOARGS)
        return method.function(self, nullptr);
    return PyObject_CallFunctionObjArgs(method.descriptor, self, nullptr);
}

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

PyObject* baseRelease(PyObject* self) {
    return callNoArguments(gSem.release, self);
}

bool mayRelease(PyObject* self) {
    const SemLockExtra& x = extraOf(self);
    if (x.recursive) {
        const Ref mine = Ref::take(callNoArguments(gSem.isMine, self));
        PyErr_Clear();
        return mine.get() == Py_True;
    }
    int value = 0;
    return !x.handle || sem_getvalue(x.handle, &value) != 0 || value < x.maxValue;
}

PyObject* rebuildSemLock(PyObject* type, PyObject* args) {
    const Ref method = classAttribute(reinterpret_cast<PyTypeObject*>(gSem.base), kRebuild);
    const Ref bound =
        Ref::take(method ? PyObject_CallMethod(method.get(), "__get__", "OO", Py_None, type) : nullptr);
    PyObject* self = bound ? PyObject_CallObject(bound.get(), args) : nullptr;
    if (self)
        adopt(self);
    return self;
}

bool makeSemLockType(PyObject* base, PyMethodDef* methods) {
    const Ref size = attribute(base, kBasicSize);
    if (!size)
        return false;
    gSem.offset = (numberOr(size.get(), 0) + 15) & ~15;
    gSem.base = Ref::share(base).release();
    gSem.acquire.descriptor = attribute(base, kAcquire).release();
    gSem.release.descriptor = attribute(base, kRelease).release();
    gSem.isMine.descriptor = attribute(base, kIsMine).release();
    gSem.tryArguments = PyTuple_Pack(1, Py_False);
    copyDocuments(base, methods);
    char document[256];
    copyText(Ref::take(PyObject_GetAttrString(base, "__doc__")).get(), document, sizeof document);
    PyErr_Clear();
    PyType_Slot slots[] = {
        {Py_tp_methods, methods}, {Py_tp_init, asSlot(semInit)}, {Py_tp_doc, document}, {0, nullptr}};
    PyType_Spec spec = {"_multiprocessing.SemLock", int(gSem.offset + Py_ssize_t(sizeof(SemLockExtra))), 0,
                        Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE, slots};
    const Ref bases = Ref::take(PyTuple_Pack(1, base));
    if (!gSem.acquire.descriptor || !gSem.release.descriptor || !gSem.isMine.descriptor || !bases)
        return false;
    gSem.type = PyType_FromSpecWithBases(&spec, bases.get());
    PyErr_Clear();
    return gSem.type != nullptr;
}

} // namespace forkscope::probe
