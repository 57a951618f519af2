// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/probe/traced_function.h"

#include "engine/probe/stream.h"

namespace forkscope::probe {

namespace {
struct TracedFunction {
    PyObject_HEAD PyObject* original;
    Hook hook;
};

PyObject* gTracedType = nullptr;
PyObject* gMethodType = nullptr;
PyObject* gFunctionType = nullptr;

constinit Name kQualname{"__qualname__"};

TracedFunction* traced(PyObject* object) {
    return reinterpret_cast<TracedFunction*>(object);
}

int tracedTraverse(PyObject* object, visitproc visit, void* arg) {
    Py_VISIT(Py_TYPE(object));
    Py_VISIT(traced(object)->original);
    return 0;
}
int tracedClear(PyObject* object) {
    Py_CLEAR(traced(object)->original);
    return 0;
}
void tracedDealloc(PyObject* object) {
    PyTypeObject* type = Py_TYPE(object);
    PyObject_GC_UnTrack(object);
    tracedClear(object);
    PyObject_GC_Del(object);
    Py_DECREF(type);
}

PyObject* tracedCall(PyObject* object, PyObject* args, PyObject* keywords) {
    TracedFunction* f = traced(object);
    if (!tracing())
        return PyObject_Call(f->original, args, keywords);
    return f->hook(f->original, args, keywords);
}

PyObject* tracedBind(PyObject* object, PyObject* instance, PyObject*) {
    if (!instance || instance == Py_None) {
        Py_INCREF(object);
        return object;
    }
    return PyObject_CallFunctionObjArgs(gMethodType, object, instance, nullptr);
}

PyObject* tracedGetattr(PyObject* object, PyObject* name) {
    // The type's own answers (`__call__`, `__get__`, `__class__`, `__reduce__`) come first, the original's
    // next; but what every type has (`__doc__`, `__module__`, `__name__`) must be the original's.
    for (const char* own : {"__module__", "__doc__"})
        if (PyUnicode_CompareWithASCIIString(name, own) == 0)
            return PyObject_GetAttr(traced(object)->original, name);
    PyObject* found = PyObject_GenericGetAttr(object, name);
    if (found || !PyErr_ExceptionMatches(PyExc_AttributeError))
        return found;
    PyErr_Clear();
    return PyObject_GetAttr(traced(object)->original, name);
}

int tracedSetattr(PyObject* object, PyObject* name, PyObject* value) {
    return PyObject_SetAttr(traced(object)->original, name, value);
}

PyObject* tracedRepr(PyObject* object) {
    return PyObject_Repr(traced(object)->original);
}

PyObject* tracedReduce(PyObject* object, PyObject*) {
    return PyObject_GetAttr(traced(object)->original, kQualname.get());
}

PyObject* tracedWrapped(PyObject* object, void*) {
    Py_INCREF(traced(object)->original);
    return traced(object)->original;
}

PyMethodDef gTracedMethods[] = {{"__reduce__", tracedReduce, METH_NOARGS, nullptr}, {}};
PyGetSetDef gTracedGetters[] = {{"__wrapped__", tracedWrapped, nullptr, nullptr, nullptr}, {}};
} // namespace

bool makeTracedFunctionType() {
    PyType_Slot slots[] = {{Py_tp_dealloc, asSlot(tracedDealloc)},
                           {Py_tp_traverse, asSlot(tracedTraverse)},
                           {Py_tp_clear, asSlot(tracedClear)},
                           {Py_tp_call, asSlot(tracedCall)},
                           {Py_tp_descr_get, asSlot(tracedBind)},
                           {Py_tp_getattro, asSlot(tracedGetattr)},
                           {Py_tp_setattro, asSlot(tracedSetattr)},
                           {Py_tp_repr, asSlot(tracedRepr)},
                           {Py_tp_methods, gTracedMethods},
                           {Py_tp_getset, gTracedGetters},
                           {0, nullptr}};
    PyType_Spec spec = {"_forkscope.function", sizeof(TracedFunction), 0,
                        Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC, slots};
    gTracedType = PyType_FromSpec(&spec);
    const Ref types = Ref::take(PyImport_ImportModule("types"));
    if (!gTracedType || !types)
        return false;
    gMethodType = PyObject_GetAttrString(types.get(), "MethodType");
    gFunctionType = PyObject_GetAttrString(types.get(), "FunctionType");
    return gMethodType && gFunctionType;
}

bool isTracedFunction(PyObject* object) {
    return object && reinterpret_cast<PyObject*>(Py_TYPE(object)) == gTracedType;
}

PyObject* wrapFunction(PyObject* function, Hook hook) {
    auto allocate = reinterpret_cast<PyObject* (*)(PyTypeObject*, Py_ssize_t)>(
        PyType_GetSlot(reinterpret_cast<PyTypeObject*>(gTracedType), Py_tp_alloc));
    PyObject* object = allocate(reinterpret_cast<PyTypeObject*>(gTracedType), 0);
    if (!object)
        return nullptr;
    Py_INCREF(function);
    traced(object)->original = function;
    traced(object)->hook = hook;
    return object;
}

bool hookFunction(PyObject* owner, const char* name, Hook hook) {
    const Ref dict = Ref::take(PyObject_GetAttrString(owner, "__dict__"));
    const Ref key = Ref::take(PyUnicode_FromString(name));
    const Ref function = Ref::take(dict && key ? PyObject_GetItem(dict.get(), key.get()) : nullptr);
    if (!function || reinterpret_cast<PyObject*>(Py_TYPE(function.get())) != gFunctionType) {
        PyErr_Clear();
        return false;
    }
    const Ref wrapped = Ref::take(wrapFunction(function.get(), hook));
    const bool done = wrapped && PyObject_SetAttr(owner, key.get(), wrapped.get()) == 0;
    PyErr_Clear();
    return done;
}

PyObject* argument(PyObject* args, PyObject* keywords, Py_ssize_t index, const char* name) {
    if (PyTuple_Size(args) > index)
        return PyTuple_GetItem(args, index);
    return keywords ? PyDict_GetItemString(keywords, name) : nullptr;
}

} // namespace forkscope::probe
