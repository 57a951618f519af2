// SPDX-License-Identifier: GPL-3.0-or-later
// The server's side of a manager: serve_client() in Lib/multiprocessing/managers.py runs in one thread for
// each client. It receives (id, method, arguments, keywords) and sends the outcome; the call runs between the
// two.
#include "engine/probe/manager.h"
#include "engine/probe/stand_in.h"
#include "engine/probe/stream.h"
#include "engine/probe/thread.h"
#include "engine/probe/traced_function.h"

namespace forkscope::probe {

namespace {
constinit Name kListenAddress{"address"};

struct ServedCall {
    PyObject* address = nullptr; // borrowed from the server
    std::uint64_t referent = 0;
    char method[64] = {};
    bool runs = false;
};
constinit thread_local ServedCall tServed;

void tellServed(Phase phase, std::uint8_t flags) {
    FieldBuffer fields;
    fields.add(Tag::Call, tServed.method);
    emit(Kind::ManagerServe, phase, flags, tServed.referent, 0, 0, &fields);
    tServed.runs = phase == Phase::Begin;
}

PyObject* serverReceives(PyObject* receive, PyObject* const*, Py_ssize_t, PyObject*) {
    PyObject* request = PyObject_CallFunctionObjArgs(receive, nullptr);
    if (!request || !tracing() || !tServed.address || !PyTuple_Check(request) || PyTuple_Size(request) != 4)
        return request;
    const ErrorGuard guard;
    tServed.referent = idOfManaged(tServed.address, PyTuple_GetItem(request, 0));
    copyText(PyTuple_GetItem(request, 1), tServed.method, sizeof tServed.method);
    tellServed(Phase::Begin, 0);
    return request;
}

// ('#RETURN', value), ('#PROXY', …), or ('#ERROR', exception), ('#TRACEBACK', text)
bool isRefusal(PyObject* message) {
    char kind[16] = {};
    if (PyTuple_Check(message) && PyTuple_Size(message) == 2)
        copyText(PyTuple_GetItem(message, 0), kind, sizeof kind);
    return kind[1] == 'E' || kind[1] == 'T' || kind[1] == 'U';
}

PyObject* serverSends(PyObject* send, PyObject* const* args, Py_ssize_t count, PyObject*) {
    PyObject* message = count == 1 ? args[0] : nullptr;
    if (message && tServed.runs && tracing()) {
        const ErrorGuard guard;
        tellServed(Phase::End, isRefusal(message) ? trace::kFailed : 0);
    }
    return PyObject_CallFunctionObjArgs(send, message, nullptr);
}

// Server.serve_client(conn)
PyObject* serveClient(const Call& call) {
    const Ref connection = call.count == 2 && !call.names
                               ? standInFor(call.args[1], {"recv", serverReceives}, {"send", serverSends})
                               : Ref();
    if (!connection)
        return call.run();
    const Ref address = plainAttribute(call.args[0], kListenAddress);
    const ServedCall outer = tServed;
    tServed = {};
    tServed.address = address.get();
    PyObject* const changed[] = {call.args[0], connection.get()};
    PyObject* result = Call{call.original, changed, 2, nullptr}.run();
    tServed = outer;
    return result;
}
} // namespace

void hookManagerServer(PyObject* module) {
    const Ref server = Ref::take(PyObject_GetAttrString(module, "Server"));
    if (server)
        hookFunction(server.get(), "serve_client", serveClient);
    PyErr_Clear();
}

} // namespace forkscope::probe
