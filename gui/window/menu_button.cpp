// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/menu_button.h"

#include "gui/theme/theme.h"
#include "gui/widgets/controls.h"
#include "gui/window/actions.h"

#include <QAction>
#include <QCoreApplication>
#include <QMenu>
#include <QPushButton>

namespace forkscope::gui {

QPushButton* makeMenuButton(const Actions& actions, QWidget* parent) {
    QPushButton* button = makeToolButton(QString(), QStringLiteral("menu"), parent);
    auto* menu = new QMenu(button);
    actions.fillMenu(menu);
    // Under the button, flush with its right edge: it lies in the corner of the window.
    QObject::connect(button, &QPushButton::clicked, menu, [button, menu] {
        menu->popup(
            button->mapToGlobal(QPoint(button->width() - menu->sizeHint().width(), button->height() + 4)));
    });
    button->setToolTip(QCoreApplication::translate("Actions", "Menu (F10)"));
    button->setAccessibleName(QCoreApplication::translate("Actions", "Menu"));
    button->setShortcut(Qt::Key_F10);
    return button;
}

QPushButton* makeThemeButton(const Actions& actions, QWidget* parent) {
    QPushButton* button = makeToolButton(actions.theme->text(), QStringLiteral("sun"), parent);
    const auto follow = [button] {
        button->setIcon(icon(colors().dark ? QStringLiteral("sun") : QStringLiteral("moon")));
    };
    follow();
    QObject::connect(&Theme::instance(), &Theme::changed, button, follow);
    bindButton(button, actions.theme);
    return button;
}

} // namespace forkscope::gui
