// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/stage/padlock_item.h"

#include "gui/stage/motion_clock.h"
#include "gui/stage/stage_moves.h"

#include <QEasingCurve>
#include <QLineF>
#include <QPainter>

#include <cmath>

namespace forkscope::gui {

PadlockItem::PadlockItem(MotionClock& clock) : clock_(clock) {
    setZValue(10);
    setAcceptedMouseButtons(Qt::NoButton);
    setCacheMode(DeviceCoordinateCache);
}

PadlockItem::~PadlockItem() {
    clock_.forget(this);
}

void PadlockItem::setLook(Padlock look, int depth) {
    if (look == look_ && depth == depth_)
        return;
    look_ = look;
    depth_ = depth;
    update();
}

void PadlockItem::goTo(const QPointF& place, bool atOnce) {
    if (placed_ && place == target_ && !atOnce)
        return;
    target_ = place;
    clock_.forget(this);
    if (atOnce || !placed_) {
        setPos(place);
        placed_ = true;
        return;
    }
    const QPointF from = pos();
    const double height = std::min(46.0, QLineF(from, place).length() * 0.25);
    clock_.play({this, 0}, 0, motion::kPadlock, [this, from, place, height](double share) {
        const double eased = QEasingCurve(QEasingCurve::InOutCubic).valueForProgress(share);
        // The end is exact: sin of pi is not quite 0.
        setPos(share >= 1 ? place
                          : from + (place - from) * eased - QPointF(0, height * std::sin(eased * M_PI)));
    });
}

void PadlockItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
    paintPadlock(*painter, QRectF(0, 0, 30, 30), look_, depth_);
}

} // namespace forkscope::gui
