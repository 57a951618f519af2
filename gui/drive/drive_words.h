// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What a held thread would do next or has done, what is in its way and what the others do, in words short
// enough for a card or a row. The whole sentences are those of the World.
#include "engine/drive/controller.h"
#include "engine/world/world.h"

#include <QString>

namespace forkscope::gui {

// A text marked with QT_TRANSLATE_NOOP("Drive", …), in the language of the window.
QString say(const char* text);
// "acquire mutex", "start a process": what a grant would do; "run line 12" of who stands before a line.
QString nextWords(const world::World& world, const drive::Choice& choice);
// "acquires mutex", "opens tickets.json (w)": what a step has done, by what the run has told between the step
// before, which was done at `since`, and its end.
QString stepWords(const world::World& world, const drive::TakenStep& taken, trace::Time since);
// "mutex is held by P1": why it cannot go on; "" where nothing is in the way.
QString obstacleWords(const world::World& world, const world::WaitFor& wait);
// "Would return False", "Would raise Empty": of an operation that must not wait and cannot be done.
QString wouldWords(trace::Kind what);
// "computes since 0.3 s", "starts", "waits for input": who is not at the gate. `nowNs`: CLOCK_MONOTONIC.
QString busyWords(const world::World& world, const drive::BusyThread& busy, std::int64_t nowNs);

} // namespace forkscope::gui
