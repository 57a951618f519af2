// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Arrows from lane to lane: an item from put to get, a start, a lock handed over, an end to the join that saw
// it, a signal. Never more than kMostArrows in one picture: where there are more, every 2nd, 4th, 8th … of
// the run is shown, so that the same ones stay while one pans.
#include "gui/timeline/frame.h"

#include <QPainter>

#include <vector>

namespace forkscope::gui::timeline {

inline constexpr std::size_t kMostArrows = 120;

// Indices into source.arrows() of those to draw for this stretch of time.
std::vector<std::size_t> shownArrows(const std::vector<world::Arrow>& arrows, TimeRange visible);
void paintArrows(QPainter& painter, const Frame& frame);

} // namespace forkscope::gui::timeline
