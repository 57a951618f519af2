// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// An object of the program on the stage: its name, what it holds, who has it and who waits. How each kind is
// drawn stands in object_paint.h.
#include "gui/stage/object_paint.h"
#include "gui/stage/stage_picture.h"

#include <QGraphicsObject>

#include <set>

namespace forkscope::gui {

class ObjectItem : public QGraphicsObject {
    Q_OBJECT
  public:
    explicit ObjectItem(const QRectF& place);

    void setObject(const StageObject& object);
    const StageObject& object() const { return object_; }
    void setPulse(const Pulse& pulse);
    const Pulse& pulse() const { return pulse_; }
    // Items on their way: their slots look free meanwhile.
    void setFlying(std::uint64_t item, bool flying);
    void setChosen(bool chosen);
    // A click on one of those who wait for this lock gives it to them.
    void setGives(bool gives);
    // Whose tag in the lock's line is here; value 0: nobody's, or they are not to be had.
    world::ProcessId waiterAt(const QPointF& place) const;
    bool isChosen() const { return chosen_; }
    QRectF frame() const { return {QPointF(), size_}; }
    QPointF spot(Spot spot, int index) const { return mapToScene(spotPlace(object_, spot, index)); }
    QRectF boundingRect() const override { return {-6, -6, size_.width() + 12, size_.height() + 12}; }
    // Where its padlock stands while nobody has it, in the scene.
    QPointF padlockPlace() const;

  signals:
    void chosen(ObjectItem* item);
    void waiterChosen(ObjectItem* item, world::ProcessId waiter);

  protected:
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;
    void mousePressEvent(QGraphicsSceneMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void hoverMoveEvent(QGraphicsSceneHoverEvent* event) override;

  private:
    StageObject withoutFlying() const;
    void paintHeading(QPainter& painter, bool far) const;

    QSizeF size_;
    StageObject object_;
    Pulse pulse_;
    std::set<std::uint64_t> flying_;
    bool gives_ = false;
    bool chosen_ = false;
};

} // namespace forkscope::gui
