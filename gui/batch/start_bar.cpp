// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/batch/start_bar.h"

#include "engine/batch/batch.h"
#include "gui/theme/theme.h"
#include "gui/widgets/controls.h"
#include "gui/widgets/counted.h"

#include <QBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QStackedLayout>

namespace forkscope::gui {

static constexpr int kUsualRuns = 20, kUsualSeconds = 30, kMostSeconds = 3600;

StartBar::StartBar(QWidget* parent) : QWidget(parent), pages_(new QStackedLayout(this)) {
    pages_->addWidget(makeQuestion());
    pages_->addWidget(makeProgress());
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    refresh();
}

static QSpinBox* makeNumber(int least, int most, int usual, const QString& name, QWidget* parent) {
    auto* number = new QSpinBox(parent);
    number->setRange(least, most);
    number->setValue(usual);
    number->setButtonSymbols(QAbstractSpinBox::NoButtons); // Up and Down, or typed
    number->setFixedHeight(30);
    number->setAccessibleName(name);
    number->findChild<QLineEdit*>()->setAccessibleName(name);
    number->setToolTip(name);
    return number;
}

QWidget* StartBar::makeQuestion() {
    auto* page = new QWidget(this);
    runs_ = makeNumber(1, batch::Batch::kMostRuns, kUsualRuns, tr("How many times the program runs"), page);
    seconds_ = makeNumber(
        1, kMostSeconds, kUsualSeconds,
        tr("Seconds that each run may take; one that takes longer is stopped, and counted so"), page);
    seconds_->setPrefix(tr("at most "));
    seconds_->setSuffix(tr(" s each"));
    start_ = makePrimaryButton(QString(), QStringLiteral("play"), page);
    auto* row = new QHBoxLayout(page);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(runs_);
    row->addWidget(makeLabel(tr("times,"), 13, QFont::Normal, false, page));
    row->addWidget(seconds_);
    row->addStretch();
    row->addWidget(start_);
    connect(runs_, &QSpinBox::valueChanged, this, &StartBar::refresh);
    connect(start_, &QPushButton::clicked, this, [this] { emit startRequested(runs(), seconds()); });
    for (const QSpinBox* number : {runs_, seconds_})
        connect(number->findChild<QLineEdit*>(), &QLineEdit::returnPressed, start_, &QPushButton::click);
    return page;
}

QWidget* StartBar::makeProgress() {
    auto* page = new QWidget(this);
    told_ = makeLabel(QString(), 13, QFont::Normal, false, page);
    bar_ = new QProgressBar(page);
    bar_->setTextVisible(false);
    bar_->setFixedHeight(6);
    bar_->setAccessibleName(tr("Runs done"));
    cancel_ = makeButton(tr("Cancel"), {}, page);
    auto* left = new QVBoxLayout;
    left->setSpacing(4);
    left->addStretch();
    left->addWidget(told_);
    left->addWidget(bar_);
    left->addStretch();
    auto* row = new QHBoxLayout(page);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    row->addLayout(left, 1);
    row->addWidget(cancel_);
    connect(cancel_, &QPushButton::clicked, this, &StartBar::cancelled);
    return page;
}

int StartBar::runs() const {
    return runs_->value();
}
int StartBar::seconds() const {
    return seconds_->value();
}
void StartBar::setRuns(int runs) {
    runs_->setValue(runs);
}
void StartBar::setSeconds(int seconds) {
    seconds_->setValue(seconds);
}
void StartBar::setStartable(bool startable) {
    start_->setEnabled(startable);
}
QString StartBar::progressText() const {
    return told_->text();
}

void StartBar::refresh() {
    start_->setText(counted(runs(), tr("Run once"), tr("Run %1 times")));
    start_->setAccessibleName(start_->text());
}

void StartBar::showProgress(int done, int wanted, qint64 elapsedMs) {
    QStringList parts{tr("%1 of %2 runs").arg(done).arg(wanted), tr("%1 s").arg(elapsedMs / 1000)};
    if (done > 0 && done < wanted)
        parts += tr("about %1 s to go").arg((elapsedMs * (wanted - done) / done + 999) / 1000);
    told_->setText(parts.join(QStringLiteral(" · ")));
    bar_->setRange(0, wanted);
    bar_->setValue(done);
    if (pages_->currentIndex() == 1)
        return;
    const bool hadFocus = isAncestorOf(window()->focusWidget());
    pages_->setCurrentIndex(1);
    if (hadFocus)
        cancel_->setFocus();
}

void StartBar::showQuestion() {
    pages_->setCurrentIndex(0);
}

bool StartBar::hasFocusOnCancel() const {
    return cancel_->hasFocus();
}

void StartBar::focusNumber() {
    runs_->setFocus(Qt::ShortcutFocusReason);
    runs_->selectAll();
}

} // namespace forkscope::gui
