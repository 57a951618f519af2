// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The Python C API as the probe uses it: the stable ABI of 3.9, so that one binary serves 3.9 to 3.13, and a
// few helpers that keep ownership and the program's pending exception in order. Everything here needs the
// interpreter lock.
#define PY_SSIZE_T_CLEAN
#ifndef Py_LIMITED_API
#define Py_LIMITED_API 0x03090000
#endif
#include <Python.h>

#include <cstddef>
#include <cstdint>

// In the stable ABI from 3.10 on; 3.9 exports it as well.
extern "C" PyAPI_FUNC(const char*) PyUnicode_AsUTF8AndSize(PyObject* unicode, Py_ssize_t* size);
#ifndef METH_FASTCALL
#define METH_FASTCALL 0x0080
#endif

namespace forkscope::probe {

using FastFunction = PyObject* (*)(PyObject* self, PyObject* const* args, Py_ssize_t count);
using FastKeywordFunction = PyObject* (*)(PyObject* self, PyObject* const* args, Py_ssize_t count,
                                          PyObject* names);

template <class Function> PyCFunction asMethod(Function function) {
    return reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(function));
}
template <class Function> void* asSlot(Function function) {
    return reinterpret_cast<void*>(function);
}

// One owned reference, or none.
class Ref {
  public:
    Ref() = default;
    static Ref take(PyObject* object) {
        Ref r;
        r.object_ = object;
        return r;
    }
    static Ref share(PyObject* object) {
        Py_XINCREF(object);
        return take(object);
    }
    Ref(Ref&& other) noexcept : object_(other.release()) {}
    Ref& operator=(Ref&& other) noexcept {
        PyObject* old = object_;
        object_ = other.release();
        Py_XDECREF(old);
        return *this;
    }
    ~Ref() { Py_XDECREF(object_); }
    PyObject* get() const { return object_; }
    PyObject* release() {
        PyObject* object = object_;
        object_ = nullptr;
        return object;
    }
    explicit operator bool() const { return object_ != nullptr; }

  private:
    PyObject* object_ = nullptr;
};

// Sets the program's pending exception aside while the probe works, and puts it back; what went wrong within
// the probe goes away with it.
class ErrorGuard {
  public:
    ErrorGuard() { PyErr_Fetch(&type_, &value_, &traceback_); }
    ~ErrorGuard() { PyErr_Restore(type_, value_, traceback_); }
    ErrorGuard(const ErrorGuard&) = delete;
    ErrorGuard& operator=(const ErrorGuard&) = delete;

  private:
    PyObject *type_ = nullptr, *value_ = nullptr, *traceback_ = nullptr;
};

// An interned name, made when it is first used and kept.
class Name {
  public:
    constexpr explicit Name(const char* text) : text_(text) {}
    PyObject* get() const {
        if (!object_)
            object_ = PyUnicode_InternFromString(text_);
        return object_;
    }

  private:
    const char* text_;
    mutable PyObject* object_ = nullptr;
};

// An attribute looked up without the hooks of a learner's class (`__getattr__`, `__getattribute__`). Empty,
// with no exception set, where there is none.
Ref plainAttribute(PyObject* object, const Name& name);
// Any attribute, by the usual rules: for objects of the interpreter and the standard library. Empty, with no
// exception set, where there is none.
Ref attribute(PyObject* object, const Name& name);
// The number, or `otherwise` where the object is no int or too large. Never sets an exception, runs no code.
std::int64_t numberOr(PyObject* object, std::int64_t otherwise);
// Copies the text of an exact str, as UTF-8, cut to the room; "" for other objects. Returns the length.
std::size_t copyText(PyObject* text, char* to, std::size_t room);
// The loaded module of that name, or empty. Imports nothing.
Ref loadedModule(const char* name);
// Last part of the type's name, into `to`; never runs code of the type.
std::size_t copyTypeName(PyObject* object, char* to, std::size_t room);
// The same of a class.
std::size_t copyClassName(PyTypeObject* type, char* to, std::size_t room);
// The object stored under `name` in the class itself or one of its bases; empty where there is none. Calls no
// descriptor. `owner`, if asked for, becomes that class (borrowed).
Ref classAttribute(PyTypeObject* type, const Name& name, PyObject** owner = nullptr);
// Class of the exception that is being raised ("EOFError"); "" when there is none.
std::size_t copyErrorName(char* to, std::size_t room);
// A Python function or a bound method, of exactly these types.
bool isPythonCallable(PyObject* object);

} // namespace forkscope::probe
