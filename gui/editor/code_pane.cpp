// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/code_pane.h"

#include "gui/editor/badge_gutter.h"
#include "gui/editor/code_editor.h"
#include "gui/editor/search_bar.h"

#include <QBoxLayout>

namespace forkscope::gui {

CodePane::CodePane(QWidget* parent) : QWidget(parent) {
    editor_ = new CodeEditor(this);
    gutter_ = new BadgeGutter(editor_, this);
    search_ = new SearchBar(editor_, this);

    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(gutter_);
    row->addWidget(editor_, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(search_);
    column->addLayout(row, 1);
    setFocusProxy(editor_);
}

void CodePane::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    gutter_->updateGeometry(); // how wide it is depends on how wide this is
}

} // namespace forkscope::gui
