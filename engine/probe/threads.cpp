// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/probe/threads.h"

#include "engine/probe/callable_name.h"
#include "engine/probe/exceptions.h"
#include "engine/probe/gate.h"
#include "engine/probe/identity.h"
#include "engine/probe/patience.h"
#include "engine/probe/self.h"
#include "engine/probe/site.h"
#include "engine/probe/thread_lock.h"
#include "engine/probe/traced_function.h"

namespace forkscope::probe {

namespace {
constexpr std::uint8_t kLearnersThread = 64; // SideEntry::role; extra: its number; hidden: it has ended

constinit Name kNameOfThread{"_name"};
constinit Name kThreadTarget{"_target"};
constinit Name kThreadDaemon{"_daemonic"};
constinit Name kThreadStarted{"_started"};
constinit Name kStartedFlag{"_flag"};

constinit thread_local char tEndedBy[64] = {}; // class of the exception that ends this thread

SideEntry* learnersThread(PyObject* thread) {
    SideEntry* entry = thread ? SideTable::find(thread) : nullptr;
    return entry && entry->role == kLearnersThread ? entry : nullptr;
}

void addThreadName(FieldBuffer& fields, PyObject* thread) {
    char name[128];
    const Ref text = plainAttribute(thread, kNameOfThread);
    fields.add(Tag::Name, name, copyText(text.get(), name, sizeof name));
}

// The function that will run, or the class that brings its own run().
void addThreadTarget(FieldBuffer& fields, PyObject* thread) {
    char name[128];
    const Ref target = plainAttribute(thread, kThreadTarget);
    const std::size_t length = target && target.get() != Py_None
                                   ? copyCallableName(target.get(), name, sizeof name)
                                   : copyTypeName(thread, name, sizeof name);
    fields.add(Tag::Target, name, length);
}

bool wasStarted(PyObject* thread) {
    const Ref started = plainAttribute(thread, kThreadStarted);
    return !started || plainAttribute(started.get(), kStartedFlag).get() != Py_False;
}

// Told before it begins to run; a start that fails after all is told once more, as failed.
PyObject* threadStarts(const Call& call) {
    PyObject* thread = call.receiver();
    if (!thread || !calledByLearner() || wasStarted(thread))
        return call.run();
    const std::uint32_t site = currentSite();
    if (gateHolds(site) && !passGate(Kind::ThreadStart, 0, site))
        return nullptr;
    SideEntry* entry = SideTable::remember(thread);
    if (!entry)
        return call.run();
    ensureStream();
    entry->role = kLearnersThread;
    entry->extra = takeThreadNumber();
    FieldBuffer fields;
    addThreadName(fields, thread);
    addThreadTarget(fields, thread);
    fields.add(Tag::Daemon, plainAttribute(thread, kThreadDaemon).get() == Py_True);
    fields.add(Tag::Thread, entry->extra);
    emit(Kind::ThreadStart, Phase::Point, 0, 0, site, 0, &fields);
    ThreadState& t = thisThread();
    t.aside = true; // it waits inside until the new thread runs
    PyObject* result = call.run();
    t.aside = false;
    if (!result)
        emit(Kind::ThreadStart, Phase::Point, trace::kFailed, 0, site, 0, &fields);
    return result;
}

// _bootstrap_inner(): the whole life of a thread, in the thread.
PyObject* threadLives(const Call& call) {
    const SideEntry* known = learnersThread(call.receiver());
    if (!known)
        return call.run();
    ThreadState& t = thisThread();
    t.known = true;
    t.helper = isHelperProcess();
    t.number = std::uint8_t(known->extra);
    FieldBuffer fields;
    addThreadName(fields, call.receiver());
    emit(Kind::ThreadName, Phase::Point, 0, 0, 0, t.number, &fields);
    emit(Kind::ThreadBegin, Phase::Point, 0, 0, 0, 0, &fields);
    tEndedBy[0] = '\0';
    PyObject* result = call.run();
    const ErrorGuard guard;
    FieldBuffer outcome;
    if (tEndedBy[0])
        outcome.add(Tag::Type, tEndedBy);
    emit(Kind::ThreadEnd, Phase::Point, tEndedBy[0] ? trace::kFailed : 0, 0, 0, 0, &outcome);
    if (SideEntry* entry = learnersThread(call.receiver()))
        entry->hidden = true;
    return result;
}

bool hasThreadEnded(PyObject* thread) {
    const SideEntry* entry = learnersThread(thread);
    return !entry || entry->hidden;
}

PyObject* threadIsJoined(const Call& call) {
    PyObject* thread = call.receiver();
    const SideEntry* known = learnersThread(thread);
    const std::uint32_t site = known ? currentSite() : 0;
    if (!site)
        return call.run();
    Operation operation(Kind::ThreadJoin, 0, site);
    const double seconds = secondsOf(call.argument(1, "timeout"));
    if (!enter(operation, 0, mannerOf(seconds)))
        return nullptr;
    FieldBuffer fields;
    addThreadName(fields, thread);
    fields.add(Tag::Thread, known->extra);
    addTimeout(fields, seconds);
    operation.begin(0, &fields, hasThreadEnded(thread) ? 0 : trace::kWaits);
    Waiting waiting(Kind::ThreadJoin, 0, site, seconds);
    PyObject* result = waitInTime(
        waiting, [&] { return hasThreadEnded(thread); },
        [&](PyObject* left) { return runInTime(call, 1, "timeout", left); },
        [&](PyObject* joined) { return !joined || hasThreadEnded(thread); });
    operation.end(hasThreadEnded(thread), nullptr, result ? 0 : trace::kFailed);
    return result;
}
} // namespace

void threadEndsBy(PyObject* exception) {
    if (!PyErr_GivenExceptionMatches(exception, PyExc_SystemExit))
        copyTypeName(exception, tEndedBy, sizeof tEndedBy);
}

void patchThreading(PyObject* module) {
    const ErrorGuard guard;
    hookThreadExceptions(module);
    hookRLockFactory(module);
    const Ref thread = Ref::take(PyObject_GetAttrString(module, "Thread"));
    if (!thread)
        return;
    hookFunction(thread.get(), "start", threadStarts);
    hookFunction(thread.get(), "join", threadIsJoined);
    hookFunction(thread.get(), "_bootstrap_inner", threadLives);
}

} // namespace forkscope::probe
