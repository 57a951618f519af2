// SPDX-License-Identifier: GPL-3.0-or-later
// Locks, semaphores, events, conditions, barriers: what processes wait for each other with.
#include "gui/stage/glyphs.h"
#include "gui/stage/object_paint.h"
#include "gui/stage/stage_layout.h"
#include "gui/theme/icons.h"
#include "gui/theme/theme.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace forkscope::gui {

// Stacked rings, one for each time that its owner has taken it.
static void paintRings(QPainter& painter, double x, int depth) {
    const int shown = std::min(depth, 4);
    for (int i = 0; i < shown; ++i) {
        painter.setPen(QPen(kGold, 1.3));
        painter.setBrush(mixed(colors().panel, kGold, 0.25));
        const double width = 78 - i * 14;
        painter.drawRoundedRect(QRectF(x + (78 - width) / 2, 56 - i * 10, width, 9), 3, 3);
    }
}

// The padlock itself is an item of its own, since it travels: here its place stays, dotted.
void paintLockObject(QPainter& painter, const StageObject& lock, const Pulse&) {
    if (!lock.holders.empty()) {
        painter.setPen(QPen(colors().faint, 1, Qt::DotLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(2, 26, 30, 30), 6, 6);
    }
    constexpr double kX = 44;
    if (lock.holders.empty()) {
        const QString words = lock.known ? MomentModel::tr("free") : MomentModel::tr("nobody knows");
        paintText(painter, {kX, 30, 110, kTagSize.height()}, uiFont(11), colors().dim, words);
    } else {
        const double x = paintTags(painter, {kX, 30}, lock.holders, 1);
        if (lock.waiters.empty())
            paintText(painter, {x, 30, 70, 24}, uiFont(11), colors().dim, MomentModel::tr("has it"));
    }
    if (lock.depth > 1)
        paintRings(painter, 150, lock.depth);
    if (lock.waiters.empty())
        return;
    const WaitingLine line = lineBeforeLock(lock);
    paintArrow(painter, {line.at.x() - 8, 42}, {line.at.x() - 40, 42}, colors().waitsLock.fill, true);
    paintLine(painter, line.at, lock.waiters, line.most);
}

void paintSemaphore(QPainter& painter, const StageObject& semaphore, const Pulse&) {
    // The binary ones that tell how many are ready begin with no key at all: the rail shows what there is.
    const int hooks = std::min(std::max(semaphore.total, semaphore.free), rail::kMostHooks);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors().sleeping.fill);
    painter.drawRoundedRect(QRectF(2, 26, std::max(60.0, hooks * rail::kStep + 8), 9), 3, 3);
    const int freeHooks = std::min(semaphore.free, hooks);
    for (int i = 0; i < hooks; ++i) {
        const QPointF top = rail::hook(i);
        const bool isFree = i >= hooks - freeHooks;
        paintKey(painter, top, isFree);
        if (!isFree && i < int(semaphore.holders.size()))
            paintTag(painter, {QPointF(top.x() - kTagSize.width() / 2, 74), kTagSize},
                     semaphore.holders[std::size_t(i)]);
    }
    if (semaphore.waiters.empty())
        return;
    const WaitingLine line = lineBeforeSemaphore(semaphore);
    paintText(painter, {line.at.x() - 56, line.at.y(), 56, 24}, uiFont(11), colors().waitsLock.text,
              MomentModel::tr("waiting"));
    paintLine(painter, line.at, semaphore.waiters, line.most);
}

// A lamp: rays and a tick when set, hollow with a cross when not.
void paintEventObject(QPainter& painter, const StageObject& event, const Pulse& pulse) {
    const QPointF center(22, 44);
    const QColor color = event.on ? colors().running.fill : colors().faint;
    painter.setPen(QPen(color, 1.6));
    painter.setBrush(event.on ? QBrush(color) : QBrush(Qt::NoBrush));
    painter.drawEllipse(center, 15, 15);
    if (event.on)
        for (int i = 0; i < 12; ++i) {
            const double angle = i * M_PI / 6;
            const QPointF along(std::cos(angle), std::sin(angle));
            painter.drawLine(center + along * 18, center + along * (18 + 4 * pulse.share));
        }
    paintIcon(painter, event.on ? QStringLiteral("tick") : QStringLiteral("cross"),
              {center.x() - 7, center.y() - 7, 14, 14}, event.on ? colors().running.onFill : colors().dim);
    double x = 54;
    if (!event.last.empty()) {
        x = paintTags(painter, {x, 32}, event.last, 1);
        paintText(painter, {x, 32, 70, 24}, uiFont(11), colors().dim,
                  event.on ? MomentModel::tr("set it") : MomentModel::tr("cleared it"));
        x += 72;
    }
    if (event.waiters.empty())
        return;
    paintText(painter, {x, 32, 46, 24}, uiFont(11), colors().waitsLock.text, MomentModel::tr("waiting"));
    paintTags(painter, {x + 50, 32}, event.waiters, 5);
}

