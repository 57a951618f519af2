// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A lane taken by its name and put down elsewhere: among those it can change places with, with its whole
// family. Free functions of values.
#include "gui/timeline/lane_layout.h"

#include <optional>

namespace forkscope::gui::timeline {

struct LaneDrop {
    LaneArrangement arrangement; // what it would be after letting go
    int y = 0;                   // where it would stand, in the layout
};

// `lane` is held at `y` of the layout. Nothing where the lane is not shown or has nothing to change with.
std::optional<LaneDrop> laneDropAt(const LaneSource& source, const LaneArrangement& arrangement,
                                   const LaneLayout& layout, std::size_t lane, int y);
// One place up (-1) or down (+1) among those that are shown; the same arrangement where it cannot go on.
LaneArrangement laneStepped(const LaneSource& source, const LaneArrangement& arrangement, std::size_t lane,
                            int step);

} // namespace forkscope::gui::timeline
