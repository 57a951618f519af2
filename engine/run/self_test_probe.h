// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Starts an interpreter once with the probe, as a run does, and looks whether it has reported itself.
#include "engine/run/interpreter.h"

namespace forkscope::run {

// A good result is remembered for this interpreter and this probe; a failure is tried again each time.
Outcome tryProbe(const Interpreter& interpreter, const QString& probeFolder);

} // namespace forkscope::run
