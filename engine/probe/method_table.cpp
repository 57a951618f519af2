// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/probe/method_table.h"

#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace forkscope::probe {

namespace {
// PyMethodDescrObject (descrobject.h) and PyCFunctionObject (methodobject.h), CPython 3.9 to 3.13.
struct MethodDescriptor {
    PyObject_HEAD PyTypeObject* type;
    PyObject* name;
    PyObject* qualname;
    PyMethodDef* method;
};
struct BuiltinFunction {
    PyObject_HEAD PyMethodDef* method;
};
// PyTypeObject (cpython/object.h): the head of three words and 36 words more come before tp_new.
constexpr std::size_t kNewOffset = 39 * sizeof(void*);

// Reads memory that may not be there: the kernel looks, and says EFAULT instead of a signal.
bool exchange(const void* from, void* to, std::size_t bytes) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        return false;
    const bool good =
        write(ends[1], from, bytes) == ssize_t(bytes) && read(ends[0], to, bytes) == ssize_t(bytes);
    close(ends[0]);
    close(ends[1]);
    return good;
}

bool isNamed(const PyMethodDef* method, const char* name, int flags) {
    PyMethodDef copy{};
    if (!exchange(method, &copy, sizeof copy) || copy.ml_flags != flags)
        return false;
    char text[32] = {};
    const std::size_t length = std::strlen(name) + 1;
    return length <= sizeof text && exchange(copy.ml_name, text, length) && std::strcmp(text, name) == 0;
}

bool writePointer(void* place, const void* pointer) {
    return exchange(&pointer, place, sizeof pointer);
}

bool writeFunction(PyMethodDef* method, PyCFunction function) {
    return writePointer(&method->ml_meth, reinterpret_cast<void*>(function));
}

PyMethodDef* methodOf(PyTypeObject* type, const char* name, int flags) {
    static PyTypeObject* const kind =
        Py_TYPE(Ref::take(PyObject_GetAttrString(reinterpret_cast<PyObject*>(&PyList_Type), "append")).get());
    const Ref found = classAttribute(type, Name(name));
    if (!found || Py_TYPE(found.get()) != kind)
        return nullptr;
    PyMethodDef* method = reinterpret_cast<MethodDescriptor*>(found.get())->method;
    return method && isNamed(method, name, flags) ? method : nullptr;
}
} // namespace

PyCFunction MethodTable::original(const char* name, int flags) const {
    const PyMethodDef* method = methodOf(type_, name, flags);
    return method ? method->ml_meth : nullptr;
}

void MethodTable::replace(const char* name, int flags, PyCFunction function, PyCFunction expected) {
    PyMethodDef* method = methodOf(type_, name, flags);
    good_ = good_ && method && method->ml_meth == expected && count_ < 8;
    if (good_)
        changes_[count_++] = {method, function};
}

bool MethodTable::commit() {
    for (int i = 0; good_ && i < count_; ++i)
        good_ = writeFunction(changes_[i].method, changes_[i].method->ml_meth); // as it is: only to try
    for (int i = 0; good_ && i < count_; ++i)
        writeFunction(changes_[i].method, changes_[i].function);
    return good_;
}

PyCFunction replaceFunction(PyObject* module, const char* name, int flags, PyCFunction function) {
    const Ref found = Ref::take(PyObject_GetAttrString(module, name));
    PyErr_Clear();
    if (!found || !PyCFunction_Check(found.get()))
        return nullptr;
    const PyCFunction original = PyCFunction_GetFunction(found.get());
    PyMethodDef* method = reinterpret_cast<BuiltinFunction*>(found.get())->method;
    if (!method || !isNamed(method, name, flags) || method->ml_meth != original)
        return nullptr;
    return writeFunction(method, function) ? original : nullptr;
}

newfunc replaceNew(PyTypeObject* type, newfunc function) {
    if ((PyType_GetFlags(type) & Py_TPFLAGS_HEAPTYPE) == 0) // PyType_GetSlot() would raise before 3.10
        return nullptr;
    void* const original = PyType_GetSlot(type, Py_tp_new);
    char* const place = reinterpret_cast<char*>(type) + kNewOffset;
    void* found = nullptr;
    if (!original || !exchange(place, &found, sizeof found) || found != original)
        return nullptr;
    return writePointer(place, asSlot(function)) ? reinterpret_cast<newfunc>(original) : nullptr;
}

} // namespace forkscope::probe
