// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// How much of a run was work, and how much of it was done at the same time. Used inside this folder.
#include "engine/world/history.h"

namespace forkscope::check {

struct WorkTime {
    trace::Time busy = 0; // somebody computed, or wanted to
    trace::Time idle = 0; // the rest of the run
};
WorkTime workTimeOf(const world::History& history);

struct Overlap {
    trace::Time sum = 0;      // of all processes: computing, wanting to, sleeping
    trace::Time together = 0; // at least one of them
    double factor() const { return together > 0 ? double(sum) / double(together) : 0; }
};
Overlap overlapOf(const world::History& history, bool withMain);

} // namespace forkscope::check
