// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the search has found, on the picture: a wedge under the bar of whoever did it, a notch on the axis.
#include "gui/timeline/frame.h"
#include "gui/timeline/search.h"

#include <QPainter>

#include <vector>

namespace forkscope::gui::timeline {

inline constexpr std::size_t kMostWedges = 4000; // with more in sight only the notches are painted

// Where wedges go, in the viewport: at most one for every few pixels of a lane.
std::vector<QPointF> hitSpots(const Frame& frame, const std::vector<SearchHit>& hits);
// Columns (logical pixels of the plot) that hold a hit.
std::vector<int> hitColumns(const Geometry& geometry, const std::vector<SearchHit>& hits);
void paintHits(QPainter& painter, const Frame& frame, const std::vector<SearchHit>& hits);

} // namespace forkscope::gui::timeline
