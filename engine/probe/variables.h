// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What a thread that stands at the gate says when it is asked for its variables: a Kind::Variables record for
// each, of the function that it is in and of that function's file. Nothing of the program's runs for it, no
// object lives longer or shorter, the collector included; only a repr that was asked for by name runs code of
// the program's.
#include "engine/trace/wire.h"

#include <cstdint>

namespace forkscope::probe {

// Answers the newest question, if this thread has not yet. `site`: where it stands. Needs the interpreter
// lock. False: a repr was broken off by something that is the program's to handle (KeyboardInterrupt), which
// is set.
bool answer(const trace::wire::GateQuestion& question, std::uint32_t site);

} // namespace forkscope::probe
