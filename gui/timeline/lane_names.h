// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The left column: the names of the lanes as a family tree, with what folds and unfolds them, and the headers
// of the groups.
#include "gui/timeline/frame.h"
#include "gui/timeline/text_cache.h"

namespace forkscope::gui::timeline {

// Wide enough for every name, within bounds.
int gutterWidth(const LaneSource& source, const LaneLayout& layout, const Fonts& fonts);
// While somebody is held, in a view of this width: with room for what they would do next, whatever that is.
int heldGutterWidth(int width);
// Where the button of a held lane goes, in the viewport; empty: it is scrolled away.
QRect buttonRect(const Geometry& geometry, const LaneRow& row);
void paintLaneNames(QPainter& painter, const Frame& frame, TextCache& texts);
void paintHeaders(QPainter& painter, const Frame& frame, TextCache& texts);

// Where a press folds or unfolds the row's family, in the viewport; empty where there is nothing to fold.
QRectF foldRect(const Geometry& geometry, const LaneRow& row);

} // namespace forkscope::gui::timeline
