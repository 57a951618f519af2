// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The probe's side of the gate (DESIGN.md, "Drive"): where each operation of the learner's stops until the
// engine lets it go. The words are in wire::GateSlot; a thread waits by futex(2) on its own bell, with the
// interpreter lock released, so that helper threads of the same process go on. Nothing is left locked when a
// process is killed here. While the gate is open the whole cost is one load.
//
// Virtual blocking: at a closed gate an operation that would wait in the kernel is tried, and when it cannot
// go on it stands at the gate as `Blocked` until the engine says "try again", the gate opens, or its own time
// is up. So whoever drives also chooses which waiter gets a lock.
#include "engine/probe/operation.h"
#include "engine/probe/python.h"
#include "engine/probe/stream.h"
#include "engine/probe/thread.h"

#include <cstdint>

namespace forkscope::probe {

inline bool gateFree() {
#ifdef FORKSCOPE_WITHOUT_GATE // tests/bench/gate_cost.py, to see what the look costs
    return true;
#endif
    return header().gateMode.load(std::memory_order_relaxed) == 0;
}
// False for helper threads and helper processes, which pass freely.
bool gateHoldsThisThread();
// Whether an operation at `site` has to stop here. What no line of the learner's does is never held.
inline bool gateHolds(std::uint32_t site) {
    return !gateFree() && site != 0 && gateHoldsThisThread();
}

// A wait that an operation is in. `seconds` is its own time-out, below 0: none. It runs by the clock that
// stands while the program is held (wire::programNs): a wait in the kernel that began before that comes back
// too early, by the real clock, and goes on for what is left. A program that is never held sees nothing of
// this.
struct Waiting {
    Waiting(Kind kind, std::uint64_t object, std::uint32_t site, double seconds);
    Kind kind;
    std::uint64_t object; // of what waits for a process its pid
    std::uint32_t site;
    std::uint64_t clock;    // Header::programClock when it began
    std::uint64_t deadline; // ns of that clock, 0 none
    bool stood = false;     // has come to the gate for this wait: a try in vain counts as no new arrival
    bool isOver = false;    // whoever drives has said that its time is up

    bool wasHeld() const; // the program was, or is, since it began
    // It came back from the kernel with nothing, and has time left, because the program was held meanwhile.
    bool hasTimeLeft() const;
    // What to wait for now instead of the time that the program gave; null where that still holds.
    Ref otherTime() const;
    double secondsLeft() const;
};

enum class Manner : bool { MayWait, NeverWaits /* told to return False or to raise instead */ };

// Before an operation acts. False: a signal handler raised, and the operation must not happen.
// `pid`: of the process that it waits for, ends, …; of a sleep how long it lasts in µs, in the slot's object
bool passGate(Kind kind, std::uint64_t object, std::uint32_t site, std::int32_t pid = 0,
              Manner manner = Manner::MayWait);
// The same, where the operation has to stop at all. A part of another operation does not: that one has.
bool enter(Operation& operation, std::int32_t pid = 0, Manner manner = Manner::MayWait);
inline Manner mannerOf(double seconds) {
    return seconds == 0 ? Manner::NeverWaits : Manner::MayWait;
}

// Before a worker's loop (a pool's, an executor's) takes its next task from the pipe `reader`, which no line
// of the learner's does: it stands as Blocked until it is let go and there is one. Workers that are threads
// take theirs from a `queue` of the module queue; there `reader` is below 0. False: a signal handler raised.
bool standForTask(Kind kind, std::uint64_t object, int reader, PyObject* queue = nullptr);

enum class Stand { Try, Due /* time is up */, Raised, Again /* a signal's handler stood here meanwhile */ };
// One stay at the gate as Blocked.
Stand standBlocked(Waiting& waiting);

// Calls wait(), which returns a new reference, or null when it raised, again while it comes back with False
// too early.
template <class Wait> PyObject* inItsTime(Waiting& waiting, Wait wait) {
    PyObject* result = wait();
    while (result == Py_False && waiting.hasTimeLeft()) {
        Py_DECREF(result);
        result = wait();
    }
    return result;
}

// `attempt` and `block` return a new reference, null when they raised; `attempt` returns Py_True when it
// succeeded.
template <class Attempt, class Block> PyObject* blockAtGate(Waiting& waiting, Attempt attempt, Block block) {
    return inItsTime(waiting, [&]() -> PyObject* {
        while (gateHolds(waiting.site)) {
            const Stand stand = standBlocked(waiting);
            if (stand == Stand::Raised)
                return nullptr;
            if (!gateHolds(waiting.site) && stand != Stand::Due)
                break;
            PyObject* result = attempt();
            if (!result || result == Py_True || stand == Stand::Due)
                return result;
            Py_DECREF(result);
        }
        return block();
    });
}

// Sleeping on a condition: who notifies waits until the sleepers have woken up, so they sleep in the kernel,
// a slice at a time, and stand as Blocked meanwhile. What they do next stops at the gate again. Only who has
// slept longest asks the kernel to be woken, so that an order that is repeated wakes the same one.
enum class Asleep : std::uint8_t { Still, Due, Open };
void fallAsleep(Waiting& waiting);
Asleep stillAsleep(Waiting& waiting); // between two slices
bool isNextToWake();
// For a slice, or until the one before has woken up. New reference to False; null: a signal handler raised.
PyObject* sleepInLine();
void wakeUp();
bool isAnyToWake(std::uint64_t object); // somebody sleeps on it, and can be woken

constexpr double kSleepSlice = 0.02; // seconds

// `attemptFor(seconds)` and `block()` return a new reference as above.
template <class AttemptFor, class Block>
PyObject* sleepAtGate(Waiting& waiting, AttemptFor attemptFor, Block block) {
    fallAsleep(waiting);
    PyObject* result = nullptr;
    Asleep state = Asleep::Still;
    while (state == Asleep::Still) {
        result = isNextToWake() ? attemptFor(kSleepSlice) : sleepInLine();
        if (!result || result == Py_True)
            break;
        state = stillAsleep(waiting);
        if (state == Asleep::Still)
            Py_DECREF(result);
    }
    wakeUp();
    if (state != Asleep::Open)
        return result;
    Py_DECREF(result);
    return block();
}

// After such a sleep: stands as Blocked until it is let go on. False: a signal handler raised.
bool standAfterSleep(const Operation& operation);

// Stays until `ready()` or the gate opens or time is up. False: a signal handler raised.
template <class Ready> bool waitAtGate(Waiting& waiting, Ready ready) {
    while (gateHolds(waiting.site) && !ready()) {
        const Stand stand = standBlocked(waiting);
        if (stand != Stand::Try)
            return stand == Stand::Due;
    }
    return true;
}

// The same around a call of the original, `run(seconds)`, which waits in the kernel: for what the program
// gave where `seconds` is null. `came(result)` says whether it came back with what it waited for, or with
// another error than that its time is up.
template <class Ready, class Run, class Came>
PyObject* waitInTime(Waiting& waiting, Ready ready, Run run, Came came) {
    while (waitAtGate(waiting, ready)) {
        const Ref seconds = waiting.otherTime();
        PyObject* result = run(seconds.get());
        if (!waiting.hasTimeLeft() || came(result))
            return result;
        Py_XDECREF(result);
        PyErr_Clear();
    }
    return nullptr;
}

} // namespace forkscope::probe
