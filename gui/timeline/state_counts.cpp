// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/timeline/state_counts.h"

namespace forkscope::gui::timeline {

using world::Track;

void StateCounts::update(const Track& track) {
    const std::size_t full = track.size() / Track::kBlock;
    counts_.reserve(full);
    for (std::size_t b = counts_.size(); b < full; ++b) {
        Counts counts{};
        for (std::size_t i = b * Track::kBlock; i < (b + 1) * Track::kBlock; ++i)
            if (const auto state = std::size_t(track.state(i)); state < world::kLaneStates)
                ++counts[state];
        counts_.push_back(counts);
    }
}

} // namespace forkscope::gui::timeline
