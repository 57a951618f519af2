// SPDX-License-Identifier: GPL-3.0-or-later
// concurrent.futures.wait() and as_completed() (CPython, Lib/concurrent/futures/_base.py): both install a
// waiter in the futures and sleep in the threading.Event of it. as_completed() does so in a generator, which
// cannot be stood in for; so the Event is what is known, and its wait() is what is told.
#include "engine/probe/executor.h"
#include "engine/probe/identity.h"
#include "engine/probe/site.h"

namespace forkscope::probe {

namespace {
constexpr std::uint8_t kWaiterEvent = 66; // SideEntry::role; id: the executor
constinit Name kWaiterEventName{"event"};
constinit Name kFlag{"_flag"};

// The executor of the first future that is one of processes; 0: none is.
std::uint64_t executorOfAny(PyObject* futures) {
    const Ref list = Ref::take(futures ? PySequence_List(futures) : nullptr);
    const Py_ssize_t count = list ? PyList_Size(list.get()) : 0;
    for (Py_ssize_t i = 0; i < count; ++i)
        if (const SideEntry* known = SideTable::find(PyList_GetItem(list.get(), i)))
            return known->id;
    return 0;
}

// _create_and_install_waiters(fs, return_when). `fs` is a set or a list of futures by then.
PyObject* waiterMade(const Call& call) {
    PyObject* waiter = call.run();
    if (!waiter || call.count < 1 || !(PyAnySet_Check(call.args[0]) || PyList_CheckExact(call.args[0])))
        return waiter;
    const ErrorGuard guard;
    const std::uint64_t id = executorOfAny(call.args[0]);
    const Ref event = id ? plainAttribute(waiter, kWaiterEventName) : Ref();
    if (SideEntry* entry = event ? SideTable::remember(event.get()) : nullptr) {
        entry->id = id;
        entry->role = kWaiterEvent;
    }
    return waiter;
}

bool isSet(PyObject* event) {
    return plainAttribute(event, kFlag).get() == Py_True;
}

// threading.Event.wait(timeout=None)
PyObject* eventWaits(const Call& call) {
    PyObject* event = call.receiver();
    const SideEntry* known = event ? SideTable::find(event) : nullptr;
    if (!known || known->role != kWaiterEvent || isSet(event))
        return call.run();
    Operation operation(Kind::ExecutorGet, known->id, currentSite());
    if (!enter(operation))
        return nullptr;
    return waitForResult(
        call, operation, -1, [&] { return isSet(event); },
        [](PyObject* result) { return result == Py_True; });
}
} // namespace

void hookExecutorWaits(PyObject* base) {
    const Ref threading = loadedModule("threading");
    const Ref event = Ref::take(threading ? PyObject_GetAttrString(threading.get(), "Event") : nullptr);
    if (event && hookFunction(base, "_create_and_install_waiters", waiterMade))
        hookFunction(event.get(), "wait", eventWaits);
}

} // namespace forkscope::probe
