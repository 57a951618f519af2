// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/widgets/panel.h"

#include "gui/theme/theme.h"
#include "gui/widgets/elided_label.h"

#include <QApplication>
#include <QBoxLayout>
#include <QLabel>
#include <QPainter>

namespace forkscope::gui {

Panel::Panel(const QString& title, QWidget* parent) : QWidget(parent) {
    titleBar_ = new QWidget(this);
    titleBar_->setFixedHeight(kTitleHeight);
    title_ = new QLabel(titleBar_);
    title_->setFont(uiFont(13, QFont::DemiBold));
    title_->setTextFormat(Qt::PlainText);
    remark_ = new ElidedLabel(titleBar_);
    remark_->setFont(uiFont(12));
    remark_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);

    titleRow_ = new QHBoxLayout(titleBar_);
    titleRow_->setContentsMargins(14, 0, 8, 1);
    titleRow_->setSpacing(6);
    titleRow_->addWidget(title_);
    titleRow_->addWidget(remark_, 1);

    column_ = new QVBoxLayout(this);
    column_->setContentsMargins(0, 0, 0, 0);
    column_->setSpacing(0);
    column_->addWidget(titleBar_);
    setTitle(title);
    connect(qApp, &QApplication::focusChanged, this,
            [this](QWidget*, const QWidget* now) { followFocus(now); });
}

// A widget that is hidden while it is destroyed moves the focus, when this is no Panel any more.
Panel::~Panel() {
    disconnect(qApp, nullptr, this, nullptr);
}

void Panel::followFocus(const QWidget* now) {
    const bool inside = now && isAncestorOf(now);
    if (inside == focused_)
        return;
    focused_ = inside;
    update(0, kTitleHeight - 1, width(), 1);
}

void Panel::setTitle(const QString& title) {
    title_->setText(title);
    setAccessibleName(title);
}

QString Panel::title() const {
    return title_->text();
}

void Panel::setTabName(const QString& name) {
    tabName_ = name;
    emit tabNameChanged();
}

void Panel::setRemark(const QString& remark) {
    remark_->setText(remark);
}

void Panel::addTitleWidget(QWidget* widget) {
    titleRow_->addWidget(widget);
}

void Panel::addTitleWidgetLeft(QWidget* widget) {
    titleRow_->insertWidget(leftWidgets_++, widget);
}

void Panel::setBody(QWidget* body) {
    column_->addWidget(body, 1);
    setFocusProxy(body);
}

void Panel::setTitleVisible(bool visible) {
    titleBar_->setVisible(visible);
}

void Panel::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), colors().panel);
    if (titleBar_->isVisibleTo(this))
        painter.fillRect(0, kTitleHeight - 1, width(), 1, focused_ ? colors().accent : colors().line);
}

} // namespace forkscope::gui
