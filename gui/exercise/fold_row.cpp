// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/exercise/fold_row.h"

#include "gui/lesson/lesson_view.h"
#include "gui/theme/icons.h"
#include "gui/theme/theme.h"

#include <QBoxLayout>
#include <QPainter>

namespace forkscope::gui {

FoldRow::FoldRow(const QString& name, QWidget* parent) : PressRow(parent), name_(name) {
    text_ = new LessonView(this);
    text_->setGrows(true);
    text_->setMargin(4);
    text_->setFocusPolicy(Qt::ClickFocus);
    text_->setAccessibleName(name);
    text_->hide();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(34, kHead - 4, 12, 4);
    column->setSpacing(0);
    column->addWidget(text_);
}

void FoldRow::set(State state, const QString& remark, const QString& markdown) {
    state_ = state;
    remark_ = remark;
    if (markdown != shownText_) {
        shownText_ = markdown;
        text_->showText(markdown);
    }
    text_->setVisible(state == State::Open && !isFolded_);
    setPressable(state != State::Locked);
    setAccessibleName(QStringLiteral("%1, %2").arg(name_, remark));
    update();
}

void FoldRow::press() {
    if (state_ == State::Closed)
        return emit openRequested();
    isFolded_ = !isFolded_;
    text_->setVisible(!isFolded_);
    update();
}

void FoldRow::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Colors& c = colors();
    painter.fillRect(0, 0, width(), 1, c.line);
    const QString sign = state_ == State::Locked && name_ == tr("Solution") ? QStringLiteral("lock")
                         : state_ == State::Open && !isFolded_              ? QStringLiteral("chevron-down")
                                                                            : QStringLiteral("chevron-right");
    paintIcon(painter, sign, QRectF(14, 10, 16, 16), c.dim);
    painter.setFont(uiFont(13, QFont::DemiBold));
    painter.setPen(c.text);
    painter.drawText(QRect(38, 0, width(), kHead), Qt::AlignVCenter | Qt::AlignLeft, name_);
    painter.setFont(uiFont(12));
    painter.setPen(c.dim);
    painter.drawText(QRect(0, 0, width() - 16, kHead), Qt::AlignVCenter | Qt::AlignRight, remark_);
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(c.accent, 1));
        painter.drawRoundedRect(QRectF(8.5, 3.5, width() - 17, kHead - 6), 5, 5);
    }
}

} // namespace forkscope::gui
