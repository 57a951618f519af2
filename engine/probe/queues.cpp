// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/probe/queues.h"

#include "engine/probe/composite.h"
#include "engine/probe/exceptions.h"
#include "engine/probe/gate.h"
#include "engine/probe/operation.h"
#include "engine/probe/patience.h"
#include "engine/probe/pipe_identity.h"
#include "engine/probe/pipe_level.h"
#include "engine/probe/preview.h"
#include "engine/probe/queue_identity.h"
#include "engine/probe/room.h"
#include "engine/probe/semlock.h"
#include "engine/probe/site.h"
#include "engine/probe/traced_function.h"

#include <climits>
#include <cstring>
#include <fcntl.h>
#include <sys/ioctl.h>

namespace forkscope::probe {

namespace {
constinit Name kMaxSize{"_maxsize"};
constinit Name kClosed{"_closed"};
constinit Name kThreadArguments{"_args"};
constinit Name kBoundTo{"__self__"};
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
    fields.add(Tag::Call, callName(site, kind));
    // An unbounded queue has the largest value that a semaphore can take.
    emit(Kind::QueueCreate, Phase::Point, 0, id, site.site, bound >= INT_MAX ? 0 : std::int32_t(bound),
         &fields);
}

PyObject* queueInit(const Call& call) {
    const Making making(call.receiver(), Hiding::All);
    PyObject* result = call.run();
    if (!result || !making.outermost() || !call.receiver())
        return result;
    const SideEntry* entry = rememberQueue(call.receiver(), making.isPrivate());
    if (entry && !entry->hidden) {
        emptyLevel(entry->id);
        tellMade(call.receiver(), entry->id);
    }
    return result;
}

struct Patience {
    bool block = true;
    double seconds = -1; // below 0: none

