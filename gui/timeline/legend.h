// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The row at the bottom that says what the bars mean, each with the pattern of its bar.
#include "gui/timeline/frame.h"
#include "gui/timeline/text_cache.h"

namespace forkscope::gui::timeline {

void paintLegend(QPainter& painter, const Frame& frame, TextCache& texts);

} // namespace forkscope::gui::timeline
