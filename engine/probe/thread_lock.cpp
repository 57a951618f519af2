// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/probe/thread_lock.h"

#include "engine/probe/gate.h"
#include "engine/probe/identity.h"
#include "engine/probe/method_table.h"
#include "engine/probe/patience.h"
#include "engine/probe/site.h"
#include "engine/probe/thread_meetings.h"
#include "engine/probe/traced_function.h"

#include <unistd.h>

namespace forkscope::probe {

namespace {
constexpr std::uint8_t kThreadLock = 65; // SideEntry::role; extra: pid of the process that it was told in

// Of one of the two types: what stood in its method table.
struct LockMethods {
    const char* kind;
    const char* call;
    PyTypeObject* type = nullptr;
    PyCFunctionWithKeywords acquire = nullptr;
    PyCFunction release = nullptr;
    PyCFunction save = nullptr; // _release_save, _acquire_restore: how a Condition waits with an RLock
    PyCFunction restore = nullptr;
    PyCFunction held = nullptr; // locked, _is_owned: whether release() will be right
};
constinit LockMethods gPlain{"threading.Lock", "Lock"};
constinit LockMethods gRecursive{"threading.RLock", "RLock"};
constinit PyObject* gTryOnly = nullptr; // (False,)

bool isHeld(const LockMethods& m, PyObject* lock) {
    const Ref held = Ref::take(m.held(lock, nullptr));
    return held.get() == Py_True;
}

void tellLockMade(const LockMethods& m, SideEntry& entry, bool free) {
    entry.id = freshId();
    entry.extra = getpid();
    FieldBuffer fields;
    fields.add(Tag::ObjectKind, m.kind);
    fields.add(Tag::MaxValue, 1);
    fields.add(Tag::Call, m.call);
    emit(Kind::LockCreate, Phase::Point, 0, entry.id, currentSite(), free, &fields);
}

// Id of a lock of the learner's, else 0. After a fork the child has a lock of its own, as free or taken as it
// was.
std::uint64_t idOfLock(const LockMethods& m, PyObject* lock) {
    SideEntry* entry = SideTable::find(lock);
    if (!entry || entry->role != kThreadLock)
        return 0;
    if (entry->extra != getpid()) {
        const ErrorGuard guard;
        tellLockMade(m, *entry, !isHeld(m, lock));
    }
    return entry->id;
}

PyObject* madeByLearner(const LockMethods& m, PyObject* lock) {
    if (!lock || !tracing() || Py_TYPE(lock) != m.type || !m.acquire || !calledByLearner())
        return lock;
    const ErrorGuard guard;
    if (SideEntry* entry = SideTable::remember(lock)) {
        entry->role = kThreadLock;
        tellLockMade(m, *entry, true);
    }
    return lock;
}

// -- acquire(blocking=True, timeout=-1)

// False: only the original can judge these arguments.
bool understandAcquire(PyObject* args, PyObject* names, bool& blocking, double& seconds) {
    const Py_ssize_t count = PyTuple_Size(args);
    if (count > 2)
        return false;
    PyObject* block = count > 0 ? PyTuple_GetItem(args, 0) : nullptr;
    PyObject* timeout = count > 1 ? PyTuple_GetItem(args, 1) : nullptr;
    Py_ssize_t known = 0;
    if (PyObject* named = names && !block ? PyDict_GetItemString(names, "blocking") : nullptr)
        ++known, block = named;
    if (PyObject* named = names && !timeout ? PyDict_GetItemString(names, "timeout") : nullptr)
        ++known, timeout = named;
    if (names && PyDict_Size(names) != known)
        return false;
    if (block && !PyBool_Check(block) && !PyLong_CheckExact(block))
        return false;
    if (timeout && !PyFloat_CheckExact(timeout) && !PyLong_CheckExact(timeout))
        return false;
    blocking = !block || numberOr(block, 1) != 0;
    const double given = timeout ? PyFloat_AsDouble(timeout) : -1;
    PyErr_Clear();
    seconds = given < 0 ? -1 : given;
    return (given == -1 || given >= 0) && given < 1e9 && (blocking || given == -1);
}

PyObject* acquireFor(const LockMethods& m, PyObject* lock, PyObject* seconds) {
    const Ref args = Ref::take(PyTuple_Pack(2, Py_True, seconds));
    return args ? m.acquire(lock, args.get(), nullptr) : nullptr;
}

// A lock of a library's: what threading.Condition (and so Event, queue.Queue, Thread.join, …) waits with is
// asked for with `acquire(True, timeout)`. Nobody stands at the gate within it; its time is stretched all the
// same, in slices while the program is held.
template <LockMethods& m> PyObject* acquireInTime(PyObject* lock, PyObject* args) {
    bool blocking = true;
    double seconds = -1;
    if (!understandAcquire(args, nullptr, blocking, seconds) || seconds <= 0 || thisThread().operation)
        return m.acquire(lock, args, nullptr);
    Waiting waiting(Kind::LockAcquire, 0, 0, seconds);
    PyObject* taken = m.acquire(lock, args, nullptr);
    while (taken == Py_False && waiting.wasHeld()) {
        waiting.site = currentSite();
        if (!waiting.hasTimeLeft())
            break;
        const double left = waiting.secondsLeft();
        const Ref time = Ref::take(PyFloat_FromDouble(gateFree() || left > kSleepSlice ? left : kSleepSlice));
        Py_DECREF(taken);
        taken = time ? acquireFor(m, lock, time.get()) : nullptr;
    }
    return taken;
}

// At a closed gate a thread of the learner's waits there for a lock of the library's, when its own line waits
// by that for another thread. A helper thread of the library holds such a lock for a moment only, so that is
// waited for first. Null with no exception: not here.
template <LockMethods& m> PyObject* acquireAtMeeting(PyObject* lock, PyObject* args) {
    bool blocking = true;
    double seconds = -1;
    if (thisThread().operation || !understandAcquire(args, nullptr, blocking, seconds) || !blocking ||
        seconds == 0)
        return nullptr;
    PyObject* taken = m.acquire(lock, gTryOnly, nullptr);
    if (taken != Py_False)
        return taken;
    const Kind kind = meetingHere();
    const std::uint32_t site = kind == Kind::None ? 0 : currentSite();
    if (!gateHolds(site)) {
        Py_DECREF(taken);
        return nullptr;
    }
    Waiting waiting(kind, 0, site, seconds);
    if (const Ref moment = Ref::take(PyFloat_FromDouble(kSleepSlice)); seconds < 0 || seconds > kSleepSlice) {
        Py_DECREF(taken);
        taken = moment ? acquireFor(m, lock, moment.get()) : nullptr;
        if (taken != Py_False)
            return taken;
    }
    Py_DECREF(taken);
    return blockAtGate(
        waiting, [&] { return m.acquire(lock, gTryOnly, nullptr); },
        [&] {
            const Ref time = waiting.otherTime();
            return time ? acquireFor(m, lock, time.get()) : m.acquire(lock, args, nullptr);
        });
}

template <LockMethods& m>
PyObject* acquireKnown(PyObject* lock, PyObject* args, PyObject* names, std::uint64_t id) {
    bool blocking = true;
    double seconds = -1;
    if (!understandAcquire(args, names, blocking, seconds))
        return m.acquire(lock, args, names);
    const std::uint32_t site = currentSite();
    std::uint8_t flags = thisThread().operation ? trace::kInner : 0;
    if (gateHolds(site)) {
        if (!passGate(Kind::LockAcquire, id, site, 0, mannerOf(blocking ? seconds : 0)))
            return nullptr;
        flags |= trace::kGated;
    }
    PyObject* taken = m.acquire(lock, gTryOnly, nullptr);
    if (!taken)
        return nullptr;
    if (taken == Py_True || !blocking || seconds == 0) {
        const bool got = taken == Py_True;
        emit(Kind::LockAcquire, Phase::Point, std::uint8_t(flags | (got ? 0 : trace::kFailed)), id, site,
             got);
        return taken;
    }
    Py_DECREF(taken);
    FieldBuffer fields;
    addTimeout(fields, seconds);
    emit(Kind::LockAcquire, Phase::Begin, std::uint8_t(flags | trace::kWaits), id, site, 0, &fields);
    Waiting waiting(Kind::LockAcquire, id, site, seconds);
    taken = blockAtGate(
        waiting, [&] { return m.acquire(lock, gTryOnly, nullptr); },
        [&] {
            const Ref time = waiting.otherTime();
            return time ? acquireFor(m, lock, time.get()) : m.acquire(lock, args, names);
        });
    const bool got = taken == Py_True;
    emit(Kind::LockAcquire, Phase::End, std::uint8_t(flags | (got ? 0 : trace::kFailed)), id, site, got);
    return taken;
}

template <LockMethods& m> PyObject* lockAcquire(PyObject* lock, PyObject* args, PyObject* names) {
    const std::uint64_t id = tracing() ? idOfLock(m, lock) : 0;
    if (id)
        return acquireKnown<m>(lock, args, names, id);
    if (!gateFree() && !names && tracing()) {
        PyObject* taken = acquireAtMeeting<m>(lock, args);
        if (taken || PyErr_Occurred())
            return taken;
    }
    return !names && PyTuple_Size(args) == 2 && tracing() ? acquireInTime<m>(lock, args)
                                                          : m.acquire(lock, args, names);
}

// -- release

template <LockMethods& m, PyCFunction LockMethods::*original>
PyObject* releaseWith(PyObject* lock, PyObject* argument) {
    const std::uint64_t id = tracing() ? idOfLock(m, lock) : 0;
    if (!id)
        return (m.*original)(lock, argument);
    const std::uint32_t site = currentSite();
    std::uint8_t flags = thisThread().operation ? trace::kInner : 0;
    if (gateHolds(site)) {
        if (!passGate(Kind::LockRelease, id, site))
            return nullptr;
        flags |= trace::kGated;
    }
    const bool may = isHeld(m, lock);
    emit(Kind::LockRelease, Phase::Point, std::uint8_t(flags | (may ? 0 : trace::kFailed)), id, site, 0);
    return (m.*original)(lock, argument);
}

template <LockMethods& m> PyObject* lockRelease(PyObject* lock, PyObject* argument) {
    return releaseWith<m, &LockMethods::release>(lock, argument);
}
template <LockMethods& m> PyObject* lockSave(PyObject* lock, PyObject* argument) {
    return releaseWith<m, &LockMethods::save>(lock, argument);
}

template <LockMethods& m> PyObject* lockRestore(PyObject* lock, PyObject* state) {
    PyObject* result = m.restore(lock, state);
    const std::uint64_t id = result && tracing() ? idOfLock(m, lock) : 0;
    if (id)
        emit(Kind::LockAcquire, Phase::Point, thisThread().operation ? trace::kInner : 0, id, currentSite(),
             1);
    return result;
}

// -- creation

constinit PyCFunction gAllocate = nullptr;
constinit PyCFunction gAllocateOld = nullptr;
constinit newfunc gNewLock = nullptr;

template <PyCFunction& original> PyObject* allocateLock(PyObject* self, PyObject* argument) {
    return madeByLearner(gPlain, original(self, argument));
}
PyObject* newLock(PyTypeObject* type, PyObject* args, PyObject* names) {
    return madeByLearner(gPlain, gNewLock(type, args, names));
}
PyObject* makeRLock(const Call& call) {
    return madeByLearner(gRecursive, call.run());
}

constexpr int kArguments = METH_VARARGS | METH_KEYWORDS;

// All or nothing: a lock whose release is not seen would stay taken for ever.
template <LockMethods& m> bool hookMethods(PyTypeObject* type, const char* held, bool saves) {
    MethodTable table(type);
    m.type = type;
    m.held = table.original(held, METH_NOARGS);
    m.acquire = reinterpret_cast<PyCFunctionWithKeywords>(
        reinterpret_cast<void (*)()>(table.original("acquire", kArguments)));
    m.release = table.original("release", METH_NOARGS);
    bool good = m.held && m.acquire && m.release;
    table.replace("acquire", kArguments, asMethod(lockAcquire<m>), asMethod(m.acquire));
    table.replace("__enter__", kArguments, asMethod(lockAcquire<m>), asMethod(m.acquire));
    table.replace("release", METH_NOARGS, lockRelease<m>, m.release);
    table.replace("__exit__", METH_VARARGS, lockRelease<m>, m.release);
    if (saves) {
        m.save = table.original("_release_save", METH_NOARGS);
        m.restore = table.original("_acquire_restore", METH_VARARGS);
        good = good && m.save && m.restore;
        table.replace("_release_save", METH_NOARGS, lockSave<m>, m.save);
        table.replace("_acquire_restore", METH_VARARGS, lockRestore<m>, m.restore);
    }
    if (good && table.commit())
        return true;
    m.acquire = nullptr;
    return false;
}

Ref typeIn(PyObject* module, const char* name) {
    Ref type = Ref::take(PyObject_GetAttrString(module, name));
    PyErr_Clear();
    return type && PyType_Check(type.get()) ? static_cast<Ref&&>(type) : Ref();
}
} // namespace

void patchThreadLocks(PyObject* module) {
    const ErrorGuard guard;
    gTryOnly = PyTuple_Pack(1, Py_False);
    Ref lock = typeIn(module, "LockType");
    Ref recursive = typeIn(module, "RLock");
    if (!gTryOnly || !lock || !recursive)
        return;
    // The types are kept for ever, like the interpreter keeps them.
    auto* plainType = reinterpret_cast<PyTypeObject*>(lock.release());
    if (hookMethods<gPlain>(plainType, "locked", false)) {
        gAllocate = replaceFunction(module, "allocate_lock", METH_NOARGS, allocateLock<gAllocate>);
        gAllocateOld = replaceFunction(module, "allocate", METH_NOARGS, allocateLock<gAllocateOld>);
        gNewLock = replaceNew(plainType, newLock);
    }
    hookMethods<gRecursive>(reinterpret_cast<PyTypeObject*>(recursive.release()), "_is_owned", true);
}

void hookRLockFactory(PyObject* threading) {
    hookFunction(threading, "RLock", makeRLock);
}

} // namespace forkscope::probe
