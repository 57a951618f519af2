// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/batch/run_step_bar.h"

#include "gui/widgets/controls.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace forkscope::gui {

RunStepBar::RunStepBar(QWidget* parent) : QWidget(parent) {
    text_ = makeLabel(QString(), 12, QFont::Normal, true, this);
    text_->setWordWrap(true);
    previous_ = makeSmallButton(QString(), QStringLiteral("chevron-left"), this);
    previous_->setAccessibleName(tr("Previous run with this outcome"));
    previous_->setToolTip(tr("Previous run with this outcome (Left)"));
    next_ = makeSmallButton(QString(), QStringLiteral("chevron-right"), this);
    next_->setAccessibleName(tr("Next run with this outcome"));
    next_->setToolTip(tr("Next run with this outcome (Right)"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    row->addWidget(text_, 1);
    row->addWidget(previous_);
    row->addWidget(next_);
    setMinimumHeight(28);
    connect(previous_, &QPushButton::clicked, this, [this] { emit stepRequested(-1); });
    connect(next_, &QPushButton::clicked, this, [this] { emit stepRequested(1); });
}

void RunStepBar::show(int number, int nth, int count) {
    text_->setText(count == 1
                       ? tr("Run %1 is open, the only one with this outcome.").arg(number)
                       : tr("Run %1 is open: %2 of %3 with this outcome.").arg(number).arg(nth).arg(count));
    previous_->setVisible(count > 1);
    next_->setVisible(count > 1);
    previous_->setEnabled(nth > 1);
    next_->setEnabled(nth < count);
}

void RunStepBar::show(const QString& words) {
    text_->setText(words);
    previous_->hide();
    next_->hide();
}

QString RunStepBar::text() const {
    return text_->text();
}

} // namespace forkscope::gui
