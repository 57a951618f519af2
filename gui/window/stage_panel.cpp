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
    hint_ = makeLabel(QString(), 13, QFont::Normal, true, stack_);
    hint_->setAlignment(Qt::AlignCenter);
    hint_->setWordWrap(true);
    hint_->setContentsMargins(16, 0, 16, 0);
    stack_->addWidget(hint_);
    stack_->addWidget(view_);
    setBody(stack_);
}

void StagePanel::setEmptySentence(const QString& sentence) {
    hint_->setText(sentence);
}

void StagePanel::setEmpty(bool empty) {
    stack_->setCurrentIndex(empty ? 0 : 1);
}

} // namespace forkscope::gui
