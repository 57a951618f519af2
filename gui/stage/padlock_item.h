// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The padlock of one lock: it stands at the lock's own place while nobody has it, and travels in an arc to
// the card of whoever takes it.
#include "gui/stage/glyphs.h"

#include <QGraphicsObject>

namespace forkscope::gui {

class MotionClock;

class PadlockItem : public QGraphicsObject {
    Q_OBJECT
  public:
    // The clock outlives it.
    explicit PadlockItem(MotionClock& clock);
    ~PadlockItem() override;

    void setLook(Padlock look, int depth);
    // Animated unless `atOnce`. A new target replaces the one before, so it never lags behind.
    void goTo(const QPointF& place, bool atOnce);
    QPointF target() const { return target_; }
    QRectF boundingRect() const override { return {-2, -2, 40, 36}; }

  protected:
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

  private:
    MotionClock& clock_;
    Padlock look_ = Padlock::Free;
    int depth_ = 1;
    bool placed_ = false;
    QPointF target_;
};

} // namespace forkscope::gui
