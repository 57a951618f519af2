// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Fills of the charts, in the theme's colours: the same colour and pattern as on the timeline says the same.
#include "engine/world/lane_state.h"

#include <QBrush>
#include <QPen>
#include <QString>

namespace forkscope::gui {

struct ChartFill {
    QBrush brush;
    QPen pen;
};
struct LegendEntry {
    QString text;
    ChartFill fill;
};

ChartFill fillOf(world::LaneState state);
ChartFill queueFill(); // of a depth curve
ChartFill holdFill();  // a lock is held; a wait for it is fillOf(WaitsLock)
// Of the n-th process in a stack: neighbours differ in pattern too.
ChartFill identityFill(std::size_t n);
ChartFill othersFill();

} // namespace forkscope::gui