// Who has its lock, a bell, and the room of those who wait to be woken.
void paintCondition(QPainter& painter, const StageObject& condition, const Pulse& pulse) {
    // Its padlock, an item of its own, stands at the left while nobody has it.
    double x = 36;
    if (!condition.holders.empty())
        x = paintTags(painter, {2, 34}, condition.holders, 1);
    const QColor bell = condition.last.empty() ? colors().faint
                        : colors().dark        ? kGold
                                               : QColor(0xd9, 0x98, 0x00);
    paintArrow(painter, {x + 4, 46}, {x + 26, 46}, colors().dim, false);
    painter.setPen(QPen(bell, 2, Qt::SolidLine, Qt::RoundCap));
    painter.setBrush(Qt::NoBrush);
    QPainterPath shape(QPointF(x + 32, 54));
    shape.cubicTo({x + 38, 50}, {x + 34, 36}, {x + 44, 34});
    shape.cubicTo({x + 54, 36}, {x + 50, 50}, {x + 56, 54});
    shape.closeSubpath();
    painter.save();
    if (!pulse.isResting()) { // it swings about its top
        painter.translate(x + 44, 34);
        painter.rotate(22 * std::sin(pulse.share * 4 * M_PI) * (1 - pulse.share));
        painter.translate(-x - 44, -34);
    }
    painter.drawPath(shape);
    painter.drawEllipse(QPointF(x + 44, 58), 2, 2);
    painter.restore();
    const QRectF room(x + 66, 24, stage::kObjectWidth - x - 70, 44);
    painter.setPen(
        QPen(condition.waiters.empty() ? colors().faint : colors().waitsLock.fill, 1.2, Qt::DashLine));
    painter.setBrush(condition.waiters.empty() ? QBrush(Qt::NoBrush)
                                               : QBrush(mixed(colors().panel, colors().waitsLock.fill, 0.1)));
    painter.drawRoundedRect(room, 8, 8);
    if (condition.waiters.empty())
        paintText(painter, room, uiFont(11), colors().dim, MomentModel::tr("nobody waits"), Qt::AlignCenter);
    else
        paintTags(painter, {room.left() + 12, room.top() + 10}, condition.waiters, 5);
}

// A seat for each party, and the gate.
void paintBarrier(QPainter& painter, const StageObject& barrier, const Pulse& pulse) {
    constexpr int kMostSeats = 8;
    const int seats = std::min(barrier.total, kMostSeats);
    const QColor red = colors().ended.fill;
    for (int i = 0; i < seats; ++i) {
        const double x = 2 + i * 46;
        const bool taken = i < int(barrier.holders.size());
        if (taken)
            paintTag(painter, {QPointF(x, 24), kTagSize}, barrier.holders[std::size_t(i)]);
        painter.setPen(QPen(barrier.broken ? red
                            : taken        ? colors().waitsLock.fill
                                           : colors().faint,
                            1.3, taken || barrier.broken ? Qt::SolidLine : Qt::DashLine));
        painter.setBrush(taken && !barrier.broken ? QBrush(colors().waitsLock.fill) : QBrush(Qt::NoBrush));
        painter.drawRoundedRect(QRectF(x, 52, 36, 10), 3, 3);
    }
    const double post = 2 + seats * 46 + 16;
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors().sleeping.fill);
    painter.drawRoundedRect(QRectF(post, 22, 6, 44), 2, 2);
    painter.setBrush(red);
    painter.save();
    // Up and, when all have gone through, down again.
    const double open = pulse.isResting() ? 0 : std::sin(pulse.share * M_PI);
    painter.translate(post + 3, 36 - 10 * open);
    painter.rotate(barrier.broken ? 35 : -60 * open);
    painter.drawRoundedRect(QRectF(-16, -4, 32, 8), 2, 2);
    painter.setBrush(colors().panel);
    for (int i = 0; i < 3; ++i)
        painter.drawRect(QRectF(-12 + i * 10, -4, 4, 8));
    painter.restore();
    paintText(painter, {post + 24, 26, 60, 20}, uiFont(11, QFont::DemiBold),
              barrier.broken ? colors().ended.text : colors().dim,
              barrier.broken      ? MomentModel::tr("broken")
              : pulse.isResting() ? MomentModel::tr("shut")
                                  : MomentModel::tr("open"));
}

} // namespace forkscope::gui
