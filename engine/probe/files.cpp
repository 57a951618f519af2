// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/probe/files.h"

#include "engine/probe/builtin_twin.h"
#include "engine/probe/gate.h"
#include "engine/probe/identity.h"
#include "engine/probe/operation.h"
#include "engine/probe/preview.h"
#include "engine/probe/site.h"

#include <cstring>

namespace forkscope::probe {

namespace {
constinit PyObject* gRealOpen = nullptr;
constinit PyObject* gFileIO = nullptr;   // _io.FileIO
constinit PyObject* gTracedIO = nullptr; // our subclass of it
constinit PyObject* gFileMethods[5] = {};

constinit Name kRaw{"raw"};
constinit Name kBuffer{"buffer"};
constinit Name kFileName{"name"};
constinit Name kFileno{"fileno"};

enum Method { kReadInto, kRead, kReadAll, kWrite, kClose };
constexpr const char* kMethodNames[] = {"readinto", "read", "readall", "write", "close"};

int descriptorOfFile(PyObject* file) {
    const ErrorGuard guard;
    const Ref number = Ref::take(PyObject_CallMethodObjArgs(file, kFileno.get(), nullptr));
    return int(numberOr(number.get(), -1));
}

// The first bytes of a buffer that somebody filled or gave, as text.
void addBytesOf(FieldBuffer& fields, PyObject* buffer, Py_ssize_t count) {
    const ErrorGuard guard;
    const Py_ssize_t shown = count < Py_ssize_t(kPreviewBytes) + 1 ? count : Py_ssize_t(kPreviewBytes) + 1;
    const Ref view = Ref::take(PyMemoryView_FromObject(buffer));
    const Ref head = Ref::take(view ? PySequence_GetSlice(view.get(), 0, shown) : nullptr);
    const Ref bytes = Ref::take(head ? PyBytes_FromObject(head.get()) : nullptr);
    if (!bytes)
        return;
    char text[kPreviewBytes + 8];
    const auto length = std::size_t(PyBytes_Size(bytes.get()));
    fields.add(Tag::Preview, text, previewBytes(PyBytes_AsString(bytes.get()), length, text, sizeof text));
}

std::int32_t toValue(Py_ssize_t count) {
    return count > INT32_MAX ? INT32_MAX : std::int32_t(count);
}

bool enterFile(Kind kind, std::uint64_t id, std::uint32_t site, std::uint8_t& flags) {
    if (thisThread().operation)
        flags |= trace::kInner;
    if (!gateHolds(site))
        return true;
    flags |= trace::kGated;
    return passGate(kind, id, site);
}

PyObject* callMethod(Method method, PyObject* self, PyObject* argument) {
    return PyObject_CallFunctionObjArgs(gFileMethods[method], self, argument, nullptr);
}

// Reads tell when the bytes are there; at the end of the file there are none to tell of.
void tellRead(PyObject* self, PyObject* bytes, Py_ssize_t count, std::uint32_t site, std::uint8_t flags) {
    if (count <= 0)
        return;
    FieldBuffer fields;
    addBytesOf(fields, bytes, count);
    emit(Kind::FileRead, Phase::Point, flags, idOfFile(descriptorOfFile(self)), site, toValue(count),
         &fields);
}

PyObject* fileReadInto(PyObject* self, PyObject* buffer) {
    std::uint8_t flags = 0;
    const std::uint32_t site = tracing() ? currentSite() : 0;
    if (tracing() && !enterFile(Kind::FileRead, 0, site, flags))
        return nullptr;
    PyObject* result = callMethod(kReadInto, self, buffer);
    if (result && tracing())
        tellRead(self, buffer, Py_ssize_t(numberOr(result, 0)), site, flags);
    return result;
}

PyObject* readBytes(Method method, PyObject* self, PyObject* size) {
    std::uint8_t flags = 0;
    const std::uint32_t site = tracing() ? currentSite() : 0;
    if (tracing() && !enterFile(Kind::FileRead, 0, site, flags))
        return nullptr;
    PyObject* result = callMethod(method, self, size);
    if (result && tracing() && PyBytes_Check(result))
        tellRead(self, result, PyBytes_Size(result), site, flags);
    return result;
}

PyObject* fileRead(PyObject* self, PyObject* const* args, Py_ssize_t count) {
    if (count > 1) // the original says what is wrong
        return PyObject_CallFunctionObjArgs(gFileMethods[kRead], self, args[0], args[1], nullptr);
    return readBytes(kRead, self, count ? args[0] : nullptr);
}

PyObject* fileReadAll(PyObject* self, PyObject*) {
    return readBytes(kReadAll, self, nullptr);
}

PyObject* fileWrite(PyObject* self, PyObject* bytes) {
    if (!tracing())
        return callMethod(kWrite, self, bytes);
    std::uint8_t flags = 0;
    const std::uint32_t site = currentSite();
    if (!enterFile(Kind::FileWrite, 0, site, flags))
        return nullptr;
    PyObject* result = callMethod(kWrite, self, bytes);
    const auto count = Py_ssize_t(result ? numberOr(result, 0) : 0);
    if (count <= 0)
        return result;
    FieldBuffer fields;
    addBytesOf(fields, bytes, count);
    emit(Kind::FileWrite, Phase::Point, flags, idOfFile(descriptorOfFile(self)), site, toValue(count),
         &fields);
    return result;
}

// Stamped before: the descriptor's number may belong to another file right after.
PyObject* fileClose(PyObject* self, PyObject*) {
    const int descriptor = tracing() ? descriptorOfFile(self) : -1;
    if (descriptor >= 0) {
        const ErrorGuard guard;
        emit(Kind::FileClose, Phase::Point, thisThread().operation ? trace::kInner : 0, idOfFile(descriptor),
             currentSite(), 0);
    }
    return callMethod(kClose, self, nullptr);
}

PyMethodDef gFileHooks[] = {
    {"readinto", fileReadInto, METH_O, nullptr},    {"read", asMethod(fileRead), METH_FASTCALL, nullptr},
    {"readall", fileReadAll, METH_NOARGS, nullptr}, {"write", fileWrite, METH_O, nullptr},
    {"close", fileClose, METH_NOARGS, nullptr},     {}};

// -- open

// The FileIO below what open() returned, if it is exactly that.
Ref rawOf(PyObject* file) {
    Ref raw = Ref::share(file);
    if (Ref buffer = attribute(raw.get(), kBuffer))
        raw = static_cast<Ref&&>(buffer);
    if (Ref below = attribute(raw.get(), kRaw))
        raw = static_cast<Ref&&>(below);
    return reinterpret_cast<PyObject*>(Py_TYPE(raw.get())) == gFileIO ? static_cast<Ref&&>(raw) : Ref();
}

void becomeTraced(PyObject* raw) {
    PyTypeObject* old = Py_TYPE(raw);
    Py_INCREF(gTracedIO); // objects of heap types own their type; FileIO is one from 3.12 on
    Py_SET_TYPE(raw, reinterpret_cast<PyTypeObject*>(gTracedIO));
    if (PyType_GetFlags(old) & Py_TPFLAGS_HEAPTYPE)
        Py_DECREF(reinterpret_cast<PyObject*>(old));
}

void addText(FieldBuffer& fields, Tag tag, PyObject* text) {
    char bytes[1024];
    if (const std::size_t length = copyText(text, bytes, sizeof bytes))
        fields.add(tag, bytes, length, sizeof bytes);
}

void addOpenFields(FieldBuffer& fields, PyObject* path, PyObject* mode) {
    addText(fields, Tag::Path, path);
    if (mode)
        addText(fields, Tag::Mode, mode);
    else
        fields.add(Tag::Mode, "r");
}

void tellOpened(PyObject* file, PyObject* mode, std::uint32_t site, std::uint8_t flags) {
    const ErrorGuard guard;
    const Ref raw = rawOf(file);
    if (!raw)
        return;
    becomeTraced(raw.get());
    const int descriptor = descriptorOfFile(raw.get());
    FieldBuffer fields;
    addOpenFields(fields, attribute(raw.get(), kFileName).get(), mode);
    emit(Kind::FileOpen, Phase::Point, flags, idOfFile(descriptor), site, descriptor, &fields);
}

void tellRefused(PyObject* path, PyObject* mode, std::uint32_t site, std::uint8_t flags) {
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    PyErr_NormalizeException(&type, &value, &traceback);
    FieldBuffer fields;
    addOpenFields(fields, path, mode);
    if (value && PyErr_GivenExceptionMatches(type, PyExc_OSError) && path && PyUnicode_CheckExact(path))
        addText(fields, Tag::Message, Ref::take(PyObject_Str(value)).get());
    PyErr_Clear();
    emit(Kind::FileOpen, Phase::Point, std::uint8_t(flags | trace::kFailed), 0, site, -1, &fields);
    PyErr_Restore(type, value, traceback);
}

PyObject* openFile(PyObject*, PyObject* const* args, Py_ssize_t count, PyObject* names) {
    if (!tracing() || !calledByLearner())
        return callFast(gRealOpen, args, count, names);
    const std::uint32_t site = currentSite();
    std::uint8_t flags = 0;
    if (!enterFile(Kind::FileOpen, 0, site, flags))
        return nullptr;
    PyObject* mode = fastArgument(args, count, names, 1, "mode");
    PyObject* file = callFast(gRealOpen, args, count, names);
    if (file)
        tellOpened(file, mode, site, flags);
    else
        tellRefused(fastArgument(args, count, names, 0, "file"), mode, site, flags);
    return file;
}

bool makeTracedType(PyObject* module) {
    gFileIO = PyObject_GetAttrString(module, "FileIO");
    if (!gFileIO || !PyType_Check(gFileIO))
        return false;
    for (int i = 0; i < 5; ++i)
        if (!(gFileMethods[i] = PyObject_GetAttrString(gFileIO, kMethodNames[i])))
            return false;
    PyType_Slot slots[] = {{Py_tp_methods, gFileHooks}, {0, nullptr}};
    PyType_Spec spec = {"_io.FileIO", 0, 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE, slots};
    const Ref bases = Ref::take(PyTuple_Pack(1, gFileIO));
    gTracedIO = bases ? PyType_FromSpecWithBases(&spec, bases.get()) : nullptr;
    return gTracedIO != nullptr;
}
} // namespace

void patchOpen(PyObject* module) {
    const ErrorGuard guard;
    const Ref builtins = loadedModule("builtins");
    if (!builtins || !makeTracedType(module))
        return;
    gRealOpen = replaceBuiltin(module, "open", openFile);
    const Ref twin = Ref::take(gRealOpen ? PyObject_GetAttrString(module, "open") : nullptr);
    if (!twin)
        return;
    PyObject_SetAttrString(builtins.get(), "open", twin.get());
    if (const Ref io = loadedModule("io"))
        PyObject_SetAttrString(io.get(), "open", twin.get());
}

} // namespace forkscope::probe
