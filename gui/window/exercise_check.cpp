// SPDX-License-Identifier: GPL-3.0-or-later
// Fix and build: the program is checked by several runs; a failed check shows its moment in one of them.
#include "engine/world/explain.h"
#include "gui/editor/code_editor.h"
#include "gui/exercise/results_view.h"
#include "gui/exercise/run_squares.h"
#include "gui/timeline/timeline_view.h"
#include "gui/widgets/panel.h"
#include "gui/window/actions.h"
#include "gui/window/editor_panel.h"
#include "gui/window/exercise_desk.h"
#include "gui/window/line_popup.h"
#include "gui/window/moment_sync.h"
#include "gui/window/playhead.h"
#include "gui/window/runner.h"
#include "gui/window/timeline_panel.h"
#include "gui/window/toolbar.h"
#include "gui/window/workspace.h"

#include <QAction>

namespace forkscope::gui {

void ExerciseDesk::connectCheck() {
    squares_ = new RunSquares(workspace_.timelinePanel());
    squares_->hide();
    workspace_.timelinePanel()->addTitleWidgetLeft(squares_);
    connect(squares_, &RunSquares::chosen, this, [this](int index) { showRun(index, -1); });
    connect(actions_.check, &QAction::triggered, this, &ExerciseDesk::check);
    connect(results_, &ResultsView::momentRequested, this, &ExerciseDesk::showFinding);
    for (const auto& [action, step] :
         {std::pair(actions_.nextFailed, 1), std::pair(actions_.previousFailed, -1)})
        connect(action, &QAction::triggered, this, [this, by = step] {
            if (const int index = results_->failedBeside(by); index >= 0)
                showFinding(index);
        });
}

void ExerciseDesk::forgetCheck() {
    checker_.reset();
    squares_->setRuns({});
    workspace_.timelinePanel()->setTitle(tr("Timeline"));
    workspace_.toolbar()->setChecking(QString());
}

// A second press ends it.
void ExerciseDesk::check() {
    if (!isWritten())
        return;
    if (checker_ && checker_->isRunning())
        return checker_->cancel();
    workspace_.launchWhenFree([this](const run::LaunchSpec& spec) { startCheck(spec); });
}

void ExerciseDesk::startCheck(const run::LaunchSpec& spec) {
    forgetCheck();
    if (spec.sandbox)
        return results_->showSentence(
            tr("Not checked"),
            tr("A check runs the program without a sandbox, and you have chosen one for it. "
               "The button “Sandbox” beside Run lets you choose anew."));
    check::Plan plan;
    plan.program = spec.program;
    plan.interpreter = spec.interpreter;
    plan.folder = exercise_->folder;
    for (const lesson::CheckSpec& each : exercise_->checks)
        plan.asks.append({each.kind, each.title.in(QStringLiteral("en")), each.fields});
    if (const Result<check::Runs> runs = check::readRuns(exercise_->runs))
        plan.runs = *runs;
    checker_ = std::make_unique<check::Checker>();
    connect(checker_.get(), &check::Checker::runDone, this, &ExerciseDesk::showChecking);
    connect(checker_.get(), &check::Checker::noted, &workspace_, &Workspace::say);
    connect(checker_.get(), &check::Checker::finished, this, &ExerciseDesk::checkFinished,
            Qt::QueuedConnection);
    if (const Outcome started = checker_->start(plan); !started) {
        forgetCheck();
        return results_->showSentence(tr("Not checked"), QString::fromStdString(started.error()));
    }
    clock_.start();
    workspace_.runner()->clear();
    workspace_.layoutArea()->reveal(panel_);
    results_->showSentence(tr("Checking …"), tr("The program runs. Press the button again to stop."));
    showChecking();
}

void ExerciseDesk::showChecking() {
    if (!checker_)
        return;
    const int done = int(checker_->runs().size());
    workspace_.toolbar()->setChecking(tr("%1 of %2").arg(done).arg(checker_->wanted()));
    showSquares();
}

static QString nameOf(const check::RunReport& run) {
    return run.isShuffled ? ExerciseDesk::tr("Run %1, in an order by chance").arg(run.number)
                          : ExerciseDesk::tr("Run %1").arg(run.number);
}

void ExerciseDesk::showSquares() {
    QList<RunSquare> squares;
    for (const check::RunReport& run : checker_->runs())
        squares.append(
            {!run.passed, !run.recording.isEmpty(), QStringLiteral("%1: %2").arg(nameOf(run), run.ending)});
    squares_->setRuns(squares);
}

void ExerciseDesk::checkFinished() {
    if (!checker_ || !isWritten())
        return;
    workspace_.toolbar()->setChecking(QString());
    showSquares();
    if (checker_->wasCancelled())
        return results_->showSentence(tr("Stopped"),
                                      tr("You stopped the check. Press Check to begin again."));
    QList<CheckPicture> pictures;
    int firstFailed = -1;
    for (const check::CheckResult& result : checker_->results()) {
        const bool hasMoment = std::ranges::any_of(
            result.findings, [this](const check::Finding& finding) { return canBeShown(finding.run); });
        if (hasMoment && firstFailed < 0)
            firstFailed = int(pictures.size());
        pictures.append({result.passed,
                         result.title,
                         result.passed ? tr("In %1 runs.").arg(result.runs) : result.sentence,
                         hasMoment,
                         {}});
    }
    const bool all = checker_->passed();
    const auto shuffled = std::ranges::count_if(checker_->runs(), &check::RunReport::isShuffled);
    results_->showResults(pictures, tr("%1 runs, %2 of them in an order by chance, in %3 s. %4")
                                        .arg(checker_->runs().size())
                                        .arg(shuffled)
                                        .arg(double(clock_.elapsed()) / 1000, 0, 'f', 1)
                                        .arg(all ? tr("Read at the left why it works.")
                                                 : tr("Each failed check can show its moment below.")));
    tried(int(std::ranges::count_if(pictures, &CheckPicture::passed)), int(pictures.size()));
    if (all)
        passed();
    else if (firstFailed >= 0)
        showFinding(firstFailed);
}

bool ExerciseDesk::canBeShown(int run) const {
    return run >= 1 && run <= int(checker_->runs().size()) && !checker_->runs()[run - 1].recording.isEmpty();
}

// The first of its runs that was kept.
void ExerciseDesk::showFinding(int index) {
    if (!checker_ || index < 0)
        return;
    const std::vector<check::CheckResult> results = checker_->results();
    if (index >= int(results.size()))
        return;
    for (const check::Finding& finding : results[index].findings)
        if (canBeShown(finding.run)) {
            showRun(finding.run - 1, finding.at);
            showMarks(finding);
            const trace::Time at = workspace_.sync()->shownTime();
            return results_->setShown(index, QString::fromStdString(world::formatTime(at)));
        }
}

// Where it happened: on the lanes, and in the lines of the program, which come into sight.
void ExerciseDesk::showMarks(const check::Finding& finding) {
    std::vector<LaneStay> stays;
    for (const check::Stay& stay : finding.stays)
        stays.push_back({stay.process, stay.from, stay.to});
    workspace_.timelinePanel()->view()->setStays(std::move(stays));
    QList<int> lines;
    for (const check::Stay& stay : finding.stays)
        lines += int(stay.fromLine);
    const run::Session* session = workspace_.runner()->session();
    const trace::FileId program = fileOf(session->history().log(), session->spec().program);
    for (const world::Place& place : finding.lines)
        if (place.file == program)
            lines += int(place.line);
    workspace_.sync()->markLines(lines, workspace_.sync()->shownTime());
    workspace_.sync()->refresh();
    if (!lines.isEmpty())
        workspace_.editorPanel()->editor()->showLines(lines);
}

void ExerciseDesk::showRun(int index, trace::Time at) {
    if (!checker_ || !canBeShown(index + 1))
        return;
    const check::RunReport run = checker_->runs()[index];
    if (!workspace_.showRecordingOf(run.recording, QString::fromUtf8(checker_->program())))
        return;
    squares_->setShown(index);
    workspace_.timelinePanel()->setTitle(nameOf(run));
    workspace_.sync()->setRunName(tr("run %1 of %2").arg(run.number).arg(checker_->runs().size()));
    if (at >= 0)
        workspace_.playhead()->moveTo(at);
    workspace_.sync()->refresh();
    results_->setShown(-1, QString());
}

} // namespace forkscope::gui
