// SPDX-License-Identifier: GPL-3.0-or-later
// Where in an object things start and end.
#include "gui/stage/object_paint.h"

#include <algorithm>

namespace forkscope::gui {

static QPointF channelSpot(const StageObject& object, Spot spot, int index) {
    using namespace channel;
    const bool pipe = object.kind == StageKind::Pipe;
    const double tube = pipe ? kPipeTube : kTube;
    const QPointF left(20, kRow + kSlotHeight / 2),
        right(pipe ? tube + kTubeWidth + 46 : kTaker + 18, left.y());
    switch (spot) {
    case Spot::Tray:
        return traySlot(std::min(index, kTraySlots - 1)).center();
    case Spot::Tube:
        return tubeSlot(tube, index < 0 ? kTubeSlots - 1 : std::min(index, kTubeSlots - 1)).center();
    case Spot::Taken:
        return takenSlot().center();
    case Spot::Taker:
        return right;
    default:
        return left;
    }
}

QPointF spotPlace(const StageObject& object, Spot spot, int index) {
    switch (spot) {
    case Spot::Hook:
        return rail::hook(std::min(index, rail::kMostHooks - 1)) + QPointF(0, 17);
    case Spot::Counter:
        return {150, 64};
    case Spot::Desk:
        return {81, 84};
    case Spot::Worker:
        return desk::worker(index).center();
    default:
        return channelSpot(object, spot, index);
    }
}

} // namespace forkscope::gui
