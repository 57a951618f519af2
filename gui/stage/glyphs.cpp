// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/stage/glyphs.h"

#include "gui/inspector/tone_paint.h"
#include "gui/theme/theme.h"

#include <QLineF>
#include <QPainter>
#include <QPainterPath>
#include <QStyleOptionGraphicsItem>

namespace forkscope::gui {

static void paintShackle(QPainter& painter, const QRectF& box, const QColor& color, bool open) {
    const double w = box.width(), left = box.left() + w * 0.29, width = w * 0.42;
    const double top = box.top() + w * (open ? 0.02 : 0.08);
    QPainterPath shackle;
    shackle.moveTo(left, box.top() + w * 0.46);
    shackle.lineTo(left, top + width / 2);
    shackle.arcTo(QRectF(left, top, width, width), 180, -180);
    shackle.lineTo(left + width, box.top() + w * (open ? 0.30 : 0.46));
    painter.setPen(QPen(color, w * 0.1, Qt::SolidLine, Qt::RoundCap));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(shackle);
}

static void paintBody(QPainter& painter, const QRectF& box, const QColor& color, Padlock state) {
    const double w = box.width();
    const QRectF body(box.left() + w * 0.16, box.top() + w * 0.44, w * 0.68, w * 0.5);
    painter.setPen(state == Padlock::Unknown ? QPen(color, w * 0.07) : QPen(Qt::NoPen));
    painter.setBrush(state == Padlock::Unknown ? QBrush(Qt::NoBrush) : QBrush(color));
    painter.drawRoundedRect(body, w * 0.09, w * 0.09);
    if (state == Padlock::Unknown)
        return paintText(painter, body, uiFont(int(w * 0.4), QFont::Bold), color, QStringLiteral("?"),
                         Qt::AlignCenter);
    painter.setPen(Qt::NoPen);
    painter.setBrush(state == Padlock::Owned ? kGoldDark : colors().panel);
    painter.drawEllipse(body.center() - QPointF(0, w * 0.04), w * 0.07, w * 0.07);
    painter.drawRoundedRect(QRectF(body.center().x() - w * 0.03, body.center().y(), w * 0.06, w * 0.13), 1,
                            1);
}

void paintPadlock(QPainter& painter, const QRectF& where, Padlock state, int depth) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor color = state == Padlock::Owned  ? colors().dark ? kGold : QColor(0xd9, 0x98, 0x00)
                          : state == Padlock::Free ? colors().sleeping.text
                                                  : colors().ended.text;
    paintShackle(painter, where, color, state == Padlock::Free);
    paintBody(painter, where, color, state);
    if (depth > 1) {
        const QRectF disc(where.right() - 10, where.bottom() - 11, 17, 17);
        painter.setPen(QPen(colors().panel, 1.5));
        painter.setBrush(colors().text);
        painter.drawEllipse(disc);
        paintText(painter, disc, uiFont(10, QFont::Bold), colors().panel, QString::number(depth),
                  Qt::AlignCenter);
    }
    painter.restore();
}

void paintKey(QPainter& painter, const QPointF& top, bool isFree) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor color = isFree ? colors().dark ? kGold : QColor(0xd9, 0x98, 0x00) : colors().faint;
    painter.setPen(QPen(color, isFree ? 3 : 1.3, isFree ? Qt::SolidLine : Qt::DashLine, Qt::RoundCap));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(top + QPointF(0, 8), 6, 6);
    painter.drawLine(top + QPointF(0, 14), top + QPointF(0, 34));
    painter.drawLine(top + QPointF(0, 33), top + QPointF(6, 33));
    painter.drawLine(top + QPointF(0, 27), top + QPointF(5, 27));
    painter.restore();
}

bool isFar(const QPainter& painter) {
    return QStyleOptionGraphicsItem::levelOfDetailFromTransform(painter.worldTransform()) < kFarScale;
}

void paintTag(QPainter& painter, const QRectF& where, const StageTag& tag) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const StateColor state = toneColor(tag.tone);
    painter.setPen(QPen(state.fill, 1.4));
    painter.setBrush(mixed(colors().panel, state.fill, 0.14));
    painter.drawRoundedRect(where.adjusted(0.7, 0.7, -0.7, -0.7), 4, 4);
    paintStripe(painter, QRectF(where.left() + 1, where.top() + 1, 6, where.height() - 2), tag.tone);
    paintText(painter, where.adjusted(7, 0, 0, 0), uiFont(isFar(painter) ? 14 : 10, QFont::Bold),
              colors().text, tag.text, Qt::AlignCenter);
    painter.restore();
}

void paintPlace(QPainter& painter, const QPointF& center, int place, double radius) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors().waitsLock.fill);
    painter.drawEllipse(center, radius, radius);
    paintText(painter, QRectF(center.x() - radius, center.y() - radius, 2 * radius, 2 * radius),
              uiFont(int(radius) + 1, QFont::Bold), colors().waitsLock.onFill, QString::number(place),
              Qt::AlignCenter);
    painter.restore();
}

void paintArrow(QPainter& painter, const QPointF& from, const QPointF& to, const QColor& color, bool dashed) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QPen pen(color, 1.6, Qt::SolidLine, Qt::FlatCap);
    if (dashed)
        pen.setDashPattern({4, 3});
    painter.setPen(pen);
    const QLineF line(from, to);
    if (line.length() > 6) {
        painter.drawLine(line.p1(), line.pointAt(1 - 5 / line.length()));
        const QPointF along = (line.p2() - line.p1()) / line.length(), across(-along.y(), along.x());
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawPolygon(
            QPolygonF{line.p2(), line.p2() - along * 7 + across * 3.6, line.p2() - along * 7 - across * 3.6});
    }
    painter.restore();
}

void paintText(QPainter& painter, const QRectF& where, const QFont& font, const QColor& color,
               const QString& text, Qt::Alignment alignment) {
    painter.setFont(font);
    painter.setPen(color);
    // No letter is wider than high: what is short need not be measured.
    const bool fits = text.size() * font.pixelSize() <= where.width();
    const QString shown =
        fits ? text : QFontMetricsF(font).elidedText(text, Qt::ElideRight, where.width() + 1);
    painter.drawText(where, int(alignment) | Qt::TextSingleLine, shown);
}

void paintSlot(QPainter& painter, const QRectF& where, const QString& text) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor pink = colors().waitsQueue.fill;
    if (text.isEmpty()) {
        painter.setPen(QPen(colors().faint, 1.1, Qt::DashLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(where, 5, 5);
    } else {
        painter.setPen(QPen(pink, 1.4));
        painter.setBrush(mixed(colors().panel, pink, 0.38));
        painter.drawRoundedRect(where, 5, 5);
        paintText(painter, where.adjusted(2, 0, -2, 0), codeFont(isFar(painter) ? 16 : 11), colors().text,
                  text, Qt::AlignCenter);
    }
    painter.restore();
}

} // namespace forkscope::gui
