// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A process of the World in words, symbol and tone.
#include "gui/inspector/moment_model.h"

namespace forkscope::gui {

std::vector<MomentRow> processRows(const world::World& world, world::Time at);

// Also for badges: what state a process is in, as a tone and as words ("Waits: mutex", "Sleeps 0.6 s").
Tone toneOf(const world::Process& process);
QString stateWords(const world::World& world, const world::Process& process, world::Time at);
QString symbolFor(Tone tone);
// "P1" of "P1 buyer".
QString tagOf(const world::World& world, world::ProcessId id);

} // namespace forkscope::gui
