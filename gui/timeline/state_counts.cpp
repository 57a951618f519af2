// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/timeline/state_counts.h"

namespace forkscope::gui::timeline {

using world::Track;

void StateCounts::update(const Track& track) {
    const std::size_t full = track.size() / Track::kBlock;
    counts_.reserve(full);
    for (std::size_t b = counts_.size(); b < full; ++b) {
        Counts counts{};
        const std::uint8_t* states = track.blockStates(b);
        for (unsigned i = 0; i < Track::kBlock; ++i)
            if (states[i] < world::kLaneStates)
                ++counts[states[i]];
        counts_.push_back(counts);
    }
}

} // namespace forkscope::gui::timeline
