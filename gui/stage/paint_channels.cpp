// SPDX-License-Identifier: GPL-3.0-or-later
// Queues and pipes. The queue from left to right: who puts, the caller's buffer (an open tray), the pipe (a
// tube), the item taken last and who took it. The oldest item lies at the right.
#include "gui/stage/glyphs.h"
#include "gui/stage/object_paint.h"
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

static void paintCaller(QPainter& painter, const StageObject& queue) {
    const QColor pink = colors().waitsQueue.fill;
    if (!queue.putters.empty()) {
        paintTag(painter, {QPointF(2, kRow + 2), kTagSize}, queue.putters.front());
        paintArrow(painter, {40, kRow + 14}, {kTray - 2, kRow + 14}, queue.full ? pink : colors().dim,
                   queue.full);
    }
    painter.setPen(QPen(colors().dim, 1.2));
    const double right = kTray + kTraySlots * (kSlotWidth + 3) + 4;
    painter.drawPolyline(
        QPolygonF{{kTray, kRow - 4}, {kTray, kRow + 33}, {right, kRow + 33}, {right, kRow - 4}});
    if (queue.full) {
        painter.setPen(QPen(pink, 3));
        painter.drawLine(QPointF(kTray, kRow - 4), QPointF(kTray, kRow + 33));
    }
    for (int i = 0; i < kTraySlots; ++i) {
        const int place = kTraySlots - 1 - i; // the oldest at the right
        paintSlot(painter, slotAt(kTray + 4, i), queue.caller.value(place));
    }
    paintMore(painter, kTray + 4, queue.callerMore);
}

void paintTube(QPainter& painter, double left, const StageObject& object) {
    const double right = left + kTubeSlots * (kSlotWidth + 3) + 13;
    painter.setPen(QPen(colors().dim, 1.2));
    painter.setBrush(colors().raised);
    painter.drawRoundedRect(QRectF(left, kRow - 4, right - left, 37), 9, 18);
    for (int i = 0; i < kTubeSlots; ++i)
        paintSlot(painter, slotAt(left + 7, i), object.pipe.value(kTubeSlots - 1 - i));
    paintMore(painter, left + 8, object.pipeMore);
}

static void paintTaker(QPainter& painter, const StageObject& queue) {
    const bool waits = !queue.waiters.empty();
    if (waits) {
        const bool many = queue.waiters.size() > 1;
        paintArrow(painter, {kTaken - 8, kRow + 14}, {kTaken + 46, kRow + 14}, colors().waitsQueue.fill,
                   true);
        paintTag(painter, {QPointF(kTaker, kRow + 2), kTagSize}, queue.waiters.front());
        paintText(painter, {kTaker - 30, kRow + 31, 80, 16}, uiFont(11), colors().waitsQueue.text,
                  many ? MomentModel::tr("%1 wait").arg(queue.waiters.size()) : MomentModel::tr("waits"),
                  Qt::AlignRight);
        return;
    }
    paintSlot(painter, slotAt(kTaken, 0), queue.taken.value(0));
    if (!queue.last.empty()) {
        paintArrow(painter, {kTaken + 38, kRow + 14}, {kTaker - 3, kRow + 14}, colors().dim, false);
        paintTag(painter, {QPointF(kTaker, kRow + 2), kTagSize}, queue.last.front());
    }
}

void paintQueue(QPainter& painter, const StageObject& queue) {
    paintCaller(painter, queue);
    paintArrow(painter, {kTube - 20, kRow + 14}, {kTube - 2, kRow + 14}, colors().dim,
               queue.caller.isEmpty());
    paintTube(painter, kTube, queue);
    paintTaker(painter, queue);
}

// A tube between those who can write to it and those who read; a closed other end wears a cap.
void paintPipe(QPainter& painter, const StageObject& pipe) {
    constexpr double kLeft = 132;
    const double right = kLeft + kTubeSlots * (kSlotWidth + 3) + 13;
    const double x = paintTags(painter, {2, kRow + 2}, pipe.putters, 2);
    if (!pipe.putters.empty())
        paintArrow(painter, {x - 2, kRow + 14}, {kLeft - 3, kRow + 14}, colors().dim, pipe.pipe.isEmpty());
    paintTube(painter, kLeft, pipe);
    if (pipe.broken) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colors().ended.fill);
        painter.drawRoundedRect(QRectF(kLeft - 5, kRow - 6, 9, 41), 3, 3);
    }
    const bool waits = !pipe.waiters.empty();
    paintArrow(painter, {right + 3, kRow + 14}, {right + 24, kRow + 14},
               waits ? colors().waitsQueue.fill : colors().dim, waits);
    paintTags(painter, {right + 28, kRow + 2}, waits ? pipe.waiters : pipe.holders, 2);
}

} // namespace forkscope::gui
