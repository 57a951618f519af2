// SPDX-License-Identifier: GPL-3.0-or-later
// Shared values, managers, pools and files; and which function draws which kind.
#include "gui/stage/glyphs.h"
#include "gui/stage/object_paint.h"
#include "gui/stage/stage_layout.h"
#include "gui/theme/icons.h"
#include "gui/theme/theme.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace forkscope::gui {

double paintTags(QPainter& painter, QPointF at, const std::vector<StageTag>& tags, int most) {
    const int shown = std::min(most, int(tags.size()));
    for (int i = 0; i < shown; ++i) {
        paintTag(painter, {at, kTagSize}, tags[std::size_t(i)]);
        at.rx() += kTagStep;
    }
    if (const int more = int(tags.size()) - shown; more > 0) {
        paintText(painter, {at.x(), at.y(), kMoreWidth, kTagSize.height()}, uiFont(11, QFont::DemiBold),
                  colors().dim, QStringLiteral("+%1").arg(more));
        at.rx() += kMoreWidth;
    }
    return at.x();
}

double paintLine(QPainter& painter, QPointF at, const std::vector<StageTag>& tags, int most) {
    const double end = paintTags(painter, at, tags, most);
    for (int i = 0; i < std::min(most, int(tags.size())); ++i)
        paintPlace(painter, at + QPointF(i * kTagStep + kTagSize.width() - 1, 1), i + 1, 7);
    return end;
}

// Flips over: the value before shrinks to its middle line, the new one grows from it.
void paintBoard(QPainter& painter, const StageObject& board, const Pulse& pulse) {
    const QRectF frame(2, 24, 220, 46);
    painter.setPen(QPen(board.full ? colors().ended.fill : colors().sleeping.fill, 4));
    painter.setBrush(colors().field);
    painter.drawRoundedRect(frame.adjusted(2, 2, -2, -2), 5, 5);
    const bool turning = !pulse.isResting() && !pulse.was.isEmpty();
    const QString& text = turning && pulse.share < 0.5 ? pulse.was : board.text;
    painter.save();
    if (turning) {
        painter.translate(0, frame.center().y());
        painter.scale(1, std::max(0.05, std::abs(1 - 2 * pulse.share)));
        painter.translate(0, -frame.center().y());
    }
    paintText(painter, frame.adjusted(12, 0, -12, 0), codeFont(text.size() > 12 ? 12 : 24), colors().text,
              text, Qt::AlignCenter);
    painter.restore();
    double x = 238;
    if (!board.last.empty()) {
        x = paintTags(painter, {x, 26}, board.last, 1);
        paintText(painter, {x, 26, 120, 24}, uiFont(11), colors().dim, MomentModel::tr("wrote it last"));
    }
    if (!pulse.was.isEmpty())
        paintText(painter, {238, 52, 190, 18}, uiFont(11), colors().dim,
                  MomentModel::tr("was %1").arg(pulse.was));
}

// A clerk behind a counter, and the shelf of what it keeps. A call lies on the counter.
void paintManager(QPainter& painter, const StageObject& manager, const Pulse&) {
    const QColor color = manager.broken ? colors().faint : colors().running.fill;
    double x = paintTags(painter, {2, 60}, manager.waiters, 2);
    painter.setPen(QPen(color, 2.2));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(QPointF(150, 40), 8, 8);
    painter.drawArc(QRectF(133, 50, 34, 34), 0, 180 * 16);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors().sleeping.fill);
    painter.drawRoundedRect(QRectF(112, 68, 76, 8), 2, 2);
    if (!manager.holders.empty())
        paintTag(painter, {QPointF(132, 82), kTagSize}, manager.holders.front());
    if (!manager.text.isEmpty()) {
        paintArrow(painter, {x, 72}, {110, 72}, colors().waitsQueue.fill, false);
        paintText(painter, {2, 26, 124, 18}, codeFont(11), colors().waitsQueue.text, manager.text);
    }
    const QRectF shelf(204, 22, stage::kObjectWidth - 208, 88);
    painter.setPen(QPen(colors().line, 1.2));
    painter.setBrush(colors().raised);
    painter.drawRoundedRect(shelf, 5, 5);
    double y = shelf.top() + 3;
    for (const QString& thing : manager.shelf) {
        paintText(painter, {shelf.left() + 9, y, shelf.width() - 18, 16}, codeFont(11), colors().text, thing);
        y += 16.5;
    }
    if (manager.shelfMore > 0)
        paintText(painter, {shelf.right() - 40, shelf.bottom() - 17, 34, 16}, uiFont(11), colors().dim,
                  QStringLiteral("+%1").arg(manager.shelfMore), Qt::AlignRight);
    if (manager.shelf.isEmpty())
        paintText(painter, shelf, uiFont(11), colors().dim, MomentModel::tr("keeps nothing yet"),
                  Qt::AlignCenter);
}

