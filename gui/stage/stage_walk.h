// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Which thing on the stage an arrow key leads to.
#include <QRectF>

#include <vector>

namespace forkscope::gui {

// Index of the nearest of `all` in the direction of the key from `from`, -1 when there is none.
int nextInDirection(const QRectF& from, const std::vector<QRectF>& all, int key);

} // namespace forkscope::gui
