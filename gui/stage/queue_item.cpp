// SPDX-License-Identifier: GPL-3.0-or-later
// The queue from left to right: who puts, the caller's buffer (an open tray), the pipe (a tube), the item
// taken last and who took it. The oldest item lies at the right.
#include "gui/stage/glyphs.h"
#include "gui/stage/object_item.h"
#include "gui/theme/theme.h"

#include <QPainter>

namespace forkscope::gui {

static constexpr double kRow = 34, kSlotWidth = 34, kSlotHeight = 28;
static constexpr double kTray = 58, kTube = 158, kTaken = 332, kTaker = 388;
static constexpr int kTraySlots = 2, kTubeSlots = 4;

static QRectF slotAt(double x, int i) {
    return {x + i * (kSlotWidth + 3), kRow, kSlotWidth, kSlotHeight};
}

static void paintMore(QPainter& painter, double x, int more) {
    if (more > 0)
        paintText(painter, {x, kRow + 31, 80, 16}, uiFont(11, QFont::DemiBold), colors().waitsQueue.text,
                  QStringLiteral("+%1").arg(more));
}

void QueueItem::paintContent(QPainter& painter) const {
    paintCaller(painter);
    paintPipe(painter);
    paintTaker(painter);
}

void QueueItem::paintCaller(QPainter& painter) const {
    const QColor pink = colors().waitsQueue.fill;
    if (!object_.putters.empty()) {
        paintTag(painter, {QPointF(2, kRow + 2), kTagSize}, object_.putters.front());
        paintArrow(painter, {40, kRow + 14}, {kTray - 2, kRow + 14}, object_.full ? pink : colors().dim,
                   object_.full);
    }
    painter.setPen(QPen(colors().dim, 1.2));
    const double right = kTray + kTraySlots * (kSlotWidth + 3) + 4;
    painter.drawPolyline(
        QPolygonF{{kTray, kRow - 4}, {kTray, kRow + 33}, {right, kRow + 33}, {right, kRow - 4}});
    if (object_.full) {
        painter.setPen(QPen(pink, 3));
        painter.drawLine(QPointF(kTray, kRow - 4), QPointF(kTray, kRow + 33));
    }
    for (int i = 0; i < kTraySlots; ++i) {
        const int place = kTraySlots - 1 - i; // the oldest at the right
        paintSlot(painter, slotAt(kTray + 4, i), object_.caller.value(place));
    }
    paintMore(painter, kTray + 4, object_.callerMore);
}

void QueueItem::paintPipe(QPainter& painter) const {
    const double right = kTube + kTubeSlots * (kSlotWidth + 3) + 13;
    paintArrow(painter, {kTube - 20, kRow + 14}, {kTube - 2, kRow + 14}, colors().dim,
               object_.caller.isEmpty());
    painter.setPen(QPen(colors().dim, 1.2));
    painter.setBrush(colors().raised);
    painter.drawRoundedRect(QRectF(kTube, kRow - 4, right - kTube, 37), 9, 18);
    for (int i = 0; i < kTubeSlots; ++i)
        paintSlot(painter, slotAt(kTube + 7, i), object_.pipe.value(kTubeSlots - 1 - i));
    paintMore(painter, kTube + 8, object_.pipeMore);
}

void QueueItem::paintTaker(QPainter& painter) const {
    const bool waits = !object_.waiters.empty();
    if (waits) {
        const bool many = object_.waiters.size() > 1;
        paintArrow(painter, {kTaken - 8, kRow + 14}, {kTaken + 46, kRow + 14}, colors().waitsQueue.fill,
                   true);
        paintTag(painter, {QPointF(kTaker, kRow + 2), kTagSize}, object_.waiters.front());
        paintText(painter, {kTaker - 30, kRow + 31, 80, 16}, uiFont(11), colors().waitsQueue.text,
                  many ? tr("%1 wait").arg(object_.waiters.size()) : tr("waits"), Qt::AlignRight);
        return;
    }
    paintSlot(painter, slotAt(kTaken, 0), object_.taken.value(0));
    if (!object_.last.empty()) {
        paintArrow(painter, {kTaken + 38, kRow + 14}, {kTaker - 3, kRow + 14}, colors().dim, false);
        paintTag(painter, {QPointF(kTaker, kRow + 2), kTagSize}, object_.last.front());
    }
}

} // namespace forkscope::gui
