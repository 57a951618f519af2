// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/probe/queues.h"

#include "engine/probe/composite.h"
#include "engine/probe/gate.h"
#include "engine/probe/operation.h"
#include "engine/probe/preview.h"
#include "engine/probe/queue_identity.h"
#include "engine/probe/site.h"
#include "engine/probe/traced_function.h"

#include <climits>
#include <cstring>
#include <fcntl.h>
#include <sys/ioctl.h>

namespace forkscope::probe {

namespace {
constinit Name kMaxSize{"_maxsize"};
constinit PyObject* gQueuesModule = nullptr;

// The class of multiprocessing that a queue is, or is derived from.
const char* queueKind(PyObject* queue) {
    for (const char* kind : {"JoinableQueue", "SimpleQueue"}) {
        const Ref type = Ref::take(PyObject_GetAttrString(gQueuesModule, kind));
        if (type && PyType_Check(type.get()) &&
            PyType_IsSubtype(Py_TYPE(queue), reinterpret_cast<PyTypeObject*>(type.get())))
            return kind;
    }
    PyErr_Clear();
    return "Queue";
}

void tellMade(PyObject* queue, std::uint64_t id) {
    const ErrorGuard guard;
    const char* kind = queueKind(queue);
    const CallSite site = currentCallSite();
    const Ref maxSize = plainAttribute(queue, kMaxSize);
    const std::int64_t bound = numberOr(maxSize.get(), 0);
    FieldBuffer fields;
    fields.add(Tag::ObjectKind, kind);
    fields.add(Tag::Call, site.call[0] && std::strcmp(site.call, "__init__") != 0 ? site.call : kind);
    // An unbounded queue has the largest value that a semaphore can take.
    emit(Kind::QueueCreate, Phase::Point, 0, id, site.site, bound >= INT_MAX ? 0 : std::int32_t(bound),
         &fields);
}

PyObject* queueInit(PyObject* original, PyObject* args, PyObject* keywords) {
    const Making making(receiver(args), Hiding::All);
    PyObject* result = PyObject_Call(original, args, keywords);
    if (!result || !making.outermost() || !receiver(args))
        return result;
    const SideEntry* entry = rememberQueue(receiver(args), making.isPrivate());
    if (entry && !entry->hidden)
        tellMade(receiver(args), entry->id);
    return result;
}

struct Patience {
    bool block = true;
    double seconds = -1; // below 0: none
};

// `block` and `timeout` of put() and get(), at `index` and after it. What is not understood counts as "may
// block".
Patience patienceOf(PyObject* args, PyObject* keywords, Py_ssize_t index) {
    Patience p;
    PyObject* block = argument(args, keywords, index, "block");
    PyObject* timeout = argument(args, keywords, index + 1, "timeout");
    p.block = !block || numberOr(block, 1) != 0;
    if (!timeout || timeout == Py_None || (!PyFloat_CheckExact(timeout) && !PyLong_CheckExact(timeout)))
        return p;
    p.seconds = PyFloat_AsDouble(timeout);
    PyErr_Clear();
    if (p.seconds < 0)
        p.seconds = 0;
    return p;
}

void addTimeout(FieldBuffer& fields, const Patience& patience) {
    if (patience.block && patience.seconds >= 0 && patience.seconds < 1e9)
        fields.add(Tag::Timeout, std::int64_t(patience.seconds * 1e9));
}

void addPreview(FieldBuffer& fields, PyObject* item) {
    char text[kPreviewBytes + 1];
    fields.add(Tag::Preview, text, preview(item, text, sizeof text));
}

bool enter(Operation& operation) {
    if (gateOpen())
        return true;
    operation.add(trace::kGated);
    return passGate(operation.kind(), operation.object(), operation.site());
}

PyObject* queuePut(PyObject* original, PyObject* args, PyObject* keywords) {
    const SideEntry* entry = shownQueue(args);
    PyObject* item = argument(args, keywords, 1, "obj");
    if (!entry || !item)
        return PyObject_Call(original, args, keywords);
    Operation operation(Kind::QueuePut, entry->id, currentSite());
    if (!enter(operation))
        return nullptr;
    FieldBuffer fields;
    addPreview(fields, item);
    addTimeout(fields, patienceOf(args, keywords, 2));
    operation.begin(0, &fields);
    PyObject* result = PyObject_Call(original, args, keywords);
    operation.end(0, nullptr, result ? 0 : trace::kFailed);
    return result;
}

// At a closed gate the item is waited for there. When the call's own time is up, it is made without blocking.
PyObject* getAtGate(PyObject* original, PyObject* args, PyObject* keywords, const Operation& operation,
                    const Patience& patience, int reader) {
    const Waiting waiting(Kind::QueueGet, operation.object(), operation.site(), patience.seconds);
    if (!waitAtGate(waiting, [&] { return readable(reader); }))
        return nullptr;
    if (readable(reader) || gateOpen())
        return PyObject_Call(original, args, keywords);
    const Ref now = Ref::take(PyTuple_Pack(2, receiver(args), Py_False));
    return now ? PyObject_Call(original, now.get(), nullptr) : nullptr;
}

PyObject* queueGet(PyObject* original, PyObject* args, PyObject* keywords) {
    const SideEntry* entry = shownQueue(args);
    if (!entry)
        return PyObject_Call(original, args, keywords);
    Operation operation(Kind::QueueGet, entry->id, currentSite());
    if (!enter(operation))
        return nullptr;
    const int reader = readerOf(receiver(args));
    const Patience patience = patienceOf(args, keywords, 1);
    const bool mayWait = patience.block && patience.seconds != 0;
    operation.setBlocking(mayWait);
    FieldBuffer fields;
    addTimeout(fields, patience);
    operation.begin(0, &fields, mayWait && !readable(reader) ? trace::kWaits : 0);
    PyObject* result = mayWait && !gateOpen()
                           ? getAtGate(original, args, keywords, operation, patience, reader)
                           : PyObject_Call(original, args, keywords);
    if (!result) {
        operation.end(0, nullptr, trace::kFailed);
        return nullptr;
    }
    FieldBuffer item;
    addPreview(item, result);
    operation.end(operation.bytes(), &item);
    return result;
}

// The count is told by the private semaphore, at the moment when it is exact (acquireHidden() in
// semlock.cpp).
PyObject* queueTaskDone(PyObject* original, PyObject* args, PyObject* keywords) {
    const SideEntry* entry = shownQueue(args);
    if (!entry)
        return PyObject_Call(original, args, keywords);
    Operation operation(Kind::QueueTaskDone, entry->id, currentSite());
    if (!enter(operation))
        return nullptr;
    PyObject* result = PyObject_Call(original, args, keywords);
    if (!operation.told())
        operation.point(-1, nullptr, result ? 0 : trace::kFailed);
    return result;
}

PyObject* queueJoin(PyObject* original, PyObject* args, PyObject* keywords) {
    const SideEntry* entry = shownQueue(args);
    if (!entry)
        return PyObject_Call(original, args, keywords);
    Operation operation(Kind::QueueJoin, entry->id, currentSite());
    if (!enter(operation))
        return nullptr;
    operation.begin(0);
    PyObject* result = PyObject_Call(original, args, keywords);
    operation.end(0, nullptr, result ? 0 : trace::kFailed);
    return result;
}

PyObject* queueClose(PyObject* original, PyObject* args, PyObject* keywords) {
    if (const SideEntry* entry = shownQueue(args))
        emit(Kind::QueueClose, Phase::Point, 0, entry->id, currentSite(), 0);
    return PyObject_Call(original, args, keywords);
}

// -- the pipe below

// Linux counts a pipe's room in pages, the first and last of which may be partly used (pipe(7)).
bool surelyFits(int writer, Py_ssize_t bytes) {
    int used = 0;
    const int capacity = fcntl(writer, F_GETPIPE_SZ);
    return capacity > 0 && ioctl(writer, FIONREAD, &used) == 0 && used + bytes + 8 + 2 * 4096 <= capacity;
}

PyObject* connectionSendBytes(PyObject* original, PyObject* args, PyObject* keywords) {
    const SideEntry* end = shownEnd(args, QueueRole::Writer);
    PyObject* buffer = end ? argument(args, keywords, 1, "buf") : nullptr;
    const Py_ssize_t size = buffer ? PyObject_Size(buffer) : -1;
    if (size < 0) {
        PyErr_Clear();
        return PyObject_Call(original, args, keywords);
    }
    const std::uint64_t id = end->id;
    const Operation* operation = thisThread().operation;
    const std::uint32_t site = operation ? operation->site() : 0;
    const auto bytes = std::int32_t(size > INT_MAX ? INT_MAX : size);
    const bool before = surelyFits(descriptorOf(receiver(args)), size);
    if (before)
        emit(Kind::QueueFeed, Phase::Point, 0, id, site, bytes);
    PyObject* result = PyObject_Call(original, args, keywords);
    if (!before || !result)
        emit(Kind::QueueFeed, Phase::Point, result ? 0 : trace::kFailed, id, site, bytes);
    return result;
}

Operation* getOn(PyObject* args) {
    Operation* operation = thisThread().operation;
    return operation && operation->kind() == Kind::QueueGet && shownEnd(args, QueueRole::Reader) ? operation
                                                                                                 : nullptr;
}

// Somebody else may have taken what was there when the operation began.
void sayIfWaiting(Operation* operation, PyObject* args) {
    if (operation && operation->blocking() && !readable(descriptorOf(receiver(args))))
        operation->waits();
}

PyObject* connectionRecvBytes(PyObject* original, PyObject* args, PyObject* keywords) {
    Operation* operation = getOn(args);
    sayIfWaiting(operation, args);
    PyObject* result = PyObject_Call(original, args, keywords);
    if (operation && result && PyBytes_Check(result))
        operation->setBytes(std::int32_t(PyBytes_Size(result)));
    return result;
}

PyObject* connectionPoll(PyObject* original, PyObject* args, PyObject* keywords) {
    sayIfWaiting(getOn(args), args);
    return PyObject_Call(original, args, keywords);
}

void hookQueueClass(PyObject* module, const char* name) {
    const Ref type = Ref::take(PyObject_GetAttrString(module, name));
    if (!type) {
        PyErr_Clear();
        return;
    }
    hookFunction(type.get(), "__init__", queueInit);
    hookFunction(type.get(), "put", queuePut);
    hookFunction(type.get(), "get", queueGet);
    hookFunction(type.get(), "task_done", queueTaskDone);
    hookFunction(type.get(), "join", queueJoin);
    hookFunction(type.get(), "close", queueClose);
}
} // namespace

void patchQueues(PyObject* module) {
    const ErrorGuard guard;
    gQueuesModule = Ref::share(module).release();
    for (const char* name : {"Queue", "JoinableQueue", "SimpleQueue"})
        hookQueueClass(module, name);
}

void patchConnection(PyObject* module) {
    const ErrorGuard guard;
    const Ref type = Ref::take(PyObject_GetAttrString(module, "_ConnectionBase"));
    if (!type)
        return;
    hookFunction(type.get(), "send_bytes", connectionSendBytes);
    hookFunction(type.get(), "recv_bytes", connectionRecvBytes);
    hookFunction(type.get(), "poll", connectionPoll);
}

} // namespace forkscope::probe
