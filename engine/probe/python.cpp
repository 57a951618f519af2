// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/probe/python.h"

#include <cstring>

namespace forkscope::probe {

namespace {
Ref orNone(PyObject* found) {
    if (!found)
        PyErr_Clear();
    return Ref::take(found);
}

// A field that `type` itself defines (`__name__`), read past any metaclass of the learner's, which may have a
// property of that name.
class TypeField {
  public:
    constexpr explicit TypeField(const char* name) : name_(name) {}
    Ref of(PyTypeObject* type) {
        if (!getter_)
            getter_ = find();
        return getter_ ? orNone(PyObject_CallFunctionObjArgs(getter_, type, nullptr)) : Ref();
    }

  private:
    // Kept for ever: at the process's end there is no interpreter left to give it back to.
    PyObject* find() const {
        const Ref fields = attribute(reinterpret_cast<PyObject*>(&PyType_Type), Name("__dict__"));
        const Ref field = orNone(fields ? PyObject_GetItem(fields.get(), name_.get()) : nullptr);
        return field ? attribute(field.get(), Name("__get__")).release() : nullptr;
    }
    Name name_;
    PyObject* getter_ = nullptr;
};
constinit TypeField gDict{"__dict__"}, gMro{"__mro__"}, gTypeName{"__name__"};
} // namespace

Ref plainAttribute(PyObject* object, const Name& name) {
    return orNone(PyObject_GenericGetAttr(object, name.get()));
}

Ref attribute(PyObject* object, const Name& name) {
    return orNone(PyObject_GetAttr(object, name.get()));
}

std::int64_t numberOr(PyObject* object, std::int64_t otherwise) {
    if (!object || !PyLong_Check(object))
        return otherwise;
    int overflow = 0;
    const long long number = PyLong_AsLongLongAndOverflow(object, &overflow);
    return overflow ? otherwise : number;
}

std::size_t copyText(PyObject* text, char* to, std::size_t room) {
    to[0] = '\0';
    if (!text || !PyUnicode_CheckExact(text) || room < 2)
        return 0;
    const Ref head = Ref::take(PyUnicode_Substring(text, 0, Py_ssize_t(room)));
    const Ref bytes =
        Ref::take(head ? PyUnicode_AsEncodedString(head.get(), "utf-8", "backslashreplace") : nullptr);
    if (!bytes) {
        PyErr_Clear();
        return 0;
    }
    auto length = std::size_t(PyBytes_Size(bytes.get()));
    const char* from = PyBytes_AsString(bytes.get());
    if (length > room - 1) {
        length = room - 1;
        while (length > 0 && (static_cast<unsigned char>(from[length]) & 0xc0) == 0x80)
            --length;
    }
    std::memcpy(to, from, length);
    to[length] = '\0';
    return length;
}

Ref loadedModule(const char* name) {
    PyObject* modules = PyImport_GetModuleDict(); // borrowed
    return Ref::share(modules ? PyDict_GetItemString(modules, name) : nullptr);
}

std::size_t copyTypeName(PyObject* object, char* to, std::size_t room) {
    return copyClassName(Py_TYPE(object), to, room);
}

std::size_t copyClassName(PyTypeObject* type, char* to, std::size_t room) {
    return copyText(gTypeName.of(type).get(), to, room);
}

Ref classAttribute(PyTypeObject* type, const Name& name, PyObject** owner) {
    const Ref mro = gMro.of(type);
    const Py_ssize_t count = mro && PyTuple_Check(mro.get()) ? PyTuple_Size(mro.get()) : 0;
    for (Py_ssize_t i = 0; i < count; ++i) {
        PyObject* base = PyTuple_GetItem(mro.get(), i); // borrowed
        if (!PyType_Check(base))
            continue;
        const Ref dict = gDict.of(reinterpret_cast<PyTypeObject*>(base));
        Ref found = orNone(dict ? PyObject_GetItem(dict.get(), name.get()) : nullptr);
        if (found) {
            if (owner)
                *owner = base;
            return found;
        }
    }
    return Ref();
}

std::size_t copyErrorName(char* to, std::size_t room) {
    static constinit Name className{"__name__"};
    const Ref type = Ref::share(PyErr_Occurred());
    const ErrorGuard guard;
    return copyText(type ? attribute(type.get(), className).get() : nullptr, to, room);
}

bool isPythonCallable(PyObject* object) {
    char name[16];
    copyTypeName(object, name, sizeof name);
    const bool builtin = (PyType_GetFlags(Py_TYPE(object)) & Py_TPFLAGS_HEAPTYPE) == 0;
    return builtin && (std::strcmp(name, "function") == 0 || std::strcmp(name, "method") == 0);
}

} // namespace forkscope::probe
