// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/stage/card_item.h"

#include "gui/inspector/tone_paint.h"
#include "gui/stage/glyphs.h"
#include "gui/theme/icons.h"
#include "gui/theme/theme.h"

#include <QGraphicsSceneMouseEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QStyleOptionGraphicsItem>

namespace forkscope::gui {

using world::ProcessRole;

static constexpr double kRadius = 8, kFarScale = 0.55;

CardItem::CardItem(const QRectF& place) : size_(place.size()) {
    setPos(place.topLeft());
    setFlags(ItemIsFocusable);
    setAcceptHoverEvents(true);
}

void CardItem::setCard(const StageCard& card) {
    if (card == card_)
        return;
    card_ = card;
    setOpacity(card.gone ? 0.5 : 1);
    update();
}

void CardItem::setChosen(bool chosen) {
    if (chosen == chosen_)
        return;
    chosen_ = chosen;
    update();
}

QPainterPath CardItem::shape() const {
    QPainterPath path;
    path.addRoundedRect(frame(), kRadius, kRadius);
    return path;
}

QPointF CardItem::padlockPlace(int number) const {
    return mapToScene(QPointF(size_.width() - 36 - number * 26, 8));
}

void CardItem::paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget*) {
    painter->setRenderHint(QPainter::Antialiasing);
    paintFrame(*painter);
    if (QStyleOptionGraphicsItem::levelOfDetailFromTransform(painter->worldTransform()) < kFarScale)
        paintFar(*painter);
    else
        paintWords(*painter);
    paintMarks(*painter);
    if (chosen_ || (option->state & QStyle::State_HasFocus)) {
        painter->setPen(QPen(colors().accent, 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(frame().adjusted(-4, -4, 4, 4), kRadius + 3, kRadius + 3);
    }
}

void CardItem::paintFrame(QPainter& painter) const {
    const StateColor state = toneColor(card_.tone);
    const bool hollow = card_.tone == Tone::Zombie || card_.tone == Tone::New;
    QPen pen(state.fill, 1.6);
    if (hollow)
        pen.setDashPattern({4, 3});
    if (card_.role == ProcessRole::Main) {
        painter.setPen(QPen(mixed(colors().panel, state.fill, 0.6), 1.2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(frame().adjusted(-3.5, -3.5, 3.5, 3.5), kRadius + 3, kRadius + 3);
    }
    if (card_.role == ProcessRole::Manager) {
        painter.setPen(pen);
        painter.setBrush(colors().raised);
        painter.drawRoundedRect(QRectF(12, -8, 44, 14), 4, 4);
    }
    painter.setPen(pen);
    painter.setBrush(hollow ? QBrush(Qt::NoBrush) : QBrush(colors().raised));
    painter.drawRoundedRect(frame().adjusted(0.8, 0.8, -0.8, -0.8), kRadius, kRadius);
    if (hollow)
        return;
    painter.save();
    QPainterPath inside;
    inside.addRoundedRect(frame().adjusted(1, 1, -1, -1), kRadius, kRadius);
    painter.setClipPath(inside);
    paintStripe(painter, QRectF(1, 1, 7, size_.height() - 2), card_.tone);
    painter.restore();
}

void CardItem::paintWords(QPainter& painter) const {
    const QColor color = toneColor(card_.tone).text;
    const double left = 18, width = size_.width() - left - 10;
    paintText(painter, {left, 9, width - 26, 17}, uiFont(13, QFont::DemiBold), colors().text,
              card_.tag + QStringLiteral("  ") + card_.name);
    paintText(painter, {left, 27, width - 26, 16}, uiFont(11), colors().dim, card_.facts);
    if (!card_.symbol.isEmpty())
        paintIcon(painter, card_.symbol, {left, 49, 12, 12}, color);
    const double mark = markIcon().isEmpty() ? 0 : 18;
    paintText(painter, {left + 17, 46, width - 17 - mark, 17}, uiFont(12, QFont::DemiBold), color,
              card_.words);
}

void CardItem::paintFar(QPainter& painter) const {
    const QColor color = toneColor(card_.tone).text;
    paintText(painter, {18, 4, size_.width() - 24, 34}, uiFont(26, QFont::Bold), colors().text, card_.tag);
    if (!card_.symbol.isEmpty())
        paintIcon(painter, card_.symbol, {18, 43, 20, 20}, color);
    paintText(painter, {44, 38, size_.width() - 50, 28}, uiFont(19, QFont::DemiBold), color, card_.words);
}

QString CardItem::markIcon() const {
    switch (card_.role) {
    case ProcessRole::Main:
        return QStringLiteral("crown");
    case ProcessRole::Daemon:
        return QStringLiteral("trident");
    case ProcessRole::Worker:
        return QStringLiteral("cog");
    case ProcessRole::Manager:
        return QStringLiteral("person");
    case ProcessRole::Helper:
        return QStringLiteral("dots");
    default:
        return {};
    }
}

void CardItem::paintMarks(QPainter& painter) const {
    const QRectF corner(size_.width() - 24, size_.height() - 24, 14, 14);
    if (const QString mark = markIcon(); !mark.isEmpty())
        paintIcon(painter, mark, corner, colors().dim);
    if (card_.killed && !card_.gone) {
        painter.setPen(QPen(colors().ended.fill, 1.6));
        const double x = size_.width() - 40;
        painter.drawPolyline(QPolygonF{{x, 1}, {x - 7, 14}, {x + 5, 27}, {x - 6, 41}, {x + 6, 54}, {x, 69}});
    }
    if (card_.queuePlace > 0)
        paintPlace(painter, {size_.width() - 17, 17}, card_.queuePlace);
}

void CardItem::mousePressEvent(QGraphicsSceneMouseEvent* event) {
    if (event->button() != Qt::LeftButton)
        return QGraphicsObject::mousePressEvent(event);
    setFocus(Qt::MouseFocusReason);
    emit chosen(this);
}

void CardItem::keyPressEvent(QKeyEvent* event) {
    if (event->key() != Qt::Key_Return && event->key() != Qt::Key_Enter && event->key() != Qt::Key_Space)
        return QGraphicsObject::keyPressEvent(event);
    emit chosen(this);
}

void CardItem::focusInEvent(QFocusEvent* event) {
    QGraphicsObject::focusInEvent(event);
    update();
}

} // namespace forkscope::gui
