// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Words on the bars: in each that has room what it is or waits for.
#include "gui/timeline/bar_painter.h"
#include "gui/timeline/frame.h"
#include "gui/timeline/text_cache.h"

namespace forkscope::gui::timeline {

void paintBarLabels(QPainter& painter, const Frame& frame, const LaneRow& row, std::span<const BarRun> runs,
                    TextCache& texts);

} // namespace forkscope::gui::timeline
