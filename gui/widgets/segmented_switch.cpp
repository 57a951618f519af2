// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/widgets/segmented_switch.h"

#include "gui/theme/icons.h"
#include "gui/theme/theme.h"
#include "gui/widgets/controls.h"

#include <QBoxLayout>
#include <QButtonGroup>
#include <QPainter>
#include <QPushButton>

namespace forkscope::gui {

SegmentedSwitch::SegmentedSwitch(QWidget* parent) : QWidget(parent), group_(new QButtonGroup(this)) {
    row_ = new QHBoxLayout(this);
    row_->setContentsMargins(3, 2, 3, 2);
    row_->setSpacing(2);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    group_->setExclusive(true);
    connect(group_, &QButtonGroup::idClicked, this, &SegmentedSwitch::chosen);
}

int SegmentedSwitch::add(const QString& text, const QString& iconName) {
    auto* button = new QPushButton(text, this);
    button->setCheckable(true);
    button->setAccessibleName(text);
    setLook(button, "segment");
    if (!iconName.isEmpty()) {
        button->setIcon(icon(iconName));
        button->setIconSize(QSize(15, 15));
    }
    const int index = group_->buttons().size();
    group_->addButton(button, index);
    row_->addWidget(button);
    if (index == 0)
        button->setChecked(true);
    return index;
}

int SegmentedSwitch::current() const {
    return group_->checkedId();
}

void SegmentedSwitch::setCurrent(int index) {
    if (QAbstractButton* button = group_->button(index))
        button->setChecked(true);
}

QPushButton* SegmentedSwitch::button(int index) const {
    return static_cast<QPushButton*>(group_->button(index));
}

void SegmentedSwitch::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(colors().line);
    painter.setBrush(colors().dark ? colors().panel : colors().window.darker(104));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
}

} // namespace forkscope::gui
