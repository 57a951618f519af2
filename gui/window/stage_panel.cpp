// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/stage_panel.h"

#include "gui/stage/stage_view.h"
#include "gui/widgets/controls.h"

#include <QLabel>
#include <QStackedWidget>

namespace forkscope::gui {

StagePanel::StagePanel(QWidget* parent) : Panel(tr("Stage"), parent) {
    stack_ = new QStackedWidget(this);
    view_ = new StageView(stack_);
    QLabel* hint =
        makeLabel(tr("Press Run (F5). Each process gets a card here, with its locks and queues beside it."),
                  13, QFont::Normal, true, stack_);
    hint->setAlignment(Qt::AlignCenter);
    hint->setWordWrap(true);
    stack_->addWidget(hint);
    stack_->addWidget(view_);
    setBody(stack_);
}

void StagePanel::setEmpty(bool empty) {
    stack_->setCurrentIndex(empty ? 0 : 1);
}

} // namespace forkscope::gui
