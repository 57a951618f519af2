// SPDX-License-Identifier: GPL-3.0-or-later
// Event (Lib/multiprocessing/synchronize.py): a flag, which is a semaphore, and a condition, both private.
// What happens to the flag is stamped under the condition's lock, so the order of the trace is the flag's
// own.
#include "engine/probe/composite.h"

#include "engine/probe/gate.h"
#include "engine/probe/identity.h"
#include "engine/probe/operation.h"
#include "engine/probe/patience.h"
#include "engine/probe/semlock.h"
#include "engine/probe/site.h"
#include "engine/probe/traced_function.h"

namespace forkscope::probe {

namespace {
constinit Name kEventFlag{"_flag"};
constinit Name kEventCondition{"_cond"};

// Its semaphores are hidden when it is first met: one that came by pickle has no __setstate__ of its own.
std::uint64_t idOfEvent(PyObject* event) {
    if (!event)
        return 0;
    if (const SideEntry* known = SideTable::find(event))
        return known->id;
    const ErrorGuard guard;
    const Ref flag = plainAttribute(event, kEventFlag);
    hideSemaphore(flag.get());
    if (const Ref condition = plainAttribute(event, kEventCondition))
        hideCondition(condition.get());
    const std::uint64_t id = semaphoreId(flag.get());
    if (SideEntry* entry = id ? SideTable::remember(event) : nullptr)
        entry->id = id;
    return id;
}

PyObject* eventInit(const Call& call) {
    PyObject* result = nullptr;
    bool isPrivate = false;
    {
        const Making making(call.receiver(), Hiding::All);
        isPrivate = making.isPrivate();
        result = call.run();
    }
    const std::uint64_t id = result ? idOfEvent(call.receiver()) : 0;
    if (!id || isPrivate)
        return result;
    const CallSite site = currentCallSite();
    FieldBuffer fields;
    fields.add(Tag::Call, callName(site, "Event"));
    emit(Kind::EventCreate, Phase::Point, 0, id, site.site, 0, &fields);
    return result;
}

// The first thing that is asked for without waiting is the flag.
void flagChanges(Operation& operation, PyObject*, bool) {
    if (!operation.told())
        operation.point(0);
}
void flagIsSet(Operation& operation, PyObject*, bool taken) {
    if (taken && !operation.begun() && !operation.told())
        operation.point(1);
}

template <Kind kind> PyObject* eventChanges(const Call& call) {
    const std::uint64_t id = idOfEvent(call.receiver());
    if (!id)
        return call.run();
    Operation operation(kind, id, currentSite());
    if (!enter(operation))
        return nullptr;
    operation.whenTried(flagChanges);
    return call.run();
}

PyObject* eventWait(const Call& call) {
    const std::uint64_t id = idOfEvent(call.receiver());
    if (!id)
        return call.run();
    Operation operation(Kind::EventWait, id, currentSite());
    if (!enter(operation, 0, mannerOf(secondsOf(call.argument(1, "timeout")))))
        return nullptr;
    operation.whenTried(flagIsSet);
    PyObject* result = call.run();
    const bool set = result && result != Py_False;
    if (result && !standAfterSleep(operation)) {
        Py_DECREF(result);
        result = nullptr;
    }
    if (operation.begun()) {
        operation.end(set, nullptr, set ? 0 : trace::kFailed);
    } else if (!operation.told()) {
        FieldBuffer fields;
        addTimeout(fields, secondsOf(call.argument(1, "timeout")));
        operation.point(set, &fields, set ? 0 : trace::kFailed);
    }
    return result;
}

// No event, but its semaphores have to be hidden.
PyObject* eventAsked(const Call& call) {
    idOfEvent(call.receiver());
    return call.run();
}
} // namespace

void tellEventWaits(double seconds) {
    Operation* operation = thisThread().operation;
    if (!operation || operation->kind() != Kind::EventWait || operation->begun() || seconds == 0)
        return;
    FieldBuffer fields;
    addTimeout(fields, seconds);
    operation->begin(0, &fields, trace::kWaits);
}

void patchEvents(PyObject* module) {
    const ErrorGuard guard;
    const Ref event = Ref::take(PyObject_GetAttrString(module, "Event"));
    if (!event)
        return;
    hookFunction(event.get(), "__init__", eventInit);
    hookFunction(event.get(), "is_set", eventAsked);
    hookFunction(event.get(), "set", eventChanges<Kind::EventSet>);
    hookFunction(event.get(), "clear", eventChanges<Kind::EventClear>);
    hookFunction(event.get(), "wait", eventWait);
}

} // namespace forkscope::probe
