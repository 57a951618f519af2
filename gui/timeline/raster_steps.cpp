// SPDX-License-Identifier: GPL-3.0-or-later
// LaneRaster::drawSteps: columns on the axis of steps. There a pixel stands for so many steps, not for so
// much time, so each interval in it weighs the same: a hand-over of 20 µs is seen beside a sleep of 3 s.
#include "gui/timeline/raster.h"
#include "gui/timeline/raster_mix.h"

#include <algorithm>

namespace forkscope::gui::timeline {

using world::Track;

// The interval that contains `t`, at or after `from`: mostly near.
static std::size_t findFrom(const Track& track, std::size_t from, Time t) {
    std::size_t low = from, step = 1;
    while (low + step < track.size() && track.start(low + step) <= t) {
        low += step;
        step *= 2;
    }
    std::size_t high = std::min(low + step, track.size());
    while (high - low > 1) {
        const std::size_t middle = (low + high) / 2;
        (track.start(middle) <= t ? low : high) = middle;
    }
    return low;
}

void LaneRaster::drawSteps(const Track& track) {
    constexpr std::size_t kSamples = 6; // of a column's intervals, evenly spaced
    std::size_t first = track.find(scale_.begin);
    for (int x = 0; x < scale_.columns; ++x) {
        const Time from = scale_.timeAt(x), to = std::max(from, scale_.timeAt(x + 1) - 1);
        if (to < track.start(0) || from >= track.end())
            continue;
        const std::size_t last = findFrom(track, first, to);
        const std::size_t count = last - first + 1, samples = std::min(count, kSamples);
        Mix mix;
        for (std::size_t i = 0; i < samples; ++i) {
            const std::size_t interval = first + i * count / samples;
            const auto state = std::uint8_t(track.state(interval));
            if (state < world::kLaneStates)
                mix.add(colorOf(track, interval, state), state, 1);
        }
        putShare(x, mix, float(samples));
        first = last;
    }
}

} // namespace forkscope::gui::timeline