    Manner manner() const { return mannerOf(block ? seconds : 0); }
};

// `block` and `timeout` of put() and get(), at `index` and after it. What is not understood counts as "may
// block".
Patience patienceOf(const Call& call, Py_ssize_t index) {
    PyObject* block = call.argument(index, "block");
    return {!block || numberOr(block, 1) != 0, secondsOf(call.argument(index + 1, "timeout"))};
}

void addPatience(FieldBuffer& fields, const Patience& patience) {
    if (patience.block)
        addTimeout(fields, patience.seconds);
}

PyObject* queuePut(const Call& call) {
    const SideEntry* entry = shownQueue(call);
    PyObject* item = call.argument(1, "obj");
    if (!entry || !item)
        return call.run();
    Operation operation(Kind::QueuePut, entry->id, currentSite());
    const Patience patience = patienceOf(call, 2);
    if (!enter(operation, 0, patience.manner()))
        return nullptr;
    FieldBuffer fields;
    addPreview(fields, item);
    addPatience(fields, patience);
    operation.begin(0, &fields);
    PyObject* result = call.run();
    operation.end(0, nullptr, result ? 0 : trace::kFailed);
    return result;
}

bool isClosed(PyObject* queue) {
    const Ref closed = plainAttribute(queue, kClosed);
    return closed && closed.get() == Py_True;
}

// At a closed gate the item is waited for there; of a queue that is closed none is: the call raises. When the
// call's own time is up, it is made without blocking.
PyObject* getInTime(const Call& call, Operation& operation, const Patience& patience) {
    const int reader = readerOf(call.receiver());
    Waiting waiting(Kind::QueueGet, operation.object(), operation.site(), patience.seconds);
    const auto isReady = [&] { return readable(reader) || isClosed(call.receiver()); };
    if (gateHolds(operation.site()) && !isReady())
        operation.waits();
    return waitInTime(
        waiting, isReady,
        [&](PyObject* seconds) {
            if (!gateHolds(operation.site()) || isReady())
                return runInTime(call, 2, "timeout", seconds);
            PyObject* const now[] = {call.receiver(), Py_False};
            return Call{call.original, now, 2, nullptr}.run();
        },
        [](PyObject* item) { return item || !isRaised("Empty"); });
}

PyObject* queueGet(const Call& call) {
    const SideEntry* entry = shownQueue(call);
    if (!entry)
        return call.run();
    Operation operation(Kind::QueueGet, entry->id, currentSite());
    const Patience patience = patienceOf(call, 1);
    if (!enter(operation, 0, patience.manner()))
        return nullptr;
    const bool mayWait = patience.block && patience.seconds != 0;
    operation.setBlocking(mayWait);
    FieldBuffer fields;
    addPatience(fields, patience);
    // Whether it has to wait is known for sure only when it is its turn to read (sayIfWaiting()).
    operation.begin(0, &fields);
    PyObject* result = mayWait ? getInTime(call, operation, patience) : call.run();
    if (!result) {
        operation.end(0, nullptr, trace::kFailed);
        return nullptr;
    }
    settleArrivedPipes(false); // an item may bring ends of pipes
    FieldBuffer item;
    addPreview(item, result);
    operation.end(operation.bytes(), &item);
    return result;
}

// `task_done` counts down under the queue's lock, and there the number is exact and the order right.
void countedDown(Operation& operation, PyObject* unfinished, bool taken) {
    if (taken && !operation.told())
        operation.point(semaphoreValue(unfinished));
}

PyObject* queueTaskDone(const Call& call) {
    const SideEntry* entry = shownQueue(call);
    if (!entry)
        return call.run();
    Operation operation(Kind::QueueTaskDone, entry->id, currentSite());
    operation.whenTried(countedDown);
    if (!enter(operation))
        return nullptr;
    PyObject* result = call.run();
    if (!operation.told())
        operation.point(-1, nullptr, result ? 0 : trace::kFailed);
    return result;
}

PyObject* queueJoin(const Call& call) {
    const SideEntry* entry = shownQueue(call);
    if (!entry)
        return call.run();
    Operation operation(Kind::QueueJoin, entry->id, currentSite());
    if (!enter(operation))
        return nullptr;
    operation.begin(0);
    PyObject* result = call.run();
    if (result && !standAfterSleep(operation)) {
        Py_DECREF(result);
        result = nullptr;
    }
    operation.end(0, nullptr, result ? 0 : trace::kFailed);
    return result;
}

PyObject* queueClose(const Call& call) {
    if (const SideEntry* entry = shownQueue(call))
        emit(Kind::QueueClose, Phase::Point, 0, entry->id, currentSite(), 0);
    return call.run();
}

// -- the pipe below

// Whether a message goes into the pipe at once. Linux counts a pipe's room in pages, the first and last of
// which may be partly used (pipe(7)). Asking costs two system calls, so a quarter of the room that was seen
// counts as ours for the messages to come; only other producers that fill the rest meanwhile can make this
// wrong, and then a message is told to be in the pipe a moment before it is.
bool fitsAtOnce(SideEntry& end, int writer, Py_ssize_t bytes) {
    const Py_ssize_t whole = bytes + 8;
    if (whole <= end.extra) {
        end.extra -= std::int32_t(whole);
        return true;
    }
    int used = 0;
    const int capacity = fcntl(writer, F_GETPIPE_SZ);
    if (capacity < 0 || ioctl(writer, FIONREAD, &used) != 0)
        return false;
    const Py_ssize_t room = capacity - used - 2 * 4096 - whole;
    end.extra = room > 0 ? std::int32_t(room / 4) : 0;
    return room >= 0;
}

// _on_queue_feeder_error(e, obj), in the feeder thread: the item could not be pickled and is gone. Which
// queue it is, the thread's arguments say: the third is send_bytes, bound to the writing end.
PyObject* feederFails(const Call& call) {
    const ErrorGuard guard;
    const Ref thread = threadObject();
    const Ref arguments = thread ? plainAttribute(thread.get(), kThreadArguments) : Ref();
    const bool has = arguments && PyTuple_Check(arguments.get()) && PyTuple_Size(arguments.get()) > 2;
    const Ref writer = has ? attribute(PyTuple_GetItem(arguments.get(), 2), kBoundTo) : Ref();
    const SideEntry* end = writer ? SideTable::find(writer.get()) : nullptr;
    if (end && !end->hidden)
        emit(Kind::QueueFeed, Phase::Point, trace::kFailed, end->id, 0, 0);
    if (call.count > 0)
        tellHandled(call.args[0]);
    return call.run();
}

Operation* currentGet() {
    Operation* operation = thisThread().operation;
    return operation && operation->kind() == Kind::QueueGet ? operation : nullptr;
}

// Somebody else may have taken what was there when the operation began.
void sayIfWaiting(Operation* operation, const SideEntry& end, const Call& call) {
    if (operation && operation->blocking() && !operation->waiting() && !isFilledForSure(end.id) &&
        !readable(descriptorOf(call.receiver())))
        operation->waits();
}

PyObject* queueArrived(const Call& call) {
    PyObject* result = call.run();
    if (result && call.receiver())
        queueArrives(call.receiver());
    return result;
}

void hookQueueClass(PyObject* module, const char* name) {
    const Ref type = Ref::take(PyObject_GetAttrString(module, name));
    if (!type) {
        PyErr_Clear();
        return;
    }
    hookFunction(type.get(), "__init__", queueInit);
    hookFunction(type.get(), "__setstate__", queueArrived);
    hookFunction(type.get(), "put", queuePut);
    hookFunction(type.get(), "get", queueGet);
    hookFunction(type.get(), "task_done", queueTaskDone);
    hookFunction(type.get(), "join", queueJoin);
    hookFunction(type.get(), "close", queueClose);
    hookFunction(type.get(), "_on_queue_feeder_error", feederFails);
}
} // namespace

