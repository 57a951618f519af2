// SPDX-License-Identifier: GPL-3.0-or-later
// Columns on the axis of steps. There a pixel stands for so many steps, not for so much time, so each
// interval in it weighs the same: a hand-over of 20 µs is seen beside a sleep of 3 s.
#include "gui/timeline/raster.h"
#include "gui/timeline/raster_mix.h"
#include "gui/timeline/state_counts.h"

#include <algorithm>

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

// By whole blocks: a column holds one or more of them, or nearly so.
void LaneRaster::drawStepBlocks(const Track& track, const StateCounts& counts) {
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
        Mix mix;
        for (unsigned s = 0; s < world::kLaneStates; ++s)
            if (sum[s] > 0)
                mix.add(palette_.owners.empty() || s != 0 ? palette_.state[s] : palette_.many,
                        std::uint8_t(s), float(sum[s]));
        // The last block is not full yet: what it began with stands for it.
        if (const auto state = std::uint8_t(track.state(last * Track::kBlock));
            mix.weight == 0 && state < world::kLaneStates)
            mix.add(colorOf(track, last * Track::kBlock, state), state, Track::kBlock);
        putShare(x, mix, float((last - first + 1) * Track::kBlock));
        first = last;
    }
}

} // namespace forkscope::gui::timeline
