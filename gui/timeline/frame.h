// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What every painter of one picture shares: where things are, which colours and fonts, the lanes. Plain
// references, valid while one picture is made.
#include "gui/timeline/axis_map.h"
#include "gui/timeline/lane_hold.h"
#include "gui/timeline/lane_layout.h"
#include "gui/timeline/timeline_colors.h"

#include <QFont>
#include <QRect>

namespace forkscope::gui::timeline {

// The parts of the view, in logical pixels of the viewport.
struct Geometry {
    QSize size;
    int gutter = 96;  // width of the lane names
    int scroll = 0;   // logical pixels of lanes above the upper edge of the plot
    double ratio = 1; // device pixels for one logical pixel
    const AxisMap* axis = &TimeAxis::instance();
    PlaceRange visible; // on the axis

    static constexpr int kAxis = 30, kLegend = 27, kRight = 12, kLeft = 12, kPadTop = 4, kPadBottom = 6;

    QRect plot() const {
        return {gutter, kAxis, std::max(1, size.width() - gutter - kRight),
                std::max(0, size.height() - kAxis - kLegend)};
    }
    QRect lanes() const { return {0, plot().top(), size.width(), plot().height()}; } // names too
    QRect legend() const { return {0, size.height() - kLegend, size.width(), kLegend}; }
    int room() const { return std::max(0, plot().height() - kPadTop - kPadBottom); }
    double x(Time t) const { return xOf(axis->place(t)); }
    double xOf(Place place) const { return plot().left() + xAt(place, visible, plot().width()); }
    Place placeAt(double x) const { return timeline::timeAt(x - plot().left(), visible, plot().width()); }
    Time timeAt(double x) const { return axis->time(placeAt(x)); }
    TimeRange times() const { return axis->times(visible); } // what is visible
    // From a layout's y to the viewport's, and back.
    int y(int inLayout) const { return kAxis + kPadTop + inLayout - scroll; }
    int layoutY(int y) const { return y - kAxis - kPadTop + scroll; }
    double perPixel() const { return timePerPixel(visible, plot().width()); } // places
    // … how much time a pixel at this time stands for.
    double timePerPixelAt(Time t) const {
        return axis->kind() == AxisKind::Time ? perPixel() : double(std::max<Time>(timeAt(x(t) + 1) - t, 1));
    }

    bool operator==(const Geometry&) const = default;
};

// Sizes are pixels at 1x; the family is the widget's.
struct Fonts {
    QFont id, name, bar, axis, tag, legend, header;
    explicit Fonts(const QFont& base);
};

struct Frame {
    const LaneSource& source;
    const LaneLayout& layout;
    const Geometry& geometry;
    const TimelineColors& colors;
    const Fonts& fonts;
    const LaneHolds* holds = nullptr; // null: nobody is held
};

} // namespace forkscope::gui::timeline
