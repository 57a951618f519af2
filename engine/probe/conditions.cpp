// SPDX-License-Identifier: GPL-3.0-or-later
// Condition (Lib/multiprocessing/synchronize.py): who waits, and how many a notify wakes. Known by the
// semaphore that its waiters sleep on. Its lock is a lock like others; what wait() does with it is told too,
// as a part of the wait.
#include "engine/probe/composite.h"

#include "engine/probe/gate.h"
#include "engine/probe/operation.h"
#include "engine/probe/patience.h"
#include "engine/probe/semlock.h"
#include "engine/probe/site.h"
#include "engine/probe/traced_function.h"

namespace forkscope::probe {

namespace {
constinit Name kLockOfIt{"_lock"};
constinit Name kSleeping{"_sleeping_count"};
constinit Name kWoken{"_woken_count"};
constinit Name kWaitSemaphore{"_wait_semaphore"};

// Under spawn and the fork server objects arrive by pickle, and their private semaphores with them.
void hideInCondition(PyObject* condition) {
    hideSemaphoreOf(condition, kSleeping);
    hideSemaphoreOf(condition, kWoken);
    hideSemaphoreOf(condition, kWaitSemaphore);
}

PyObject* conditionInit(const Call& call) {
    OwnLock own;
    PyObject* result = nullptr;
    {
        const Making making(call.receiver(), Hiding::SemaphoresOnly);
        result = call.run();
    }
    PyObject* condition = call.receiver();
    const Ref lock = result && condition ? plainAttribute(condition, kLockOfIt) : Ref();
    if (!lock || isHiddenSemaphore(lock.get()))
        return result;
    const std::uint64_t id = idOfCondition(condition);
    own.tell(lock.get(), id, "Condition");
    const CallSite site = currentCallSite();
    FieldBuffer fields;
    fields.add(Tag::Lock, std::int64_t(semaphoreId(lock.get())));
    fields.add(Tag::Call, callName(site, "Condition"));
    emit(Kind::ConditionCreate, Phase::Point, 0, id, site.site, 0, &fields);
    return result;
}

PyObject* conditionArrives(const Call& call) {
    PyObject* result = call.run();
    if (result && call.receiver())
        hideInCondition(call.receiver());
    return result;
}

// Part of an Event, a Barrier or a JoinableQueue.
bool isPart(const Ref& lock) {
    return isHiddenSemaphore(lock.get());
}

PyObject* conditionWait(const Call& call) {
    PyObject* condition = call.receiver();
    const Ref lock = condition ? plainAttribute(condition, kLockOfIt) : Ref();
    if (!lock)
        return call.run();
    const double seconds = secondsOf(call.argument(1, "timeout"));
    if (isPart(lock)) {
        tellEventWaits(seconds);
        return call.run();
    }
    if (!isMine(lock.get())) // the original says so
        return call.run();
    Operation operation(Kind::ConditionWait, idOfCondition(condition), currentSite());
    if (!enter(operation, 0, mannerOf(seconds)))
        return nullptr;
    FieldBuffer fields;
    addTimeout(fields, seconds);
    operation.begin(0, &fields, trace::kWaits);
    PyObject* result = call.run();
    const bool notified = result && result != Py_False;
    operation.end(notified, nullptr, notified ? 0 : trace::kFailed);
    return result;
}

// How many notify(n) will wake. Under the condition's lock nobody begins to wait; the count of sleepers goes
// down late, with the next notify, by those who woke up since.
std::int32_t sleepers(PyObject* condition, std::int64_t atMost) {
    const Ref sleeping = plainAttribute(condition, kSleeping);
    const Ref woken = plainAttribute(condition, kWoken);
    const std::int64_t count = semaphoreValue(sleeping.get()) - semaphoreValue(woken.get());
    return std::int32_t(count < 0 ? 0 : count < atMost ? count : atMost);
}

PyObject* notify(const Call& call, std::int64_t atMost, const char* name) {
    PyObject* condition = call.receiver();
    const Ref lock = condition ? plainAttribute(condition, kLockOfIt) : Ref();
    const Operation* outer = thisThread().operation;
    if (!lock || isPart(lock) || !isMine(lock.get()) || (outer && outer->kind() == Kind::ConditionNotify))
        return call.run();
    Operation operation(Kind::ConditionNotify, idOfCondition(condition), currentSite());
    if (!enter(operation))
        return nullptr;
    FieldBuffer fields;
    fields.add(Tag::Call, name);
    operation.point(sleepers(condition, atMost), &fields);
    return call.run();
}

PyObject* conditionNotify(const Call& call) {
    PyObject* n = call.argument(1, "n");
    return notify(call, n ? numberOr(n, 1) : 1, "notify");
}

PyObject* conditionNotifyAll(const Call& call) {
    tellBarrierBreaks();
    return notify(call, INT32_MAX, "notify_all");
}
} // namespace

std::uint64_t idOfCondition(PyObject* condition) {
    return semaphoreId(plainAttribute(condition, kWaitSemaphore).get());
}

void hideCondition(PyObject* condition) {
    hideInCondition(condition);
    hideSemaphoreOf(condition, kLockOfIt);
}

void patchConditions(PyObject* module) {
    const ErrorGuard guard;
    const Ref condition = Ref::take(PyObject_GetAttrString(module, "Condition"));
    if (!condition)
        return;
    hookFunction(condition.get(), "__init__", conditionInit);
    hookFunction(condition.get(), "__setstate__", conditionArrives);
    hookFunction(condition.get(), "wait", conditionWait);
    hookFunction(condition.get(), "notify", conditionNotify);
    hookFunction(condition.get(), "notify_all", conditionNotifyAll);
}

} // namespace forkscope::probe
