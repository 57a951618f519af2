// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/probe/output.h"

#include "engine/probe/builtin_twin.h"
#include "engine/probe/gate.h"
#include "engine/probe/interpreter.h"
#include "engine/probe/operation.h"
#include "engine/probe/preview.h"
#include "engine/probe/released.h"
#include "engine/probe/site.h"

#include <cerrno>
#include <cmath>

namespace forkscope::probe {

namespace {
constinit PyObject* gRealPrint = nullptr;
constinit PyObject* gRealInput = nullptr;
constinit PyObject* gRealSleep = nullptr;

// Whether print() writes to the terminal: no `file`, or one of the two that are meant for it.
bool toTerminal(PyObject* file) {
    return !file || file == Py_None || file == PySys_GetObject("stdout") || file == PySys_GetObject("stderr");
}

// What will be seen, without asking any object of the learner's for its text.
std::size_t copyPrinted(PyObject* const* args, Py_ssize_t count, PyObject* separator, char* to,
                        std::size_t room) {
    std::size_t used = 0;
    char between[16] = " ";
    if (separator && PyUnicode_CheckExact(separator))
        copyText(separator, between, sizeof between);
    to[0] = '\0';
    for (Py_ssize_t i = 0; i < count && used + 8 < room; ++i) {
        for (const char* c = between; i > 0 && *c && used + 1 < room; ++c)
            to[used++] = *c;
        used += previewBare(args[i], to + used, room - used);
    }
    return used;
}

PyObject* print(PyObject*, PyObject* const* args, Py_ssize_t count, PyObject* names) {
    std::uint32_t site = 0;
    if (!tracing() || !toTerminal(fastArgument(args, count, names, -1, "file")) ||
        (site = currentSite()) == 0)
        return callFast(gRealPrint, args, count, names);
    Operation operation(Kind::Print, 0, site);
    if (gateHolds(site)) {
        operation.add(trace::kGated);
        if (!passGate(Kind::Print, 0, site))
            return nullptr;
    }
    char text[kPreviewBytes + 1];
    FieldBuffer fields;
    {
        const ErrorGuard guard;
        fields.add(Tag::Preview, text,
                   copyPrinted(args, count, fastArgument(args, count, names, -1, "sep"), text, sizeof text));
    }
    operation.point(0, &fields);
    return callFast(gRealPrint, args, count, names);
}

PyObject* input(PyObject*, PyObject* const* args, Py_ssize_t count, PyObject* names) {
    std::uint32_t site = 0;
    if (!tracing() || (site = currentSite()) == 0)
        return callFast(gRealInput, args, count, names);
    Operation operation(Kind::Input, 0, site);
    if (!enter(operation))
        return nullptr;
    operation.begin(0, nullptr, trace::kWaits);
    PyObject* line = callFast(gRealInput, args, count, names);
    operation.end(0, nullptr, line ? 0 : trace::kFailed);
    return line;
}

// Seconds of a call that the original will accept; below 0 for any other.
double secondsOfSleep(PyObject* const* args, Py_ssize_t count, PyObject* names) {
    if (count != 1 || names || (!PyFloat_CheckExact(args[0]) && !PyLong_CheckExact(args[0])))
        return -1;
    const double seconds = PyFloat_AsDouble(args[0]);
    PyErr_Clear();
    return std::isfinite(seconds) && seconds < 1e9 ? seconds : -1;
}

// As time.sleep() does, but at the word that says whether the program's clock stands: who sleeps when it is
// held comes to the gate at once, and sleeps on for the rest of its time when the gate opens again.
PyObject* sleepUntil(Waiting& waiting) {
    auto& word = header().programClock;
    auto& bell = reinterpret_cast<std::atomic<std::uint32_t>&>(word);
    const std::uint64_t end = monotonicNs() + std::uint64_t(waiting.secondsLeft() * 1e9);
    for (;;) {
        const std::uint64_t clock = word.load(std::memory_order_acquire);
        const bool stands = trace::wire::isClockStanding(clock);
        if (stands && gateHolds(waiting.site)) {
            const Stand stand = standBlocked(waiting);
            if (stand == Stand::Raised)
                return nullptr;
            if (stand == Stand::Due || gateHolds(waiting.site))
                break; // the learner has ended it
            continue;
        }
        // A thread that the gate does not hold has the clock on the wall.
        const std::uint64_t until = stands ? end : waiting.deadline;
        const std::uint64_t now = stands ? monotonicNs() : trace::wire::programNs(clock, monotonicNs());
        if (now >= until)
            break;
        bool interrupted = false;
        {
            const InterpreterReleased released;
            interrupted = futexWait(bell, std::uint32_t(clock), until - now) != 0 && errno == EINTR;
        }
        if (interrupted && PyErr_CheckSignals() < 0)
            return nullptr;
    }
    return Ref::share(Py_None).release();
}

// Shorter ones are the interpreter's own: nobody presses a button within them.
constexpr double kShortSleep = 0.01;

bool auditSleep(PyObject* seconds) {
    const Interpreter& python = interpreter();
    return python.minor < 13 || !python.audit || python.audit("time.sleep", "O", seconds) == 0;
}

PyObject* sleep(PyObject*, PyObject* const* args, Py_ssize_t count, PyObject* names) {
    const double seconds = tracing() ? secondsOfSleep(args, count, names) : -1;
    std::uint32_t site = 0;
    // Within another operation (Process.join polls with short sleeps) it is none of the learner's.
    if (seconds < 0 || thisThread().operation || (site = currentSite()) == 0)
        return callFast(gRealSleep, args, count, names);
    Operation operation(Kind::Sleep, 0, site);
    const bool held = gateHolds(site);
    if (held) {
        operation.add(trace::kGated);
        if (!passGate(Kind::Sleep, 0, site, std::int32_t(seconds * 1e6 > 2e9 ? 2e9 : seconds * 1e6)))
            return nullptr;
    }
    Waiting waiting(Kind::Sleep, 0, site, seconds);
    FieldBuffer fields;
    fields.add(Tag::Duration, std::int64_t(seconds * 1e9));
    const double milliseconds = seconds * 1e3;
    operation.begin(milliseconds > 2e9 ? 2'000'000'000 : std::int32_t(milliseconds), &fields, trace::kWaits);
    // Who was held at the gate has waited there: the grant ends the sleep, since time is the learner's to
    // give, unless it is to run on.
    const bool isShortened = held && !gateFree() && header().gateTime.load() == 0;
    PyObject* result = nullptr;
    if (isShortened)
        result = Ref::share(Py_None).release();
    else if (seconds < kShortSleep)
        result = callFast(gRealSleep, args, count, names);
    else if (auditSleep(args[0]))
        result = sleepUntil(waiting);
    operation.end(0, nullptr, result ? 0 : trace::kFailed);
    return result;
}
} // namespace

void patchBuiltins(PyObject* module) {
    const ErrorGuard guard;
    gRealPrint = replaceBuiltin(module, "print", print);
    gRealInput = replaceBuiltin(module, "input", input);
}

void patchTime(PyObject* module) {
    const ErrorGuard guard;
    gRealSleep = replaceBuiltin(module, "sleep", sleep);
}

} // namespace forkscope::probe