// Whoever drives waits until what was submitted is there for the workers.
static PyObject* feedExecutor(const Call& call) {
    PyObject* result = call.run();
    const SideEntry* end = call.receiver() ? SideTable::find(call.receiver()) : nullptr;
    if (result && end && end->role == std::uint8_t(QueueRole::CallWriter))
        emit(Kind::ExecutorFeed, Phase::Point, 0, end->id, 0, 0);
    return result;
}

PyObject* feedQueue(const Call& call) {
    SideEntry* end = shownEnd(call, QueueRole::Writer);
    if (!end && !gateFree())
        return feedExecutor(call);
    PyObject* buffer = end ? call.argument(1, "buf") : nullptr;
    const Py_ssize_t size = buffer ? PyObject_Size(buffer) : -1;
    if (size < 0) {
        PyErr_Clear();
        return call.run();
    }
    const std::uint64_t id = end->id;
    const Operation* operation = thisThread().operation;
    const std::uint32_t site = operation ? operation->site() : 0;
    const auto bytes = std::int32_t(size > INT_MAX ? INT_MAX : size);
    // At a closed gate nobody reads meanwhile, and whoever opens it must know that the bytes are there.
    const bool before = gateFree() && fitsAtOnce(*end, descriptorOf(call.receiver()), size);
    if (before)
        emit(Kind::QueueFeed, Phase::Point, 0, id, site, bytes);
    PyObject* result = call.run();
    if (result)
        raiseLevel(id);
    if (!before || !result)
        emit(Kind::QueueFeed, Phase::Point, result ? 0 : trace::kFailed, id, site, bytes);
    return result;
}

PyObject* takeFromQueue(const Call& call) {
    const SideEntry* end = shownEnd(call, QueueRole::Reader);
    if (!end)
        return call.run();
    Operation* operation = currentGet();
    sayIfWaiting(operation, *end, call);
    lowerLevel(end->id);
    PyObject* result = call.run();
    if (operation && result && PyBytes_Check(result))
        operation->setBytes(std::int32_t(PyBytes_Size(result)));
    return result;
}

PyObject* pollForQueue(const Call& call) {
    if (const SideEntry* end = shownEnd(call, QueueRole::Reader))
        sayIfWaiting(currentGet(), *end, call);
    return call.run();
}

void patchQueues(PyObject* module) {
    const ErrorGuard guard;
    gQueuesModule = Ref::share(module).release();
    for (const char* name : {"Queue", "JoinableQueue", "SimpleQueue"})
        hookQueueClass(module, name);
}

} // namespace forkscope::probe
