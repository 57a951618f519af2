// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/exercise/check_row.h"

#include "gui/theme/theme.h"
#include "gui/widgets/controls.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPainter>

namespace forkscope::gui {

CheckRow::CheckRow(QWidget* parent) : PressRow(parent) {
    title_ = makeLabel(QString(), 13, QFont::DemiBold, false, this);
    title_->setWordWrap(true);
    seen_ = makeLabel(QString(), 13, QFont::Normal, false, this);
    seen_->setWordWrap(true);
    link_ = makeLabel(QString(), 13, QFont::DemiBold, false, this);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(44, 12, 18, 12);
    column->setSpacing(5);
    for (QLabel* label : {title_, seen_, link_})
        column->addWidget(label);
}

void CheckRow::set(const CheckPicture& picture) {
    picture_ = picture;
    const Colors& c = colors();
    title_->setText(picture.title);
    seen_->setText(picture.seen);
    seen_->setVisible(!picture.seen.isEmpty());
    const bool isShown = !picture.shownAt.isEmpty();
    link_->setText(isShown ? tr("Shown below, at %1").arg(picture.shownAt) : tr("Show this moment ›"));
    link_->setVisible(picture.hasMoment);
    setTextColor(title_, c.text);
    setTextColor(seen_, picture.passed ? c.dim : c.text);
    setTextColor(link_, isShown ? c.ended.text : c.link);
    setFocusPolicy(picture.hasMoment ? Qt::StrongFocus : Qt::NoFocus);
    setPressable(picture.hasMoment);
    setAccessibleName((picture.passed ? tr("Passed: %1") : tr("Not passed: %1")).arg(picture.title));
    setAccessibleDescription(picture.seen);
    update();
}

void CheckRow::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Colors& c = colors();
    if (!picture_.shownAt.isEmpty()) {
        painter.fillRect(rect(), c.errorTint);
        painter.fillRect(0, 0, 3, height(), c.ended.fill);
    }
    painter.fillRect(0, height() - 1, width(), 1, c.line);
    paintVerdict(painter, QRectF(16, 12, 17, 17), picture_.passed);
    if (hasFocus()) {
        painter.setPen(QPen(c.accent, 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(4, 2, -4, -3), 5, 5);
    }
}

} // namespace forkscope::gui
