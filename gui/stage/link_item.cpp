// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/stage/link_item.h"

#include "gui/theme/theme.h"

#include <QPainter>

namespace forkscope::gui {

// Through the points, with round corners.
static QPainterPath roundedPath(const QPolygonF& points) {
    constexpr double kRadius = 8;
    QPainterPath path(points.front());
    for (qsizetype i = 1; i + 1 < points.size(); ++i) {
        const QLineF in(points[i], points[i - 1]), out(points[i], points[i + 1]);
        const double radius = std::min({kRadius, in.length() / 2, out.length() / 2});
        if (radius < 0.5)
            continue;
        path.lineTo(in.pointAt(radius / in.length()));
        path.quadTo(points[i], out.pointAt(radius / out.length()));
    }
    path.lineTo(points.back());
    return path;
}

// Down from the parent into the gap between the rows, along it, and down beside the cards where the child is
// not in the next row.
LinkItem::LinkItem(const QRectF& parent, const QRectF& child) {
    setZValue(-10);
    const double gap = 21;
    const QPointF from(parent.center().x(), parent.bottom() + 4), to(child.center().x(), child.top());
    const double under = parent.bottom() + gap, over = child.top() - gap;
    QPolygonF points{from, {from.x(), under}};
    if (over > under + 1 || over < under - 1) {
        const double beside = child.left() - 11;
        points << QPointF(beside, under) << QPointF(beside, over) << QPointF(to.x(), over);
    } else {
        points << QPointF(to.x(), under);
    }
    points << to;
    path_ = roundedPath(points);
}

void LinkItem::setLook(bool daemon, bool orphan, bool gone) {
    if (daemon == daemon_ && orphan == orphan_ && gone == gone_)
        return;
    daemon_ = daemon;
    orphan_ = orphan;
    gone_ = gone;
    update();
}

void LinkItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
    painter->setRenderHint(QPainter::Antialiasing);
    QPen pen(gone_ ? colors().line : colors().faint, 1.6);
    if (daemon_)
        pen.setDashPattern({1.5, 2.5});
    painter->setPen(pen);
    painter->setBrush(Qt::NoBrush);
    painter->drawPath(path_);
    if (!orphan_)
        return;
    const QPointF middle = path_.pointAtPercent(0.85);
    painter->setPen(QPen(colors().ended.fill, 2));
    painter->drawLine(middle + QPointF(-6, 5), middle + QPointF(6, -5));
}

} // namespace forkscope::gui