static void paintWorker(QPainter& painter, const QRectF& where, const StageWorker& worker) {
    const QColor color = worker.task.isEmpty() ? colors().faint : colors().running.fill;
    painter.setPen(QPen(color, 1.3));
    painter.setBrush(colors().raised);
    painter.drawRoundedRect(where, 6, 6);
    paintTag(painter, {QPointF(where.left() + 4, where.top() + 2), QSizeF(34, 20)}, worker.tag);
    paintText(painter, where.adjusted(46, 0, -6, 0), worker.task.isEmpty() ? uiFont(11) : codeFont(11),
              worker.task.isEmpty() ? colors().dim : colors().text,
              worker.task.isEmpty() ? MomentModel::tr("waits for a task") : worker.task);
}

// A desk with the pile of tasks that nobody has begun, and the workers.
void paintPool(QPainter& painter, const StageObject& pool, const Pulse&) {
    double y = 92;
    for (const QString& sheet : pool.shelf) {
        y -= 17;
        painter.setPen(QPen(colors().waitsQueue.fill, 1.2));
        painter.setBrush(mixed(colors().panel, colors().waitsQueue.fill, 0.38));
        painter.drawRoundedRect(QRectF(16, y, 130, 15), 3, 3);
        paintText(painter, {20, y, 122, 15}, codeFont(10), colors().text, sheet, Qt::AlignCenter);
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors().sleeping.fill);
    painter.drawRoundedRect(QRectF(8, 94, 146, 7), 2, 2);
    painter.drawRect(QRectF(22, 101, 6, 12));
    painter.drawRect(QRectF(134, 101, 6, 12));
    paintArrow(painter, {160, 66}, {196, 66}, pool.broken ? colors().ended.fill : colors().dim,
               pool.shelf.isEmpty());
    for (std::size_t i = 0; i < pool.workers.size(); ++i)
        paintWorker(painter, desk::worker(int(i)), pool.workers[i]);
}

void paintFile(QPainter& painter, const StageObject& file, const Pulse&) {
    QPainterPath sheet(QPointF(4, 22));
    for (const QPointF& point : {QPointF(34, 22), QPointF(44, 32), QPointF(44, 68), QPointF(4, 68)})
        sheet.lineTo(point);
    sheet.closeSubpath();
    painter.setPen(QPen(colors().dim, 1.4));
    painter.setBrush(colors().field);
    painter.drawPath(sheet);
    painter.drawPolyline(QPolygonF{{34, 22}, {34, 32}, {44, 32}});
    if (file.holders.empty())
        return paintText(painter, {56, 34, 200, 24}, uiFont(11), colors().dim, MomentModel::tr("closed"));
    double x = 56;
    for (std::size_t i = 0; i < std::min<std::size_t>(4, file.holders.size()); ++i) {
        paintTag(painter, {QPointF(x, 34), kTagSize}, file.holders[i]);
        paintText(painter, {x + 40, 34, 50, 24}, uiFont(11), colors().dim, file.shelf.value(qsizetype(i)));
        x += 92;
    }
}

ObjectLook lookOf(StageKind kind) {
    switch (kind) {
    case StageKind::Semaphore:
        return {128, motion::kFade, paintSemaphore};
    case StageKind::Queue:
        return {92, motion::kFade, paintQueue};
    case StageKind::Event:
        return {72, 150, paintEventObject};
    case StageKind::Condition:
        return {74, 300, paintCondition};
    case StageKind::Barrier:
        return {72, 500, paintBarrier};
    case StageKind::Pipe:
        return {88, motion::kFade, paintPipe};
    case StageKind::Board:
        return {74, motion::kFade, paintBoard};
    case StageKind::Manager:
        return {116, motion::kFade, paintManager};
    case StageKind::Pool:
        return {132, motion::kFade, paintPool};
    case StageKind::File:
        return {76, motion::kFade, paintFile};
    case StageKind::Lock:
        break;
    }
    return {68, motion::kFade, paintLockObject};
}

} // namespace forkscope::gui
