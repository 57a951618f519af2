// SPDX-License-Identifier: GPL-3.0-or-later
// A program run many times: the panel asks, the outcomes come, one of the runs is shown in the other views.
#include "gui/batch/runs_view.h"
#include "gui/widgets/message_bar.h"
#include "gui/window/editor_panel.h"
#include "gui/window/moment_sync.h"
#include "gui/window/playhead.h"
#include "gui/window/workspace.h"

#include <QAction>

namespace forkscope::gui {

void Workspace::connectRuns() {
    connect(runs_, &RunsView::startRequested, this, &Workspace::runMany);
    connect(runs_, &RunsView::runChosen, this, &Workspace::openOneOfMany);
    connect(runs_, &RunsView::noted, this, &Workspace::say);
    connect(runs_, &RunsView::runningChanged, this, &Workspace::stateChanged);
}

void Workspace::askHowOften() {
    layout_->setRunsShown(true);
    layout_->reveal(runsPanel_);
    runs_->focusNumber();
}

// The run that is shown ends first: it would take part in the race for the processors.
void Workspace::runMany(int runs, int seconds) {
    if (runs_->isRunning())
        return;
    if (runner_->isBusy())
        return runner_->whenStopped([this, runs, seconds] { runMany(runs, seconds); });
    std::optional<run::LaunchSpec> spec = prepareLaunch([this, runs, seconds] { runMany(runs, seconds); });
    if (!spec)
        return;
    spec->limits.time = std::chrono::seconds(seconds);
    if (const Outcome started = runs_->start(*spec, runs); !started)
        showNoStart(started.error(), spec->program);
    else
        runner_->clear(); // what is shown so far is none of these runs
    stateChanged();
}

// In place of the last run; the program stays on the desk and can be edited.
void Workspace::openOneOfMany(const batch::RunOutcome& outcome) {
    messages_->clear();
    if (const Outcome opened = runner_->open(outcome.recording); !opened)
        return messages_->show(QString::fromStdString(opened.error()), MessageBar::Kind::Error);
    editor_->setRanText(QString::fromUtf8(runs_->batch()->program()));
    runs_->showOpen(outcome.number);
    if (!outcome.isInTime)
        playhead_->moveTo(outcome.duration); // to what it hung at, before all was killed
    sync_->refresh();
    stateChanged();
}

} // namespace forkscope::gui
