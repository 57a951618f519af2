// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A process on the stage, as a card. Seen from far away it shows its id and state alone.
#include "gui/stage/stage_picture.h"

#include <QGraphicsObject>

namespace forkscope::gui {

class CardItem : public QGraphicsObject {
    Q_OBJECT
  public:
    explicit CardItem(const QRectF& place);

    void setCard(const StageCard& card);
    const StageCard& card() const { return card_; }
    void setChosen(bool chosen);
    QRectF boundingRect() const override { return {-6, -14, size_.width() + 12, size_.height() + 20}; }
    QPainterPath shape() const override;
    // Where a padlock stands, in the scene.
    QPointF padlockPlace(int number) const;
    QRectF frame() const { return {QPointF(), size_}; }

  signals:
    void chosen(CardItem* item);

  protected:
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;
    void mousePressEvent(QGraphicsSceneMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;

  private:
    void paintFrame(QPainter& painter) const;
    void paintWords(QPainter& painter) const;
    void paintFar(QPainter& painter) const;
    void paintMarks(QPainter& painter) const;
    QString markIcon() const;

    QSizeF size_;
    StageCard card_;
    bool chosen_ = false;
};

} // namespace forkscope::gui
