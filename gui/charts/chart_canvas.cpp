// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/charts/chart_canvas.h"

#include "gui/charts/chart_axes.h"
#include "gui/theme/theme.h"

#include <QChart>
#include <QGraphicsLayout>
#include <QKeyEvent>
#include <QLegend>
#include <QPainter>

#include <cmath>

namespace forkscope::gui {

static constexpr int kTop = 8, kRight = 14; // for the head of the playhead's line, for the last number

ChartCanvas::ChartCanvas(QWidget* parent) : QChartView(new QChart, parent) {
    chart()->setBackgroundRoundness(0);
    chart()->setBackgroundPen(Qt::NoPen);
    chart()->setAnimationOptions(QChart::NoAnimation);
    chart()->legend()->hide();
    chart()->layout()->setContentsMargins(0, 0, 0, 0);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMouseTracking(true);
    viewport()->setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setMinimumHeight(120);
}

void ChartCanvas::setContent(std::unique_ptr<ChartContent> content, const ChartReach& reach) {
    const Colors& c = colors();
    chart()->removeAllSeries();
    for (QAbstractAxis* axis : chart()->axes()) {
        chart()->removeAxis(axis);
        delete axis;
    }
    chart()->setBackgroundBrush(c.panel);
    setBackgroundBrush(c.panel);
    content_ = std::move(content);
    reach_ = reach;
    if (content_) {
        content_->fill(*chart(), reach_);
        setAccessibleName(content_->headline());
    }
    setInset(0);
    viewport()->update();
}

// Two charts that are compared have the same room at the left, whatever their names need.
void ChartCanvas::setInset(int left) {
    chart()->setMargins(QMargins(left, kTop, kRight, 0));
    chart()->layout()->activate();
}

int ChartCanvas::namesWidth() const {
    chart()->layout()->activate();
    return int(std::lround(chart()->plotArea().left())) - chart()->margins().left();
}

QRect ChartCanvas::plot() const {
    return chart()->plotArea().toRect();
}

QPoint ChartCanvas::placeOf(QPointF value) const {
    return chart()->mapToPosition(value).toPoint();
}

ChartHit ChartCanvas::hitAt(QPoint place) const {
    if (!content_ || !plot().contains(place))
        return {};
    return content_->hit(chart()->mapToValue(place), reach_);
}

void ChartCanvas::setPlayhead(Time at) {
    if (at == playhead_)
        return;
    playhead_ = at;
    if (content_ && content_->hasTimeAxis())
        viewport()->update();
}

void ChartCanvas::pointTo(QPoint place) {
    point_ = place;
    const ChartHit hit = hitAt(place);
    viewport()->setCursor(hit.at >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    viewport()->update();
    emit pointed(hit.words);
}

void ChartCanvas::mouseMoveEvent(QMouseEvent* event) {
    pointTo(event->pos());
    if (event->buttons() & Qt::LeftButton && content_ && content_->hasTimeAxis())
        if (const ChartHit hit = hitAt(point_); hit.at >= 0)
            emit momentChosen(hit.at);
}

void ChartCanvas::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton)
        return;
    pointTo(event->pos());
    if (const ChartHit hit = hitAt(point_); hit.at >= 0)
        emit momentChosen(hit.at);
}

// The page scrolls, not the chart.
void ChartCanvas::wheelEvent(QWheelEvent* event) {
    event->ignore();
}

void ChartCanvas::leaveEvent(QEvent* event) {
    QChartView::leaveEvent(event);
    pointTo({-1, -1});
}

void ChartCanvas::focusOutEvent(QFocusEvent* event) {
    QChartView::focusOutEvent(event);
    if (!underMouse())
        pointTo({-1, -1});
}

void ChartCanvas::keyPressEvent(QKeyEvent* event) {
    const QRect area = plot();
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        if (const ChartHit hit = hitAt(point_); hit.at >= 0)
            emit momentChosen(hit.at);
        return;
    }
    const int across = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
    const int down = event->key() == Qt::Key_Down ? 1 : event->key() == Qt::Key_Up ? -1 : 0;
    if ((across == 0 && down == 0) || !content_)
        return QChartView::keyPressEvent(event);
    const int rowHeight = content_->rows() > 0 ? area.height() / content_->rows() : area.height() / 10;
    QPoint next = area.contains(point_)
                      ? point_ + QPoint(across * std::max(2, area.width() / 50), down * rowHeight)
                      : QPoint(area.left() + 4, area.top() + rowHeight / 2);
    next = {std::clamp(next.x(), area.left(), area.right()), std::clamp(next.y(), area.top(), area.bottom())};
    pointTo(next);
}

void ChartCanvas::drawForeground(QPainter* painter, const QRectF& rect) {
    QChartView::drawForeground(painter, rect);
    if (!content_)
        return;
    const QRectF area = chart()->plotArea();
    painter->setRenderHint(QPainter::Antialiasing, false);
    if (area.contains(point_) && (content_->hasTimeAxis() || hasFocus())) {
        painter->setPen(QPen(colors().dim, 1, Qt::DotLine));
        painter->drawLine(QPointF(point_.x(), area.top()), QPointF(point_.x(), area.bottom()));
    }
    if (!content_->hasTimeAxis() || playhead_ < 0 || reach_.time <= 0 || playhead_ > reach_.time)
        return;
    const double x = std::round(area.left() + area.width() * double(playhead_) / double(reach_.time));
    painter->setPen(QPen(colors().accent, 2));
    painter->drawLine(QPointF(x, area.top() - 2), QPointF(x, area.bottom()));
    painter->setPen(Qt::NoPen);
    painter->setBrush(colors().accent);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->drawPolygon(QPolygonF({{x - 5, area.top() - 7}, {x + 5, area.top() - 7}, {x, area.top()}}));
}

} // namespace forkscope::gui
