// SPDX-License-Identifier: GPL-3.0-or-later
// Columns on the axis of steps. There a pixel stands for so many steps, not for so much time, so each
// interval in it weighs the same: a hand-over of 20 µs is seen beside a sleep of 3 s.
#include "gui/timeline/raster.h"
#include "gui/timeline/raster_mix.h"
#include "gui/timeline/state_counts.h"

#include <algorithm>
#include <array>

namespace forkscope::gui::timeline {

using world::Track;

// By a few of a column's intervals, evenly spaced.
void LaneRaster::drawSteps(const Track& track, std::size_t first, std::size_t last) {
    int x = 0;
    const auto fromOf = [this](int column) { return scale_.timeAt(column); };
    const auto toOf = [this](int column) {
        return std::max(scale_.timeAt(column), scale_.timeAt(column + 1) - 1);
    };
    while (x < scale_.columns && toOf(x) < track.start(first))
        ++x;
    Time to = toOf(std::min(x, scale_.columns - 1));
    inColumn_.clear();
    track.each(first, last, [&](std::size_t i, Time, Time end, world::LaneState state) {
        inColumn_.push_back(std::uint8_t(state));
        // What lasts into the next column counts there too.
        while (x < scale_.columns && (end > to || i + 1 == last)) {
            if (fromOf(x) < track.end())
                putSamples(track, x, i + 1 - inColumn_.size());
            inColumn_.assign(1, std::uint8_t(state));
            if (++x < scale_.columns)
                to = toOf(x);
        }
        return x < scale_.columns;
    });
}

// Of the intervals from `first` on whose states are in inColumn_.
void LaneRaster::putSamples(const Track& track, int column, std::size_t first) {
    constexpr std::size_t kSamples = 6;
    const std::size_t count = inColumn_.size(), samples = std::min(count, kSamples);
    Mix mix;
    for (std::size_t i = 0; i < samples; ++i) {
        const std::size_t place = i * count / samples;
        if (const std::uint8_t state = inColumn_[place]; state < world::kLaneStates)
            mix.add(colorOf(track, first + place, state), state, 1);
    }
    putShare(column, mix, float(samples));
}

// By whole blocks: a column holds one or more of them, or nearly so. In whole numbers and without looking at
// any interval: this is done for every column of every lane.
void LaneRaster::drawStepBlocks(const Track& track, const StateCounts& counts) {
    std::array<QRgb, world::kLaneStates> colors{};
    for (unsigned s = 0; s < world::kLaneStates; ++s)
        colors[s] = palette_.owners.empty() || s != 0 ? palette_.state[s] : palette_.many;
    std::size_t first = track.blockOf(scale_.begin);
    for (int x = 0; x < scale_.columns; ++x) {
        const Time from = scale_.timeAt(x), to = std::max(from, scale_.timeAt(x + 1) - 1);
        if (to < track.start(0) || from >= track.end())
            continue;
        const std::size_t last = track.blockOf(to, first);
        std::array<unsigned, world::kLaneStates> sum{};
        for (std::size_t b = first; b <= last && b < counts.blocks(); ++b)
            for (unsigned s = 0; s < world::kLaneStates; ++s)
                sum[s] += counts.block(b)[s];
        Mix mix = mixOf(sum, colors);
        // The last block is not full yet: what it began with stands for it.
        if (mix.weight == 0) {
            const auto state = std::uint8_t(track.state(last * Track::kBlock));
            if (state < world::kLaneStates)
                mix.add(colorOf(track, last * Track::kBlock, state), state, Track::kBlock);
        }
        putShare(x, mix, float((last - first + 1) * Track::kBlock));
        first = last;
    }
}

LaneRaster::Mix LaneRaster::mixOf(const std::array<unsigned, world::kLaneStates>& sum,
                                  const std::array<QRgb, world::kLaneStates>& colors) {
    unsigned red = 0, green = 0, blue = 0, weight = 0, kinds = 0, only = 0;
    for (unsigned s = 0; s < world::kLaneStates; ++s) {
        red += sum[s] * unsigned(qRed(colors[s]));
        green += sum[s] * unsigned(qGreen(colors[s]));
        blue += sum[s] * unsigned(qBlue(colors[s]));
        weight += sum[s];
        kinds += sum[s] > 0;
        only = sum[s] > 0 ? s : only;
    }
    Mix mix{float(red), float(green), float(blue), float(weight), kMixedColumn, colors[only]};
    if (kinds < 2)
        mix.state = kinds == 0 ? kAbsentColumn : std::uint8_t(only);
    return mix;
}

} // namespace forkscope::gui::timeline
