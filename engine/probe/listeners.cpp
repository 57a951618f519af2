// SPDX-License-Identifier: GPL-3.0-or-later
// Listener and Client of the learner's own lines. The library has many of its own (Manager, resource sharer):
// these are not shown, and neither is what a handshake sends.
#include "engine/probe/gate.h"
#include "engine/probe/operation.h"
#include "engine/probe/pipe_identity.h"
#include "engine/probe/pipes.h"
#include "engine/probe/queue_identity.h"
#include "engine/probe/room.h"
#include "engine/probe/site.h"
#include "engine/probe/sockets.h"
#include "engine/probe/traced_function.h"

namespace forkscope::probe {

namespace {
constinit Name kListener{"_listener"};
constinit Name kListenerSocket{"_socket"};
constinit Name kListenerAddress{"_address"};
constinit Name kLastAccepted{"_last_accepted"};

// The SocketListener in a Listener; empty when it is closed.
Ref socketListenerOf(PyObject* listener) {
    Ref inner = listener ? plainAttribute(listener, kListener) : Ref();
    return inner.get() == Py_None ? Ref() : static_cast<Ref&&>(inner);
}

int descriptorOfListener(const Ref& inner) {
    const Ref socket = inner ? plainAttribute(inner.get(), kListenerSocket) : Ref();
    return socket ? descriptorOfSocket(socket.get()) : -1;
}

PyObject* listenerInit(const Call& call) {
    const bool own = calledByLearner();
    PyObject* result = call.run();
    const Ref inner = result && own ? socketListenerOf(call.receiver()) : Ref();
    if (!inner)
        return result;
    const ErrorGuard guard;
    PyObject* backlog = call.argument(3, "backlog");
    FieldBuffer fields;
    addAddress(fields, plainAttribute(inner.get(), kListenerAddress).get());
    emit(Kind::SocketListen, Phase::Point, 0, idOfPipe(descriptorOfListener(inner)), currentSite(),
         std::int32_t(backlog ? numberOr(backlog, 1) : 1), &fields);
    return result;
}

void endNewConnection(Operation& operation, PyObject* connection, FieldBuffer& fields) {
    if (!connection) {
        char name[64];
        fields.add(Tag::Type, name, copyErrorName(name, sizeof name));
        operation.end(0, &fields, trace::kFailed);
        return;
    }
    operation.end(0, &fields);
    tellPipeOpened(connection, operation.site());
}

PyObject* listenerAccept(const Call& call) {
    const Ref inner = calledByLearner() ? socketListenerOf(call.receiver()) : Ref();
    const int descriptor = descriptorOfListener(inner);
    if (descriptor < 0)
        return call.run();
    Operation operation(Kind::SocketAccept, idOfPipe(descriptor), currentSite());
    if (!enter(operation))
        return nullptr;
    operation.begin(0, nullptr, readable(descriptor) ? 0 : trace::kWaits);
    Waiting waiting(Kind::SocketAccept, operation.object(), operation.site(), -1);
    PyObject* result = waitAtGate(waiting, [&] { return readable(descriptor); }) ? call.run() : nullptr;
    FieldBuffer fields;
    if (result) {
        fields.add(Tag::Peer, std::int64_t(idOfPipe(descriptorOf(result))));
        addAddress(fields, plainAttribute(inner.get(), kLastAccepted).get());
    }
    endNewConnection(operation, result, fields);
    return result;
}

// Client(address, family=None, authkey=None). The socket has no id before it is connected.
PyObject* clientMade(const Call& call) {
    PyObject* address = call.argument(0, "address");
    if (!address || !calledByLearner())
        return call.run();
    Operation operation(Kind::SocketConnect, 0, currentSite());
    if (!enter(operation))
        return nullptr;
    FieldBuffer fields, end;
    addAddress(fields, address);
    operation.begin(0, &fields);
    PyObject* result = call.run();
    if (result)
        addAddress(end, address);
    endNewConnection(operation, result, end);
    return result;
}
} // namespace

void patchListener(PyObject* module) {
    const ErrorGuard guard;
    hookFunction(module, "Client", clientMade);
    if (const Ref listener = Ref::take(PyObject_GetAttrString(module, "Listener"))) {
        hookFunction(listener.get(), "__init__", listenerInit);
        hookFunction(listener.get(), "accept", listenerAccept);
    }
}

} // namespace forkscope::probe
