// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// How many processes were in which state, column by column: what the overview of a whole run draws. The cost
// goes by columns and lanes, not by intervals.
#include "gui/timeline/lane_source.h"
#include "gui/timeline/raster.h"

#include <array>
#include <span>
#include <vector>

namespace forkscope::gui::timeline {

using StateTimes = std::array<double, world::kLaneStates>; // ns in each state

// Adds how long `track` was in each state within [from, to). `hint`: in, the interval of an earlier time (0
// at first); out, that of `to`.
void addStateTimes(const world::Track& track, Time from, Time to, std::size_t& hint, StateTimes& times);

struct Activity {
    std::vector<StateTimes> columns; // processes in each state, on average over the column
    double most = 0;                 // greatest sum of a column
};

// Of these lanes; `edges` are the columns' times, one more than there are columns.
Activity activityOf(const LaneSource& source, std::span<const std::size_t> lanes,
                    std::span<const Time> edges);

} // namespace forkscope::gui::timeline
