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

// By looking at each of these intervals.
Eight sharesBetween(const Track& track, std::size_t first, std::size_t last, Time from, Time to) {
    float shares[8] = {};
    track.each(first, last, [&](std::size_t, Time begin, Time end, world::LaneState state) {
        const Time part = std::min(end, to) - std::max(begin, from);
        if (std::size_t(state) < world::kLaneStates && part > 0)
            shares[std::size_t(state)] += float(part) / float(1 << Track::kUnitShift);
        return end < to;
    });
    Eight all;
    std::memcpy(&all.low, shares, sizeof all.low);
    std::memcpy(&all.high, shares + 4, sizeof all.high);
    return all;
}

// Walks through a track's blocks, forward only, and tells how long each state lasted since the beginning of
// the block that contains a moment.
class Walker {
  public:
    Walker(const Track& track, double timePerColumn, Time from)
        : track_(track), sparse_(Time(timePerColumn * kSparseColumns)), end_(track.runningSums()) {
        const std::size_t open = track.size() - 1;
        const auto state = std::size_t(track.state(open));
        if (state < world::kLaneStates)
            end_[state] += std::uint32_t(track.end() >> Track::kUnitShift) -
                           std::uint32_t(track.start(open) >> Track::kUnitShift);
        goTo(track.blockOf(from));
    }

    void advance(Time t) {
        if (const std::size_t block = track_.blockOf(t, block_); block != block_)
            goTo(block);
    }

    std::size_t block() const { return block_; }
    const Track::Sums& sums() const { return track_.blockSums(block_); }
    // So few intervals to a column that they are looked at one by one.
    bool isSparse() const { return stop_ - start_ >= sparse_; }
    // So long that a sum over it may have wrapped: nine minutes.
    bool isLong() const { return stop_ - start_ >= Time(1) << (31 + Track::kUnitShift); }

    // Since the beginning of the block: exact in a sparse one, else in proportion.
    Eight inside(Time t) const {
        if (isSparse())
            return counted(t);
        const float part =
            stop_ > start_ ? std::clamp(float(t - start_) / float(stop_ - start_), 0.f, 1.f) : 1.f;
        const Eight all = difference(isLast() ? end_ : track_.blockSums(block_ + 1), sums());
        return {part * all.low, part * all.high};
    }

  private:
    static constexpr double kSparseColumns = 16; // 64 intervals on 16 columns: four each

    bool isLast() const { return block_ + 1 >= track_.blocks(); }
    void goTo(std::size_t block) {
        block_ = block;
        start_ = track_.blockStart(block);
        stop_ = isLast() ? track_.end() : track_.blockStart(block + 1);
    }
    Eight counted(Time t) const {
        const std::size_t first = block_ * Track::kBlock;
        return sharesBetween(track_, first, std::min(first + Track::kBlock, track_.size()), start_, t);
    }

    const Track& track_;
    Time sparse_;
    Track::Sums end_; // after the open interval
    std::size_t block_ = 0;
    Time start_ = 0, stop_ = 0; // of the block
};

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
    Walker walker(track, scale_.timePerColumn, scale_.begin);
    Eight before = walker.inside(scale_.begin);
    for (int x = 0; x < scale_.columns; ++x) {
        const Time edge = scale_.timeAt(x + 1);
        const std::size_t block = walker.block();
        const Track::Sums& base = walker.sums();
        const bool wasLong = walker.isLong();
        walker.advance(edge);
        const Eight after = walker.inside(edge);
        Eight shares;
        if (wasLong || walker.isLong() || (block == walker.block() && walker.isSparse())) {
            shares = sharesBetween(track, track.find(scale_.timeAt(x)), track.size(), scale_.timeAt(x), edge);
        } else {
            const Eight moved = difference(walker.sums(), base);
            shares = {moved.low + after.low - before.low, moved.high + after.high - before.high};
        }
        before = after;
        if (const float total = sumOf(shares); total > 0) {
            const float each = 1 / total;
            const QRgb color =
                qRgb(channel(shares, red, each), channel(shares, green, each), channel(shares, blue, each));
            colors_[std::size_t(x)] = lock ? covered(palette_.background, color, total / whole) : color;
            states_[std::size_t(x)] = lock ? kMixedColumn : onlyState(shares, total);
        }
    }
}

} // namespace forkscope::gui::timeline
