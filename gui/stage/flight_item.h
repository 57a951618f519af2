// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Something on its way across the stage: an item, a burst of them, a key, a task, a call, a signal, a tag.
#include "gui/stage/stage_moves.h"

#include <QGraphicsItem>

namespace forkscope::gui {

class FlightItem : public QGraphicsItem {
  public:
    FlightItem(const StageMove& move, const QPolygonF& way);

    // Along its way, 0 to 1: every leg takes the same time.
    void setShare(double share);
    void addCount(int more);
    MoveKind kind() const { return kind_; }
    int count() const { return count_; }
    const QPolygonF& way() const { return way_; }
    QRectF boundingRect() const override { return {-76, -24, 152, 48}; }

  protected:
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

  private:
    MoveKind kind_;
    QString text_;
    int count_;
    QPolygonF way_;
};

} // namespace forkscope::gui
