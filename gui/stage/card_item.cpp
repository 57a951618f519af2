// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/stage/card_item.h"

#include "gui/stage/card_face.h"
#include "gui/theme/theme.h"

#include <QGraphicsSceneMouseEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QStyleOptionGraphicsItem>

namespace forkscope::gui {

static constexpr double kTip = 7, kGoneOpacity = 0.55;

static double restingOpacity(const StageCard& card) {
    return card.gone ? kGoneOpacity : 1;
}

CardItem::CardItem(const QRectF& place)
    : size_(place.size()), face_(new CardFace(size_, this)), faceBefore_(new CardFace(size_, this)) {
    setPos(place.topLeft());
    setTransformOriginPoint(frame().center());
    setFlags(ItemIsFocusable);
    setAcceptHoverEvents(true);
    setFade(1);
}

const StageCard& CardItem::card() const {
    return face_->card();
}

void CardItem::setCard(const StageCard& card) {
    if (card == face_->card() && fade_ >= 1)
        return;
    face_->setCard(card);
    setFade(1);
    settle();
}

void CardItem::beginFade(const StageCard& card) {
    if (fade_ >= 1 || face_->card().process != card.process)
        std::swap(face_, faceBefore_);
    face_->setCard(card);
    setFade(0);
}

void CardItem::setFade(double share) {
    const double to = restingOpacity(face_->card());
    const double from = fade_ < 1 || share < 1 ? restingOpacity(faceBefore_->card()) : to;
    fade_ = share;
    setOpacity(from + (to - from) * share);
    face_->setOpacity(share);
    faceBefore_->setOpacity(1 - share);
}

void CardItem::settle() {
    setFall(liesWhereItFell(face_->card()) ? 1 : 0);
}

void CardItem::retarget(const StageCard& card) {
    face_->setCard(card);
}

void CardItem::setFall(double share) {
    setRotation(kTip * share);
}

void CardItem::setChosen(bool chosen) {
    if (chosen == chosen_)
        return;
    chosen_ = chosen;
    update();
}

QPainterPath CardItem::shape() const {
    QPainterPath path;
    path.addRoundedRect(frame(), kCardRadius, kCardRadius);
    return path;
}

QPointF CardItem::padlockPlace(int number) const {
    return mapToScene(
        QPointF(size_.width() - 36 - number * 26 - markWidth(card()) - (card().queuePlace > 0 ? 21 : 0), 6));
}

void CardItem::paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget*) {
    if (!chosen_ && !(option->state & QStyle::State_HasFocus))
        return;
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(colors().accent, 2, chosen_ ? Qt::SolidLine : Qt::DashLine));
    painter->setBrush(Qt::NoBrush);
    painter->drawRoundedRect(frame().adjusted(-5, -5, 5, 5), kCardRadius + 4, kCardRadius + 4);
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
