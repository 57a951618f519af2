// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/batch/runs_view.h"

#include "gui/batch/outcome_list.h"
#include "gui/batch/outcome_model.h"
#include "gui/batch/run_step_bar.h"
#include "gui/batch/start_bar.h"
#include "gui/theme/theme.h"
#include "gui/widgets/controls.h"
#include "gui/widgets/counted.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QLabel>

namespace forkscope::gui {

using batch::Batch;
using batch::GroupBy;
using batch::RunOutcome;

RunsView::RunsView(QWidget* parent) : QWidget(parent) {
    model_ = new OutcomeModel(this);
    build();
    connectParts();
    refresh();
}

RunsView::~RunsView() {
    if (batch_)
        batch_->disconnect(this);
}

void RunsView::build() {
    start_ = new StartBar(this);
    headline_ = makeLabel(QString(), 13, QFont::DemiBold, false, this);
    headline_->setWordWrap(true);
    groupings_ = new QComboBox(this);
    groupings_->setAccessibleName(tr("What is compared"));
    groupings_->addItem(tr("What it printed"), int(GroupBy::Printed));
    groupings_->addItem(tr("In which order it printed"), int(GroupBy::PrintedOrder));
    groupings_->addItem(tr("In which order processes ended"), int(GroupBy::EndOrder));
    groupings_->addItem(tr("How it ended"), int(GroupBy::Ending));
    groupings_->addItem(tr("How long it took"), int(GroupBy::Duration));
    alike_ = makeLabel(QString(), 12, QFont::Normal, true, this);
    alike_->setWordWrap(true);
    list_ = new OutcomeList(model_, this);
    hint_ = makeLabel(tr("Runs the program again and again and counts what came out: which output, which "
                         "order, how it ended. Every run can be opened afterwards."),
                      13, QFont::Normal, true, this);
    hint_->setWordWrap(true);
    hint_->setAlignment(Qt::AlignCenter);
    hint_->setContentsMargins(36, 0, 36, 0);
    step_ = new RunStepBar(this);

    const auto inset = [](QWidget* widget) {
        auto* row = new QHBoxLayout;
        row->setContentsMargins(14, 0, 12, 0);
        row->addWidget(widget);
        return row;
    };
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 10, 0, 8);
    column->setSpacing(8);
    column->addLayout(inset(start_));
    column->addLayout(inset(headline_));
    column->addLayout(inset(groupings_));
    column->addLayout(inset(alike_));
    column->addWidget(list_, 1);
    column->addWidget(hint_, 1);
    column->addLayout(inset(step_));
}

void RunsView::connectParts() {
    connect(start_, &StartBar::startRequested, this, &RunsView::startRequested);
    connect(start_, &StartBar::cancelled, this, &RunsView::cancel);
    connect(groupings_, &QComboBox::activated, this,
            [this](int row) { group(GroupBy(groupings_->itemData(row).toInt())); });
    connect(list_, &OutcomeList::outcomeChosen, this, &RunsView::choose);
    connect(list_, &OutcomeList::stepRequested, this, &RunsView::step);
    connect(step_, &RunStepBar::stepRequested, this, &RunsView::step);
    connect(&Theme::instance(), &Theme::changed, list_->viewport(), QOverload<>::of(&QWidget::update));
    clock_.setInterval(kPause);
    connect(&clock_, &QTimer::timeout, this, &RunsView::refresh);
}

Outcome RunsView::start(const run::LaunchSpec& spec, int runs) {
    clear();
    batch_ = std::make_unique<Batch>();
    connect(batch_.get(), &Batch::noted, this, &RunsView::noted);
    connect(batch_.get(), &Batch::finished, this, &RunsView::ended);
    if (const Outcome started = batch_->start(spec, runs); !started) {
        clear();
        return started;
    }
    clock_.start();
    refresh();
    emit runningChanged();
    return Done{};
}

void RunsView::cancel() {
    if (batch_)
        batch_->cancel();
}

void RunsView::clear() {
    const bool ran = isRunning();
    if (batch_)
        batch_->disconnect(this);
    batch_.reset();
    clock_.stop();
    openRun_ = -1;
    refresh();
    if (ran)
        emit runningChanged();
}

bool RunsView::isRunning() const {
    return batch_ && batch_->isRunning();
}

// What there is to do now is to look at the outcomes, for the keyboard too.
void RunsView::ended() {
    clock_.stop();
    const bool hadFocus = start_->hasFocusOnCancel();
    refresh();
    if (hadFocus && model_->rowCount() > 0) {
        if (!list_->currentIndex().isValid())
            list_->setCurrentIndex(model_->index(0));
        list_->setFocus();
    } else if (hadFocus) {
        start_->focusNumber();
    }
    emit runningChanged();
}

