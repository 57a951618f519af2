// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/probe/stand_in.h"

#include <cstdlib>

namespace forkscope::probe {

namespace {
struct StandIn {
    PyObject_HEAD PyObject* real;
    PyObject* names[2];
    PyObject* methods[2];
};

StandIn* standIn(PyObject* object) {
    return reinterpret_cast<StandIn*>(object);
}

PyObject* standInGetattr(PyObject* object, PyObject* name) {
    const StandIn* s = standIn(object);
    for (int i = 0; i < 2; ++i)
        if (s->names[i] && PyUnicode_Compare(s->names[i], name) == 0) {
            Py_INCREF(s->methods[i]);
            return s->methods[i];
        }
    return PyObject_GetAttr(s->real, name);
}

void standInDealloc(PyObject* object) {
    PyTypeObject* type = Py_TYPE(object);
    StandIn* s = standIn(object);
    Py_XDECREF(s->real);
    for (int i = 0; i < 2; ++i) {
        Py_XDECREF(s->names[i]);
        Py_XDECREF(s->methods[i]);
    }
    reinterpret_cast<freefunc>(PyType_GetSlot(type, Py_tp_free))(object);
    Py_DECREF(reinterpret_cast<PyObject*>(type));
}

PyTypeObject* standInType() {
    static PyObject* type = nullptr;
    if (!type) {
        PyType_Slot slots[] = {
            {Py_tp_dealloc, asSlot(standInDealloc)}, {Py_tp_getattro, asSlot(standInGetattr)}, {0, nullptr}};
        PyType_Spec spec = {"_forkscope.stand_in", sizeof(StandIn), 0, Py_TPFLAGS_DEFAULT, slots};
        type = PyType_FromSpec(&spec);
    }
    return reinterpret_cast<PyTypeObject*>(type);
}

bool fill(StandIn* s, int index, StandInMethod method) {
    // Definitions live as long as the interpreter: a function refers to its own. There is one for each loop.
    auto* definition = static_cast<PyMethodDef*>(std::calloc(1, sizeof(PyMethodDef)));
    const Ref bound = Ref::take(PyObject_GetAttrString(s->real, method.name));
    if (!definition || !bound) {
        std::free(definition);
        return false;
    }
    *definition = {method.name, asMethod(method.function), METH_FASTCALL | METH_KEYWORDS, nullptr};
    s->names[index] = PyUnicode_InternFromString(method.name);
    s->methods[index] = PyCFunction_NewEx(definition, bound.get(), nullptr);
    return s->names[index] && s->methods[index];
}
} // namespace

Ref standInFor(PyObject* real, StandInMethod first, StandInMethod second) {
    const ErrorGuard guard;
    PyTypeObject* type = standInType();
    if (!type)
        return Ref();
    auto allocate =
        reinterpret_cast<PyObject* (*)(PyTypeObject*, Py_ssize_t)>(PyType_GetSlot(type, Py_tp_alloc));
    Ref object = Ref::take(allocate(type, 0));
    if (!object)
        return Ref();
    Py_INCREF(real);
    standIn(object.get())->real = real;
    const bool good =
        fill(standIn(object.get()), 0, first) && (!second.name || fill(standIn(object.get()), 1, second));
    return good ? static_cast<Ref&&>(object) : Ref();
}

} // namespace forkscope::probe
