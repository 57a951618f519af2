// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The line from a parent's card to a child's: square with round corners, dotted for a daemon. Of an orphan it
// is struck through, and a dashed one grows from the card to the mark of who has adopted it.
#include <QGraphicsItem>
#include <QPainterPath>

namespace forkscope::gui {

class LinkItem : public QGraphicsItem {
  public:
    LinkItem(const QRectF& parent, const QRectF& child);

    struct Look {
        bool daemon = false, orphan = false, gone = false;
        bool operator==(const Look&) const = default;
    };
    void setLook(const Look& look);
    const Look& look() const { return look_; }
    void setAdoption(double share); // how far the dashed link has grown, 0 to 1
    double adoption() const { return adoption_; }
    QRectF adopterPill() const { return {child_.x() + 18, child_.y() - 27, 56, 17}; }
    const QPainterPath& way() const { return path_; }

    // In the scene, where it has no place of its own.
    void paintWay(QPainter& painter) const;
    void paintAdoption(QPainter& painter) const; // nothing, unless it is an orphan's

    QRectF boundingRect() const override;
    QPainterPath shape() const override { return {}; }

  protected:
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

  private:
    QPainterPath path_;
    QPointF child_; // middle of its upper edge
    Look look_;
    double adoption_ = 1;
};

} // namespace forkscope::gui
