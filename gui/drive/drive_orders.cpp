// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/drive/drive_orders.h"

#include "gui/theme/theme.h"
#include "gui/widgets/controls.h"

#include <QBoxLayout>
#include <QGridLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>

namespace forkscope::gui {
namespace {

struct Way {
    drive::Order::Goal goal;
    const char *text, *toolTip;
};

constexpr Way kWays[] = {
    {drive::Order::Goal::Step, QT_TRANSLATE_NOOP("forkscope::gui::DriveOrders", "One operation"),
     QT_TRANSLATE_NOOP("forkscope::gui::DriveOrders", "Do what it is next to do (Enter)")},
    {drive::Order::Goal::Line, QT_TRANSLATE_NOOP("forkscope::gui::DriveOrders", "One line"),
     QT_TRANSLATE_NOOP("forkscope::gui::DriveOrders", "Go on to the next line of the program (L)")},
    {drive::Order::Goal::UntilBlocked, QT_TRANSLATE_NOOP("forkscope::gui::DriveOrders", "Until it blocks"),
     QT_TRANSLATE_NOOP("forkscope::gui::DriveOrders", "Go on until it has to wait for somebody (B)")},
    {drive::Order::Goal::UntilEnd, QT_TRANSLATE_NOOP("forkscope::gui::DriveOrders", "Until it ends"),
     QT_TRANSLATE_NOOP("forkscope::gui::DriveOrders", "Go on until it has ended, or has to wait (E)")},
};

} // namespace

DriveOrders::DriveOrders(QWidget* parent) : QWidget(parent) {
    who_ = makeLabel(QString(), 12, QFont::Normal, true, this);
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(12, 8, 12, 10);
    grid->setSpacing(6);
    grid->addWidget(who_, 0, 0, 1, 2);
    for (std::size_t i = 0; i < std::size(kWays); ++i) {
        QPushButton* button = makeButton(tr(kWays[i].text), QString(), this);
        button->setToolTip(tr(kWays[i].toolTip));
        button->setFocusPolicy(Qt::TabFocus);
        grid->addWidget(button, 1 + int(i) / 2, int(i) % 2);
        connect(button, &QPushButton::clicked, this, [this, i] { emit goalChosen(kWays[i].goal); });
        buttons_[i] = button;
    }
    setRow(nullptr, false);
}

QPushButton* DriveOrders::button(Goal goal) const {
    for (std::size_t i = 0; i < std::size(kWays); ++i)
        if (kWays[i].goal == goal)
            return buttons_[i];
    return nullptr;
}

void DriveOrders::setRow(const DriveRow* row, bool taken) {
    who_->setText(row ? tr("Let %1 %2 go on:").arg(row->tag, row->name) : tr("Nobody is chosen."));
    for (QPushButton* button : buttons_) {
        button->setEnabled(row && taken && row->canStep());
        if (row)
            button->setAccessibleName(tr("%1: %2").arg(row->tag, button->text()));
    }
}

drive::Order DriveOrders::orderOf(const DriveRow& row, Goal goal) {
    drive::Order order;
    order.goal = goal;
    order.actor = row.actor;
    return order;
}

QMenu* DriveOrders::makeMenu(const DriveRow& row, const CursorPlace& cursor,
                             const std::function<void(const drive::Order&)>& give, QWidget* parent) {
    auto* menu = new QMenu(parent);
    const auto add = [&](const QString& text, const drive::Order& order) {
        menu->addAction(text, menu, [give, order] { give(order); })->setEnabled(row.canStep());
    };
    for (const Way& way : kWays)
        add(tr(way.text), orderOf(row, way.goal));
    if (cursor.line > 0) {
        drive::Order order = orderOf(row, Goal::ToLine);
        order.line = std::uint32_t(cursor.line);
        order.file = cursor.file;
        add(tr("To line %1, where the cursor is").arg(cursor.line), order);
    }
    if (!row.locks.empty())
        menu->addSeparator();
    for (const auto& [lock, name] : row.locks) {
        drive::Order order;
        order.goal = Goal::HandOver;
        order.lock = lock;
        add(tr("All, until somebody else has “%1”").arg(name), order);
    }
    return menu;
}

} // namespace forkscope::gui
