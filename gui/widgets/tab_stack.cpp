// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/widgets/tab_stack.h"

#include "gui/theme/theme.h"
#include "gui/widgets/controls.h"
#include "gui/widgets/panel.h"

#include <QBoxLayout>
#include <QButtonGroup>
#include <QKeyEvent>
#include <QPainter>
#include <QPushButton>
#include <QStackedWidget>

namespace forkscope::gui {

TabStack::TabStack(QWidget* parent) : QWidget(parent), buttons_(new QButtonGroup(this)) {
    auto* strip = new QWidget(this);
    strip->setFixedHeight(Panel::kTitleHeight);
    strip_ = new QHBoxLayout(strip);
    strip_->setContentsMargins(4, 0, 4, 1);
    strip_->setSpacing(0);
    strip_->addStretch();
    stack_ = new QStackedWidget(this);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(strip);
    column->addWidget(stack_, 1);
    connect(buttons_, &QButtonGroup::idClicked, this, &TabStack::setCurrent);
}

void TabStack::add(Panel* panel, bool keepTitle) {
    auto* tab = new QPushButton(panel->tabName(), this);
    tab->setCheckable(true);
    setLook(tab, "tab");
    tab->setAccessibleName(tr("%1, tab").arg(panel->tabName()));
    const int index = int(panels_.size());
    buttons_->addButton(tab, index);
    strip_->insertWidget(index, tab);
    panel->setTitleVisible(keepTitle);
    stack_->addWidget(panel);
    panels_.append(panel);
    if (index == 0)
        setCurrent(0);
}

QList<Panel*> TabStack::takeAll() {
    for (QAbstractButton* tab : buttons_->buttons())
        delete tab;
    for (Panel* panel : panels_) {
        stack_->removeWidget(panel);
        panel->setParent(nullptr);
        panel->setTitleVisible(true);
    }
    return std::exchange(panels_, {});
}

void TabStack::showPanel(const Panel* panel) {
    for (int i = 0; i < panels_.size(); ++i)
        if (panels_[i] == panel)
            setCurrent(i);
}

int TabStack::current() const {
    return stack_->currentIndex();
}

void TabStack::setCurrent(int index) {
    if (index < 0 || index >= panels_.size())
        return;
    buttons_->button(index)->setChecked(true);
    stack_->setCurrentIndex(index);
    setFocusProxy(panels_[index]);
    update();
    emit currentChanged(index);
}

void TabStack::keyPressEvent(QKeyEvent* event) {
    const int step = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
    if (step == 0 || panels_.isEmpty())
        return QWidget::keyPressEvent(event);
    setCurrent((current() + step + count()) % count());
    buttons_->button(current())->setFocus(Qt::TabFocusReason);
}

void TabStack::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), colors().panel);
    painter.fillRect(0, Panel::kTitleHeight - 1, width(), 1, colors().line);
    if (const QAbstractButton* tab = buttons_->checkedButton())
        painter.fillRect(tab->x() + 2, Panel::kTitleHeight - 2, tab->width() - 4, 2, colors().accent);
}

} // namespace forkscope::gui
