// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/probe/sockets.h"

#include "engine/probe/builtin_twin.h"
#include "engine/probe/gate.h"
#include "engine/probe/identity.h"
#include "engine/probe/operation.h"
#include "engine/probe/preview.h"
#include "engine/probe/room.h"
#include "engine/probe/site.h"
#include "engine/probe/traced_function.h"

#include <cstdio>

namespace forkscope::probe {

namespace {
constinit Name kSocketFileno{"fileno"};
constinit Name kSocketName{"getsockname"};
// Methods of _socket.socket, which socket.socket inherits.
constinit PyObject* gRealListen = nullptr;
constinit PyObject* gRealConnect = nullptr;

bool isLearners() {
    return tracing() && calledByLearnerThrough("/socket.py");
}

std::uint64_t idOfSocket(PyObject* socket) {
    return idOfPipe(descriptorOfSocket(socket));
}

PyObject* callReal(PyObject* method, PyObject* socket, PyObject* const* args, Py_ssize_t count) {
    const Ref bound = Ref::take(PyObject_CallMethod(method, "__get__", "OO", socket, Py_TYPE(socket)));
    return bound ? callFast(bound.get(), args, count, nullptr) : nullptr;
}

// Told before anyone can connect; again, as failed, when it was refused.
PyObject* socketListen(PyObject* socket, PyObject* const* args, Py_ssize_t count) {
    if (!isLearners())
        return callReal(gRealListen, socket, args, count);
    Operation operation(Kind::SocketListen, idOfSocket(socket), currentSite());
    if (!enter(operation))
        return nullptr;
    const auto backlog = std::int32_t(count > 0 ? numberOr(args[0], 0) : 128);
    {
        const ErrorGuard guard;
        const Ref address = Ref::take(PyObject_CallMethodObjArgs(socket, kSocketName.get(), nullptr));
        FieldBuffer fields;
        addAddress(fields, address.get());
        operation.point(backlog, &fields);
    }
    PyObject* result = callReal(gRealListen, socket, args, count);
    if (!result)
        operation.point(backlog, nullptr, trace::kFailed);
    return result;
}

void endSocketFailed(Operation& operation) {
    char name[64];
    FieldBuffer fields;
    fields.add(Tag::Type, name, copyErrorName(name, sizeof name));
    operation.end(0, &fields, trace::kFailed);
}

PyObject* socketConnect(PyObject* socket, PyObject* const* args, Py_ssize_t count) {
    if (count != 1 || !isLearners())
        return callReal(gRealConnect, socket, args, count);
    Operation operation(Kind::SocketConnect, idOfSocket(socket), currentSite());
    if (!enter(operation))
        return nullptr;
    FieldBuffer fields;
    addAddress(fields, args[0]);
    operation.begin(0, &fields);
    PyObject* result = callReal(gRealConnect, socket, args, count);
    if (result)
        operation.end(0);
    else
        endSocketFailed(operation);
    return result;
}

PyObject* socketAccept(const Call& call) {
    PyObject* socket = call.receiver();
    if (!socket || !isLearners())
        return call.run();
    const int descriptor = descriptorOfSocket(socket);
    Operation operation(Kind::SocketAccept, idOfPipe(descriptor), currentSite());
    if (!enter(operation))
        return nullptr;
    operation.begin(0, nullptr, readable(descriptor) ? 0 : trace::kWaits);
    Waiting waiting(Kind::SocketAccept, operation.object(), operation.site(), -1);
    PyObject* result = waitAtGate(waiting, [&] { return readable(descriptor); }) ? call.run() : nullptr;
    if (!result || !PyTuple_Check(result) || PyTuple_Size(result) != 2) {
        endSocketFailed(operation);
        return result;
    }
    FieldBuffer fields;
    fields.add(Tag::Peer, std::int64_t(idOfSocket(PyTuple_GetItem(result, 0))));
    addAddress(fields, PyTuple_GetItem(result, 1));
    operation.end(0, &fields);
    return result;
}

PyMethodDef gListen = {"listen", asMethod(socketListen), METH_FASTCALL, nullptr};
PyMethodDef gConnect = {"connect", asMethod(socketConnect), METH_FASTCALL, nullptr};

// A method of the built-in base is overridden in the Python class.
void overrideMethod(PyObject* type, PyMethodDef& definition, PyObject*& original) {
    original = PyObject_GetAttrString(type, definition.ml_name);
    definition.ml_doc = original ? documentOf(original, definition.ml_name) : nullptr;
    const Ref method =
        Ref::take(original ? PyDescr_NewMethod(reinterpret_cast<PyTypeObject*>(type), &definition) : nullptr);
    if (method)
        PyObject_SetAttrString(type, definition.ml_name, method.get());
    PyErr_Clear();
}
} // namespace

void addAddress(FieldBuffer& fields, PyObject* address) {
    char text[256];
    if (!address)
        return;
    if (PyTuple_CheckExact(address) && PyTuple_Size(address) >= 2) {
        char host[128];
        copyText(PyTuple_GetItem(address, 0), host, sizeof host);
        const auto port = long(numberOr(PyTuple_GetItem(address, 1), 0));
        fields.add(Tag::Path, text, std::size_t(std::snprintf(text, sizeof text, "%s:%ld", host, port)));
    } else {
        fields.add(Tag::Path, text, previewBare(address, text, sizeof text));
    }
}

int descriptorOfSocket(PyObject* socket) {
    const ErrorGuard guard;
    const Ref number = Ref::take(PyObject_CallMethodObjArgs(socket, kSocketFileno.get(), nullptr));
    return int(numberOr(number.get(), -1));
}

void patchSockets(PyObject* module) {
    const ErrorGuard guard;
    const Ref type = Ref::take(PyObject_GetAttrString(module, "socket"));
    if (!type || !PyType_Check(type.get()))
        return;
    hookFunction(type.get(), "accept", socketAccept);
    overrideMethod(type.get(), gListen, gRealListen);
    overrideMethod(type.get(), gConnect, gRealConnect);
}

} // namespace forkscope::probe
