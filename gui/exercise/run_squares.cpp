// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/exercise/run_squares.h"

#include "gui/theme/icons.h"
#include "gui/theme/theme.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

namespace forkscope::gui {

static constexpr int kSquare = 11, kMargin = 4, kHeight = 22;

RunSquares::RunSquares(QWidget* parent) : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setFont(uiFont(12));
    setCursor(Qt::PointingHandCursor);
}

void RunSquares::setRuns(const QList<RunSquare>& runs) {
    runs_ = runs;
    shown_ = -1;
    setAccessibleName(words());
    setVisible(!runs.isEmpty());
    updateGeometry();
    update();
}

void RunSquares::setShown(int index) {
    shown_ = index;
    if (index >= 0 && index < runs_.size())
        setAccessibleDescription(runs_[index].toolTip);
    update();
}

// Many runs stand closer together.
int RunSquares::step() const {
    return runs_.size() > 30 ? kSquare + 2 : kSquare + 4;
}

QRect RunSquares::squareRect(int index) const {
    return {kMargin + index * step(), (height() - kSquare) / 2, kSquare, kSquare};
}

QString RunSquares::words() const {
    const auto failed = std::ranges::count_if(runs_, &RunSquare::isFailed);
    return tr("%1 of %2 runs failed").arg(failed).arg(runs_.size());
}

QSize RunSquares::minimumSizeHint() const {
    return {int(runs_.size()) * step() + 2 * kMargin, kHeight};
}

QSize RunSquares::sizeHint() const {
    return minimumSizeHint() + QSize(kMargin + fontMetrics().horizontalAdvance(words()) + kMargin, 0);
}

int RunSquares::at(QPoint point) const {
    for (int i = 0; i < runs_.size(); ++i)
        if (squareRect(i).adjusted(-2, -4, 2, 4).contains(point))
            return i;
    return -1;
}

void RunSquares::mousePressEvent(QMouseEvent* event) {
    if (const int index = at(event->pos()); index >= 0 && runs_[index].canBeShown)
        emit chosen(index);
}

void RunSquares::keyPressEvent(QKeyEvent* event) {
    const int direction = event->key() == Qt::Key_Left ? -1 : event->key() == Qt::Key_Right ? 1 : 0;
    if (direction == 0)
        return QWidget::keyPressEvent(event);
    for (int i = shown_ + direction; i >= 0 && i < runs_.size(); i += direction)
        if (runs_[i].canBeShown)
            return emit chosen(i);
}

bool RunSquares::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int index = at(help->pos());
        QToolTip::showText(help->globalPos(), index >= 0 ? runs_[index].toolTip : QString(), this);
        return true;
    }
    return QWidget::event(event);
}

void RunSquares::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Colors& c = colors();
    for (int i = 0; i < runs_.size(); ++i) {
        const QRectF where = squareRect(i);
        painter.setPen(Qt::NoPen);
        painter.setBrush(runs_[i].isFailed ? c.ended.fill : mixed(c.panel, c.running.fill, 0.45));
        painter.drawRoundedRect(where, 2.5, 2.5);
        if (runs_[i].isFailed)
            paintIcon(painter, QStringLiteral("cross"), where.adjusted(1, 1, -1, -1), c.ended.onFill);
        if (i != shown_)
            continue;
        painter.setPen(QPen(c.accent, hasFocus() ? 2 : 1.6));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(where.adjusted(-2, -2, 2, 2), 4, 4);
    }
    if (width() < sizeHint().width())
        return;
    painter.setPen(c.dim);
    painter.drawText(rect().adjusted(minimumSizeHint().width() + kMargin, 0, 0, 0),
                     Qt::AlignVCenter | Qt::AlignLeft, words());
}

} // namespace forkscope::gui
