// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Stopping before lines: while whoever drives wishes it (wire::Wish), this thread has a trace function in C
// that comes to the gate before lines of the learner's. No frame of ours, no Python code; the frames that run
// already are traced too (the interpreter sees to that from 3.9 to 3.13). A thread with a trace function of
// its own (a debugger, coverage) keeps it, and stops at operations only.
#include "engine/trace/wire.h"

namespace forkscope::probe {

// After each stay at the gate: begins or ends the tracing of this thread, as its slot wishes.
void stepLines(const trace::wire::GateSlot& slot);

} // namespace forkscope::probe
