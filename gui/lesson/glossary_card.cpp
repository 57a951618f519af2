// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/lesson/glossary_card.h"

#include "gui/theme/theme.h"
#include "gui/widgets/controls.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

namespace forkscope::gui {

static constexpr int kWidth = 300, kLeavePause = 260; // px, ms

GlossaryCard::GlossaryCard(QWidget* window) : QWidget(window) {
    setObjectName(QStringLiteral("glossaryCard"));
    setFocusPolicy(Qt::StrongFocus);
    name_ = makeLabel(QString(), 13, QFont::DemiBold, false, this);
    says_ = makeLabel(QString(), 13, QFont::Normal, false, this);
    says_->setWordWrap(true);
    open_ = makeLinkButton(QString(), this);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(14, 12, 14, 10);
    column->setSpacing(4);
    for (QWidget* part : {static_cast<QWidget*>(name_), static_cast<QWidget*>(says_)})
        column->addWidget(part);
    column->addWidget(open_, 0, Qt::AlignLeft);
    connect(open_, &QPushButton::clicked, this, [this] {
        hide();
        emit lessonRequested(lesson_);
    });
    hide_.setSingleShot(true);
    hide_.setInterval(kLeavePause);
    connect(&hide_, &QTimer::timeout, this, [this] {
        if (!underMouse() && !hasFocus() && !open_->hasFocus())
            hide();
    });
    hide();
}

void GlossaryCard::showFor(const GlossaryWord& word, const QRect& place, bool stays) {
    hide_.stop();
    term_ = word.term;
    lesson_ = word.lesson;
    name_->setText(word.term);
    says_->setText(word.says);
    open_->setText(tr("Lesson %1").arg(word.lesson));
    open_->setVisible(!word.lesson.isEmpty());
    setAccessibleName(word.term);
    setAccessibleDescription(word.says);
    setFixedWidth(kWidth);
    says_->setFixedHeight(says_->heightForWidth(kWidth - 28));
    setFixedHeight(layout()->sizeHint().height());
    const QPoint below = parentWidget()->mapFromGlobal(place.bottomLeft());
    const QPoint above = parentWidget()->mapFromGlobal(place.topLeft());
    const int x = std::clamp(below.x() - 14, 6, std::max(6, parentWidget()->width() - width() - 6));
    const bool fits = below.y() + 6 + height() < parentWidget()->height();
    move(x, fits ? below.y() + 6 : std::max(6, above.y() - 6 - height()));
    show();
    raise();
    if (stays)
        setFocus(Qt::PopupFocusReason);
}

void GlossaryCard::hideSoon() {
    hide_.start();
}

void GlossaryCard::enterEvent(QEnterEvent*) {
    hide_.stop();
}

void GlossaryCard::leaveEvent(QEvent*) {
    hide_.start();
}

void GlossaryCard::keyPressEvent(QKeyEvent* event) {
    if (event->key() != Qt::Key_Escape)
        return QWidget::keyPressEvent(event);
    hide();
}

void GlossaryCard::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colors().line, 1));
    painter.setBrush(colors().raised);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 7, 7);
}

} // namespace forkscope::gui
