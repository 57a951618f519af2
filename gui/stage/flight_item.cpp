// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/stage/flight_item.h"

#include "gui/stage/glyphs.h"
#include "gui/stage/object_paint.h"
#include "gui/theme/theme.h"

#include <QEasingCurve>
#include <QPainter>

#include <algorithm>

namespace forkscope::gui {

FlightItem::FlightItem(const StageMove& move, const QPolygonF& way)
    : kind_(move.kind), text_(move.text), count_(move.count), way_(way) {
    setZValue(20);
    setAcceptedMouseButtons(Qt::NoButton);
    setCacheMode(DeviceCoordinateCache);
    setPos(way_.front());
}

void FlightItem::setShare(double share) {
    const auto legs = way_.size() - 1;
    if (legs < 1)
        return;
    const double along = std::clamp(share, 0.0, 1.0) * double(legs);
    const auto leg = std::min(qsizetype(along), legs - 1);
    const double eased = QEasingCurve(QEasingCurve::InOutQuad).valueForProgress(along - double(leg));
    setPos(way_[leg] + (way_[leg + 1] - way_[leg]) * eased);
}

void FlightItem::addCount(int more) {
    count_ += more;
    update();
}

static void paintPill(QPainter& painter, const QString& text, const QColor& fill, const QColor& ink,
                      const QFont& font) {
    const double width = std::min(140.0, QFontMetricsF(font).horizontalAdvance(text) + 18);
    const QRectF box(-width / 2, -10, width, 20);
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawRoundedRect(box, 7, 7);
    paintText(painter, box.adjusted(6, 0, -6, 0), font, ink, text, Qt::AlignCenter);
}

static void paintSheet(QPainter& painter, const QString& text, const QColor& edge) {
    const QRectF box(-65, -9, 130, 18);
    painter.setPen(QPen(edge, 1.3));
    painter.setBrush(mixed(colors().panel, edge, 0.38));
    painter.drawRoundedRect(box, 4, 4);
    paintText(painter, box.adjusted(5, 0, -5, 0), codeFont(10), colors().text, text, Qt::AlignCenter);
}

static void paintBolt(QPainter& painter) {
    const QPolygonF bolt{{3, -15}, {-8, 3}, {-1, 3}, {-4, 15}, {8, -4}, {1, -4}, {6, -15}};
    painter.setPen(QPen(colors().panel, 1));
    painter.setBrush(colors().ended.fill);
    painter.drawPolygon(bolt);
}

static void paintSlots(QPainter& painter, const QString& text, int count) {
    using namespace channel;
    const QRectF slot(-kSlotWidth / 2, -kSlotHeight / 2, kSlotWidth, kSlotHeight);
    if (count > 1)
        for (const double behind : {-6.0, -3.0})
            paintSlot(painter, slot.translated(behind, behind), QStringLiteral(" "));
    paintSlot(painter, slot, count > 1 ? QStringLiteral("×%1").arg(count) : text);
}

void FlightItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
    painter->setRenderHint(QPainter::Antialiasing);
    const Colors& c = colors();
    switch (kind_) {
    case MoveKind::Item:
    case MoveKind::Burst:
        return paintSlots(*painter, text_, kind_ == MoveKind::Burst ? std::max(2, count_) : 1);
    case MoveKind::Key:
        return paintKey(*painter, {0, -17}, true);
    case MoveKind::Task:
        return paintSheet(*painter, text_, c.waitsQueue.fill);
    case MoveKind::Result:
        return paintSheet(*painter, text_, c.running.fill);
    case MoveKind::Call:
        return paintSheet(*painter, text_, c.waitsQueue.fill);
    case MoveKind::Reply:
        painter->setPen(QPen(c.waitsQueue.fill, 1.4, Qt::DashLine));
        painter->setBrush(c.panel);
        painter->drawRoundedRect(QRectF(-16, -8, 32, 16), 5, 5);
        return;
    case MoveKind::Bolt:
        return paintBolt(*painter);
    case MoveKind::EndTag:
        return paintPill(*painter, text_, c.ready.fill, c.ready.onFill, uiFont(11, QFont::Bold));
    case MoveKind::ExitTag: {
        const StateColor& tone = text_.contains(u'-') ? c.ended : c.sleeping;
        return paintPill(*painter, text_, tone.fill, tone.onFill, uiFont(11, QFont::Bold));
    }
    }
}

} // namespace forkscope::gui
