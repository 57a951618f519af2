// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/probe/traced_function.h"

#include "engine/probe/builtin_twin.h"
#include "engine/probe/interpreter.h"
#include "engine/probe/stream.h"

#include <cstdlib>
#include <structmember.h>

namespace forkscope::probe {

namespace {
// The calling convention of PEP 590. Its parts are in the stable ABI from 3.12 on and work alike since 3.9.
using Vectorcall = PyObject* (*)(PyObject* callable, PyObject* const* args, std::size_t count,
                                 PyObject* names);
constexpr std::size_t kArgumentsOffset = std::size_t(1) << (8 * sizeof(std::size_t) - 1);
constexpr unsigned long kHaveVectorcall = 1ul << 11;
constexpr unsigned long kMethodDescriptor = 1ul << 17; // may be called with the object as first argument

struct TracedFunction {
    PyObject_HEAD PyObject* original;
    Hook hook;
    Vectorcall vectorcall;
};

PyObject* gTracedType = nullptr;
PyObject* gMethodType = nullptr;
PyObject* gFunctionType = nullptr;
PyObject* gStaticMethodType = nullptr;

constinit Name kQualname{"__qualname__"};
constinit Name kFunction{"__func__"};

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

PyObject* tracedVectorcall(PyObject* object, PyObject* const* args, std::size_t count, PyObject* names) {
    const TracedFunction* f = traced(object);
    const Call call{f->original, args, Py_ssize_t(count & ~kArgumentsOffset), names};
    return tracing() ? f->hook(call) : call.run();
}

// The older convention, for callers that have a tuple and a dictionary already.
PyObject* tracedCall(PyObject* object, PyObject* tuple, PyObject* dictionary) {
    const Py_ssize_t count = PyTuple_Size(tuple);
    const Py_ssize_t named = dictionary ? PyDict_Size(dictionary) : 0;
    const Ref values = Ref::take(PyTuple_New(count + named)); // keeps them alive
    const Ref names = Ref::take(named ? PyTuple_New(named) : nullptr);
    auto** args = static_cast<PyObject**>(std::calloc(std::size_t(count + named) + 1, sizeof(PyObject*)));
    if (!values || !args || (named && !names)) {
        std::free(args);
        return PyErr_NoMemory();
    }
    PyObject *key = nullptr, *value = nullptr;
    for (Py_ssize_t i = 0, at = 0; i < count + named; ++i) {
        if (i < count)
            value = PyTuple_GetItem(tuple, i);
        else if (!PyDict_Next(dictionary, &at, &key, &value))
            break;
        else
            PyTuple_SetItem(names.get(), i - count, Ref::share(key).release());
        PyTuple_SetItem(values.get(), i, Ref::share(value).release());
        args[i] = value;
    }
    PyObject* result = tracedVectorcall(object, args, std::size_t(count), names.get());
    std::free(args);
    return result;
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
PyMemberDef gTracedMembers[] = {
    {"__vectorcalloffset__", T_PYSSIZET, offsetof(TracedFunction, vectorcall), READONLY, nullptr}, {}};
PyGetSetDef gTracedGetters[] = {{"__wrapped__", tracedWrapped, nullptr, nullptr, nullptr}, {}};
} // namespace

bool makeTracedFunctionType() {
    PyType_Slot slots[] = {{Py_tp_dealloc, asSlot(tracedDealloc)},  {Py_tp_traverse, asSlot(tracedTraverse)},
                           {Py_tp_clear, asSlot(tracedClear)},      {Py_tp_call, asSlot(tracedCall)},
                           {Py_tp_descr_get, asSlot(tracedBind)},   {Py_tp_getattro, asSlot(tracedGetattr)},
                           {Py_tp_setattro, asSlot(tracedSetattr)}, {Py_tp_repr, asSlot(tracedRepr)},
                           {Py_tp_methods, gTracedMethods},         {Py_tp_getset, gTracedGetters},
                           {Py_tp_members, gTracedMembers},         {0, nullptr}};
    PyType_Spec spec = {
        "_forkscope.function", sizeof(TracedFunction), 0,
        unsigned(Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | kHaveVectorcall | kMethodDescriptor), slots};
    gTracedType = PyType_FromSpec(&spec);
    const Ref types = Ref::take(PyImport_ImportModule("types"));
    if (!gTracedType || !types)
        return false;
    gMethodType = PyObject_GetAttrString(types.get(), "MethodType");
    gFunctionType = PyObject_GetAttrString(types.get(), "FunctionType");
    const Ref builtins = loadedModule("builtins");
    gStaticMethodType = builtins ? PyObject_GetAttrString(builtins.get(), "staticmethod") : nullptr;
    return gMethodType && gFunctionType && gStaticMethodType;
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
    traced(object)->vectorcall = tracedVectorcall;
    return object;
}

bool hookFunction(PyObject* owner, const char* name, Hook hook) {
    const Ref dict = Ref::take(PyObject_GetAttrString(owner, "__dict__"));
    const Ref key = Ref::take(PyUnicode_FromString(name));
    const Ref found = Ref::take(dict && key ? PyObject_GetItem(dict.get(), key.get()) : nullptr);
    const bool isStatic = found && reinterpret_cast<PyObject*>(Py_TYPE(found.get())) == gStaticMethodType;
    const Ref function = isStatic ? attribute(found.get(), kFunction) : Ref::share(found.get());
    if (!function || reinterpret_cast<PyObject*>(Py_TYPE(function.get())) != gFunctionType) {
        PyErr_Clear();
        return false;
    }
    Ref wrapped = Ref::take(wrapFunction(function.get(), hook));
    if (wrapped && isStatic)
        wrapped = Ref::take(PyObject_CallFunctionObjArgs(gStaticMethodType, wrapped.get(), nullptr));
    const bool done = wrapped && PyObject_SetAttr(owner, key.get(), wrapped.get()) == 0;
    PyErr_Clear();
    return done;
}

PyObject* Call::run() const {
    if (interpreter().functionVectorcall && reinterpret_cast<PyObject*>(Py_TYPE(original)) == gFunctionType)
        return interpreter().functionVectorcall(original, args, std::size_t(count), names);
    return callFast(original, args, count, names);
}

PyObject* Call::argument(Py_ssize_t index, const char* name) const {
    return fastArgument(args, count, names, index, name);
}

} // namespace forkscope::probe
