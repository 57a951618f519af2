// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/widgets/tab_stack.h"

#include "gui/widgets/panel.h"
#include "gui/widgets/tab_strip.h"

#include <QBoxLayout>
#include <QStackedWidget>

namespace forkscope::gui {

TabStack::TabStack(QWidget* parent) : QWidget(parent) {
    strip_ = new TabStrip(this);
    stack_ = new QStackedWidget(this);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(strip_);
    column->addWidget(stack_, 1);
    connect(strip_, &TabStrip::chosen, this, &TabStack::setCurrent);
}

void TabStack::add(Panel* panel, bool keepTitle) {
    strip_->add(panel->tabName());
    panel->setTitleVisible(keepTitle);
    stack_->addWidget(panel);
    panels_.append(panel);
    connect(panel, &Panel::tabNameChanged, this,
            [this, panel] { strip_->setName(int(panels_.indexOf(panel)), panel->tabName()); });
    if (panels_.size() == 1)
        setCurrent(0);
}

QList<Panel*> TabStack::takeAll() {
    strip_->clear();
    for (Panel* panel : panels_) {
        panel->disconnect(this);
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
    strip_->setCurrent(index);
    stack_->setCurrentIndex(index);
    setFocusProxy(panels_[index]);
    emit currentChanged(index);
}

} // namespace forkscope::gui
