// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/widgets/tab_strip.h"

#include "gui/theme/theme.h"
#include "gui/widgets/controls.h"
#include "gui/widgets/panel.h"

#include <QBoxLayout>
#include <QButtonGroup>
#include <QKeyEvent>
#include <QPainter>
#include <QPushButton>

namespace forkscope::gui {

TabStrip::TabStrip(QWidget* parent) : QWidget(parent), buttons_(new QButtonGroup(this)) {
    setFixedHeight(Panel::kTitleHeight);
    row_ = new QHBoxLayout(this);
    row_->setContentsMargins(4, 0, 4, 1);
    row_->setSpacing(0);
    row_->addStretch();
    connect(buttons_, &QButtonGroup::idClicked, this, [this](int index) {
        update();
        emit chosen(index);
    });
}

void TabStrip::add(const QString& name) {
    auto* tab = new QPushButton(this);
    tab->setCheckable(true);
    setLook(tab, "tab");
    buttons_->addButton(tab, count_);
    row_->insertWidget(count_, tab);
    setName(count_++, name);
}

void TabStrip::setName(int index, const QString& name) {
    QAbstractButton* tab = buttons_->button(index);
    tab->setText(name);
    tab->setAccessibleName(tr("%1, tab").arg(name));
}

void TabStrip::clear() {
    for (QAbstractButton* tab : buttons_->buttons())
        delete tab;
    count_ = 0;
}

int TabStrip::current() const {
    return buttons_->checkedId();
}

void TabStrip::setCurrent(int index) {
    if (QAbstractButton* tab = buttons_->button(index))
        tab->setChecked(true);
    update();
}

void TabStrip::keyPressEvent(QKeyEvent* event) {
    const int step = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
    if (step == 0 || count_ == 0)
        return QWidget::keyPressEvent(event);
    setCurrent((current() + step + count_) % count_);
    buttons_->button(current())->setFocus(Qt::TabFocusReason);
    emit chosen(current());
}

void TabStrip::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), colors().panel);
    painter.fillRect(0, height() - 1, width(), 1, colors().line);
    if (const QAbstractButton* tab = buttons_->checkedButton())
        painter.fillRect(tab->x() + 2, height() - 2, tab->width() - 4, 2, colors().accent);
}

} // namespace forkscope::gui
