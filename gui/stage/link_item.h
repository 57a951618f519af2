// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The line from a parent's card to a child's: square with round corners, dotted for a daemon, struck through
// for an orphan.
#include <QGraphicsItem>
#include <QPainterPath>

namespace forkscope::gui {

class LinkItem : public QGraphicsItem {
  public:
    LinkItem(const QRectF& parent, const QRectF& child);

    void setLook(bool daemon, bool orphan, bool gone);
    QRectF boundingRect() const override { return path_.boundingRect().adjusted(-3, -3, 3, 3); }
    QPainterPath shape() const override { return {}; }

  protected:
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

  private:
    QPainterPath path_;
    bool daemon_ = false, orphan_ = false, gone_ = false;
};

} // namespace forkscope::gui
