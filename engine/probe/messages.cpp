// SPDX-License-Identifier: GPL-3.0-or-later
// What goes through a Connection. The ends of queues are sorted out here and left to queues.cpp.
#include "engine/probe/gate.h"
#include "engine/probe/operation.h"
#include "engine/probe/patience.h"
#include "engine/probe/pipe_identity.h"
#include "engine/probe/pipes.h"
#include "engine/probe/preview.h"
#include "engine/probe/queue_identity.h"
#include "engine/probe/queues.h"
#include "engine/probe/room.h"
#include "engine/probe/site.h"
#include "engine/probe/traced_function.h"

#include <climits>

namespace forkscope::probe {

namespace {
constinit Name kTell{"tell"}, kReadable{"_readable"};

bool isQueueEnd(const Call& call) {
    const SideEntry* entry = call.receiver() ? SideTable::find(call.receiver()) : nullptr;
    return entry && entry->role != kPipeRole;
}

// Not the connection by which the library fetches a descriptor while it pickles or unpickles.
bool isAbout(const Operation& operation, const Call& call) {
    const SideEntry* entry = call.receiver() ? SideTable::find(call.receiver()) : nullptr;
    return entry && entry->role == kPipeRole && entry->id == operation.object();
}

void addErrorType(FieldBuffer& fields) {
    char name[64];
    if (const std::size_t length = copyErrorName(name, sizeof name))
        fields.add(Tag::Type, name, length);
}

void endFailed(Operation& operation) {
    FieldBuffer fields;
    addErrorType(fields);
    operation.end(0, &fields, trace::kFailed);
}

std::int32_t bounded(Py_ssize_t count) {
    return count > INT_MAX ? INT_MAX : std::int32_t(count);
}

// -- send

template <class Describe> PyObject* sendMessage(const Call& call, const char* name, Describe describe) {
    const SideEntry* end = shownPipe(call.receiver());
    PyObject* message = end ? call.argument(1, name) : nullptr;
    if (!message)
        return call.run();
    Operation operation(Kind::PipeSend, end->id, currentSite());
    if (!enter(operation))
        return nullptr;
    FieldBuffer fields;
    describe(fields, message);
    operation.begin(0, &fields);
    PyObject* result = call.run();
    if (result)
        operation.end(operation.bytes());
    else
        endFailed(operation);
    return result;
}

PyObject* connectionSend(const Call& call) {
    return sendMessage(call, "obj", addPreview);
}

PyObject* connectionSendBytes(const Call& call) {
    if (isQueueEnd(call))
        return feedQueue(call);
    return sendMessage(call, "buf", [&](FieldBuffer& fields, PyObject* buffer) {
        PyObject* size = call.argument(3, "size");
        addBufferPreview(fields, buffer, numberOr(call.argument(2, "offset"), 0),
                         numberOr(size, PY_SSIZE_T_MAX));
    });
}

// _send_bytes(buf): here the size is known, and whether there is room for it.
PyObject* connectionWrites(const Call& call) {
    Operation* operation = thisThread().operation;
    if (!operation || operation->kind() != Kind::PipeSend || operation->bytes() > 0)
        return call.run();
    PyObject* buffer = isAbout(*operation, call) ? call.argument(1, "buf") : nullptr;
    const Py_ssize_t size = buffer ? PyObject_Size(buffer) : -1;
    if (size < 0) {
        PyErr_Clear();
        return call.run();
    }
    operation->setBytes(bounded(size));
    const int descriptor = descriptorOf(call.receiver());
    if (!hasRoom(descriptor, size))
        operation->waits();
    Waiting waiting(Kind::PipeSend, operation->object(), operation->site(), -1);
    if (!waitAtGate(waiting, [&] { return writable(descriptor); }))
        return nullptr;
    return call.run();
}

// -- recv

// Nothing is waited for at a connection that is only for sending: the call raises.
bool onlySends(PyObject* connection) {
    return plainAttribute(connection, kReadable).get() == Py_False;
}

PyObject* receive(const Call& call, std::int32_t (*sizeOf)(const Operation&, PyObject*)) {
    const SideEntry* end = shownPipe(call.receiver());
    if (!end)
        return call.run();
    Operation operation(Kind::PipeRecv, end->id, currentSite());
    if (!enter(operation))
        return nullptr;
    const int descriptor = descriptorOf(call.receiver());
    const auto isReady = [&] { return readable(descriptor) || onlySends(call.receiver()); };
    operation.begin(0, nullptr, isReady() ? 0 : trace::kWaits);
    Waiting waiting(Kind::PipeRecv, operation.object(), operation.site(), -1);
    PyObject* result = waitAtGate(waiting, isReady) ? call.run() : nullptr;
    if (!result) {
        if (PyErr_ExceptionMatches(PyExc_EOFError) || PyErr_ExceptionMatches(PyExc_ConnectionResetError))
            emit(Kind::PipeEof, Phase::Point, trace::kInner, operation.object(), operation.site(), 0);
        endFailed(operation);
        return nullptr;
    }
    settleArrivedPipes(false); // a message may bring ends of pipes
    FieldBuffer fields;
    const std::int32_t size = sizeOf ? sizeOf(operation, result) : bounded(numberOr(result, 0));
    if (sizeOf)
        addPreview(fields, result);
    else
        addBufferPreview(fields, call.argument(1, "buf"), numberOr(call.argument(2, "offset"), 0), size);
    operation.end(size, &fields);
    return result;
}

PyObject* connectionRecv(const Call& call) {
    return receive(call, [](const Operation& operation, PyObject*) { return operation.bytes(); });
}

PyObject* connectionRecvBytes(const Call& call) {
    if (isQueueEnd(call))
        return takeFromQueue(call);
    return receive(call, [](const Operation&, PyObject* bytes) {
        return PyBytes_Check(bytes) ? bounded(PyBytes_Size(bytes)) : 0;
    });
}

// recv_bytes_into(buf) returns the number of bytes.
PyObject* connectionRecvInto(const Call& call) {
    return receive(call, nullptr);
}

// _recv_bytes(maxsize) returns an io.BytesIO that stands at its end.
PyObject* connectionReads(const Call& call) {
    PyObject* result = call.run();
    Operation* operation = thisThread().operation;
    if (!result || result == Py_None || !operation || operation->kind() != Kind::PipeRecv ||
        !isAbout(*operation, call))
        return result;
    const ErrorGuard guard;
    const Ref size = Ref::take(PyObject_CallMethodObjArgs(result, kTell.get(), nullptr));
    operation->setBytes(bounded(numberOr(size.get(), 0)));
    return result;
}

// -- poll

PyObject* connectionPoll(const Call& call) {
    if (isQueueEnd(call))
        return pollForQueue(call);
    const SideEntry* end = shownPipe(call.receiver());
    if (!end)
        return call.run();
    Operation operation(Kind::PipePoll, end->id, currentSite());
    PyObject* timeout = call.argument(1, "timeout");
    const double seconds = timeout ? secondsOf(timeout) : 0;
    if (!enter(operation, 0, mannerOf(seconds)))
        return nullptr;
    const int descriptor = descriptorOf(call.receiver());
    const bool waits = seconds != 0 && !readable(descriptor) && !onlySends(call.receiver());
    FieldBuffer fields;
    addTimeout(fields, seconds);
    if (waits)
        operation.begin(0, &fields, trace::kWaits);
    Waiting waiting(Kind::PipePoll, operation.object(), operation.site(), seconds);
    PyObject* result = !waits ? call.run()
                              : waitInTime(
                                    waiting, [&] { return readable(descriptor); },
                                    [&](PyObject* left) { return runInTime(call, 1, "timeout", left); },
                                    [](PyObject* found) { return found != Py_False; });
    if (waits && !result) {
        endFailed(operation);
        return nullptr;
    }
    const bool there = result == Py_True;
    if (there && atEndOfPipe(descriptor))
        emit(Kind::PipeEof, Phase::Point, trace::kInner, operation.object(), operation.site(), 0);
    const std::uint8_t flags = result ? 0 : trace::kFailed;
    if (waits)
        operation.end(there, nullptr, flags);
    else
        operation.point(there, &fields, flags);
    return result;
}
} // namespace

void patchMessages(PyObject* module) {
    const ErrorGuard guard;
    if (const Ref base = Ref::take(PyObject_GetAttrString(module, "_ConnectionBase"))) {
        hookFunction(base.get(), "send", connectionSend);
        hookFunction(base.get(), "send_bytes", connectionSendBytes);
        hookFunction(base.get(), "recv", connectionRecv);
        hookFunction(base.get(), "recv_bytes", connectionRecvBytes);
        hookFunction(base.get(), "recv_bytes_into", connectionRecvInto);
        hookFunction(base.get(), "poll", connectionPoll);
    }
    PyErr_Clear();
    if (const Ref connection = Ref::take(PyObject_GetAttrString(module, "Connection"))) {
        hookFunction(connection.get(), "_send_bytes", connectionWrites);
        hookFunction(connection.get(), "_recv_bytes", connectionReads);
    }
}

} // namespace forkscope::probe
