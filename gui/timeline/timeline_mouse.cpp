// SPDX-License-Identifier: GPL-3.0-or-later
// Mouse, wheel, tooltips and the context menu.
#include "gui/timeline/stops.h"
#include "gui/timeline/timeline_view.h"

#include <QApplication>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace forkscope::gui {

using timeline::Geometry;
using timeline::Place;
using timeline::PlaceRange;
using timeline::TimeRange;
using trace::Time;

static constexpr double kNotchZoom = 1.25; // one notch of the wheel
static constexpr double kNotchPan = 0.15;  // of the visible range
static constexpr int kPlayheadReach = 5;   // pixels beside the line that still take hold of it

bool TimelineView::overPlayhead(QPointF point) const {
    return geometry_.plot().contains(point.toPoint()) &&
           std::abs(geometry_.x(zoom_.playhead()) - point.x()) <= kPlayheadReach;
}

void TimelineView::mousePressEvent(QMouseEvent* event) {
    const QPointF point = event->position();
    pressedAt_ = point;
    hover_.reset();
    dragRange_ = zoom_.visible();
    dragScroll_ = verticalScrollBar()->value();
    if (event->button() == Qt::MiddleButton) {
        drag_ = Drag::Pan;
        viewport()->setCursor(Qt::ClosedHandCursor);
        return;
    }
    if (event->button() != Qt::LeftButton)
        return;
    if (const auto stop = timeline::stopAt(frame(), stops_, point))
        return movePlayheadByUser(stops_[*stop]);
    const bool onAxis = point.y() < Geometry::kAxis && point.x() >= geometry_.gutter - kPlayheadReach;
    if (event->modifiers().testFlag(Qt::ShiftModifier))
        drag_ = Drag::Select;
    else if (onAxis || overPlayhead(point)) {
        drag_ = Drag::Playhead;
        dragTo(point);
    } else {
        drag_ = Drag::Pending;
        draggedLane_ = laneNameAt(point);
    }
}

void TimelineView::dragTo(QPointF point) {
    switch (drag_) {
    case Drag::Playhead: {
        const Time t = geometry_.timeAt(point.x());
        return t >= zoom_.run().end && zoom_.run().end > 0 ? goLiveByUser() : movePlayheadByUser(t);
    }
    case Drag::Pan: {
        const Place by = -Place(std::llround((point.x() - pressedAt_.x()) * geometry_.perPixel()));
        const PlaceRange wanted = timeline::panned(dragRange_, by, zoom_.limits());
        if (wanted != zoom_.visible())
            zoom_.setVisible(wanted);
        verticalScrollBar()->setValue(dragScroll_ - int(std::lround(point.y() - pressedAt_.y())));
        return;
    }
    case Drag::Select: {
        const auto inRun = [this](double x) {
            return std::clamp<Time>(geometry_.timeAt(x), 0, std::max<Time>(zoom_.run().end, 0));
        };
        const Time a = inRun(pressedAt_.x()), b = inRun(point.x());
        if (a != b)
            zoom_.setSelection(TimeRange{std::min(a, b), std::max(a, b)});
        return;
    }
    case Drag::Lane:
        return dropLane(point);
    default:
        return;
    }
}

void TimelineView::mouseMoveEvent(QMouseEvent* event) {
    const QPointF point = event->position();
    if (event->buttons() == Qt::NoButton)
        drag_ = Drag::None; // the release went elsewhere
    if (drag_ == Drag::Pending &&
        (point - pressedAt_).manhattanLength() >= QApplication::startDragDistance()) {
        drag_ = draggedLane_ ? Drag::Lane : Drag::Pan;
        viewport()->setCursor(Qt::ClosedHandCursor);
    }
    if (drag_ == Drag::None)
        return hoverAt(point);
    dragTo(point);
}

void TimelineView::mouseReleaseEvent(QMouseEvent* event) {
    const Drag was = std::exchange(drag_, Drag::None);
    viewport()->unsetCursor();
    draggedLane_.reset();
    if (const auto drop = std::exchange(drop_, std::nullopt); was == Drag::Lane && drop)
        return arrangeByUser(drop->arrangement);
    if (was != Drag::Pending || event->button() != Qt::LeftButton)
        return;
    const QPointF point = event->position();
    if (foldAt(point))
        return;
    if (const auto place = timeline::barAt(frame(), point))
        return chooseBar(*place);
    if (const auto lane = laneNameAt(point))
        return chooseLane(*lane);
    clearChoice();
}

void TimelineView::mouseDoubleClickEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && event->position().y() >= Geometry::kAxis &&
        event->position().x() >= geometry_.gutter)
        zoom_.fit();
    else
        mousePressEvent(event); // two quick clicks on a name or a fold are two clicks
}

void TimelineView::hoverAt(QPointF point) {
    const auto place = timeline::barAt(frame(), point);
    const bool inNames = laneNameAt(point).has_value();
    const bool grip = overPlayhead(point) || (point.y() < Geometry::kAxis && point.x() >= geometry_.gutter);
    viewport()->setCursor(grip ? Qt::SizeHorCursor : inNames ? Qt::PointingHandCursor : Qt::ArrowCursor);
    if (place == hover_)
        return;
    hover_ = place;
    viewport()->update();
}

bool TimelineView::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::Leave && hover_) {
        hover_.reset();
        viewport()->update();
    }
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const QString sentence = explanationAt(help->pos());
        if (sentence.isEmpty()) {
            QToolTip::hideText();
            event->ignore();
        } else
            QToolTip::showText(help->globalPos(), QStringLiteral("<qt>%1</qt>").arg(sentence.toHtmlEscaped()),
                               viewport());
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void TimelineView::wheelEvent(QWheelEvent* event) {
    constexpr double kNotch = 120;
    const double up = event->angleDelta().y() / kNotch, side = event->angleDelta().x() / kNotch;
    const bool inGutter = event->position().x() < geometry_.gutter;
    const bool shift = event->modifiers().testFlag(Qt::ShiftModifier);
    const double span = double(zoom_.visible().span());
    event->accept();
    if (inGutter && verticalScrollBar()->maximum() > 0 && !shift)
        verticalScrollBar()->setValue(verticalScrollBar()->value() - int(up * 3 * timeline::kLaneHeightMin));
    else if (side != 0 && std::abs(side) > std::abs(up))
        zoom_.pan(-Place(side * kNotchPan * span));
    else if (shift)
        zoom_.pan(-Place(up * kNotchPan * span));
    else if (up != 0)
        zoom_.zoomAt(geometry_.placeAt(std::max<double>(event->position().x(), geometry_.gutter)),
                     std::pow(kNotchZoom, -up));
}

} // namespace forkscope::gui