void RunsView::setStartable(bool startable) {
    start_->setStartable(startable);
}

void RunsView::showOpen(int number) {
    if (number - 1 == openRun_)
        return;
    openRun_ = number - 1;
    model_->setOpenRun(openRun_);
    list_->doItemsLayout(); // the row has one line more
    select(openRun_);
    refreshStep();
}

void RunsView::focusNumber() {
    start_->focusNumber();
}

QString RunsView::headline() const {
    return headline_->text();
}

void RunsView::group(GroupBy by) {
    by_ = by;
    groupings_->setCurrentIndex(groupings_->findData(int(by)));
    refresh();
}

// The bars are made anew from all that has come in; what was chosen stays chosen.
void RunsView::refresh() {
    const QModelIndex before = list_->currentIndex();
    const int chosen = before.isValid() && !model_->group(before.row()).runs.empty()
                           ? model_->group(before.row()).runs.front()
                           : openRun_;
    const auto known = batch_ ? int(batch_->outcomes().size()) : 0;
    if (known != model_->total() || by_ != model_->grouping()) {
        model_->show(known > 0 ? batch::groupOutcomes(batch_->outcomes(), by_)
                               : std::vector<batch::OutcomeGroup>(),
                     by_, openRun_);
        select(chosen);
    }
    if (isRunning())
        start_->showProgress(known, batch_->wanted(), batch_->elapsed());
    else
        start_->showQuestion();
    for (QWidget* part : std::initializer_list<QWidget*>{headline_, groupings_, list_, step_})
        part->setVisible(batch_ != nullptr);
    hint_->setVisible(!batch_);
    refreshWords();
    refreshStep();
}

void RunsView::select(int run) {
    const int row = run < 0 ? -1 : model_->rowOf(run);
    if (row >= 0)
        list_->setCurrentIndex(model_->index(row));
}

QString RunsView::headlineWords() const {
    const int known = model_->total();
    if (known == 0)
        return isRunning() ? tr("The first run goes on …") : tr("No run came to its end.");
    const QString runs = counted(known, tr("1 run"), tr("%1 runs"));
    if (by_ == GroupBy::Duration)
        return tr("%1, by how long they took.").arg(runs);
    const int outcomes = model_->rowCount();
    if (outcomes == 1)
        return known == 1 ? tr("1 run.") : tr("The same each time, in %1.").arg(runs);
    return tr("%1 different outcomes in %2.").arg(outcomes).arg(runs);
}

void RunsView::refreshWords() {
    QString headline = headlineWords();
    if (batch_ && !isRunning() && int(batch_->outcomes().size()) < batch_->wanted())
        headline += QLatin1Char(' ') + tr("Ended early: %1 were wanted.").arg(batch_->wanted());
    headline_->setText(headline);
    const bool isText = by_ == GroupBy::Printed || by_ == GroupBy::PrintedOrder;
    const QString order = by_ == GroupBy::Printed ? tr("In whatever order the lines came.")
                                                  : tr("The order of the lines counts.");
    alike_->setText(order + QLatin1Char(' ') +
                    tr("Process numbers, addresses and measured times (“0.8 s”) count as equal."));
    alike_->setVisible(batch_ && isText);
}

void RunsView::refreshStep() {
    const int row = openRun_ < 0 ? -1 : model_->rowOf(openRun_);
    if (row < 0)
        return step_->show(tr("A click or Enter opens a run of that outcome."));
    const std::vector<int>& runs = model_->group(row).runs;
    const auto place = std::find(runs.begin(), runs.end(), openRun_) - runs.begin();
    step_->show(openRun_ + 1, int(place) + 1, int(runs.size()));
}

void RunsView::choose(int row) {
    if (row < 0 || row >= model_->rowCount() || model_->group(row).runs.empty())
        return;
    const bool isOpen = openRun_ >= 0 && model_->rowOf(openRun_) == row;
    openRunAt(isOpen ? openRun_ : model_->group(row).runs.front());
}

void RunsView::step(int by) {
    const int row = openRun_ < 0 ? -1 : model_->rowOf(openRun_);
    if (row < 0)
        return choose(list_->currentIndex().row());
    const std::vector<int>& runs = model_->group(row).runs;
    const auto next = std::find(runs.begin(), runs.end(), openRun_) - runs.begin() + by;
    if (next >= 0 && next < std::ptrdiff_t(runs.size()))
        openRunAt(runs[std::size_t(next)]);
}

void RunsView::openRunAt(int run) {
    const RunOutcome& outcome = batch_->outcomes()[std::size_t(run)];
    if (outcome.recording.isEmpty()) {
        emit noted(tr("Run %1 could not be kept, so it cannot be opened.").arg(run + 1));
        return;
    }
    emit runChosen(outcome);
}

} // namespace forkscope::gui
