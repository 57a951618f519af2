// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What a card shows of one process, drawn once and kept as a picture: while a card fades from one state to
// the next it has two of them, and only their opacities change. Seen from far away it shows id and state
// alone.
#include "gui/stage/stage_picture.h"

#include <QGraphicsItem>

namespace forkscope::gui {

inline constexpr double kCardRadius = 8;

class CardFace : public QGraphicsItem {
  public:
    CardFace(const QSizeF& size, QGraphicsItem* parent);

    void setCard(const StageCard& card);
    const StageCard& card() const { return card_; }
    QRectF boundingRect() const override { return {-5, -10, size_.width() + 10, size_.height() + 15}; }
    QPainterPath shape() const override { return {}; } // the card itself takes the mouse

  protected:
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

  private:
    void paintCard(QPainter& painter, const StageCard& card, bool far) const;
    void paintHelper(QPainter& painter, const StageCard& card) const;
    void paintFrame(QPainter& painter, const StageCard& card) const;
    void paintWords(QPainter& painter, const StageCard& card) const;
    void paintHold(QPainter& painter, const StageCard& card) const;
    void paintFar(QPainter& painter, const StageCard& card) const;
    void paintMarks(QPainter& painter, const StageCard& card) const;

    QSizeF size_;
    StageCard card_;
};

// Where the button of a held card goes, at its lower right.
inline constexpr QSizeF kCardButton(56, 24);

// Ended by a signal and not yet collected.
bool liesWhereItFell(const StageCard& card);
// What stands at the right of the upper edge; a padlock comes to the left of it.
double markWidth(const StageCard& card);

} // namespace forkscope::gui
