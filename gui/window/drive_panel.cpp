// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/drive_panel.h"

#include "gui/drive/drive_view.h"
#include "gui/widgets/controls.h"
#include "gui/window/actions.h"

#include <QAction>
#include <QMenu>
#include <QPushButton>

namespace forkscope::gui {

DrivePanel::DrivePanel(const Actions& actions, QWidget* parent) : Panel(tr("Who goes next"), parent) {
    setTabName(tr("Drive"));
    view_ = new DriveView(this);
    setBody(view_);
    undo_ = makeSmallButton(actions.undoStep->text(), QStringLiteral("reset"), this);
    bindButton(undo_, actions.undoStep);
    addTitleWidget(undo_);
    menu_ = makeSmallButton(QString(), QStringLiteral("dots"), this);
    menu_->setToolTip(tr("Schedules, shuffle and time-outs"));
    menu_->setAccessibleName(menu_->toolTip());
    auto* menu = new QMenu(menu_);
    menu->addActions({actions.saveSchedule, actions.followSchedule, actions.shuffle});
    menu->addSeparator();
    menu->addActions({actions.timeRuns, actions.holdAtStart});
    connect(menu_, &QPushButton::clicked, menu, [this, menu] {
        menu->popup(
            menu_->mapToGlobal(QPoint(menu_->width() - menu->sizeHint().width(), menu_->height() + 4)));
    });
    addTitleWidget(menu_);
}

} // namespace forkscope::gui
