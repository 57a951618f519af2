// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The time axis: adaptive ticks, the grid under the bars, the playhead with its tag.
#include "gui/timeline/frame.h"
#include "gui/timeline/text_cache.h"

#include <vector>

namespace forkscope::gui::timeline {

// Ticks far enough apart for their labels at this zoom.
std::vector<Time> axisTicks(const Geometry& geometry, const LaneSource& source, Time* step);
// Columns (device pixels of the plot) of the grid.
std::vector<int> gridColumns(const Geometry& geometry, std::span<const Time> ticks);
// Labels and tick marks; those under `covered` (the playhead's tag) are left out as a whole.
void paintAxis(QPainter& painter, const Frame& frame, const QRectF& covered, TextCache& texts);

// Where the playhead's tag goes; null when the playhead is outside of what is visible.
QRectF tagRect(const Frame& frame, Time playhead, TextCache& texts);
void paintPlayhead(QPainter& painter, const Frame& frame, Time playhead, const QRectF& tag, TextCache& texts);

} // namespace forkscope::gui::timeline
