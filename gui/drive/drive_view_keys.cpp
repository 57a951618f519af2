// SPDX-License-Identifier: GPL-3.0-or-later
// The view's keys and menus.
#include "gui/drive/drive_card.h"
#include "gui/drive/drive_head.h"
#include "gui/drive/drive_view.h"

#include <QKeyEvent>
#include <QMenu>
#include <QPushButton>

#include <algorithm>

namespace forkscope::gui {

bool DriveView::pressNumber(int digit) {
    const auto found = std::ranges::find(picture_.rows, digit, &DriveRow::key);
    if (found == picture_.rows.end())
        return false;
    giveTo(int(found - picture_.rows.begin()), Goal::Step);
    return true;
}

void DriveView::step(const std::string& actor) {
    giveTo(indexOf(actor), Goal::Step);
}

bool DriveView::fillMenu(QMenu* menu, trace::ProcessId process, int thread) {
    bool any = false;
    for (const DriveRow& row : picture_.rows) {
        if (row.process != process || (thread >= 0 && row.thread != thread) || row.verdict == Verdict::Busy)
            continue;
        if (any)
            menu->addSeparator();
        any = true;
        menu->addAction(row.fullText())->setEnabled(false);
        DriveOrders::fillMenu(menu, row, cursor_ ? cursor_() : CursorPlace(),
                              [this, row](const drive::Order& order) {
                                  choose(row.process, row.thread);
                                  give(order);
                              });
        addGift(menu, row);
    }
    return any;
}

void DriveView::addGift(QMenu* menu, const DriveRow& row) {
    if (row.wants)
        menu->addAction(tr("Give it “%1”").arg(row.wantsName), this, [this, row] { emit lockWanted(row); });
}

void DriveView::openMenu(const DriveCard* card, const QPoint& place) {
    const int index = int(cards_.indexOf(const_cast<DriveCard*>(card)));
    if (index < 0 || index >= int(picture_.rows.size()))
        return;
    QMenu* menu = DriveOrders::makeMenu(
        picture_.rows[std::size_t(index)], cursor_ ? cursor_() : CursorPlace(),
        [this](const drive::Order& order) { give(order); }, this);
    addGift(menu, picture_.rows[std::size_t(index)]);
    menu->addSeparator();
    menu->addAction(tr("Variables…\tV"), this,
                    [this, row = picture_.rows[std::size_t(index)]] { emit variablesWanted(row); });
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->popup(place);
}

void DriveView::keyPressEvent(QKeyEvent* event) {
    const bool isPlain = !(event->modifiers() & ~(Qt::KeypadModifier));
    const int index = indexOf(chosen_);
    if (!isPlain)
        return QWidget::keyPressEvent(event);
    if (event->key() >= Qt::Key_0 && event->key() <= Qt::Key_9 && pressNumber(event->key() - Qt::Key_0))
        return;
    switch (event->key()) {
    case Qt::Key_Up:
        return chooseBy(-1);
    case Qt::Key_Down:
        return chooseBy(+1);
    case Qt::Key_Home:
        return chooseAt(0);
    case Qt::Key_End:
        return chooseAt(int(picture_.rows.size()) - 1);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return giveTo(index, Goal::Step);
    case Qt::Key_L:
        return giveTo(index, Goal::Line);
    case Qt::Key_B:
        return giveTo(index, Goal::UntilBlocked);
    case Qt::Key_E:
        return giveTo(index, Goal::UntilEnd);
    case Qt::Key_V:
        if (const DriveRow* row = chosenRow())
            emit variablesWanted(*row);
        return;
    case Qt::Key_S:
        return head_->stepsButton()->toggle();
    case Qt::Key_Menu:
        if (const DriveCard* card = cards_.value(index); card && card->isVisible())
            openMenu(card, card->mapToGlobal(QPoint(24, card->height() - 8)));
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace forkscope::gui
