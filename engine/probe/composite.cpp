// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/probe/composite.h"

#include "engine/probe/operation.h"
#include "engine/probe/semlock.h"
#include "engine/probe/site.h"
#include "engine/probe/traced_function.h"

namespace forkscope::probe {

namespace {
constinit Name kCondition{"_cond"};
constinit Name kConditionLock{"_lock"};
constinit Name kFlag{"_flag"};
constinit Name kSleeping{"_sleeping_count"};
constinit Name kWoken{"_woken_count"};
constinit Name kWaitSemaphore{"_wait_semaphore"};

template <Hiding how> PyObject* make(const Call& call) {
    const Making making(call.receiver(), how);
    return call.run();
}

// Under spawn and the fork server objects arrive by pickle, and their private semaphores with them.
void hideInCondition(PyObject* condition) {
    hideSemaphoreOf(condition, kSleeping);
    hideSemaphoreOf(condition, kWoken);
    hideSemaphoreOf(condition, kWaitSemaphore);
}

PyObject* conditionArrives(const Call& call) {
    PyObject* result = call.run();
    if (result && call.receiver())
        hideInCondition(call.receiver());
    return result;
}

PyObject* barrierArrives(const Call& call) {
    PyObject* result = call.run();
    const Ref condition = result && call.receiver() ? plainAttribute(call.receiver(), kCondition) : Ref();
    if (condition)
        hideSemaphoreOf(condition.get(), kConditionLock);
    return result;
}

// An Event has no __setstate__ of its own: its semaphores are hidden when it is first used.
std::uint64_t idOfEvent(PyObject* event) {
    const Ref flag = plainAttribute(event, kFlag);
    hideSemaphore(flag.get());
    if (const Ref condition = plainAttribute(event, kCondition))
        hideSemaphoreOf(condition.get(), kConditionLock);
    return semaphoreId(flag.get());
}
std::uint64_t idOfCondition(PyObject* condition) {
    return semaphoreId(plainAttribute(condition, kWaitSemaphore).get());
}

using IdOf = std::uint64_t (*)(PyObject*);

template <Kind kind, IdOf idOf> PyObject* wait(const Call& call) {
    const std::uint64_t id = call.receiver() ? idOf(call.receiver()) : 0;
    // Within another operation (a JoinableQueue joins by its Condition) it is no event of its own.
    if (!id || thisThread().operation)
        return call.run();
    Operation operation(kind, id, currentSite());
    operation.begin(0);
    PyObject* result = call.run();
    const bool good = result && result != Py_False;
    operation.end(good, nullptr, good ? 0 : trace::kFailed);
    return result;
}

template <Kind kind, IdOf idOf> PyObject* point(const Call& call) {
    const std::uint64_t id = call.receiver() ? idOf(call.receiver()) : 0;
    if (!id || thisThread().operation)
        return call.run();
    Operation operation(kind, id, currentSite());
    operation.point(0);
    return call.run();
}

// Only hides, for methods that are no event.
PyObject* eventAsked(const Call& call) {
    if (call.receiver())
        idOfEvent(call.receiver());
    return call.run();
}

Ref classOf(PyObject* module, const char* name) {
    Ref type = Ref::take(PyObject_GetAttrString(module, name));
    PyErr_Clear();
    return type;
}
} // namespace

Making::Making(PyObject* object, Hiding how)
    : outerObject_(thisThread().making), outerHiding_(thisThread().hiding),
      outermost_(outerObject_ != object) {
    ThreadState& t = thisThread();
    t.making = object;
    if (how > t.hiding)
        t.hiding = how;
}

Making::~Making() {
    thisThread().making = outerObject_;
    thisThread().hiding = outerHiding_;
}

void patchComposites(PyObject* module) {
    const ErrorGuard guard;
    if (const Ref condition = classOf(module, "Condition")) {
        hookFunction(condition.get(), "__init__", make<Hiding::SemaphoresOnly>);
        hookFunction(condition.get(), "__setstate__", conditionArrives);
        hookFunction(condition.get(), "wait", wait<Kind::ConditionWait, idOfCondition>);
        hookFunction(condition.get(), "notify", point<Kind::ConditionNotify, idOfCondition>);
        hookFunction(condition.get(), "notify_all", point<Kind::ConditionNotify, idOfCondition>);
    }
    if (const Ref event = classOf(module, "Event")) {
        hookFunction(event.get(), "__init__", make<Hiding::All>);
        hookFunction(event.get(), "is_set", eventAsked);
        hookFunction(event.get(), "set", point<Kind::EventSet, idOfEvent>);
        hookFunction(event.get(), "clear", point<Kind::EventClear, idOfEvent>);
        hookFunction(event.get(), "wait", wait<Kind::EventWait, idOfEvent>);
    }
    if (const Ref barrier = classOf(module, "Barrier")) {
        hookFunction(barrier.get(), "__init__", make<Hiding::All>);
        hookFunction(barrier.get(), "__setstate__", barrierArrives);
    }
}

void patchPool(PyObject* module) {
    const ErrorGuard guard;
    if (const Ref pool = classOf(module, "Pool"))
        hookFunction(pool.get(), "__init__", make<Hiding::All>);
}

void patchExecutor(PyObject* module) {
    const ErrorGuard guard;
    if (const Ref executor = classOf(module, "ProcessPoolExecutor"))
        hookFunction(executor.get(), "__init__", make<Hiding::All>);
}

} // namespace forkscope::probe
