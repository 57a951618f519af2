// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What a held thread would do next, what is in its way and what the others do, in words short enough for a
// card. The whole sentences are those of the World.
#include "engine/drive/choice.h"
#include "engine/world/world.h"

#include <QString>

namespace forkscope::gui {

// "acquire mutex", "start a process": what a grant would do; "run line 12" of who stands before a line.
QString nextWords(const world::World& world, const drive::Choice& choice);
// "mutex is held by P1": why it cannot go on; "" where nothing is in the way.
QString obstacleWords(const world::World& world, const world::WaitFor& wait);
// "Would return False", "Would raise Empty": of an operation that must not wait and cannot be done.
QString wouldWords(trace::Kind what);
// "computes since 0.3 s", "starts", "waits for input": who is not at the gate. `nowNs`: CLOCK_MONOTONIC.
QString busyWords(const world::World& world, const drive::BusyThread& busy, std::int64_t nowNs);

} // namespace forkscope::gui
