// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/probe/sockets.h"

#include "engine/probe/builtin_twin.h"
#include "engine/probe/gate.h"
#include "engine/probe/identity.h"
#include "engine/probe/operation.h"
#include "engine/probe/patience.h"
#include "engine/probe/preview.h"
#include "engine/probe/room.h"
#include "engine/probe/site.h"
#include "engine/probe/traced_function.h"

#include <cstdio>

namespace forkscope::probe {

namespace {
constinit Name kSocketFileno{"fileno"};
constinit Name kSocketName{"getsockname"};
constinit Name kOpenFiles{"_io_refs"}; // of makefile(): with one of them close() does not close yet

// Methods of _socket.socket, which socket.socket inherits.
enum Inherited {
    Listen,
    Connect,
    Send,
    SendAll,
    SendTo,
    Recv,
    RecvInto,
    RecvFrom,
    SetTimeout,
    GetTimeout,
    kInherited
};
constinit PyObject* gReal[kInherited] = {};

bool isLearners() {
    return tracing() && calledByLearnerThrough("/socket.py");
}

std::uint64_t idOfSocket(PyObject* socket) {
    return idOfPipe(descriptorOfSocket(socket));
}

PyObject* callReal(Inherited method, PyObject* socket, PyObject* const* args, Py_ssize_t count,
                   PyObject* names = nullptr) {
    const Ref bound = Ref::take(PyObject_CallMethod(gReal[method], "__get__", "OO", socket, Py_TYPE(socket)));
    return bound ? callFast(bound.get(), args, count, names) : nullptr;
}

// "127.0.0.1:8080", or the path of a local one; its length.
std::size_t copyAddress(PyObject* address, char* to, std::size_t room) {
    if (!address || !PyTuple_CheckExact(address) || PyTuple_Size(address) < 2)
        return address ? previewBare(address, to, room) : 0;
    char host[128];
    copyText(PyTuple_GetItem(address, 0), host, sizeof host);
    const auto port = long(numberOr(PyTuple_GetItem(address, 1), 0));
    return std::size_t(std::snprintf(to, room, "%s:%ld", host, port));
}

// Of the socket: 0 where it never waits, below 0 where it waits as long as it takes.
double patienceOf(PyObject* socket) {
    const ErrorGuard guard;
    const Ref seconds = Ref::take(gReal[GetTimeout] ? callReal(GetTimeout, socket, nullptr, 0) : nullptr);
    return secondsOf(seconds.get());
}

// Calls `run()` when it is `ready()`. When the socket's time is up before, the original is called with hardly
// any left, so that it raises as it would.
template <class Ready, class Run>
PyObject* runWhenReady(PyObject* socket, Operation& operation, double seconds, Ready ready, Run run) {
    if (seconds == 0)
        return run();
    Waiting waiting(operation.kind(), operation.object(), operation.site(), seconds);
    if (!waitAtGate(waiting, ready))
        return nullptr;
    const Ref given = Ref::take(waiting.isOver && !ready() ? PyFloat_FromDouble(seconds) : nullptr);
    const Ref hardlyAny = Ref::take(given ? PyFloat_FromDouble(1e-6) : nullptr);
    PyObject* const brief[] = {hardlyAny.get()};
    PyObject* const usual[] = {given.get()};
    if (!hardlyAny || !Ref::take(callReal(SetTimeout, socket, brief, 1))) {
        PyErr_Clear();
        return run();
    }
    PyObject* result = run();
    const ErrorGuard guard;
    (void)Ref::take(callReal(SetTimeout, socket, usual, 1));
    return result;
}

// Told before anyone can connect; again, as failed, when it was refused.
PyObject* socketListen(PyObject* socket, PyObject* const* args, Py_ssize_t count, PyObject* names) {
    if (!isLearners())
        return callReal(Listen, socket, args, count, names);
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
    PyObject* result = callReal(Listen, socket, args, count, names);
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

PyObject* socketConnect(PyObject* socket, PyObject* const* args, Py_ssize_t count, PyObject* names) {
    if (count != 1 || !isLearners())
        return callReal(Connect, socket, args, count, names);
    Operation operation(Kind::SocketConnect, idOfSocket(socket), currentSite());
    if (!enter(operation))
        return nullptr;
    FieldBuffer fields;
    addAddress(fields, args[0]);
    operation.begin(0, &fields);
    PyObject* result = callReal(Connect, socket, args, count, names);
    if (!result) {
        endSocketFailed(operation);
        return nullptr;
    }
    FieldBuffer own;
    {
        const ErrorGuard guard;
        char text[256];
        const Ref address = Ref::take(PyObject_CallMethodObjArgs(socket, kSocketName.get(), nullptr));
        own.add(Tag::Name, text, copyAddress(address.get(), text, sizeof text));
    }
    operation.end(0, &own);
    return result;
}

PyObject* socketAccept(const Call& call) {
    PyObject* socket = call.receiver();
    if (!socket || !isLearners())
        return call.run();
    const int descriptor = descriptorOfSocket(socket);
    Operation operation(Kind::SocketAccept, idOfPipe(descriptor), currentSite());
    const double seconds = patienceOf(socket);
    if (!enter(operation, 0, mannerOf(seconds)))
        return nullptr;
    const auto ready = [&] { return readable(descriptor); };
    operation.begin(0, nullptr, ready() ? 0 : trace::kWaits);
    PyObject* result = runWhenReady(socket, operation, seconds, ready, [&] { return call.run(); });
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

bool isBuffer(PyObject* object) {
    return object && (PyBytes_Check(object) || PyByteArray_Check(object) || PyMemoryView_Check(object));
}

// How many bytes an operation has carried: what it returns says so, or (sendall) what it was given.
std::int64_t bytesIn(PyObject* result, PyObject* given) {
    if (PyTuple_Check(result) && PyTuple_Size(result) > 0)
        result = PyTuple_GetItem(result, 0);
    PyObject* const buffer = isBuffer(result)                       ? result
                             : result == Py_None && isBuffer(given) ? given
                                                                    : nullptr;
    return buffer ? std::int64_t(PyObject_Size(buffer)) : numberOr(result, 0);
}

// send, sendall, sendto(bytes, …)
template <Inherited which>
PyObject* socketSends(PyObject* socket, PyObject* const* args, Py_ssize_t count, PyObject* names) {
    if (count < 1 || !isLearners())
        return callReal(which, socket, args, count, names);
    const int descriptor = descriptorOfSocket(socket);
    Operation operation(Kind::SocketSend, idOfPipe(descriptor), currentSite());
    const double seconds = patienceOf(socket);
    if (!enter(operation, 0, mannerOf(seconds)))
        return nullptr;
    const auto ready = [&] { return writable(descriptor); };
    FieldBuffer data;
    addPreview(data, args[0]);
    operation.begin(0, &data, ready() ? 0 : trace::kWaits);
    PyObject* result = runWhenReady(socket, operation, seconds, ready,
                                    [&] { return callReal(which, socket, args, count, names); });
    if (result)
        operation.end(std::int32_t(bytesIn(result, args[0])));
    else
        endSocketFailed(operation);
    return result;
}

// recv(size), recv_into(buffer), recvfrom(size)
template <Inherited which>
PyObject* socketReceives(PyObject* socket, PyObject* const* args, Py_ssize_t count, PyObject* names) {
    if (!isLearners())
        return callReal(which, socket, args, count, names);
    const int descriptor = descriptorOfSocket(socket);
    Operation operation(Kind::SocketRecv, idOfPipe(descriptor), currentSite());
    const double seconds = patienceOf(socket);
    if (!enter(operation, 0, mannerOf(seconds)))
        return nullptr;
    const auto ready = [&] { return readable(descriptor); };
    operation.begin(0, nullptr, ready() ? 0 : trace::kWaits);
    PyObject* result = runWhenReady(socket, operation, seconds, ready,
                                    [&] { return callReal(which, socket, args, count, names); });
    if (!result) {
        endSocketFailed(operation);
        return nullptr;
    }
    FieldBuffer data;
    if (isBuffer(result))
        addPreview(data, result);
    operation.end(std::int32_t(bytesIn(result, nullptr)), &data);
    return result;
}

// Told before it is done.
PyObject* socketCloses(const Call& call) {
    PyObject* socket = call.receiver();
    const int descriptor = socket && isLearners() ? descriptorOfSocket(socket) : -1;
    if (descriptor < 0 || numberOr(plainAttribute(socket, kOpenFiles).get(), 0) > 0)
        return call.run();
    Operation operation(Kind::SocketClose, idOfPipe(descriptor), currentSite());
    if (!enter(operation))
        return nullptr;
    operation.point(0);
    return call.run();
}

constexpr int kFast = METH_FASTCALL | METH_KEYWORDS;
PyMethodDef gMethods[] = {{"listen", asMethod(socketListen), kFast, nullptr},
                          {"connect", asMethod(socketConnect), kFast, nullptr},
                          {"send", asMethod(socketSends<Send>), kFast, nullptr},
                          {"sendall", asMethod(socketSends<SendAll>), kFast, nullptr},
                          {"sendto", asMethod(socketSends<SendTo>), kFast, nullptr},
                          {"recv", asMethod(socketReceives<Recv>), kFast, nullptr},
                          {"recv_into", asMethod(socketReceives<RecvInto>), kFast, nullptr},
                          {"recvfrom", asMethod(socketReceives<RecvFrom>), kFast, nullptr}};

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
    if (address)
        fields.add(Tag::Path, text, copyAddress(address, text, sizeof text));
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
    hookFunction(type.get(), "close", socketCloses);
    gReal[SetTimeout] = PyObject_GetAttrString(type.get(), "settimeout");
    gReal[GetTimeout] = PyObject_GetAttrString(type.get(), "gettimeout");
    PyErr_Clear();
    for (std::size_t i = 0; i < sizeof gMethods / sizeof *gMethods; ++i)
        overrideMethod(type.get(), gMethods[i], gReal[i]);
}

} // namespace forkscope::probe
