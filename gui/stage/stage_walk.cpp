// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/stage/stage_walk.h"

#include <QtGlobal>
#include <qnamespace.h>

#include <cmath>

namespace forkscope::gui {

int nextInDirection(const QRectF& from, const std::vector<QRectF>& all, int key) {
    const bool sideways = key == Qt::Key_Left || key == Qt::Key_Right;
    const double sign = key == Qt::Key_Left || key == Qt::Key_Up ? -1 : 1;
    int best = -1;
    double nearest = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const QPointF way = all[i].center() - from.center();
        const double along = sign * (sideways ? way.x() : way.y());
        const double across = std::abs(sideways ? way.y() : way.x());
        if (along < 4)
            continue;
        const double distance = along + 2.5 * across; // straight ahead before near
        if (best < 0 || distance < nearest) {
            best = int(i);
            nearest = distance;
        }
    }
    return best;
}

} // namespace forkscope::gui
