// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The axis as it is painted: ticks with their labels (times, or numbers of steps), the grid under the bars,
// the playhead with its tag.
#include "gui/timeline/frame.h"
#include "gui/timeline/text_cache.h"

#include <vector>

namespace forkscope::gui::timeline {

struct AxisTick {
    double x = 0; // of its line, in the viewport
    QString label;
    double middle = 0; // of the label where that is centred (over its column), else 0
};

// Far enough apart for their labels at this zoom.
std::vector<AxisTick> axisTicks(const Frame& frame);
// Columns (device pixels of the plot) of the grid.
std::vector<int> gridColumns(const Geometry& geometry, std::span<const AxisTick> ticks);
// Labels; those under one of `covered` (tags on the axis) are left out as a whole.
void paintAxis(QPainter& painter, const Frame& frame, std::span<const QRectF> covered, TextCache& texts);

// "594.2 ms", on the axis of steps "step 12 · 594.2 ms".
QString momentText(const Frame& frame, Time t);
// Where the playhead's tag goes; null when the playhead is outside of what is visible.
QRectF tagRect(const Frame& frame, Time playhead, TextCache& texts);
void paintPlayhead(QPainter& painter, const Frame& frame, Time playhead, const QRectF& tag, TextCache& texts);

} // namespace forkscope::gui::timeline
