// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// An object of the program on the stage: its name, what it holds, who has it and who waits. How each kind is
// drawn stands in object_paint.h.
#include "gui/stage/stage_picture.h"

#include <QGraphicsObject>

namespace forkscope::gui {

class ObjectItem : public QGraphicsObject {
    Q_OBJECT
  public:
    explicit ObjectItem(const QRectF& place);

    void setObject(const StageObject& object);
    const StageObject& object() const { return object_; }
    QRectF boundingRect() const override { return {-2, -2, size_.width() + 4, size_.height() + 4}; }
    // Where its padlock stands while nobody has it, in the scene.
    QPointF padlockPlace() const;

  signals:
    void chosen(ObjectItem* item);

  protected:
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;
    void mousePressEvent(QGraphicsSceneMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    QSizeF size_;
    StageObject object_;
};

} // namespace forkscope::gui
