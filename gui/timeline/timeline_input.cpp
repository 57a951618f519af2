// SPDX-License-Identifier: GPL-3.0-or-later
// What the user does to the timeline: mouse, wheel, keys, menu.
#include "gui/timeline/timeline_view.h"

#include "gui/timeline/axis.h"

#include <QApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QScrollBar>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace forkscope::gui {

using timeline::BarPlace;
using timeline::Geometry;
using timeline::TimeRange;
using trace::Time;

static constexpr double kZoomStep = 1.25; // one notch of the wheel, one press of a key
static constexpr double kPanShare = 0.15; // of the visible range, for one notch or press
static constexpr int kPlayheadReach = 5;  // pixels beside the line that still take hold of it
static constexpr int kPixelStep = 4;      // of the playhead, with Shift and an arrow key

// -- the playhead

void TimelineView::movePlayheadByUser(Time t) {
    const bool wasLive = zoom_.live();
    zoom_.setPlayhead(t);
    if (wasLive)
        emit liveChanged(false);
    emit playheadMoved(zoom_.playhead());
}

void TimelineView::goLiveByUser() {
    if (zoom_.live())
        return;
    zoom_.setLive(true);
    emit liveChanged(true);
    emit playheadMoved(zoom_.playhead());
}

std::optional<Time> TimelineView::eventBeside(Time t, bool forward) const {
    std::optional<Time> best;
    const auto offer = [&](Time at) {
        if ((forward ? at > t : at < t) && (!best || (forward ? at < *best : at > *best)))
            best = at;
    };
    for (const timeline::LaneRow& row : layout_.rows()) {
        const world::Track& track = source().track(row.lane);
        if (track.empty())
            continue;
        const std::size_t i = track.find(forward ? t : t - 1);
        offer(track.start(i));
        if (forward && i + 1 < track.size())
            offer(track.start(i + 1));
    }
    const auto& marks = source().marks();
    const auto atOrAfter = std::partition_point(marks.begin(), marks.end(), [&](const world::Mark& mark) {
        return forward ? mark.at <= t : mark.at < t;
    });
    if (forward && atOrAfter != marks.end())
        offer(atOrAfter->at);
    if (!forward && atOrAfter != marks.begin())
        offer((atOrAfter - 1)->at);
    return best;
}

void TimelineView::stepToEvent(bool forward) {
    const auto next = eventBeside(zoom_.playhead(), forward);
    if (!next)
        return;
    movePlayheadByUser(*next);
    zoom_.reveal(*next);
    announce();
}

bool TimelineView::overPlayhead(QPointF point) const {
    return geometry_.plot().contains(point.toPoint()) &&
           std::abs(geometry_.x(zoom_.playhead()) - point.x()) <= kPlayheadReach;
}

// -- choosing

void TimelineView::requestLine(BarPlace place) {
    const world::IntervalNote note = source().track(place.lane).note(place.interval);
    if (note.line != 0 && note.file)
        emit lineRequested(source().path(note.file), int(note.line));
}

void TimelineView::chooseBar(BarPlace place) {
    chosen_ = place;
    chooseLane(place.lane);
    requestLine(place);
}

void TimelineView::chooseLane(std::size_t lane) {
    chosenLane_ = lane;
    if (chosen_ && chosen_->lane != lane)
        chosen_.reset();
    viewport()->update();
    if (const auto index = layout_.rowOfLane(lane)) {
        const timeline::LaneRow& row = layout_.rows()[*index];
        QScrollBar* bar = verticalScrollBar();
        bar->setValue(std::clamp(bar->value(), row.bottom() - geometry_.room(), row.top));
    }
    announce();
    emit laneSelected(source().process(lane), source().object(lane));
}

void TimelineView::chooseLaneBeside(int step) {
    const int rows = int(layout_.rows().size());
    if (rows == 0)
        return;
    const auto now = chosenLane_ ? layout_.rowOfLane(*chosenLane_) : std::nullopt;
    const int row = now ? std::clamp(int(*now) + step, 0, rows - 1) : step > 0 ? 0 : rows - 1;
    chooseLane(layout_.rows()[std::size_t(row)].lane);
}

