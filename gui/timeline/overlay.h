// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What moves over the picture: the bar under the pointer, the one that is selected, the selected lane.
#include "gui/timeline/frame.h"

#include <QPainter>

#include <optional>

namespace forkscope::gui::timeline {

// One interval of one lane. `lane` is an index of the source, so that it stays right when rows move.
struct BarPlace {
    std::size_t lane = 0, interval = 0;
    bool operator==(const BarPlace&) const = default;
};

// The bar's rectangle in the viewport, cut to the plot; empty where it is not shown.
QRectF barRect(const Frame& frame, BarPlace place);
// The interval whose bar is under this point, if any is painted there.
std::optional<BarPlace> barAt(const Frame& frame, QPointF point);

void paintHover(QPainter& painter, const Frame& frame, BarPlace place);
void paintSelected(QPainter& painter, const Frame& frame, BarPlace place);
void paintSelectedLane(QPainter& painter, const Frame& frame, std::size_t lane, bool focus);
// A lane is being moved: where it would stand, at `y` of the layout.
void paintLaneDrop(QPainter& painter, const Frame& frame, std::size_t lane, int y);

} // namespace forkscope::gui::timeline
