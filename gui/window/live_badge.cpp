// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/live_badge.h"

#include "gui/theme/theme.h"
#include "gui/widgets/controls.h"

#include <QPainter>

namespace forkscope::gui {

LiveBadge::LiveBadge(QWidget* parent) : QPushButton(parent) {
    setLook(this, "tool");
    setProperty("compact", true);
    setFont(uiFont(12, QFont::DemiBold));
    hide();
}

void LiveBadge::setState(State state, bool running) {
    if (state == state_ && running == running_)
        return;
    state_ = state;
    running_ = running;
    switch (state) {
    case State::Nothing:
        setText(QString());
        break;
    case State::Live:
        setText(tr("live"));
        setToolTip(tr("The screen follows the run. Drag the playhead to look back."));
        break;
    case State::Ended:
        setText(tr("ended"));
        setToolTip(tr("The run has ended. Drag the playhead to look back."));
        break;
    case State::Recording:
        setText(tr("recording"));
        setToolTip(tr("A recorded run. Drag the playhead to look at any moment of it."));
        break;
    case State::Past:
        setText(running ? tr("Back to live") : tr("Back to the end"));
        setToolTip(tr("The screen shows an earlier moment (Ctrl+L leads back)"));
        break;
    }
    setLook(this, state == State::Past ? "link" : "tool");
    setVisible(state != State::Nothing);
    setEnabled(state == State::Past);
    setAccessibleName(text());
    updateGeometry();
    setCursor(state == State::Past ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
}

QSize LiveBadge::sizeHint() const {
    return {fontMetrics().horizontalAdvance(text()) + 30, 24};
}

void LiveBadge::paintEvent(QPaintEvent* event) {
    if (state_ == State::Past)
        return QPushButton::paintEvent(event);
    const bool live = state_ == State::Live;
    const QColor color = live ? colors().running.text : colors().dim;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(font());
    painter.setPen(color);
    const int wide = fontMetrics().horizontalAdvance(text());
    painter.drawText(rect().adjusted(0, 0, -6, 0), Qt::AlignRight | Qt::AlignVCenter, text());
    const QPointF dot(width() - 6 - wide - 10, height() / 2.0);
    painter.setPen(live ? QPen(Qt::NoPen) : QPen(color, 1.4));
    painter.setBrush(live ? QBrush(color) : QBrush(Qt::NoBrush));
    painter.drawEllipse(dot, 4, 4);
}

} // namespace forkscope::gui
