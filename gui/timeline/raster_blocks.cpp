// SPDX-License-Identifier: GPL-3.0-or-later
// LaneRaster::drawBlocks: columns from prefix sums, eight states at a time. Written with the compiler's
// vector types (four floats each), which become SSE2, NEON or plain code as the machine has it.
#include "gui/timeline/raster.h"

#include <algorithm>
#include <cstring>

namespace forkscope::gui::timeline {

using world::Track;

namespace {

using Float4 = float __attribute__((vector_size(16)));
using Int4 = std::int32_t __attribute__((vector_size(16)));
using UInt4 = std::uint32_t __attribute__((vector_size(16)));

// One number for each of the eight states.
struct Eight {
    Float4 low{}, high{};
};

float sumOf(const Float4& v) {
    return (v[0] + v[1]) + (v[2] + v[3]);
}
float sumOf(const Eight& e) {
    return sumOf(e.low + e.high);
}
float dot(const Eight& a, const Eight& b) {
    return sumOf(a.low * b.low + a.high * b.high);
}

UInt4 load(const std::uint32_t* from) {
    UInt4 v;
    std::memcpy(&v, from, sizeof v);
    return v;
}

// a - b, for sums that wrap: right as long as the true difference is below 2^31.
Eight difference(const Track::Sums& a, const Track::Sums& b) {
    const UInt4 low = load(a.data()) - load(b.data()), high = load(a.data() + 4) - load(b.data() + 4);
    Int4 signedLow, signedHigh;
    std::memcpy(&signedLow, &low, sizeof low);
    std::memcpy(&signedHigh, &high, sizeof high);
    return {__builtin_convertvector(signedLow, Float4), __builtin_convertvector(signedHigh, Float4)};
}

// Walks through a track's blocks, forward only, and tells the sums at a moment relative to those of a base
// block.
class Walker {
  public:
    Walker(const Track& track, Time from)
        : track_(track), block_(track.blockOf(from)), end_(track.runningSums()) {
        const std::size_t open = track.size() - 1;
        const auto state = std::size_t(track.state(open));
        if (state < world::kLaneStates)
            end_[state] += std::uint32_t(track.end() >> Track::kUnitShift) -
                           std::uint32_t(track.start(open) >> Track::kUnitShift);
    }

    void goTo(Time t) {
        const std::size_t count = track_.blocks();
        std::size_t step = 1, low = block_;
        while (low + step < count && track_.blockStart(low + step) <= t) {
            low += step;
            step *= 2;
        }
        std::size_t high = std::min(low + step, count);
        while (high - low > 1) {
            const std::size_t middle = (low + high) / 2;
            (track_.blockStart(middle) <= t ? low : high) = middle;
        }
        block_ = low;
    }

    const Track::Sums& sums() const { return track_.blockSums(block_); }

    // Where a block is so long that its sums may have wrapped: nine minutes for 64 intervals.
    bool longBlock() const {
        return blockEnd() - track_.blockStart(block_) >= Time(1) << (31 + Track::kUnitShift);
    }

    Eight at(Time t, const Track::Sums& base) const {
        const Time begin = track_.blockStart(block_), end = blockEnd();
        const float part = end > begin ? std::clamp(float(t - begin) / float(end - begin), 0.f, 1.f) : 1.f;
        const Eight before = difference(sums(), base), inside = difference(nextSums(), sums());
        return {before.low + part * inside.low, before.high + part * inside.high};
    }

  private:
    bool isLast() const { return block_ + 1 >= track_.blocks(); }
    Time blockEnd() const { return isLast() ? track_.end() : track_.blockStart(block_ + 1); }
    const Track::Sums& nextSums() const { return isLast() ? end_ : track_.blockSums(block_ + 1); }

    const Track& track_;
    std::size_t block_;
    Track::Sums end_; // after the open interval
};

// The same shares by looking at each interval: for the rare long block.
Eight scanned(const Track& track, Time from, Time to) {
    float shares[8] = {};
    for (std::size_t i = track.find(from); i < track.size() && track.start(i) < to; ++i) {
        const auto state = std::size_t(track.state(i));
        const Time part = std::min(track.stop(i), to) - std::max(track.start(i), from);
        if (state < world::kLaneStates && part > 0)
            shares[state] += float(part) / float(1 << Track::kUnitShift);
    }
    Eight all;
    std::memcpy(&all.low, shares, sizeof all.low);
    std::memcpy(&all.high, shares + 4, sizeof all.high);
    return all;
}

// The state that has practically all of the time, or kMixedColumn.
std::uint8_t onlyState(const Eight& shares, float total) {
    constexpr float kAll = 0.998f;
    for (unsigned s = 0; s < world::kLaneStates; ++s)
        if ((s < 4 ? shares.low[s] : shares.high[s - 4]) >= kAll * total)
            return std::uint8_t(s);
    return kMixedColumn;
}

int channel(const Eight& shares, const Eight& values, float each) {
    return std::clamp(int(dot(shares, values) * each + 0.5f), 0, 255);
}

} // namespace

void LaneRaster::drawBlocks(const Track& track) {
    const bool lock = !palette_.owners.empty();
    Eight red, green, blue;
    for (unsigned s = 0; s < world::kLaneStates; ++s) {
        const QRgb c = lock && s == 0 ? palette_.many : palette_.state[s];
        (s < 4 ? red.low[s] : red.high[s - 4]) = float(qRed(c));
        (s < 4 ? green.low[s] : green.high[s - 4]) = float(qGreen(c));
        (s < 4 ? blue.low[s] : blue.high[s - 4]) = float(qBlue(c));
    }
    const float whole = float(scale_.timePerColumn) / float(1 << Track::kUnitShift);
    Walker walker(track, scale_.begin);
    Track::Sums base = walker.sums();
    Eight before = walker.at(scale_.begin, base);
    bool longBefore = walker.longBlock();
    for (int x = 0; x < scale_.columns; ++x) {
        const Time edge = scale_.timeAt(x + 1);
        walker.goTo(edge);
        const Eight after = walker.at(edge, base);
        Eight shares{after.low - before.low, after.high - before.high};
        if (longBefore || walker.longBlock())
            shares = scanned(track, scale_.timeAt(x), edge);
        longBefore = walker.longBlock();
        if (const float total = sumOf(shares); total > 0) {
            const float each = 1 / total;
            const QRgb color =
                qRgb(channel(shares, red, each), channel(shares, green, each), channel(shares, blue, each));
            colors_[std::size_t(x)] = lock ? covered(palette_.background, color, total / whole) : color;
            states_[std::size_t(x)] = lock ? kMixedColumn : onlyState(shares, total);
        }
        // Floats stay exact enough only near zero: count on from the block where this column ended.
        const Eight moved = difference(walker.sums(), base);
        before = {after.low - moved.low, after.high - moved.high};
        base = walker.sums();
    }
}

} // namespace forkscope::gui::timeline
