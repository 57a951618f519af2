// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/timeline/depth_curve.h"

#include <algorithm>

namespace forkscope::gui::timeline {

using world::LaneState;
using world::Track;

namespace {

// An empty queue is Absent in the track as well as one that is not there yet; the first interval tells them
// apart.
void take(DepthColumn& column, const Track& track, std::size_t interval) {
    const std::uint32_t depth = track.state(interval) == LaneState::Absent ? 0 : track.note(interval).subject;
    column = column.present ? DepthColumn{std::min(column.least, depth), std::max(column.most, depth), true}
                            : DepthColumn{depth, depth, true};
}

void take(DepthColumn& column, const DepthColumn& other) {
    if (!column.present)
        column = other;
    column = {std::min(column.least, other.least), std::max(column.most, other.most), true};
}

} // namespace

void DepthSummary::update(const Track& track) {
    const std::size_t full = track.size() / Track::kBlock;
    for (std::size_t b = blocks_.size(); b < full; ++b) {
        DepthColumn sum;
        for (std::size_t i = b * Track::kBlock; i < (b + 1) * Track::kBlock; ++i)
            take(sum, track, i);
        blocks_.push_back(sum);
    }
}

DepthColumn DepthSummary::over(const Track& track, std::size_t first, std::size_t last) const {
    DepthColumn sum;
    for (std::size_t i = first; i <= last;) {
        const std::size_t block = i / Track::kBlock;
        if (i % Track::kBlock == 0 && i + Track::kBlock <= last + 1 && block < blocks_.size()) {
            take(sum, blocks_[block]);
            i += Track::kBlock;
        } else {
            take(sum, track, i++);
        }
    }
    return sum;
}

std::vector<DepthColumn> DepthSummary::columns(const Track& track, const RasterScale& scale) const {
    std::vector<DepthColumn> found(std::size_t(std::max(0, scale.columns)));
    if (track.empty())
        return found;
    for (int x = 0; x < scale.columns; ++x) {
        const Time from = scale.timeAt(x), to = std::max(from, scale.timeAt(x + 1) - 1);
        if (to < track.start(0) || from > track.end())
            continue;
        found[std::size_t(x)] = over(track, track.find(from), track.find(to));
    }
    return found;
}

} // namespace forkscope::gui::timeline
