// SPDX-License-Identifier: GPL-3.0-or-later
// The parent's side of a pool's jobs: from the call that makes one to the result in the learner's hands.
#include "engine/probe/callable_name.h"
#include "engine/probe/gate.h"
#include "engine/probe/identity.h"
#include "engine/probe/patience.h"
#include "engine/probe/pool.h"
#include "engine/probe/preview.h"
#include "engine/probe/site.h"
#include "engine/probe/traced_function.h"

#include <cstring>
#include <utility>

namespace forkscope::probe {

namespace {
constinit Name kJob{"_job"};
constinit Name kDone{"_event"};
constinit Name kDoneFlag{"_flag"};
constinit Name kLeft{"_number_left"};
constinit Name kSuccess{"_success"};
constinit Name kItems{"_items"};
constinit Name kIndex{"_index"};
constinit Name kLength{"_length"};
constinit Name kUnsorted{"_unsorted"};
constinit Name kCallback{"_callback"};
constinit Name kErrorCallback{"_error_callback"};

// -- submit

struct SubmitName {
    const char* name;
    const char* arguments;
};
constexpr SubmitName kSubmits[] = {{"apply", "args"},       {"apply_async", "args"},
                                   {"map", "iterable"},     {"map_async", "iterable"},
                                   {"starmap", "iterable"}, {"starmap_async", "iterable"},
                                   {"imap", "iterable"},    {"imap_unordered", "iterable"}};

// A call of the learner's that is about to make a job, on this thread's stack.
struct Submission {
    const char* call;
    PyObject* pool;
    PyObject* function;
    PyObject* arguments;
    PyObject* chunkSize;
    bool mapped = false; // a MapResult is being made, which knows its number of tasks later
    bool told = false;
};
constinit thread_local Submission* tSubmission = nullptr;

Submission* submissionTo(PyObject* pool) {
    return tSubmission && !tSubmission->told && tSubmission->pool == pool ? tSubmission : nullptr;
}

// `tasks` below 0: not known yet.
void tellSubmitted(Submission& s, PyObject* job, Py_ssize_t tasks) {
    const ErrorGuard guard;
    s.told = true;
    const std::uint64_t pool = idOfPool(s.pool);
    if (SideEntry* entry = SideTable::remember(job))
        entry->id = pool;
    char text[128];
    FieldBuffer fields;
    fields.add(Tag::Call, s.call);
    fields.add(Tag::Target, text, copyCallableName(s.function, text, sizeof text));
    if (s.arguments)
        addPreview(fields, s.arguments);
    if (tasks >= 0)
        fields.add(Tag::Size, tasks);
    const Ref number = plainAttribute(job, kJob);
    emit(Kind::PoolSubmit, Phase::Point, 0, pool, currentSite(), std::int32_t(numberOr(number.get(), 0)),
         &fields);
}

template <int which> PyObject* poolSubmits(const Call& call) {
    PyObject* function = call.argument(1, "func");
    if (!call.receiver() || !function)
        return call.run();
    // apply() makes its job by apply_async().
    if (Submission* outer = submissionTo(call.receiver());
        outer && outer->function == function && std::strcmp(outer->call, "apply") == 0)
        return call.run();
    if (const std::uint32_t site = gateFree() ? 0 : currentSite();
        gateHolds(site) && !passGate(Kind::PoolSubmit, idOfPool(call.receiver()), site))
        return nullptr;
    Submission submission{kSubmits[which].name, call.receiver(), function,
                          call.argument(2, kSubmits[which].arguments),
                          which < 2 ? nullptr : call.argument(3, "chunksize")};
    Submission* outer = tSubmission;
    tSubmission = &submission;
    PyObject* result = call.run();
    tSubmission = outer;
    return result;
}

void tellResult(PyObject* job, std::uint64_t pool, bool failed) {
    const Ref number = plainAttribute(job, kJob);
    emit(Kind::PoolResult, Phase::Point, failed ? trace::kFailed : 0, pool, 0,
         std::int32_t(numberOr(number.get(), 0)));
}

// Each job's constructor runs before its tasks are put into the pool's queue. ApplyResult(pool, callback,
// error_callback)
PyObject* applyResultMade(const Call& call) {
    PyObject* result = call.run();
    Submission* s = result ? submissionTo(call.argument(1, "pool")) : nullptr;
    if (s && !s->mapped)
        tellSubmitted(*s, call.receiver(), 1);
    return result;
}

// MapResult(pool, chunksize, length, callback, error_callback)
PyObject* mapResultMade(const Call& call) {
    Submission* s = submissionTo(call.argument(1, "pool"));
    if (s)
        s->mapped = true;
    PyObject* result = call.run();
    if (!s || !result)
        return result;
    const Ref tasks = plainAttribute(call.receiver(), kLeft);
    const Py_ssize_t count = Py_ssize_t(numberOr(tasks.get(), -1));
    tellSubmitted(*s, call.receiver(), count);
    if (count == 0)
        tellResult(call.receiver(), idOfPool(s->pool), false);
    return result;
}

// How many tasks an imap() will make, where its iterable has a length that can be asked for.
Py_ssize_t tasksOf(const Submission& s) {
    PyObject* items = s.arguments;
    if (!items || (!PyList_CheckExact(items) && !PyTuple_CheckExact(items) && !PyDict_CheckExact(items) &&
                   Py_TYPE(items) != &PyRange_Type))
        return -1;
    const Py_ssize_t length = PyObject_Size(items);
    const auto chunk = Py_ssize_t(numberOr(s.chunkSize, 1));
    PyErr_Clear();
    return length >= 0 && chunk > 0 ? (length + chunk - 1) / chunk : -1;
}

PyObject* iteratorMade(const Call& call) {
    PyObject* result = call.run();
    if (Submission* s = result ? submissionTo(call.argument(1, "pool")) : nullptr)
        tellSubmitted(*s, call.receiver(), tasksOf(*s));
    return result;
}

// -- result and callback, in the pool's result thread

struct RunningCallback {
    std::uint64_t pool;
    std::int32_t job;
    PyObject* function;
};
constinit thread_local RunningCallback tCallback{};

PyObject* runCallback(PyObject*, PyObject* value) {
    const RunningCallback c = tCallback;
    char name[128];
    FieldBuffer fields;
    fields.add(Tag::Target, name, copyCallableName(c.function, name, sizeof name));
    emit(Kind::PoolCallback, Phase::Begin, 0, c.pool, 0, c.job, &fields);
    PyObject* result = PyObject_CallFunctionObjArgs(c.function, value, nullptr);
    emit(Kind::PoolCallback, Phase::End, result ? 0 : trace::kFailed, c.pool, 0, c.job);
    return result;
}
PyMethodDef gRunCallback = {"callback", runCallback, METH_O, nullptr};

// Runs the original with the job's callback replaced while it lasts, so that its begin and end are seen and
// nobody can find anything of ours in the job.
PyObject* runWithCallback(const Call& call, const Name& which, std::uint64_t pool) {
    static PyObject* const stand = PyCFunction_NewEx(&gRunCallback, nullptr, nullptr);
    PyObject* job = call.receiver();
    const Ref callback = plainAttribute(job, which);
    if (!stand || !callback || callback.get() == Py_None)
        return call.run();
    const RunningCallback outer = tCallback;
    tCallback = {pool, std::int32_t(numberOr(plainAttribute(job, kJob).get(), 0)), callback.get()};
    PyObject_SetAttr(job, which.get(), stand);
    PyObject* result = call.run();
    const ErrorGuard guard;
    PyObject_SetAttr(job, which.get(), callback.get());
    tCallback = outer;
    return result;
}

bool isGood(PyObject* outcome) { // (good, value)
    return outcome && PyTuple_Check(outcome) && PyTuple_Size(outcome) == 2 &&
           PyTuple_GetItem(outcome, 0) == Py_True;
}

// Whoever drives waits until an outcome that a worker has sent is here.
void tellBack(const Call& call, std::uint64_t pool) {
    if (gateFree())
        return;
    const ErrorGuard guard;
    FieldBuffer fields;
    fields.add(Tag::Index, numberOr(call.args[1], 0));
    const Ref number = plainAttribute(call.receiver(), kJob);
    emit(Kind::PoolBack, Phase::Point, 0, pool, 0, std::int32_t(numberOr(number.get(), 0)), &fields);
}

// _set(i, obj) stores one task's outcome, runs the callback and wakes who waits: the result is stamped
// before.
template <bool isMap> PyObject* jobIsSet(const Call& call) {
    const SideEntry* known = call.count == 3 ? SideTable::find(call.receiver()) : nullptr;
    if (!known)
        return call.run();
    const std::uint64_t pool = known->id;
    bool good = isGood(call.args[2]);
    if (isMap) {
        const Ref left = plainAttribute(call.receiver(), kLeft);
        if (numberOr(left.get(), 0) != 1) {
            PyObject* result = call.run();
            tellBack(call, pool);
            return result;
        }
        good = good && plainAttribute(call.receiver(), kSuccess).get() == Py_True;
    }
    tellResult(call.receiver(), pool, !good);
    PyObject* result = runWithCallback(call, good ? kCallback : kErrorCallback, pool);
    tellBack(call, pool);
    return result;
}

Py_ssize_t sizeOf(PyObject* object, const Name& name) {
    const Ref collection = plainAttribute(object, name);
    const Py_ssize_t size = collection ? PyObject_Size(collection.get()) : 0;
    PyErr_Clear();
    return size > 0 ? size : 0;
}

// Whether `back` more outcomes complete an imap() job of that length.
bool completes(PyObject* job, std::int64_t length, int back) {
    const Ref index = plainAttribute(job, kIndex);
    return length >= 0 && numberOr(index.get(), 0) + sizeOf(job, kUnsorted) + back == length;
}

PyObject* iteratorIsSet(const Call& call) {
    const SideEntry* known = call.count == 3 ? SideTable::find(call.receiver()) : nullptr;
    if (known && completes(call.receiver(), numberOr(plainAttribute(call.receiver(), kLength).get(), -1), 1))
        tellResult(call.receiver(), known->id, false);
    PyObject* result = call.run();
    if (known)
        tellBack(call, known->id);
    return result;
}

PyObject* iteratorHasLength(const Call& call) {
    const SideEntry* known = call.count == 2 ? SideTable::find(call.receiver()) : nullptr;
    if (known && completes(call.receiver(), numberOr(call.args[1], -1), 0))
        tellResult(call.receiver(), known->id, false);
    return call.run();
}

// -- get

bool isBack(PyObject* job) {
    const Ref event = plainAttribute(job, kDone);
    return event && plainAttribute(event.get(), kDoneFlag).get() == Py_True;
}

bool hasNext(PyObject* job) {
    const Ref index = plainAttribute(job, kIndex);
    const Ref length = plainAttribute(job, kLength);
    return sizeOf(job, kItems) > 0 || numberOr(length.get(), -1) == numberOr(index.get(), 0);
}

// get() and wait() of a job, next() of an imap().
template <bool (*isReady)(PyObject*)> PyObject* jobIsAsked(const Call& call) {
    PyObject* job = call.receiver();
    const SideEntry* known = job ? SideTable::find(job) : nullptr;
    const Operation* outer = thisThread().operation;
    if (!known || (outer && outer->kind() == Kind::PoolGet)) // get() waits by wait()
        return call.run();
    Operation operation(Kind::PoolGet, known->id, currentSite());
    if (!enter(operation))
        return nullptr;
    const auto number = std::int32_t(numberOr(plainAttribute(job, kJob).get(), 0));
    const double seconds = secondsOf(call.argument(1, "timeout"));
    FieldBuffer fields;
    addTimeout(fields, seconds);
    if (isReady(job)) {
        operation.point(number, &fields);
        return call.run();
    }
    operation.begin(number, &fields, trace::kWaits);
    Waiting waiting(Kind::PoolGet, known->id, operation.site(), seconds);
    PyObject* result = waitInTime(
        waiting, [&] { return isReady(job); },
        [&](PyObject* left) { return runInTime(call, 1, "timeout", left); },
        [&](PyObject* got) {
            const auto ready = [&] { return isReady(job); };
            return got ? ready() : !isRaised("TimeoutError") || unraised(ready);
        });
    // wait() returns whether its time was up or not.
    const bool got = result && (isReady != isBack || isBack(job));
    operation.end(number, nullptr, got ? 0 : trace::kFailed);
    return result;
}

void hookIterator(PyObject* type) {
    hookFunction(type, "__init__", iteratorMade);
    hookFunction(type, "_set", iteratorIsSet);
    hookFunction(type, "_set_length", iteratorHasLength);
    if (!hookFunction(type, "next", jobIsAsked<hasNext>))
        return;
    const Ref next = Ref::take(PyObject_GetAttrString(type, "next"));
    PyObject_SetAttrString(type, "__next__", next.get()); // one object under two names
}

template <int... which> void hookSubmits(PyObject* pool, std::integer_sequence<int, which...>) {
    (hookFunction(pool, kSubmits[which].name, poolSubmits<which>), ...);
}
} // namespace

void hookPoolJobs(PyObject* module) {
    const ErrorGuard guard;
    if (const Ref pool = Ref::take(PyObject_GetAttrString(module, "Pool")))
        hookSubmits(pool.get(), std::make_integer_sequence<int, 8>());
    if (const Ref result = Ref::take(PyObject_GetAttrString(module, "ApplyResult"))) {
        hookFunction(result.get(), "__init__", applyResultMade);
        hookFunction(result.get(), "_set", jobIsSet<false>);
        hookFunction(result.get(), "get", jobIsAsked<isBack>);
        hookFunction(result.get(), "wait", jobIsAsked<isBack>);
    }
    if (const Ref result = Ref::take(PyObject_GetAttrString(module, "MapResult"))) {
        hookFunction(result.get(), "__init__", mapResultMade);
        hookFunction(result.get(), "_set", jobIsSet<true>);
    }
    if (const Ref iterator = Ref::take(PyObject_GetAttrString(module, "IMapIterator")))
        hookIterator(iterator.get());
    if (const Ref iterator = Ref::take(PyObject_GetAttrString(module, "IMapUnorderedIterator")))
        hookFunction(iterator.get(), "_set", iteratorIsSet);
}

} // namespace forkscope::probe
