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
    {drive::Order::Goal::ToLine, QT_TRANSLATE_NOOP("forkscope::gui::DriveOrders", "To the cursor"), ""},
    {drive::Order::Goal::HandOver, QT_TRANSLATE_NOOP("forkscope::gui::DriveOrders", "Hand over a lock"), ""},
};
constexpr std::size_t kPlainWays = 4; // that need no more than the actor

drive::Order toLine(const DriveRow& row, const CursorPlace& cursor) {
    drive::Order order = DriveOrders::orderOf(row, drive::Order::Goal::ToLine);
    order.line = std::uint32_t(cursor.line);
    order.file = cursor.file;
    return order;
}

drive::Order toHandOver(trace::ObjectId lock) {
    drive::Order order;
    order.goal = drive::Order::Goal::HandOver;
    order.lock = lock;
    return order;
}

} // namespace

DriveOrders::DriveOrders(QWidget* parent) : QWidget(parent) {
    who_ = makeLabel(QString(), 12, QFont::Normal, true, this);
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(12, 8, 12, 10);
    grid->setSpacing(6);
    variables_ = makeSmallButton(tr("Variables"), QStringLiteral("search"), this);
    variables_->setToolTip(tr("Its variables, or two processes side by side (V)"));
    variables_->setFocusPolicy(Qt::TabFocus);
    connect(variables_, &QPushButton::clicked, this, &DriveOrders::variablesWanted);
    grid->addWidget(who_, 0, 0);
    grid->addWidget(variables_, 0, 1, Qt::AlignRight);
    for (std::size_t i = 0; i < std::size(kWays); ++i) {
        QPushButton* button = makeButton(tr(kWays[i].text), QString(), this);
        if (*kWays[i].toolTip)
            button->setToolTip(tr(kWays[i].toolTip));
        button->setFocusPolicy(Qt::TabFocus);
        button->setStyleSheet(QStringLiteral("QPushButton { padding: 0 6px; }"));
        grid->addWidget(button, 1 + int(i) / 2, int(i) % 2);
        buttons_[i] = button;
        if (i < kPlainWays)
            connect(button, &QPushButton::clicked, this, [this, i] { emit goalChosen(kWays[i].goal); });
    }
    connect(button(Goal::ToLine), &QPushButton::clicked, this, [this] {
        if (row_)
            emit orderChosen(toLine(*row_, cursor_));
    });
    connect(button(Goal::HandOver), &QPushButton::clicked, this, &DriveOrders::handOver);
    setRow(nullptr, false, {});
}

QPushButton* DriveOrders::button(Goal goal) const {
    for (std::size_t i = 0; i < std::size(kWays); ++i)
        if (kWays[i].goal == goal)
            return buttons_[i];
    return nullptr;
}

void DriveOrders::setRow(const DriveRow* row, bool taken, const CursorPlace& cursor) {
    row_ = row ? std::optional(*row) : std::nullopt;
    cursor_ = cursor;
    who_->setText(row ? tr("Let %1 %2 go on:").arg(row->tag, row->name) : tr("Nobody is chosen."));
    variables_->setEnabled(row && taken);
    const bool can = row && taken && row->canStep();
    for (std::size_t i = 0; i < kPlainWays; ++i)
        buttons_[i]->setEnabled(can);
    showToLine(can, cursor);
    showHandOver(row && taken);
    for (QPushButton* button : buttons_)
        if (row)
            button->setAccessibleName(tr("%1: %2").arg(row->tag, button->text()));
}

void DriveOrders::showToLine(bool can, const CursorPlace& cursor) {
    QPushButton* button = this->button(Goal::ToLine);
    button->setText(cursor.line > 0 ? tr("To line %1").arg(cursor.line) : tr("To the cursor"));
    button->setToolTip(cursor.line > 0
                           ? tr("Go on until it stands before line %1, where the cursor is").arg(cursor.line)
                           : tr("Put the cursor into a line of the program first"));
    button->setEnabled(can && cursor.line > 0);
}

// Who is chosen need not be able to go on itself: whoever has the lock does.
void DriveOrders::showHandOver(bool can) {
    QPushButton* button = this->button(Goal::HandOver);
    const std::size_t locks = row_ ? row_->locks.size() : 0;
    button->setText(locks == 1  ? tr("Hand over %1").arg(row_->locks.front().second)
                    : locks > 1 ? tr("Hand over…")
                                : tr("Hand over a lock"));
    button->setToolTip(locks == 0
                           ? tr("It has no lock, and is not about to take one")
                           : tr("Everybody goes on as far as it needs, until somebody else has the lock"));
    button->setEnabled(can && locks > 0);
}

void DriveOrders::handOver() {
    if (!row_ || row_->locks.empty())
        return;
    if (row_->locks.size() == 1)
        return emit orderChosen(toHandOver(row_->locks.front().first));
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const auto& [lock, name] : row_->locks)
        menu->addAction(name, this, [this, id = lock] { emit orderChosen(toHandOver(id)); });
    QPushButton* button = this->button(Goal::HandOver);
    menu->popup(button->mapToGlobal(QPoint(0, button->height())));
}

drive::Order DriveOrders::orderOf(const DriveRow& row, Goal goal) {
    drive::Order order;
    order.goal = goal;
    order.actor = row.actor;
    return order;
}

void DriveOrders::fillMenu(QMenu* menu, const DriveRow& row, const CursorPlace& cursor,
                           const std::function<void(const drive::Order&)>& give) {
    const auto add = [&](const QString& text, const drive::Order& order) {
        menu->addAction(text, menu, [give, order] { give(order); })->setEnabled(row.canStep());
    };
    for (std::size_t i = 0; i < kPlainWays; ++i)
        add(tr(kWays[i].text), orderOf(row, kWays[i].goal));
    if (cursor.line > 0)
        add(tr("To line %1, where the cursor is").arg(cursor.line), toLine(row, cursor));
    if (!row.locks.empty())
        menu->addSeparator();
    for (const auto& [lock, name] : row.locks)
        menu->addAction(tr("All, until somebody else has “%1”").arg(name), menu,
                        [give, id = lock] { give(toHandOver(id)); });
}

QMenu* DriveOrders::makeMenu(const DriveRow& row, const CursorPlace& cursor,
                             const std::function<void(const drive::Order&)>& give, QWidget* parent) {
    auto* menu = new QMenu(parent);
    fillMenu(menu, row, cursor, give);
    return menu;
}

} // namespace forkscope::gui
