// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/stage/padlock_item.h"

#include <QPainter>

namespace forkscope::gui {

PadlockItem::PadlockItem() : travel_(this, "pos") {
    setZValue(10);
    setAcceptedMouseButtons(Qt::NoButton);
    travel_.setDuration(kTravel);
    travel_.setEasingCurve(QEasingCurve::InOutCubic);
}

void PadlockItem::setLook(Padlock look, int depth) {
    if (look == look_ && depth == depth_)
        return;
    look_ = look;
    depth_ = depth;
    update();
}

void PadlockItem::goTo(const QPointF& place, bool atOnce) {
    if (placed_ && place == target_ && !(atOnce && travel_.state() == QAbstractAnimation::Running))
        return;
    target_ = place;
    travel_.stop();
    if (atOnce || !placed_) {
        setPos(place);
        placed_ = true;
        return;
    }
    travel_.setStartValue(pos());
    travel_.setEndValue(place);
    travel_.start();
}

void PadlockItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
    paintPadlock(*painter, QRectF(0, 0, 30, 30), look_, depth_);
}

} // namespace forkscope::gui
