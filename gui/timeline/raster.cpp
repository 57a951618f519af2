// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/timeline/raster.h"

#include "gui/timeline/raster_mix.h"

#include <algorithm>
#include <cmath>

namespace forkscope::gui::timeline {

using world::LaneState;
using world::Track;

// Above this many intervals a column, a mix of exact shares no longer differs visibly from the interpolated
// one.
static constexpr double kScanFrom = 0.33;
static constexpr double kBlocksFrom = 4;
// On the axis of steps: about half a block a column.
static constexpr double kStepBlocksFrom = 24;
static constexpr std::uint8_t kRareMask =
    std::uint8_t(1u << unsigned(LaneState::Stopped) | 1u << unsigned(LaneState::Zombie));

static bool isRare(std::uint8_t state) {
    return state < world::kLaneStates && (kRareMask >> state & 1) != 0;
}

QRgb covered(QRgb background, QRgb color, float cover) {
    constexpr float kLeast = 0.35f;
    const float share = std::clamp(cover, kLeast, 1.f);
    const auto between = [share](int a, int b) { return a + int(float(b - a) * share); };
    return qRgb(between(qRed(background), qRed(color)), between(qGreen(background), qGreen(color)),
                between(qBlue(background), qBlue(color)));
}

int RasterScale::columnOf(Time t) const {
    if (edges.empty())
        return int(std::clamp(std::floor(double(t - begin) / timePerColumn), -1.0, double(columns)));
    return int(std::upper_bound(edges.begin(), edges.end(), t) - edges.begin()) - 1;
}

LaneRaster::Way LaneRaster::wayFor(std::size_t intervals, const RasterScale& scale) {
    const double each = double(intervals) / std::max(1, scale.columns);
    // The sums of a track count up to 2^32 units of 256 ns: a column longer than half of that (nine minutes)
    // has to be scanned.
    constexpr double kLongest = double(std::int64_t(1) << (31 + Track::kUnitShift));
    if (each < kScanFrom)
        return Way::Bars;
    if (!scale.edges.empty())
        return Way::Steps;
    return each < kBlocksFrom || scale.timePerColumn >= kLongest ? Way::Scan : Way::Blocks;
}

int LaneRaster::leastWidth(std::size_t intervals, const RasterScale& scale) {
    constexpr double kRoomy = 0.06; // intervals for a pixel
    const double pixels = std::max(1, scale.columns) / double(scale.gap);
    return double(intervals) / pixels < kRoomy ? 3 * scale.gap : scale.gap;
}

LaneRaster::Way LaneRaster::draw(const Track& track, const RasterScale& scale, const LanePalette& palette,
                                 const StateCounts* counts) {
    scale_ = scale;
    palette_ = palette;
    colors_.assign(std::size_t(scale.columns), palette.background);
    states_.assign(std::size_t(scale.columns), kAbsentColumn);
    ticks_.clear();
    const Time end = scale.timeAt(scale.columns);
    if (track.empty() || track.start(0) >= end || track.end() < scale.begin)
        return Way::Bars;
    const std::size_t first = track.find(scale.begin), last = track.find(end) + 1;
    const Way way = wayFor(last - first, scale);
    if (way == Way::Bars)
        drawBars(track, first, last);
    else if (way == Way::Scan)
        drawScan(track, first, last);
    else {
        const bool isDense = double(last - first) > kStepBlocksFrom * scale.columns;
        if (way == Way::Blocks)
            drawBlocks(track);
        else if (counts != nullptr && isDense)
            drawStepBlocks(track, *counts);
        else
            drawSteps(track, first, last);
        findRare(track);
    }
    return way;
}

QRgb LaneRaster::colorOf(const Track& track, std::size_t interval, std::uint8_t state) const {
    if (state >= world::kLaneStates)
        return palette_.background;
    if (palette_.owners.empty() || LaneState(state) != LaneState::Running)
        return palette_.state[state];
    const std::uint32_t owner = track.note(interval).subject;
    return owner < palette_.owners.size() ? palette_.owners[owner] : palette_.many;
}

void LaneRaster::put(int column, const Mix& mix) {
    if (mix.state == kAbsentColumn)
        return;
    colors_[std::size_t(column)] = mix.color();
    states_[std::size_t(column)] = mix.state;
}

void LaneRaster::putShare(int column, const Mix& mix, float whole) {
    put(column, mix);
    const float cover = mix.weight / whole;
    if (palette_.owners.empty() || mix.state == kAbsentColumn || cover > 0.99f)
        return;
    colors_[std::size_t(column)] = covered(palette_.background, mix.color(), cover);
    states_[std::size_t(column)] = kMixedColumn;
}

void LaneRaster::addTick(Time at, std::uint8_t state) {
    const int column = scale_.columnOf(at);
    if (column < 0 || column >= scale_.columns)
        return;
    if (ticks_.empty() || ticks_.back().column + 3 * scale_.gap <= column)
        ticks_.push_back({column, state});
}

void LaneRaster::flushNarrow(Mix& mix, int from, int to) {
    for (int x = std::max(from, 0); x < std::min(to, scale_.columns); ++x)
        put(x, mix);
    mix = {};
}

void LaneRaster::drawBars(const Track& track, std::size_t first, std::size_t last) {
    const int width = scale_.columns, gap = scale_.gap, least = leastWidth(last - first, scale_);
    Mix narrow;
    int narrowAt = 0; // column of the narrow intervals in `narrow`
    int taken = 0;    // columns before this one belong to a narrow interval
    for (std::size_t i = first; i < last; ++i) {
        const Time from = track.start(i);
        const auto state = std::uint8_t(track.state(i));
        while (isRare(state) && i + 1 < last && track.state(i + 1) == LaneState(state))
            ++i; // one bar, whatever else is said of its parts
        const Time to = track.stop(i);
        if (state >= world::kLaneStates || to < scale_.begin || to <= from)
            continue;
        const int x0 = scale_.columnOf(from), x1 = std::min(width, scale_.columnOf(to));
        if (isRare(state) && x1 - x0 < 3 * gap)
            addTick(from, state);
        if (x1 - x0 < least) {
            if (narrow.weight > 0 && x0 >= narrowAt + least)
                flushNarrow(narrow, narrowAt, narrowAt + least);
            if (narrow.weight == 0)
                narrowAt = x0;
            // Steps weigh the same, however long they took.
            narrow.add(colorOf(track, i, state), state, scale_.edges.empty() ? float(to - from) : 1);
            taken = narrowAt + least;
            continue;
        }
        if (narrow.weight > 0)
            flushNarrow(narrow, narrowAt, narrowAt + least);
        // A thin line needs no gap; nor does a bar that goes on beyond the edge or up to now.
        const bool spaced = x1 - x0 > 3 * gap && x1 < width && i + 1 < track.size() &&
                            LaneState(state) != LaneState::Sleeping;
        const QRgb color = colorOf(track, i, state);
        for (int x = std::max({x0, 0, taken}); x < (spaced ? x1 - gap : x1); ++x) {
            colors_[std::size_t(x)] = color;
            states_[std::size_t(x)] = state;
        }
    }
    if (narrow.weight > 0)
        flushNarrow(narrow, narrowAt, narrowAt + least);
}

void LaneRaster::drawScan(const Track& track, std::size_t first, std::size_t last) {
    const Time visibleEnd = std::min(scale_.timeAt(scale_.columns), track.end());
    int column = 0;
    Time edge = scale_.timeAt(1);
    Mix mix;
    track.each(first, last, [&](std::size_t i, Time begin, Time end, LaneState of) {
        Time from = std::max(begin, scale_.begin);
        const Time to = std::min(end, visibleEnd);
        const auto state = std::uint8_t(of);
        if (isRare(state) && double(to - from) < 3 * scale_.gap * scale_.timePerColumn)
            addTick(from, state);
        const QRgb color = colorOf(track, i, state);
        while (column < scale_.columns && to > from) {
            const Time part = std::min(to, edge);
            if (state < world::kLaneStates && part > from)
                mix.add(color, state, float(part - from));
            from = std::max(from, part);
            if (to < edge)
                break;
            putShare(column, mix, float(scale_.timePerColumn));
            mix = {};
            edge = scale_.timeAt(++column + 1);
        }
        return column < scale_.columns;
    });
    if (column < scale_.columns)
        putShare(column, mix, float(scale_.timePerColumn));
}

void LaneRaster::findRare(const Track& track) {
    constexpr std::size_t kLookInside =
        256; // blocks searched for the exact moment; later ones tick at their start
    const std::size_t last = track.blockOf(scale_.timeAt(scale_.columns));
    std::size_t looked = 0;
    for (std::size_t b = track.blockOf(scale_.begin); b <= last; ++b) {
        if ((track.blockMask(b) & kRareMask) == 0)
            continue;
        const std::size_t begin = b * Track::kBlock, end = std::min(begin + Track::kBlock, track.size());
        ++looked;
        for (std::size_t i = begin; i < end; ++i) {
            const auto state = std::uint8_t(track.state(i));
            if (!isRare(state))
                continue;
            addTick(track.start(looked <= kLookInside ? i : begin), state);
            if (looked > kLookInside)
                break;
        }
    }
}

} // namespace forkscope::gui::timeline
