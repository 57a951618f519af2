// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/probe/line_step.h"

#include "engine/probe/gate.h"
#include "engine/probe/interpreter.h"
#include "engine/probe/site.h"
#include "engine/probe/stream.h"
#include "engine/probe/thread.h"

namespace forkscope::probe {

namespace {
using trace::wire::GateSlot;
using trace::wire::Wish;

constexpr int kLineEvent = 2; // PyTrace_LINE, cpython/pystate.h

void stopTracing() {
    thisThread().stepsLines = false;
    interpreter().setTrace(nullptr, nullptr);
}

bool isWished(const GateSlot& slot, std::uint32_t site) {
    const Wish wish = Wish(slot.wish.load());
    return wish == Wish::Line || (wish == Wish::ToLine && (site & 0xfffff) == slot.wishLine.load());
}

// -1, with an exception, only when a signal handler has raised one at the gate.
int onTrace(PyObject*, PyFrameObject*, int what, PyObject*) {
    ThreadState& t = thisThread();
    if (what != kLineEvent || !t.slot)
        return 0;
    if (gateFree()) {
        stopTracing();
        return 0;
    }
    if (!calledByLearner())
        return 0;
    const std::uint32_t site = currentSite();
    if (!isWished(*t.slot, site) || !gateHolds(site))
        return 0;
    return passGate(Kind::GateLine, 0, site) ? 0 : -1;
}

// sys.gettrace(): without a frame of the program's.
bool isTracedByProgram() {
    const ErrorGuard guard;
    PyObject* get = PySys_GetObject("gettrace"); // borrowed
    const Ref function = Ref::take(get ? PyObject_CallFunctionObjArgs(get, nullptr) : nullptr);
    return function && function.get() != Py_None;
}
} // namespace

void stepLines(const GateSlot& slot) {
    ThreadState& t = thisThread();
    const Wish wish = Wish(slot.wish.load());
    const bool wanted = !gateFree() && (wish == Wish::Line || wish == Wish::ToLine);
    if (wanted == t.stepsLines || !interpreter().setTrace)
        return;
    if (!wanted)
        return stopTracing();
    if (isTracedByProgram())
        return;
    const ErrorGuard guard;
    t.stepsLines = true;
    interpreter().setTrace(onTrace, nullptr);
}

} // namespace forkscope::probe
