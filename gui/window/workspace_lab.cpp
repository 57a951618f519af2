// SPDX-License-Identifier: GPL-3.0-or-later
// The scheduling lab on the desk, and the policy by which any program's processes share a processor.
#include "engine/run/environment.h"
#include "gui/editor/code_editor.h"
#include "gui/lab/figures_view.h"
#include "gui/lab/jobs_view.h"
#include "gui/lab/policy_button.h"
#include "gui/lab/policy_editor.h"
#include "gui/widgets/message_bar.h"
#include "gui/window/actions.h"
#include "gui/window/editor_panel.h"
#include "gui/window/exercise_desk.h"
#include "gui/window/lab_desk.h"
#include "gui/window/settings.h"
#include "gui/window/toolbar.h"
#include "gui/window/workspace.h"

#include <QAction>
#include <QStackedWidget>
#include <QTableView>

namespace forkscope::gui {

void Workspace::connectPolicy() {
    PolicyButton* policy = toolbar_->policyButton();
    policy->setWish(settings_.policy());
    connect(policy, &PolicyButton::changed, this, [this, policy] {
        settings_.setPolicy(policy->wish());
        toolbar_->showChoices();
        refreshDriveActions();
    });
    connect(actions_.choosePolicy, &QAction::triggered, this,
            [this, policy] { policy->openBelow(toolbar_->runButton()); });
}

// Exercises and the lab say themselves how their runs are.
std::optional<scheduling::Policy> Workspace::chosenPolicy() const {
    return exercise_->isOn() || lab_->isOn() ? std::nullopt : toolbar_->policyButton()->policy();
}

void Workspace::openLab(const std::optional<lab::JobFile>& table, const QString& about,
                        const lesson::Lesson& lesson) {
    const lesson::Lesson from = lesson; // it may be the one that is on the desk
    leaveProgram();
    const Result<QString> text = editor_->desk().openShown(run::sharePath() + QStringLiteral("/jobs.py"));
    if (!text)
        return emit failed(QString::fromStdString(text.error()));
    lesson_ = from;
    lab_->open(table, about);
    toolbar_->setPrograms({}, {}, {});
    toolbar_->setLab(true, from.id);
    actions_.backToLesson->setEnabled(!from.id.isEmpty());
    lessonPanel_->setTitle(tr("Scheduling lab"));
    lessonPanel_->setTabName(tr("Jobs"));
    lessonStack_->setCurrentWidget(lab_->jobs());
    layout_->setLessonShown(true);
    layout_->setPurpose(Layout::Purpose::Lab);
    timeline_->setEmptySentence(
        tr("Press Run (F5). Each job gets a lane here: its green parts are the Gantt chart."));
    showProgram(*text);
    layout_->reveal(lab_->figuresPanel());
    layout_->reveal(lessonPanel_);
    lab_->jobs()->jobs()->setFocus(Qt::OtherFocusReason);
}

void Workspace::leaveLab() {
    if (!lab_->isOn())
        return;
    lab_->close();
    toolbar_->setLab(false, QString());
    actions_.backToLesson->setEnabled(false);
    lessonPanel_->setTabName(tr("Lesson"));
    lessonStack_->setCurrentWidget(lessonView_);
    layout_->setPurpose(Layout::Purpose::Work);
    showWhatComes(tr("Press Run (F5)."));
}

void Workspace::followLab(const lesson::Lesson& lesson, const QString& name) {
    const QString path = lesson.jobsFile(name);
    const Result<lab::JobFile> table = lab::readJobs(path);
    if (!table)
        return say(QString::fromStdString(table.error()));
    openLab(*table, QString(), lesson);
}

bool Workspace::startJobs(run::LaunchSpec spec) {
    messages_->clear();
    const Outcome started = runner_->start(spec);
    if (started)
        editor_->setRanText(editor_->text());
    else
        showNoStart(started.error(), spec.program);
    stateChanged();
    return bool(started);
}

void Workspace::labChanged() {
    stateChanged();
}

} // namespace forkscope::gui
