// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A lane's track as one row of pixel columns: for each column a colour and the state it stands for. How that
// row becomes a bar (heights, hatching, outlines) is bar_painter's matter. All pixels here are device pixels.
//
// Three ways, by how many intervals there are to a column:
//   Bars    few: each interval takes whole columns, edges snapped, with a gap before the next. An interval
//   narrower than
//           a column still gets one; several of them in one column are mixed by time.
//   Scan    some: each column is the exact mix of its states, by share of time.
//   Blocks  many: the mix is the difference of the track's prefix sums at the column's edges, interpolated
//   inside a
//           block of 64 intervals. Cost depends on columns, not on intervals.
//   Steps   more than few, on the axis of steps: intervals weigh the same, however long (raster_steps.cpp).
// States that must not be lost in a mix (stopped, zombie) come out as ticks besides.
#include "engine/world/track.h"

#include <QRgb>

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace forkscope::gui::timeline {

using trace::Time;

struct RasterScale {
    Time begin = 0; // at the left edge of column 0
    double timePerColumn = 1;
    int columns = 0;
    int gap = 1; // columns left free between two bars: one logical pixel
    // On an axis that is not even in time: the times of the columns' left edges, and of the last one's right
    // edge. Else empty. The two above are then the first edge and the average.
    std::span<const Time> edges = {};
    // Columns of the axis before column 0: patterns stand still while one pans.
    std::int64_t phase = 0;

    Time timeAt(int column) const {
        return edges.empty() ? begin + Time(timePerColumn * column) : edges[std::size_t(column)];
    }
    // The column that holds this time: -1 before the first, `columns` after the last.
    int columnOf(Time t) const;
};

struct LanePalette {
    std::array<QRgb, world::kLaneStates> state{};
    // A lock's lane: Running means owned, and the colour is owners[subject], or `many` where that is not
    // known or where owners cannot be told apart. Empty for other lanes.
    std::span<const QRgb> owners;
    QRgb many = 0;
    QRgb background = 0;
};

// Column states beyond world::LaneState.
inline constexpr std::uint8_t kAbsentColumn = std::uint8_t(world::LaneState::Absent);
inline constexpr std::uint8_t kMixedColumn = kAbsentColumn + 1;

// A lock that is held for a small part of a column is paler there, yet still to be seen.
QRgb covered(QRgb background, QRgb color, float cover);

struct RareTick {
    int column = 0;
    std::uint8_t state = 0;
};

class StateCounts;

class LaneRaster {
  public:
    enum class Way { Bars, Scan, Blocks, Steps };

    // Reuses its buffers: keep one and call it for lane after lane. `counts`, up to date, are needed on the
    // axis of steps where there are many intervals; null: every one of them is looked for.
    Way draw(const world::Track& track, const RasterScale& scale, const LanePalette& palette,
             const StateCounts* counts = nullptr);

    std::span<const QRgb> colors() const { return colors_; }
    std::span<const std::uint8_t> states() const { return states_; } // a LaneState, or kMixedColumn
    std::span<const RareTick> ticks() const { return ticks_; }

    // Which way a track of `intervals` visible ones is drawn.
    static Way wayFor(std::size_t intervals, const RasterScale& scale);
    // The least width of a bar (Bars), in columns: three pixels where there is room, so that the short
    // stretches between sleeps catch the eye, else one.
    static int leastWidth(std::size_t intervals, const RasterScale& scale);

  private:
    struct Mix;
    void drawBars(const world::Track& track, std::size_t first, std::size_t last);
    void drawScan(const world::Track& track, std::size_t first, std::size_t last);
    void drawBlocks(const world::Track& track);
    void drawSteps(const world::Track& track, std::size_t first, std::size_t last);
    void putSamples(const world::Track& track, int column, std::size_t first);
    void drawStepBlocks(const world::Track& track, const StateCounts& counts);
    static Mix mixOf(const std::array<unsigned, world::kLaneStates>& sum,
                     const std::array<QRgb, world::kLaneStates>& colors);
    void findRare(const world::Track& track);
    void addTick(Time at, std::uint8_t state);
    void flushNarrow(Mix& mix, int from, int to);
    QRgb colorOf(const world::Track& track, std::size_t interval, std::uint8_t state) const;
    void put(int column, const Mix& mix);
    // … as far as `whole` is covered at all (locks)
    void putShare(int column, const Mix& mix, float whole);

    RasterScale scale_;
    LanePalette palette_;
    std::vector<QRgb> colors_;
    std::vector<std::uint8_t> states_;
    std::vector<RareTick> ticks_;
    std::vector<std::uint8_t> inColumn_; // states of the intervals that a column of steps holds
};

} // namespace forkscope::gui::timeline
