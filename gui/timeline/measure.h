// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A stretch of the run that the user has drawn: tinted, with its length and the number of events in it.
#include "gui/timeline/frame.h"
#include "gui/timeline/text_cache.h"

namespace forkscope::gui::timeline {

// "412 ms · 96 events"; on the axis of steps "96 events · 412 ms".
QString measureText(const Frame& frame, TimeRange range);
void paintMeasuredRange(QPainter& painter, const Frame& frame, TimeRange range);
// The words go on the axis, beside `avoid` (the playhead's tag). Empty where the stretch is out of sight.
QRectF measureRect(const Frame& frame, TimeRange range, const QRectF& avoid, TextCache& texts);
void paintMeasure(QPainter& painter, const Frame& frame, TimeRange range, const QRectF& rect,
                  TextCache& texts);

} // namespace forkscope::gui::timeline
