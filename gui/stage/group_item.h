// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Many processes of one kind on one card: how many there are in which state. Opens on a click and shows each
// as a small tag that can be chosen.
#include "gui/stage/stage_picture.h"

#include <QGraphicsObject>

namespace forkscope::gui {

class GroupItem : public QGraphicsObject {
    Q_OBJECT
  public:
    explicit GroupItem(const QRectF& place);

    void setCards(std::vector<StageCard> cards);
    const std::vector<StageCard>& cards() const { return cards_; }
    void setChosen(world::ProcessId id);
    bool isOpen() const { return open_; }
    void setOpen(bool open);
    // "440 × worker"
    QString title() const;
    // "12 running, 30 waiting for a lock": for tooltip and screen reader.
    QString counts() const;
    QRectF frame() const { return {QPointF(), size_}; }
    QPointF middle() const { return pos() + frame().center(); }
    // Of a tag while it is open, in the item; empty when it is not shown.
    QRectF tagPlace(std::size_t i) const;
    int tagAt(const QPointF& place) const; // -1: none

    QRectF boundingRect() const override;
    QPainterPath shape() const override;

  signals:
    void chosen(world::ProcessId process);

  protected:
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;
    void mousePressEvent(QGraphicsSceneMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    static constexpr int kColumns = 12, kMostTags = 240;
    QRectF board() const; // of the open tags
    void paintCounts(QPainter& painter) const;
    void paintTags(QPainter& painter) const;

    QSizeF size_;
    std::vector<StageCard> cards_;
    world::ProcessId chosen_;
    bool open_ = false;
};

} // namespace forkscope::gui
