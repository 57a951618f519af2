// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/stage/object_item.h"

#include "gui/stage/glyphs.h"
#include "gui/stage/object_paint.h"
#include "gui/theme/theme.h"

#include <QGraphicsSceneHoverEvent>
#include <QGraphicsSceneMouseEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QStyleOptionGraphicsItem>

namespace forkscope::gui {

ObjectItem::ObjectItem(const QRectF& place) : size_(place.size()) {
    setPos(place.topLeft());
    setFlags(ItemIsFocusable);
    setCacheMode(DeviceCoordinateCache);
}

QPointF ObjectItem::padlockPlace() const {
    return mapToScene(object_.kind == StageKind::Board ? QPointF(size_.width() - 38, 28) : QPointF(2, 28));
}

void ObjectItem::setObject(const StageObject& object) {
    if (object == object_)
        return;
    object_ = object;
    update();
}

void ObjectItem::setPulse(const Pulse& pulse) {
    if (pulse_.share == pulse.share && pulse_.was == pulse.was)
        return;
    pulse_ = pulse;
    update();
}

void ObjectItem::setFlying(std::uint64_t item, bool flying) {
    if (flying ? flying_.insert(item).second : flying_.erase(item) > 0)
        update();
}

void ObjectItem::setChosen(bool chosen) {
    if (chosen == chosen_)
        return;
    chosen_ = chosen;
    update();
}

void ObjectItem::setGives(bool gives) {
    gives_ = gives;
    setAcceptHoverEvents(gives);
    if (!gives)
        unsetCursor();
}

world::ProcessId ObjectItem::waiterAt(const QPointF& place) const {
    for (std::size_t i = 0; gives_ && i < object_.waiters.size(); ++i)
        if (waiterPlace(object_, int(i)).contains(place))
            return object_.waiters[i].process;
    return {};
}

void ObjectItem::hoverMoveEvent(QGraphicsSceneHoverEvent* event) {
    setCursor(waiterAt(event->pos()).value ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

StageObject ObjectItem::withoutFlying() const {
    StageObject shown = object_;
    for (std::vector<StageItem>* items : {&shown.caller, &shown.pipe, &shown.taken})
        for (StageItem& item : *items)
            if (flying_.contains(item.key))
                item.text.clear();
    return shown;
}

void ObjectItem::paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget*) {
    painter->setRenderHint(QPainter::Antialiasing);
    if (chosen_ || (option->state & QStyle::State_HasFocus)) {
        painter->setPen(QPen(colors().accent, 2, chosen_ ? Qt::SolidLine : Qt::DashLine));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(boundingRect().adjusted(1, 1, -1, -1), 7, 7);
    }
    paintHeading(*painter, isFar(*painter));
    lookOf(object_.kind).paint(*painter, flying_.empty() ? object_ : withoutFlying(), pulse_);
}

// Seen from far away the picture below tells what it is: the name alone, larger.
void ObjectItem::paintHeading(QPainter& painter, bool far) const {
    const QFont name = codeFont(far ? 20 : 12), type = uiFont(11);
    const QRectF line(2, far ? -5 : 0, size_.width() - 4, far ? 26 : 18);
    double x = line.left();
    const auto part = [&](const QFont& font, const QColor& color, const QString& text, double most) {
        const double wide = std::min(QFontMetricsF(font).horizontalAdvance(text) + 10, most);
        paintText(painter, {x, line.top(), wide, line.height()}, font, color, text);
        x += wide;
    };
    if (!far)
        part(type, colors().dim, object_.type, 200);
    part(name, colors().text, object_.name, 260);
    part(uiFont(far ? 18 : 11, object_.full ? QFont::Bold : QFont::Normal),
         object_.full ? colors().waitsQueue.text : colors().dim, object_.count, line.right() - x);
}

void ObjectItem::mousePressEvent(QGraphicsSceneMouseEvent* event) {
    if (event->button() != Qt::LeftButton)
        return QGraphicsObject::mousePressEvent(event);
    setFocus(Qt::MouseFocusReason);
    const world::ProcessId waiter = waiterAt(event->pos());
    emit chosen(this);
    if (waiter.value)
        emit waiterChosen(this, waiter);
}

void ObjectItem::keyPressEvent(QKeyEvent* event) {
    if (event->key() != Qt::Key_Return && event->key() != Qt::Key_Enter && event->key() != Qt::Key_Space)
        return QGraphicsObject::keyPressEvent(event);
    emit chosen(this);
}

} // namespace forkscope::gui
