// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The lane of a queue: a filled step curve of its depth, scaled so that the peak of the run takes the lane's
// height.
#include "gui/timeline/depth_curve.h"

#include <QColor>
#include <QImage>
#include <QRect>

#include <span>

namespace forkscope::gui::timeline {

// Paints into `image` (RGB32), inside `plot`; the curve stands on top + height. Device pixels.
void paintDepth(QImage& image, QRect plot, std::span<const DepthColumn> columns, std::int64_t peak, int top,
                int height, const QColor& color, double ratio);

} // namespace forkscope::gui::timeline
