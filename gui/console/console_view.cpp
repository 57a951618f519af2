// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/console/console_view.h"

#include "gui/console/console_text.h"
#include "gui/console/input_line.h"
#include "gui/widgets/controls.h"

#include <QBoxLayout>
#include <QPushButton>

namespace forkscope::gui {

ConsoleView::ConsoleView(QWidget* parent) : QWidget(parent) {
    text_ = new ConsoleText(this);
    input_ = new InputLine(this);
    end_ = makeSmallButton(tr("End"), QStringLiteral("eof"), this);
    end_->setToolTip(tr("End of input (Ctrl+D): a program that reads gets EOFError"));
    end_->setAccessibleName(tr("End of input"));

    auto* row = new QHBoxLayout;
    row->setContentsMargins(10, 4, 8, 8);
    row->setSpacing(4);
    row->addWidget(input_, 1);
    row->addWidget(end_);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(text_, 1);
    column->addLayout(row);
    setFocusProxy(input_);

    connect(input_, &InputLine::lineEntered, this,
            [this](const QString& line) { emit inputEntered(line.toUtf8() + '\n'); });
    connect(input_, &InputLine::endOfInput, this, &ConsoleView::endOfInput);
    connect(end_, &QPushButton::clicked, this, &ConsoleView::endOfInput);
    setInputEnabled(false);
}

void ConsoleView::restart(int rows, int columns) {
    text_->restart(rows, columns);
}

void ConsoleView::append(const QByteArray& bytes) {
    text_->append(bytes);
}

void ConsoleView::showExactly(const QByteArray& output) {
    text_->showExactly(output);
}

void ConsoleView::setInputEnabled(bool enabled) {
    input_->setEnabled(enabled);
    end_->setEnabled(enabled);
    refreshHint();
}

void ConsoleView::setAwaited(const QString& who) {
    if (awaited_ == who)
        return;
    awaited_ = who;
    refreshHint();
}

void ConsoleView::refreshHint() {
    if (!input_->isEnabled())
        input_->setPlaceholderText(tr("Input for the program, while it runs"));
    else if (!awaited_.isEmpty())
        input_->setPlaceholderText(tr("%1 waits for a line from you").arg(awaited_));
    else
        input_->setPlaceholderText(tr("Input for the program; Return sends it"));
}

} // namespace forkscope::gui
