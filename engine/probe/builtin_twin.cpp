// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/probe/builtin_twin.h"

#include <cstdlib>
#include <cstring>

namespace forkscope::probe {

namespace {
constinit Name kDoc{"__doc__"};
constinit Name kSignature{"__text_signature__"};
constinit Name kModule{"__module__"};
constinit Name kSelf{"__self__"};

char* copied(PyObject* text) {
    const char* bytes = text && PyUnicode_Check(text) ? PyUnicode_AsUTF8AndSize(text, nullptr) : nullptr;
    PyErr_Clear();
    return bytes ? strdup(bytes) : nullptr;
}

} // namespace

char* documentOf(PyObject* function, const char* name) {
    const Ref doc = attribute(function, kDoc);
    const Ref signature = attribute(function, kSignature);
    char* text = copied(doc.get());
    char* arguments = copied(signature.get());
    if (!text || !arguments) {
        std::free(arguments);
        return text;
    }
    const std::size_t room = std::strlen(name) + std::strlen(arguments) + std::strlen(text) + 8;
    auto* whole = static_cast<char*>(std::malloc(room));
    if (whole) {
        std::strcpy(whole, name);
        std::strcat(whole, arguments);
        std::strcat(whole, "\n--\n\n");
        std::strcat(whole, text);
    }
    std::free(text);
    std::free(arguments);
    return whole;
}
PyObject* replaceBuiltin(PyObject* module, const char* name, FastKeywordFunction function) {
    Ref original = Ref::take(PyObject_GetAttrString(module, name));
    if (!original || !PyCFunction_Check(original.get())) {
        PyErr_Clear();
        return nullptr;
    }
    // Definitions live as long as the interpreter: a function refers to its own.
    auto* definition = static_cast<PyMethodDef*>(std::calloc(1, sizeof(PyMethodDef)));
    if (!definition)
        return nullptr;
    *definition = {strdup(name), asMethod(function), METH_FASTCALL | METH_KEYWORDS,
                   documentOf(original.get(), name)};
    const Ref self = attribute(original.get(), kSelf);
    const Ref moduleName = attribute(original.get(), kModule);
    const Ref twin = Ref::take(PyCFunction_NewEx(definition, self.get(), moduleName.get()));
    if (!twin || PyObject_SetAttrString(module, name, twin.get()) < 0) {
        PyErr_Clear();
        return nullptr;
    }
    return original.release();
}

PyObject* callFast(PyObject* callable, PyObject* const* args, Py_ssize_t count, PyObject* names) {
    const Ref tuple = Ref::take(PyTuple_New(count));
    if (!tuple)
        return nullptr;
    for (Py_ssize_t i = 0; i < count; ++i) {
        Py_INCREF(args[i]);
        PyTuple_SetItem(tuple.get(), i, args[i]);
    }
    const Py_ssize_t named = names ? PyTuple_Size(names) : 0;
    Ref keywords = Ref::take(named ? PyDict_New() : nullptr);
    for (Py_ssize_t i = 0; i < named; ++i)
        if (!keywords || PyDict_SetItem(keywords.get(), PyTuple_GetItem(names, i), args[count + i]) < 0)
            return nullptr;
    return PyObject_Call(callable, tuple.get(), keywords.get());
}

PyObject* fastArgument(PyObject* const* args, Py_ssize_t count, PyObject* names, Py_ssize_t index,
                       const char* name) {
    if (index >= 0 && index < count)
        return args[index];
    const Py_ssize_t named = names ? PyTuple_Size(names) : 0;
    for (Py_ssize_t i = 0; i < named; ++i)
        if (PyUnicode_CompareWithASCIIString(PyTuple_GetItem(names, i), name) == 0)
            return args[count + i];
    return nullptr;
}

} // namespace forkscope::probe
