// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// An object of the program on the stage: its name, what it holds, who has it and who waits. One class for
// each kind draws itself; the frame around and the name are the same for all.
#include "gui/stage/stage_picture.h"

#include <QGraphicsObject>

#include <memory>

namespace forkscope::gui {

class ObjectItem : public QGraphicsObject {
    Q_OBJECT
  public:
    explicit ObjectItem(const QRectF& place);

    void setObject(const StageObject& object);
    const StageObject& object() const { return object_; }
    QRectF boundingRect() const override { return {-2, -2, size_.width() + 4, size_.height() + 4}; }
    // Where its padlock stands while nobody has it, in the scene.
    QPointF padlockPlace() const { return mapToScene(QPointF(2, 26)); }

  signals:
    void chosen(ObjectItem* item);

  protected:
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;
    virtual void paintContent(QPainter& painter) const = 0;
    void paintWaiters(QPainter& painter, QPointF at, const QColor& color) const;
    void mousePressEvent(QGraphicsSceneMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

    QSizeF size_;
    StageObject object_;
};

class LockItem : public ObjectItem {
    Q_OBJECT
  public:
    using ObjectItem::ObjectItem;
    static constexpr double kHeight = 68;

  protected:
    void paintContent(QPainter& painter) const override;
};

class SemaphoreItem : public ObjectItem {
    Q_OBJECT
  public:
    using ObjectItem::ObjectItem;
    static constexpr double kHeight = 128;

  protected:
    void paintContent(QPainter& painter) const override;
};

class QueueItem : public ObjectItem {
    Q_OBJECT
  public:
    using ObjectItem::ObjectItem;
    static constexpr double kHeight = 92;

  protected:
    void paintContent(QPainter& painter) const override;

  private:
    void paintCaller(QPainter& painter) const;
    void paintPipe(QPainter& painter) const;
    void paintTaker(QPainter& painter) const;
};

double heightOf(StageKind kind);
std::unique_ptr<ObjectItem> makeObjectItem(StageKind kind, const QRectF& place);

} // namespace forkscope::gui
