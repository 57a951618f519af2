// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/drive/schedule_dialog.h"

#include "gui/theme/theme.h"
#include "gui/widgets/controls.h"
#include "gui/widgets/counted.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>

namespace forkscope::gui {

ScheduleDialog::ScheduleDialog(const drive::Schedule& schedule, QWidget* parent) : QDialog(parent) {
    setWindowTitle(tr("Steps as text"));
    resize(560, 520);
    build();
    text_->setPlainText(QString::fromStdString(drive::textOf(schedule)));
    text_->moveCursor(QTextCursor::End);
    text_->setFocus();
    read();
}

void ScheduleDialog::build() {
    text_ = new QPlainTextEdit(this);
    text_->setFont(codeFont());
    text_->setLineWrapMode(QPlainTextEdit::NoWrap);
    text_->setTabChangesFocus(true);
    text_->setAccessibleName(tr("Steps, one a line"));
    told_ = makeLabel(QString(), 12, QFont::Normal, true, this);
    told_->setWordWrap(true);
    follow_ = makePrimaryButton(tr("Run by these steps"), QStringLiteral("play"), this);
    follow_->setToolTip(
        tr("Starts the program again, takes these steps in their order, and holds it at their end"));
    QPushButton* close = makeButton(tr("Close"), QString(), this);
    QLabel* what =
        makeLabel(tr("Change the order of lines, take some away or write others. A step that cannot be "
                     "done when its turn comes is told, and the program is held there."),
                  13, QFont::Normal, true, this);
    what->setWordWrap(true);
    auto* row = new QHBoxLayout;
    row->addWidget(told_, 1);
    row->addWidget(close);
    row->addWidget(follow_);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 18);
    column->setSpacing(12);
    column->addWidget(what);
    column->addWidget(text_, 1);
    column->addLayout(row);
    connect(text_, &QPlainTextEdit::textChanged, this, &ScheduleDialog::read);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(follow_, &QPushButton::clicked, this, [this] {
        const drive::Schedule schedule = schedule_;
        accept();
        emit followRequested(schedule);
    });
}

QString ScheduleDialog::told() const {
    return told_->text();
}

void ScheduleDialog::read() {
    const Result<drive::Schedule> schedule = drive::readSchedule(text_->toPlainText().toStdString());
    if (schedule)
        schedule_ = *schedule;
    const bool isRunnable = schedule && schedule_.operations() > 0;
    told_->setText(schedule ? counted(qint64(schedule_.operations()), tr("1 step"), tr("%1 steps"))
                            : QString::fromStdString(schedule.error()));
    setTextColor(told_, schedule ? colors().dim : colors().errorText);
    follow_->setEnabled(isRunnable);
}

} // namespace forkscope::gui
