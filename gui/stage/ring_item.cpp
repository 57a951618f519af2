// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/stage/ring_item.h"

#include "gui/stage/glyphs.h"
#include "gui/theme/theme.h"

#include <QLineF>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>

namespace forkscope::gui {

static constexpr double kWidth = 2.6;
static constexpr std::array kBends{56.0, 40.0, 75.0, 100.0, 130.0, 165.0, 20.0};

// Where the line between the middles of two cards leaves the first.
static QPointF edgeOf(const QRectF& card, const QPointF& towards) {
    const QPointF middle = card.center(), way = towards - middle;
    const double x = std::abs(way.x()) < 1e-6 ? 1e9 : (card.width() / 2 + 5) / std::abs(way.x());
    const double y = std::abs(way.y()) < 1e-6 ? 1e9 : (card.height() / 2 + 5) / std::abs(way.y());
    return middle + way * std::min({x, y, 1.0});
}

static QRectF around(const QPointF& middle, const QSizeF& size) {
    return {middle - QPointF(size.width() / 2, size.height() / 2), size};
}
static bool isFree(const QRectF& box, const std::vector<QRectF>& occupied) {
    return std::ranges::none_of(occupied, [&box](const QRectF& o) { return o.intersects(box); });
}
static QFont pillFont() {
    return uiFont(13, QFont::Bold);
}

// A curve from card to card that keeps to the left of the straight line, so that there and back differ, and
// bends as far as its label needs to stand free. The label is at its top.
RingItem::Arc RingItem::arcBetween(const StageRing::Link& link, const QRectF& from, const QRectF& to,
                                   const std::vector<QRectF>& occupied) {
    const double width = QFontMetricsF(codeFont(11)).horizontalAdvance(link.name) + (link.isLock ? 34 : 14);
    const QSizeF size(width, 24);
    const QPointF way = to.center() - from.center();
    const double length = std::hypot(way.x(), way.y());
    const QPointF left = length < 1 ? QPointF(0, -1) : QPointF(way.y() / length, -way.x() / length);
    QPointF top = (from.center() + to.center()) / 2 + left * kBends.front();
    for (const double bend : kBends)
        if (const QPointF tried = (from.center() + to.center()) / 2 + left * bend;
            isFree(around(tried, size), occupied)) {
            top = tried;
            break;
        }
    const QPointF apart = length < 1 ? QPointF(50, 0) : QPointF(); // a card that waits for itself: a loop
    const double bend = QLineF((from.center() + to.center()) / 2, top).length();
    const QPointF out = from.center() + left * bend - apart, back = to.center() + left * bend + apart;
    Arc arc;
    arc.label = around(top, size);
    arc.name = link.name;
    arc.isLock = link.isLock;
    arc.waits.moveTo(edgeOf(from, out));
    arc.waits.quadTo(out, edgeOf(arc.label, out));
    arc.held.moveTo(edgeOf(arc.label, back));
    arc.held.quadTo(back, edgeOf(to, back));
    return arc;
}

RingItem::RingItem(const StageRing& ring, const std::vector<QRectF>& cards,
                   const std::vector<QRectF>& occupied)
    : sure_(ring.sure) {
    setZValue(15);
    setAcceptedMouseButtons(Qt::NoButton);
    for (std::size_t i = 0; i < cards.size(); ++i) {
        arcs_.push_back(arcBetween(ring.links[i], cards[i], cards[(i + 1) % cards.size()], occupied));
        bounds_ |= arcs_.back().waits.boundingRect() | arcs_.back().held.boundingRect() | arcs_.back().label;
    }
    pill_ = placeForPill(cards, occupied);
    bounds_ |= pill_;
    bounds_.adjust(-12, -12, 12, 12);
}

QString RingItem::word() const {
    return sure_ ? MomentModel::tr("deadlock") : MomentModel::tr("standstill");
}

// In the middle of the ring, else beside a label.
QRectF RingItem::placeForPill(const std::vector<QRectF>& cards, std::vector<QRectF> occupied) const {
    const QSizeF size(QFontMetricsF(pillFont()).horizontalAdvance(word()) + 24, 24);
    QPointF middle;
    for (const QRectF& card : cards)
        middle += card.center() / double(cards.size());
    std::vector<QRectF> wishes{around(middle, size)};
    for (const Arc& arc : arcs_) {
        occupied.push_back(arc.label);
        occupied.push_back(arc.waits.boundingRect().adjusted(-3, -3, 3, 3));
        occupied.push_back(arc.held.boundingRect().adjusted(-3, -3, 3, 3));
        const QPointF beside((arc.label.width() + size.width()) / 2 + 5, 0), above(0, size.height() + 8);
        for (const QPointF& step : {above, -above, beside, -beside})
            wishes.push_back(around(arc.label.center() + step, size));
    }
    for (const QRectF& wish : wishes)
        if (isFree(wish, occupied))
            return wish;
    return wishes.front();
}

void RingItem::setShare(double share) {
    share_ = share;
    update();
}

enum class Line { Solid, Dashed, Dotted };

static void paintPart(QPainter& painter, const QPainterPath& path, double share, Line line) {
    if (share <= 0)
        return;
    QPolygonF points;
    constexpr int kSteps = 24;
    for (int i = 0; i <= kSteps; ++i)
        points << path.pointAtPercent(std::min(1.0, share) * i / kSteps);
    QPen pen(colors().ended.fill, kWidth, Qt::SolidLine, Qt::RoundCap);
    if (line == Line::Dashed)
        pen.setDashPattern({3, 2.4});
    else if (line == Line::Dotted)
        pen.setDashPattern({0.1, 2.2});
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(points);
    if (share < 1)
        return;
    const QLineF last(points[kSteps - 2], points.last());
    const QPointF along = (last.p2() - last.p1()) / std::max(0.1, last.length()),
                  across(-along.y(), along.x());
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors().ended.fill);
    painter.drawPolygon(QPolygonF{last.p2() + along * 3, last.p2() - along * 8 + across * 5,
                                  last.p2() - along * 8 - across * 5});
}

void RingItem::paintArc(QPainter& painter, const Arc& arc, double share) const {
    paintPart(painter, arc.waits, share * 2, Line::Dashed);
    paintPart(painter, arc.held, share * 2 - 1, sure_ ? Line::Solid : Line::Dotted);
    if (share < 0.5)
        return;
    const QRectF& box = arc.label;
    painter.setPen(QPen(colors().ended.fill, 1.4));
    painter.setBrush(colors().panel);
    painter.drawRoundedRect(box, 8, 8);
    if (arc.isLock)
        paintPadlock(painter, {box.left() + 5, box.top() + 1, 21, 21}, Padlock::Owned);
    paintText(painter, box.adjusted(arc.isLock ? 27 : 6, 0, -5, 0), codeFont(11), colors().text, arc.name);
}

void RingItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
    painter->setRenderHint(QPainter::Antialiasing);
    const double part = share_ * double(arcs_.size());
    for (std::size_t i = 0; i < arcs_.size(); ++i)
        paintArc(*painter, arcs_[i], std::clamp(part - double(i), 0.0, 1.0));
    if (share_ < 1)
        return;
    painter->setPen(QPen(colors().panel, 2));
    painter->setBrush(colors().ended.fill);
    painter->drawRoundedRect(pill_, 12, 12);
    paintText(*painter, pill_, pillFont(), colors().ended.onFill, word(), Qt::AlignCenter);
}

} // namespace forkscope::gui
