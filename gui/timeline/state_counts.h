// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// How many intervals of each state the blocks of a track hold: what a column of the axis of steps is mixed of
// where it stands for many. Eight bytes a block, side by side, so that a picture of 10^7 intervals touches
// little memory.
#include "engine/world/track.h"

#include <array>
#include <vector>

namespace forkscope::gui::timeline {

class StateCounts {
  public:
    using Counts = std::array<std::uint8_t, world::kLaneStates>;

    // Takes in the blocks that have become full, always of the same track.
    void update(const world::Track& track);
    std::size_t blocks() const { return counts_.size(); } // full ones
    const Counts& block(std::size_t b) const { return counts_[b]; }

  private:
    std::vector<Counts> counts_;
};

} // namespace forkscope::gui::timeline