void TimelineView::requestLineOfChosenLane() {
    if (!chosenLane_ || source().track(*chosenLane_).empty())
        return;
    chosen_ = BarPlace{*chosenLane_, source().track(*chosenLane_).find(zoom_.playhead())};
    requestLine(*chosen_);
    viewport()->update();
}

void TimelineView::clearChoice() {
    chosen_.reset();
    chosenLane_.reset();
    zoom_.setSelection(std::nullopt);
    viewport()->update();
}

// What a screen reader says after a step or a choice: the lane at the playhead.
void TimelineView::announce() {
    const QString when = timeline::preciseText(zoom_.playhead(), geometry_.perPixel(), source().end());
    if (!chosenLane_ || source().track(*chosenLane_).empty())
        return setAccessibleDescription(when);
    setAccessibleDescription(
        when + QStringLiteral(": ") +
        source().explainInterval(*chosenLane_, source().track(*chosenLane_).find(zoom_.playhead())));
}

// -- mouse

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
        zoom_.pan(-Time(side * kPanShare * span));
    else if (shift)
        zoom_.pan(-Time(up * kPanShare * span));
    else if (up != 0)
        zoom_.zoomAt(geometry_.timeAt(std::max<double>(event->position().x(), geometry_.gutter)),
                     std::pow(kZoomStep, -up));
}

// -- keys

void TimelineView::zoomByKey(double factor) {
    const TimeRange visible = zoom_.visible();
    const Time pivot =
        visible.contains(zoom_.playhead()) ? zoom_.playhead() : visible.begin + visible.span() / 2;
    zoom_.zoomAt(pivot, factor);
}

bool TimelineView::handleKey(int key, Qt::KeyboardModifiers modifiers) {
    const bool shift = modifiers.testFlag(Qt::ShiftModifier), ctrl = modifiers.testFlag(Qt::ControlModifier);
    switch (key) {
    case Qt::Key_Left:
    case Qt::Key_Right: {
        const int sign = key == Qt::Key_Left ? -1 : 1;
        if (ctrl)
            zoom_.pan(Time(sign * kPanShare * double(zoom_.visible().span())));
        else if (shift) {
            movePlayheadByUser(zoom_.playhead() +
                               Time(sign * std::max(1.0, kPixelStep * geometry_.perPixel())));
            zoom_.reveal(zoom_.playhead());
            announce();
        } else
            stepToEvent(sign > 0);
        return true;
    }
    case Qt::Key_Up:
    case Qt::Key_Down:
        chooseLaneBeside(key == Qt::Key_Up ? -1 : 1);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        requestLineOfChosenLane();
        return true;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoomByKey(1 / kZoomStep);
        return true;
    case Qt::Key_Minus:
    case Qt::Key_Underscore:
        zoomByKey(kZoomStep);
        return true;
    case Qt::Key_F:
    case Qt::Key_Home:
        if (ctrl)
            return false; // Ctrl+F is the editor's
        zoom_.fit();
        return true;
    case Qt::Key_Z:
        if (ctrl || !zoom_.selection())
            return false;
        zoom_.setVisible(*zoom_.selection());
        return true;
    case Qt::Key_L:
        if (ctrl)
            return false;
        goLiveByUser();
        return true;
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        verticalScrollBar()->triggerAction(key == Qt::Key_PageUp ? QScrollBar::SliderPageStepSub
                                                                 : QScrollBar::SliderPageStepAdd);
        return true;
    case Qt::Key_Escape:
        if (!chosen_ && !chosenLane_ && !zoom_.selection())
            return false;
        clearChoice();
        return true;
    default:
        return false;
    }
}

void TimelineView::keyPressEvent(QKeyEvent* event) {
    // The scroll area's own keys would scroll; what is not ours goes to the window.
    event->setAccepted(handleKey(event->key(), event->modifiers()));
}

void TimelineView::focusInEvent(QFocusEvent* event) {
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void TimelineView::focusOutEvent(QFocusEvent* event) {
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
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
    menu->addAction(tr("Show as table"), this, &TimelineView::showAsTableRequested);
    menu->popup(event->globalPos());
}

} // namespace forkscope::gui
