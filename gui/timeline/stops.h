// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The stops of a tour so far: numbered circles on the axis, each with a dotted line down through the lanes.
#include "gui/timeline/frame.h"
#include "gui/timeline/text_cache.h"

#include <QPainter>

#include <optional>
#include <span>

namespace forkscope::gui::timeline {

void paintStops(QPainter& painter, const Frame& frame, std::span<const Time> stops, const QRectF& tag,
                TextCache& texts);
QPointF centreOfStop(const Frame& frame, Time stop);
// Index of the stop whose circle is under this point; the later one where two lie on each other.
std::optional<std::size_t> stopAt(const Frame& frame, std::span<const Time> stops, QPointF point);

} // namespace forkscope::gui::timeline
