// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// How deep a queue was over time: per column the least and the greatest depth, exactly, whatever the zoom.
// Blocks of 64 intervals are summed up once, so that a column costs its edges and its blocks.
#include "gui/timeline/raster.h"

#include <cstdint>
#include <vector>

namespace forkscope::gui::timeline {

struct DepthColumn {
    std::uint32_t least = 0, most = 0;
    bool present = false; // the queue existed
    bool operator==(const DepthColumn&) const = default;
};

class DepthSummary {
  public:
    // Takes in what the track has got since; to be called before columns(), always with the same track.
    void update(const world::Track& track);
    // The columns of `scale`. An interval that touches a column counts for it.
    std::vector<DepthColumn> columns(const world::Track& track, const RasterScale& scale) const;

  private:
    DepthColumn over(const world::Track& track, std::size_t first, std::size_t last) const;

    std::vector<DepthColumn> blocks_; // of the full blocks of the track
};

} // namespace forkscope::gui::timeline
