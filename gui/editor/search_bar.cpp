// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/search_bar.h"

#include "gui/editor/code_editor.h"
#include "gui/theme/theme.h"
#include "gui/widgets/controls.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>

namespace forkscope::gui {

SearchBar::SearchBar(CodeEditor* editor, QWidget* parent) : QWidget(parent), editor_(editor) {
    field_ = new QLineEdit(this);
    field_->setPlaceholderText(tr("Find in this program"));
    field_->setAccessibleName(tr("Find in this program"));
    field_->installEventFilter(this);
    verdict_ = makeLabel(QString(), 12, QFont::Normal, true, this);
    QPushButton* back = makeSmallButton(QString(), QStringLiteral("chevron-up"), this);
    back->setToolTip(tr("Previous (Shift+Return)"));
    back->setAccessibleName(tr("Previous match"));
    QPushButton* next = makeSmallButton(QString(), QStringLiteral("chevron-down"), this);
    next->setToolTip(tr("Next (Return)"));
    next->setAccessibleName(tr("Next match"));
    QPushButton* done = makeSmallButton(QString(), QStringLiteral("cross"), this);
    done->setToolTip(tr("Close (Esc)"));
    done->setAccessibleName(tr("Close the search"));

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(10, 4, 8, 5);
    row->setSpacing(4);
    row->addWidget(field_, 1);
    for (QWidget* widget : {static_cast<QWidget*>(verdict_), static_cast<QWidget*>(back),
                            static_cast<QWidget*>(next), static_cast<QWidget*>(done)})
        row->addWidget(widget);
    connect(field_, &QLineEdit::textEdited, this, [this] { find(true, true); });
    connect(back, &QPushButton::clicked, this, [this] { find(false, false); });
    connect(next, &QPushButton::clicked, this, [this] { find(true, false); });
    connect(done, &QPushButton::clicked, this, &SearchBar::close);
    hide();
}

void SearchBar::open() {
    const QString selected = editor_->selectedText();
    if (!selected.isEmpty() && selected.size() < 80 && !selected.contains(QLatin1Char('\n')))
        field_->setText(selected);
    verdict_->clear();
    show();
    field_->setFocus(Qt::ShortcutFocusReason);
    field_->selectAll();
}

void SearchBar::close() {
    hide();
    editor_->setFocus(Qt::OtherFocusReason);
}

void SearchBar::find(bool forward, bool fromStart) {
    if (field_->text().isEmpty())
        return verdict_->clear();
    int line = 0, column = 0, endLine = 0, endColumn = 0;
    editor_->getSelection(&line, &column, &endLine, &endColumn);
    if (line < 0)
        editor_->getCursorPosition(&line, &column);
    else if (forward && !fromStart)
        line = endLine, column = endColumn;
    const bool found = editor_->findFirst(field_->text(), false, false, false, true, forward, line, column);
    verdict_->setText(found ? QString() : tr("Not found"));
}

bool SearchBar::eventFilter(QObject* watched, QEvent* event) {
    if (watched != field_ || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    if (key->key() == Qt::Key_Escape) {
        close();
        return true;
    }
    if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
        find(!(key->modifiers() & Qt::ShiftModifier), false);
        return true;
    }
    return false;
}

void SearchBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), colors().raised);
    painter.fillRect(0, height() - 1, width(), 1, colors().line);
}

} // namespace forkscope::gui
