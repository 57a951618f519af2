// SPDX-License-Identifier: GPL-3.0-or-later
// Everything by keyboard.
#include "gui/timeline/timeline_view.h"

#include <QKeyEvent>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace forkscope::gui {

using timeline::AxisKind;
using timeline::Place;
using timeline::PlaceRange;

static constexpr double kPressZoom = 1.25; // one press of a key
static constexpr double kPressPan = 0.15;  // of the visible range
static constexpr int kPixelStep = 4;       // of the playhead, with Shift

void TimelineView::zoomByKey(double factor) {
    const PlaceRange visible = zoom_.visible();
    const Place at = zoom_.axis().place(zoom_.playhead());
    const Place pivot = visible.contains(at) ? at : visible.begin + visible.span() / 2;
    zoom_.zoomAt(pivot, factor);
}

bool TimelineView::handleKey(int key, Qt::KeyboardModifiers modifiers) {
    const bool shift = modifiers.testFlag(Qt::ShiftModifier), ctrl = modifiers.testFlag(Qt::ControlModifier);
    switch (key) {
    case Qt::Key_Left:
    case Qt::Key_Right: {
        const int sign = key == Qt::Key_Left ? -1 : 1;
        // The window has these with Alt too, when it has the view; alone, the view has them itself.
        if (modifiers.testFlag(Qt::AltModifier))
            shift ? stepToEventOfChosen(sign > 0) : stepToEvent(sign > 0);
        else if (ctrl)
            zoom_.pan(Place(sign * kPressPan * double(zoom_.visible().span())));
        else if (shift) {
            const trace::Time from = zoom_.playhead(),
                              to = geometry_.timeAt(geometry_.x(from) + sign * kPixelStep);
            movePlayheadByUser(sign < 0 ? std::min(to, from - 1) : std::max(to, from + 1));
            zoom_.reveal(zoom_.playhead());
            announce();
        } else
            stepToEvent(sign > 0);
        return true;
    }
    case Qt::Key_Up:
    case Qt::Key_Down:
        if (ctrl)
            stepChosenLane(key == Qt::Key_Up ? -1 : 1);
        else
            chooseLaneBeside(key == Qt::Key_Up ? -1 : 1);
        return true;
    case Qt::Key_Space:
        foldChosen(shift);
        return true;
    case Qt::Key_Delete:
        if (!chosenLane_)
            return false;
        hideLane(*chosenLane_);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        requestLineOfChosenLane();
        return true;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoomByKey(1 / kPressZoom);
        return true;
    case Qt::Key_Minus:
    case Qt::Key_Underscore:
        zoomByKey(kPressZoom);
        return true;
    case Qt::Key_F:
    case Qt::Key_Home:
        if (ctrl && key == Qt::Key_F)
            emit searchRequested();
        else
            zoom_.fit();
        return true;
    case Qt::Key_Z:
        if (ctrl || !zoom_.selection())
            return false;
        zoom_.setVisible(zoom_.axis().places(*zoom_.selection()));
        return true;
    case Qt::Key_T:
        if (ctrl)
            return false; // the theme's
        changeAxis(axisKind() == AxisKind::Time ? AxisKind::Steps : AxisKind::Time);
        return true;
    case Qt::Key_F3:
        if (search_.hits().empty())
            return false;
        goToHit(!shift);
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

bool TimelineView::event(QEvent* event) {
    // The window's Ctrl+F searches the program; with the focus here it is the timeline that is meant.
    if (event->type() == QEvent::ShortcutOverride) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_F && key->modifiers() == Qt::ControlModifier) {
            event->accept();
            return true;
        }
    }
    return QAbstractScrollArea::event(event);
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

} // namespace forkscope::gui
