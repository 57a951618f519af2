// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Time, pixels and lanes, as free functions of plain numbers: no widget, no state, so that a table can test
// them. Times are nanoseconds since the run began; pixels are those of the plot (0 is its left or upper
// edge), logical unless a name says "device".
#include "engine/trace/event.h"

#include <QString>

#include <cstdint>
#include <vector>

namespace forkscope::gui::timeline {

using trace::Time;

// Half open: [begin, end).
struct TimeRange {
    Time begin = 0;
    Time end = 1;

    Time span() const { return end - begin; }
    bool contains(Time t) const { return t >= begin && t < end; }
    bool operator==(const TimeRange&) const = default;
};

// The narrowest stretch that can be shown: one pixel is then about a nanosecond.
inline constexpr Time kMinSpan = 1000;

// -- time and pixels. `width` is that of the plot; a width or span of nothing counts as one.
double xAt(Time t, TimeRange visible, double width);
Time timeAt(double x, TimeRange visible, double width);
double timePerPixel(TimeRange visible, double width);

// The same stretch, `factor` times as long (below 1: nearer), with `pivot` staying where it is on the screen.
// Kept within `limits` and no shorter than `least`.
TimeRange zoomed(TimeRange visible, Time pivot, double factor, TimeRange limits, Time least = kMinSpan);
// Moved by this much, kept within `limits`, length unchanged.
TimeRange panned(TimeRange visible, Time by, TimeRange limits);
// Into `limits`: shortened if it is longer than they are, else moved.
TimeRange clamped(TimeRange range, TimeRange limits);

// -- lanes
inline constexpr int kLaneHeightMax = 52;
inline constexpr int kLaneHeightMin = 24;
// The height that each of `lanes` gets when it may choose: 52 up to four lanes, then less, down to 24.
int preferredLaneHeight(int lanes);
// The height of a lane in a view with this much room: as tall as fits, within 24 and 52.
int laneHeightFor(int lanes, int room);

// -- the axis
// A step of 1, 2 or 5 times a power of ten, so that ticks are at least `minPixels` apart.
Time tickStep(TimeRange visible, double width, double minPixels);
// Multiples of `step` within `visible`.
std::vector<Time> ticks(TimeRange visible, Time step);
// "0 ms", "100 ms", "3.25 s": the unit follows `longest`, the digits follow `step`, so that the labels of an
// axis agree.
QString tickText(Time t, Time step, Time longest);
// As fine as a pixel can show, for the playhead: one digit more than what neighbouring ticks have.
QString preciseText(Time t, double timePerPixel, Time longest);

// A length in three digits: "412 ms", "1.25 s", "20.0 µs".
QString lengthText(Time length);

} // namespace forkscope::gui::timeline
