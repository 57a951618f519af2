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

namespace {

// Goes through a track by time, forward only.
class StepWalker {
  public:
    StepWalker(const Track& track, Time from) : track_(track) {
        goTo(track.blockOf(from));
        seek(from);
    }

    // To the block that contains `t`.
    std::size_t blockAt(Time t) {
        if (const std::size_t block = track_.blockOf(t, block_); block != block_)
            goTo(block);
        return block_;
    }

    // To the interval that contains `t`.
    std::size_t intervalAt(Time t) {
        blockAt(t);
        seek(t);
        return first_ + offset_;
    }

  private:
    void goTo(std::size_t block) {
        block_ = block;
        first_ = block * Track::kBlock;
        size_ = std::min<std::size_t>(Track::kBlock, track_.size() - block * Track::kBlock);
        offset_ = 0;
    }
    void seek(Time t) {
        while (offset_ + 1 < size_ && track_.start(first_ + offset_ + 1) <= t)
            ++offset_;
    }

    const Track& track_;
    std::size_t block_ = 0, first_ = 0, size_ = 0, offset_ = 0;
};

} // namespace

// By a few of a column's intervals, evenly spaced.
void LaneRaster::drawSteps(const Track& track) {
    constexpr std::size_t kSamples = 6;
    StepWalker walker(track, scale_.begin);
    std::size_t first = walker.intervalAt(scale_.begin);
    for (int x = 0; x < scale_.columns; ++x) {
        const Time from = scale_.timeAt(x), to = std::max(from, scale_.timeAt(x + 1) - 1);
        if (to < track.start(0) || from >= track.end())
            continue;
        const std::size_t last = walker.intervalAt(to);
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

// By whole blocks: a column holds one or more of them, or nearly so. In whole numbers and without looking at
// any interval: this is done for every column of every lane.
void LaneRaster::drawStepBlocks(const Track& track, const StateCounts& counts) {
    std::array<QRgb, world::kLaneStates> colors{};
    for (unsigned s = 0; s < world::kLaneStates; ++s)
        colors[s] = palette_.owners.empty() || s != 0 ? palette_.state[s] : palette_.many;
    StepWalker walker(track, scale_.begin);
    std::size_t first = walker.blockAt(scale_.begin);
    for (int x = 0; x < scale_.columns; ++x) {
        const Time from = scale_.timeAt(x), to = std::max(from, scale_.timeAt(x + 1) - 1);
        if (to < track.start(0) || from >= track.end())
            continue;
        const std::size_t last = walker.blockAt(to);
        std::array<unsigned, world::kLaneStates> sum{};
        for (std::size_t b = first; b <= last && b < counts.blocks(); ++b)
            for (unsigned s = 0; s < world::kLaneStates; ++s)
                sum[s] += counts.block(b)[s];
        Mix mix = mixOf(sum, colors);
        // The last block is not full yet: what it began with stands for it.
        if (mix.weight == 0)
            if (const auto state = std::uint8_t(track.state(last * Track::kBlock));
                state < world::kLaneStates)
                mix.add(colorOf(track, last * Track::kBlock, state), state, Track::kBlock);
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
