// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The small marks of progress, drawn the same on the home page and in the overview.
#include "gui/home/path_progress.h"

#include <QPointF>

class QPainter;

namespace forkscope::gui {

inline constexpr int kPipStep = 12; // px from one pip to the next

// Circles for tours, squares for exercises: filled, half, empty.
void paintPips(QPainter& painter, double left, double middle, const QList<Pip>& pips, bool round);
// Of a lesson that is done (a disc with a tick) or begun (a pie).
void paintRing(QPainter& painter, QPointF middle, Pip done);

} // namespace forkscope::gui
