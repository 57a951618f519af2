// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/stage/object_item.h"

#include "gui/stage/glyphs.h"
#include "gui/theme/theme.h"

#include <QGraphicsSceneMouseEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QStyleOptionGraphicsItem>

namespace forkscope::gui {

static constexpr int kMostWaiters = 6;

ObjectItem::ObjectItem(const QRectF& place) : size_(place.size()) {
    setPos(place.topLeft());
    setFlags(ItemIsFocusable);
    setCacheMode(DeviceCoordinateCache);
}

void ObjectItem::setObject(const StageObject& object) {
    if (object == object_)
        return;
    object_ = object;
    update();
}

void ObjectItem::paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget*) {
    painter->setRenderHint(QPainter::Antialiasing);
    if (option->state & QStyle::State_HasFocus) {
        painter->setPen(QPen(colors().accent, 1.6));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(boundingRect().adjusted(1, 1, -1, -1), 6, 6);
    }
    const QFont name = codeFont(12), type = uiFont(11);
    const double width = QFontMetricsF(type).horizontalAdvance(object_.type) + 8;
    paintText(*painter, {2, 0, width, 18}, type, colors().dim, object_.type);
    const double named = std::min(QFontMetricsF(name).horizontalAdvance(object_.name) + 10, 240.0);
    paintText(*painter, {2 + width, 0, named, 18}, name, colors().text, object_.name);
    paintText(*painter, {2 + width + named, 0, size_.width() - width - named - 4, 18},
              uiFont(11, object_.full ? QFont::Bold : QFont::Normal),
              object_.full ? colors().waitsQueue.text : colors().dim, object_.count);
    paintContent(*painter);
}

// Tags with numbered discs, in order of arrival.
void ObjectItem::paintWaiters(QPainter& painter, QPointF at, const QColor& color) const {
    const int shown = std::min(kMostWaiters, int(object_.waiters.size()));
    for (int i = 0; i < shown; ++i) {
        paintTag(painter, {at, kTagSize}, object_.waiters[std::size_t(i)]);
        at.rx() += kTagSize.width() + 8;
    }
    if (const int more = int(object_.waiters.size()) - shown; more > 0)
        paintText(painter, {at.x(), at.y(), 40, kTagSize.height()}, uiFont(11, QFont::DemiBold), color,
                  QStringLiteral("+%1").arg(more));
}

void ObjectItem::mousePressEvent(QGraphicsSceneMouseEvent* event) {
    if (event->button() != Qt::LeftButton)
        return QGraphicsObject::mousePressEvent(event);
    setFocus(Qt::MouseFocusReason);
    emit chosen(this);
}

void ObjectItem::keyPressEvent(QKeyEvent* event) {
    if (event->key() != Qt::Key_Return && event->key() != Qt::Key_Enter && event->key() != Qt::Key_Space)
        return QGraphicsObject::keyPressEvent(event);
    emit chosen(this);
}

// The padlock itself is an item of its own, since it travels: here its place stays, dotted.
void LockItem::paintContent(QPainter& painter) const {
    painter.setPen(QPen(colors().faint, 1, Qt::DotLine));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(2, 26, 30, 30), 6, 6);
    double x = 44;
    for (const StageTag& holder : object_.holders) {
        paintTag(painter, {QPointF(x, 30), kTagSize}, holder);
        x += kTagSize.width() + 6;
    }
    if (object_.holders.empty()) {
        paintText(painter, {x, 30, 120, kTagSize.height()}, uiFont(11), colors().dim,
                  object_.known ? tr("free") : tr("nobody knows"));
        x += 84;
    }
    if (object_.waiters.empty())
        return;
    const QColor orange = colors().waitsLock.fill;
    paintArrow(painter, {x + 34, 42}, {x + 4, 42}, orange, true);
    paintWaiters(painter, {x + 42, 30}, colors().waitsLock.text);
}

void SemaphoreItem::paintContent(QPainter& painter) const {
    constexpr int kMostHooks = 8;
    const int hooks = std::min(object_.total, kMostHooks);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors().sleeping.fill);
    painter.drawRoundedRect(QRectF(2, 26, std::max(60, hooks * 46 + 8), 9), 3, 3);
    const int freeHooks = std::min(object_.free, hooks);
    for (int i = 0; i < hooks; ++i) {
        const double x = 2 + 27 + i * 46;
        const bool isFree = i >= hooks - freeHooks;
        paintKey(painter, {x, 35}, isFree);
        if (!isFree && i < int(object_.holders.size()))
            paintTag(painter, {QPointF(x - kTagSize.width() / 2, 74), kTagSize},
                     object_.holders[std::size_t(i)]);
    }
    if (object_.waiters.empty())
        return;
    paintText(painter, {2, 102, 50, 24}, uiFont(11), colors().waitsLock.text, tr("waiting"));
    paintWaiters(painter, {58, 102}, colors().waitsLock.text);
}

double heightOf(StageKind kind) {
    switch (kind) {
    case StageKind::Lock:
        return LockItem::kHeight;
    case StageKind::Semaphore:
        return SemaphoreItem::kHeight;
    case StageKind::Queue:
        return QueueItem::kHeight;
    }
    return LockItem::kHeight;
}

std::unique_ptr<ObjectItem> makeObjectItem(StageKind kind, const QRectF& place) {
    switch (kind) {
    case StageKind::Semaphore:
        return std::make_unique<SemaphoreItem>(place);
    case StageKind::Queue:
        return std::make_unique<QueueItem>(place);
    case StageKind::Lock:
        break;
    }
    return std::make_unique<LockItem>(place);
}

} // namespace forkscope::gui
