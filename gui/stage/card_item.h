// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A process on the stage, as a card; what is on it is drawn by its faces (card_face.h).
#include "gui/stage/stage_picture.h"

#include <QGraphicsObject>

namespace forkscope::gui {

class CardFace;

class CardItem : public QGraphicsObject {
    Q_OBJECT
  public:
    explicit CardItem(const QRectF& place);

    void setCard(const StageCard& card); // at once
    const StageCard& card() const;
    // From what it shows now to `card`, as setFade() goes from 0 to 1; what it says is that of `card` at
    // once.
    void beginFade(const StageCard& card);
    void setFade(double share);
    double fade() const { return fade_; }
    // The fade under way ends at this card instead.
    void retarget(const StageCard& card);
    // How far a process that was ended by a signal has tipped over, 0 to 1.
    void setFall(double share);
    void settle(); // lies or stands, as its card says
    void setChosen(bool chosen);
    bool isChosen() const { return chosen_; }
    QRectF boundingRect() const override { return {-7, -15, size_.width() + 14, size_.height() + 22}; }
    QPainterPath shape() const override;
    // Where a padlock stands, in the scene.
    QPointF padlockPlace(int number) const;
    QPointF middle() const { return pos() + frame().center(); } // in the scene
    QRectF frame() const { return {QPointF(), size_}; }

  signals:
    void chosen(CardItem* item);

  protected:
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;
    void mousePressEvent(QGraphicsSceneMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;

  private:
    QSizeF size_;
    CardFace *face_, *faceBefore_; // its children; the one before is seen during a fade alone
    double fade_ = 1;
    bool chosen_ = false;
};

} // namespace forkscope::gui
