// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Signals: who sends one, and when a handler of the learner's runs. What the interpreter keeps as the handler
// is then a function of ours around the learner's; signal.signal() and getsignal(), which are the only ways
// to ask, both answer with the learner's own.
#include "engine/probe/python.h"

#include <cstdint>

namespace forkscope::probe {

void patchSignals(PyObject* module); // _signal: signal, getsignal, raise_signal

// A line of the learner's sends `signal`. `pid` as in kill(2): below 0 a process group.
void tellSignalSent(std::int64_t pid, std::int32_t signal);

} // namespace forkscope::probe
