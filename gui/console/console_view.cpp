// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/console/console_view.h"

#include "gui/console/console_text.h"
#include "gui/console/input_line.h"
#include "gui/theme/theme.h"
#include "gui/widgets/controls.h"
#include "gui/widgets/elided_label.h"
#include "gui/widgets/surface.h"

#include <QBoxLayout>
#include <QLabel>
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
    column->addWidget(makeErrorStrip());
    column->addLayout(row);
    setFocusProxy(input_);

    connect(input_, &InputLine::lineEntered, this,
            [this](const QString& line) { emit inputEntered(line.toUtf8() + '\n'); });
    connect(input_, &InputLine::endOfInput, this, &ConsoleView::endOfInput);
    connect(end_, &QPushButton::clicked, this, &ConsoleView::endOfInput);
    setInputEnabled(false);
}

QWidget* ConsoleView::makeErrorStrip() {
    error_ = new Surface(&Colors::errorTint, this);
    auto* mark = new QLabel(error_);
    const auto follow = [mark] {
        mark->setPixmap(icon(QStringLiteral("warning")).pixmap(QSize(16, 16), mark->devicePixelRatio()));
    };
    follow();
    connect(&Theme::instance(), &Theme::changed, mark, follow);
    errorText_ = new ElidedLabel(error_);
    errorText_->setFont(uiFont(13));
    explain_ = makeLinkButton(tr("What it means"), error_);
    explain_->setToolTip(
        tr("The index: what the message means, what to do, and where the course tells of it"));
    connect(explain_, &QPushButton::clicked, this, [this] { emit errorRequested(errorSlug_); });
    auto* row = new QHBoxLayout(error_);
    row->setContentsMargins(12, 3, 8, 3);
    row->setSpacing(8);
    row->addWidget(mark);
    row->addWidget(errorText_, 1);
    row->addWidget(explain_);
    error_->hide();
    return error_;
}

void ConsoleView::setError(const QString& what, const QString& slug) {
    errorSlug_ = slug;
    errorText_->setText(what);
    explain_->setAccessibleName(tr("What it means: %1").arg(what));
    error_->setVisible(!slug.isEmpty());
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
