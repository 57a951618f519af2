// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/stage/link_item.h"

#include "gui/stage/glyphs.h"
#include "gui/stage/stage_layout.h"
#include "gui/theme/theme.h"

#include <QPainter>

#include <cmath>

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

// The gap between columns that is next to the parent, so that a link never runs through a card: main stands
// over one itself.
static double trunkOf(const QRectF& parent) {
    const double column = std::fmod(parent.center().x(), stage::kCardStepX);
    return column > stage::kCard.width() ? parent.center().x() : parent.left() - 11;
}

// Down from the parent into the gap between the rows, beside the cards down to the gap above the child's row,
// along it, and down.
LinkItem::LinkItem(const QRectF& parent, const QRectF& child) : child_(child.center().x(), child.top()) {
    setZValue(-10);
    const double gap = 21;
    const QPointF from(parent.center().x(), parent.bottom() + 4);
    const double under = parent.bottom() + gap, over = child.top() - gap;
    QPolygonF points{from, {from.x(), under}};
    if (std::abs(over - under) > 1) {
        const double trunk = trunkOf(parent);
        points << QPointF(trunk, under) << QPointF(trunk, over);
    }
    points << QPointF(child_.x(), over) << child_;
    path_ = roundedPath(points);
}

void LinkItem::setLook(const Look& look) {
    if (look == look_)
        return;
    look_ = look;
    update();
}

void LinkItem::setAdoption(double share) {
    adoption_ = share;
    update();
}

QRectF LinkItem::boundingRect() const {
    return path_.boundingRect().united(adopterPill()).adjusted(-8, -4, 8, 4);
}

void LinkItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
    paintWay(*painter);
    paintAdoption(*painter);
}

void LinkItem::paintWay(QPainter& painter) const {
    painter.setRenderHint(QPainter::Antialiasing);
    QPen pen(look_.gone ? colors().line : colors().faint, 1.6);
    if (look_.daemon)
        pen.setDashPattern({1.5, 2.5});
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(path_);
}

void LinkItem::paintAdoption(QPainter& painter) const {
    if (!look_.orphan)
        return;
    const QPointF cut = child_ - QPointF(0, 11);
    painter.setPen(QPen(colors().ended.fill, 2));
    painter.drawLine(cut + QPointF(-8, 5), cut + QPointF(8, -5));
    const QRectF pill = adopterPill();
    const QPointF start(pill.center().x(), child_.y()), end(start.x(), pill.bottom());
    painter.setPen(QPen(colors().accent, 1.6, Qt::DashLine));
    painter.drawLine(start, start + (end - start) * adoption_);
    painter.save();
    painter.setOpacity(adoption_);
    painter.setPen(Qt::NoPen);
    painter.setBrush(mixed(colors().panel, colors().accent, 0.25));
    painter.drawRoundedRect(pill, 8, 8);
    paintText(painter, pill, uiFont(10, QFont::DemiBold), colors().link, MomentModel::tr("adopter"),
              Qt::AlignCenter);
    painter.restore();
}

} // namespace forkscope::gui
