// SPDX-License-Identifier: GPL-3.0-or-later
// Mouse, wheel, tooltips and the context menu.
#include "gui/timeline/timeline_view.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QScrollBar>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace forkscope::gui {

using timeline::Geometry;
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
    dragRange_ = zoom_.visible();
    dragScroll_ = verticalScrollBar()->value();
    if (event->button() == Qt::MiddleButton) {
        drag_ = Drag::Pan;
        viewport()->setCursor(Qt::ClosedHandCursor);
        return;
    }
    if (event->button() != Qt::LeftButton)
        return;
    const bool onAxis = point.y() < Geometry::kAxis && point.x() >= geometry_.gutter - kPlayheadReach;
    if (event->modifiers().testFlag(Qt::ShiftModifier))
        drag_ = Drag::Select;
    else if (onAxis || overPlayhead(point)) {
        drag_ = Drag::Playhead;
        dragTo(point);
    } else
        drag_ = Drag::Pending;
}

void TimelineView::dragTo(QPointF point) {
    switch (drag_) {
    case Drag::Playhead: {
        const Time t = geometry_.timeAt(point.x());
        return t >= zoom_.run().end && zoom_.run().end > 0 ? goLiveByUser() : movePlayheadByUser(t);
    }
    case Drag::Pan: {
        const Time by = -Time(std::llround((point.x() - pressedAt_.x()) * geometry_.perPixel()));
        const TimeRange wanted = timeline::panned(dragRange_, by, zoom_.limits());
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
        drag_ = Drag::Pan;
        viewport()->setCursor(Qt::ClosedHandCursor);
    }
    if (drag_ == Drag::None)
        return hoverAt(point);
    dragTo(point);
}

void TimelineView::mouseReleaseEvent(QMouseEvent* event) {
    const Drag was = std::exchange(drag_, Drag::None);
    viewport()->unsetCursor();
    if (was != Drag::Pending || event->button() != Qt::LeftButton)
        return;
    const QPointF point = event->position();
    if (const auto place = timeline::barAt(frame(), point))
        return chooseBar(*place);
    const auto row = layout_.rowAt(geometry_.layoutY(int(point.y())));
    const bool inLanes = point.y() >= geometry_.plot().top() && point.y() <= geometry_.plot().bottom();
    if (row && inLanes && point.x() < geometry_.gutter)
        return chooseLane(layout_.rows()[*row].lane);
    clearChoice();
}

void TimelineView::mouseDoubleClickEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && event->position().y() >= Geometry::kAxis)
        zoom_.fit();
}

void TimelineView::hoverAt(QPointF point) {
    const auto place = timeline::barAt(frame(), point);
    const bool grip = overPlayhead(point) || (point.y() < Geometry::kAxis && point.x() >= geometry_.gutter);
    viewport()->setCursor(grip ? Qt::SizeHorCursor : Qt::ArrowCursor);
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
        zoom_.pan(-Time(side * kNotchPan * span));
    else if (shift)
        zoom_.pan(-Time(up * kNotchPan * span));
    else if (up != 0)
        zoom_.zoomAt(geometry_.timeAt(std::max<double>(event->position().x(), geometry_.gutter)),
                     std::pow(kNotchZoom, -up));
}

// -- menu

void TimelineView::contextMenuEvent(QContextMenuEvent* event) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto place =
        event->reason() == QContextMenuEvent::Mouse ? timeline::barAt(frame(), event->pos()) : chosen_;
    if (place)
        menu->addAction(tr("Go to line"), this, [this, p = *place] { chooseBar(p); });
    menu->addAction(tr("Show everything") + QStringLiteral("\tF"), this, [this] { zoom_.fit(); });
    if (zoom_.selection())
        menu->addAction(tr("Zoom to selection") + QStringLiteral("\tZ"), this,
                        [this] { zoom_.setVisible(*zoom_.selection()); });
    QAction* live = menu->addAction(tr("Go live") + QStringLiteral("\tL"), this, &TimelineView::goLiveByUser);
    live->setEnabled(!zoom_.live());
    menu->addSeparator();
    QAction* arrows = menu->addAction(tr("Arrows"), this, &TimelineView::setShowArrows);
    arrows->setCheckable(true);
    arrows->setChecked(showArrows_);
    QAction* helpers = menu->addAction(tr("Helper processes"), this, &TimelineView::setShowHelpers);
    helpers->setCheckable(true);
    helpers->setChecked(showHelpers_);
    menu->addSeparator();
    menu->addAction(tr("Show as table"), this, &TimelineView::showAsTable);
    menu->popup(event->globalPos());
}

} // namespace forkscope::gui
