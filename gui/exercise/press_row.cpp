// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/exercise/press_row.h"

#include "gui/theme/icons.h"
#include "gui/theme/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

namespace forkscope::gui {

PressRow::PressRow(QWidget* parent) : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
}

void PressRow::setPressable(bool can) {
    isPressable_ = can;
    setCursor(can ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void PressRow::mouseReleaseEvent(QMouseEvent* event) {
    const QRect pressed(0, 0, width(), pressedHeight());
    if (isPressable_ && event->button() == Qt::LeftButton && pressed.contains(event->position().toPoint()))
        press();
}

void PressRow::keyPressEvent(QKeyEvent* event) {
    if (isPressable_ && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Space))
        return press();
    QWidget::keyPressEvent(event);
}

void PressRow::focusInEvent(QFocusEvent*) {
    update();
}

void PressRow::focusOutEvent(QFocusEvent*) {
    update();
}

void paintVerdict(QPainter& painter, const QRectF& where, bool right) {
    const StateColor& tone = right ? colors().running : colors().ended;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(tone.fill);
    right ? painter.drawEllipse(where) : painter.drawRoundedRect(where, 4, 4);
    paintIcon(painter, right ? QStringLiteral("tick") : QStringLiteral("cross"),
              where.adjusted(2.5, 2.5, -2.5, -2.5), tone.onFill);
}

} // namespace forkscope::gui
