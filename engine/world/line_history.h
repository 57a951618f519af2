// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// One source line over a whole run: every time that something was told to happen there, by whom, and how long
// its processes waited there in all. Computed when asked for, in one walk over the events and tracks.
#include "engine/world/history.h"

#include <vector>

namespace forkscope::world {

struct LineHistory {
    // Indices in the History's Log, in order of time: what began or happened at the line. An operation's end,
    // and what is part of another operation, are not told apart from it.
    std::vector<std::size_t> events;
    std::size_t processes = 0; // how many had a part in it
    Time waited = 0;           // of all processes and threads together; sleeping and join() are waiting too
};

LineHistory lineHistory(const History& history, trace::FileId file, std::uint32_t line);

} // namespace forkscope::world
