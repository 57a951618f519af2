// SPDX-License-Identifier: GPL-3.0-or-later
// Queues and pipes. The queue from left to right: who puts, the caller's buffer (an open tray), the pipe (a
// tube), the item taken last and who took it. The oldest item lies at the right.
#include "gui/stage/glyphs.h"
#include "gui/stage/object_paint.h"
#include "gui/theme/theme.h"

#include <QPainter>
#include <QPainterPath>

namespace forkscope::gui {

namespace channel {
QRectF traySlot(int fromTheRight) {
    return {kTray + 4 + (kTraySlots - 1 - fromTheRight) * kSlotStep, kRow, kSlotWidth, kSlotHeight};
}
QRectF tubeSlot(double left, int fromTheRight) {
    return {left + 10 + (kTubeSlots - 1 - fromTheRight) * kSlotStep, kRow, kSlotWidth, kSlotHeight};
}
QRectF takenSlot() {
    return {kTaken, kRow, kSlotWidth, kSlotHeight};
}
} // namespace channel

using namespace channel;

static constexpr double kMiddle = kRow + kSlotHeight / 2;

static QString itemText(const std::vector<StageItem>& items, int place) {
    return place < int(items.size()) ? items[std::size_t(place)].text : QString();
}

static void paintMore(QPainter& painter, double x, int more) {
    if (more > 0)
        paintText(painter, {x, kRow + 32, 80, 16}, uiFont(11, QFont::DemiBold), colors().waitsQueue.text,
                  QStringLiteral("+%1").arg(more));
}

static void paintPlaceName(QPainter& painter, double x, double width, const QString& name) {
    if (isFar(painter))
        return;
    paintText(painter, {x, kRow + 32, width, 16}, uiFont(10), colors().dim, name, Qt::AlignCenter);
}

static void paintTray(QPainter& painter, const StageObject& queue) {
    const double right = kTray + kTraySlots * kSlotStep + 5;
    painter.setPen(QPen(colors().dim, 1.4));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(
        QPolygonF{{kTray, kRow - 4}, {kTray, kRow + 32}, {right, kRow + 32}, {right, kRow - 4}});
    if (queue.full) {
        painter.setPen(QPen(colors().waitsQueue.fill, 3));
        painter.drawLine(QPointF(kTray, kRow - 5), QPointF(kTray, kRow + 33));
    }
    for (int i = 0; i < kTraySlots; ++i)
        paintSlot(painter, traySlot(i), itemText(queue.caller, i));
    paintPlaceName(painter, kTray, right - kTray, MomentModel::tr("buffer"));
    paintMore(painter, kTray + 2, queue.callerMore);
}

static void paintTube(QPainter& painter, double left, const StageObject& object, bool closed) {
    const QRectF box(left, kRow - 5, kTubeWidth, kSlotHeight + 10);
    const QRectF leftEnd(box.left(), box.top(), 14, box.height());
    const QRectF rightEnd(box.right() - 14, box.top(), 14, box.height());
    QPainterPath body;
    body.moveTo(leftEnd.center().x(), box.top());
    body.arcTo(leftEnd, 90, 180);
    body.lineTo(rightEnd.center().x(), box.bottom());
    body.arcTo(rightEnd, -90, 180);
    body.closeSubpath();
    painter.setPen(QPen(colors().dim, 1.4));
    painter.setBrush(colors().raised);
    painter.drawPath(body);
    painter.setBrush(mixed(colors().raised, colors().panel, 0.6));
    painter.drawEllipse(rightEnd);
    if (closed) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colors().ended.fill);
        painter.drawRoundedRect(QRectF(box.left() - 3, box.top() - 2, 10, box.height() + 4), 3, 3);
    }
    for (int i = 0; i < kTubeSlots; ++i)
        paintSlot(painter, tubeSlot(left, i), itemText(object.pipe, i));
    paintMore(painter, left + 8, object.pipeMore);
}

static void paintTaker(QPainter& painter, const StageObject& queue) {
    const bool waits = !queue.waiters.empty();
    const QColor pink = colors().waitsQueue.fill;
    paintArrow(painter, {kTube + kTubeWidth + 2, kMiddle}, {kTaken - 2, kMiddle}, waits ? pink : colors().dim,
               waits || queue.taken.empty());
    if (waits) {
        paintSlot(painter, takenSlot(), {});
        paintTag(painter, {QPointF(kTaker, kRow + 2), kTagSize}, queue.waiters.front());
        const QString words = queue.waiters.size() > 1 ? MomentModel::tr("%1 wait").arg(queue.waiters.size())
                                                       : MomentModel::tr("waits");
        return paintText(painter, {kTaker - 60, kRow + 32, 96, 16}, uiFont(11), colors().waitsQueue.text,
                         words, Qt::AlignRight);
    }
    paintSlot(painter, takenSlot(), itemText(queue.taken, 0));
    paintPlaceName(painter, kTaken - 10, kSlotWidth + 20, MomentModel::tr("taken"));
    if (queue.last.empty())
        return;
    paintArrow(painter, {kTaken + kSlotWidth + 2, kMiddle}, {kTaker - 2, kMiddle}, colors().dim, false);
    paintTag(painter, {QPointF(kTaker, kRow + 2), kTagSize}, queue.last.front());
}

void paintQueue(QPainter& painter, const StageObject& queue, const Pulse&) {
    const double first = queue.direct ? kTube : kTray;
    if (!queue.putters.empty()) {
        paintTag(painter, {QPointF(2, kRow + 2), kTagSize}, queue.putters.front());
        paintArrow(painter, {40, kMiddle}, {first - 2, kMiddle},
                   queue.full ? colors().waitsQueue.fill : colors().dim, queue.full);
    }
    if (!queue.direct) {
        paintTray(painter, queue);
        paintArrow(painter, {kTray + kTraySlots * kSlotStep + 7, kMiddle}, {kTube - 2, kMiddle}, colors().dim,
                   queue.caller.empty());
    }
    paintTube(painter, kTube, queue, false);
    paintPlaceName(painter, kTube, kTubeWidth, MomentModel::tr("pipe"));
    paintTaker(painter, queue);
}

// A tube between those who can write to it and those who read; a closed other end wears a cap.
void paintPipe(QPainter& painter, const StageObject& pipe, const Pulse&) {
    const double right = kPipeTube + kTubeWidth;
    const double x = paintTags(painter, {2, kRow + 2}, pipe.putters, 2);
    if (!pipe.putters.empty())
        paintArrow(painter, {x - 2, kMiddle}, {kPipeTube - 5, kMiddle}, colors().dim, pipe.pipe.empty());
    paintTube(painter, kPipeTube, pipe, pipe.broken);
    if (pipe.broken && pipe.pipe.empty())
        paintText(painter, {kPipeTube, kRow, kTubeWidth, kSlotHeight}, uiFont(11, QFont::DemiBold),
                  colors().ended.text, QStringLiteral("EOFError"), Qt::AlignCenter);
    const bool waits = !pipe.waiters.empty();
    paintArrow(painter, {right + 3, kMiddle}, {right + 24, kMiddle},
               waits ? colors().waitsQueue.fill : colors().dim, waits);
    paintTags(painter, {right + 28, kRow + 2}, waits ? pipe.waiters : pipe.holders, 2);
    if (waits)
        paintText(painter, {right + 28, kRow + 32, 80, 16}, uiFont(11), colors().waitsQueue.text,
                  pipe.waiters.size() > 1 ? MomentModel::tr("wait") : MomentModel::tr("waits"));
}

} // namespace forkscope::gui
