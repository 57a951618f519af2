// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Words on the timeline: the names of the lanes in the gutter, and in each bar that has room what it is or
// waits for.
#include "gui/timeline/bar_painter.h"
#include "gui/timeline/frame.h"
#include "gui/timeline/text_cache.h"

namespace forkscope::gui::timeline {

// Wide enough for every name, within bounds.
int gutterWidth(const LaneSource& source, const LaneLayout& layout, const Fonts& fonts);
void paintLaneNames(QPainter& painter, const Frame& frame, TextCache& texts);
void paintBarLabels(QPainter& painter, const Frame& frame, const LaneRow& row, std::span<const BarRun> runs,
                    TextCache& texts);

} // namespace forkscope::gui::timeline
