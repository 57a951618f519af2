// SPDX-License-Identifier: GPL-3.0-or-later
// Where in an object things start and end.
#include "gui/stage/glyphs.h"
#include "gui/stage/object_paint.h"
#include "gui/stage/stage_layout.h"

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

// Behind the tag of who has it, or the word for nobody.
WaitingLine lineBeforeLock(const StageObject& lock) {
    if (lock.depth > 1)
        return {{276, 30}, 2};
    double x = 44;
    if (lock.holders.empty())
        x += lock.known ? 40 : 96;
    else
        x += kTagStep + (lock.holders.size() > 1 ? kMoreWidth : 0);
    return {{x + 42, 30}, 6};
}

// To the right of the rail, or below it where it is long.
WaitingLine lineBeforeSemaphore(const StageObject& semaphore) {
    const int hooks = std::min(std::max(semaphore.total, semaphore.free), rail::kMostHooks);
    const double beside = hooks * rail::kStep + 24;
    if (beside + 60 + 2 * kTagStep < stage::kObjectWidth)
        return {{beside + 56, 28}, int((stage::kObjectWidth - beside - 56 - kMoreWidth) / kTagStep)};
    return {{58, 102}, 6};
}

QRectF waiterPlace(const StageObject& object, int index) {
    if (object.kind != StageKind::Lock && object.kind != StageKind::Semaphore)
        return {};
    const WaitingLine line =
        object.kind == StageKind::Lock ? lineBeforeLock(object) : lineBeforeSemaphore(object);
    if (index >= line.most)
        return {};
    // Its number in the line stands out at the upper right.
    return QRectF(line.at + QPointF(index * kTagStep, 0), kTagSize).adjusted(0, -6, 6, 0);
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
