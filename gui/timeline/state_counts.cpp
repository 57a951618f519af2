// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/timeline/state_counts.h"

namespace forkscope::gui::timeline {

using world::Track;

void StateCounts::update(const Track& track) {
    const std::size_t full = track.size() / Track::kBlock;
    counts_.reserve(full);
    for (std::size_t b = counts_.size(); b < full; ++b) {
        Counts counts{};
        track.each(b * Track::kBlock, (b + 1) * Track::kBlock,
                   [&](std::size_t, trace::Time, trace::Time, world::LaneState state) {
                       if (std::size_t(state) < world::kLaneStates)
                           ++counts[std::size_t(state)];
                       return true;
                   });
        counts_.push_back(counts);
    }
}

} // namespace forkscope::gui::timeline
