// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/exercise_desk.h"

#include "gui/editor/program_store.h"
#include "gui/exercise/predict_view.h"
#include "gui/exercise/results_view.h"
#include "gui/exercise/task_view.h"
#include "gui/lesson/lesson_view.h"
#include "gui/widgets/panel.h"
#include "gui/window/actions.h"
#include "gui/window/learning.h"
#include "gui/window/workspace.h"

#include <QAction>

namespace forkscope::gui {

using lesson::ExerciseKind;

static const QString kTaskLanguage = QStringLiteral("en");
static constexpr int kUntilSolution = 3; // checks, or hints

ExerciseDesk::ExerciseDesk(const Actions& actions, Workspace& workspace)
    : QObject(&workspace), actions_(actions), workspace_(workspace) {
    task_ = new TaskView(&workspace);
    panel_ = new Panel(tr("Result"), &workspace);
    results_ = new ResultsView(panel_);
    panel_->setBody(results_);
    connect(task_, &TaskView::hintRequested, this, &ExerciseDesk::openHint);
    connect(task_, &TaskView::solutionRequested, this, &ExerciseDesk::openSolution);
    connect(predict(), &PredictView::lockedIn, this, &ExerciseDesk::lockIn);
    connect(predict(), &PredictView::momentRequested, this, &ExerciseDesk::showDecidingMoment);
    connect(predict(), &PredictView::againRequested, this, [this] {
        predict()->startOver();
        refresh();
    });
    connectActions();
}

PredictView* ExerciseDesk::predict() const {
    return task_->predict();
}

GoalView* ExerciseDesk::goal() const {
    return task_->goal();
}

void ExerciseDesk::connectActions() {
    connect(actions_.hint, &QAction::triggered, this, &ExerciseDesk::openHint);
    connect(actions_.solution, &QAction::triggered, this, &ExerciseDesk::openSolution);
}

// F1 and F8 mean a hint and the next failed check here.
void ExerciseDesk::setKeys(bool isOn) {
    actions_.keys->setShortcut(isOn ? QKeySequence() : QKeySequence(Qt::Key_F1));
    actions_.hint->setShortcut(isOn ? QKeySequence(Qt::Key_F1) : QKeySequence());
    const bool checks = isOn && isWritten();
    actions_.play->setShortcut(checks ? QKeySequence() : QKeySequence(Qt::Key_F8));
    actions_.playBack->setShortcut(checks ? QKeySequence() : QKeySequence(Qt::SHIFT | Qt::Key_F8));
    actions_.nextFailed->setShortcut(checks ? QKeySequence(Qt::Key_F8) : QKeySequence());
    actions_.previousFailed->setShortcut(checks ? QKeySequence(Qt::SHIFT | Qt::Key_F8) : QKeySequence());
    actions_.backToLesson->setEnabled(isOn);
    actions_.check->setEnabled(checks);
    for (QAction* action : {actions_.nextFailed, actions_.previousFailed})
        action->setEnabled(checks);
}

bool ExerciseDesk::isWritten() const {
    return isOn() && (exercise_->kind == ExerciseKind::Fix || exercise_->kind == ExerciseKind::Build);
}

void ExerciseDesk::open(const lesson::Lesson& lesson, const lesson::Exercise& exercise) {
    close();
    lessonId_ = lesson.id;
    exercise_ = exercise;
    decidedAt_ = -1;
    setKeys(true);
    if (exercise.kind == ExerciseKind::Predict) {
        QStringList options;
        for (const lesson::Option& option : exercise.options)
            options += option.text.in(kTaskLanguage);
        predict()->setOptions(options);
        if (const auto kept = learning_->prediction(lessonId_, exercise_->slug); kept.answer >= 0)
            predict()->showEarlier(kept.answer, kept.right);
    } else if (isDriven()) {
        watchGoal(nullptr);
    } else {
        results_->showSentence(tr("Not checked yet"),
                               tr("Press Check (Ctrl+Return): the program runs several times, and each "
                                  "condition is looked for in what it did."));
    }
    refresh();
}

void ExerciseDesk::close() {
    if (!isOn())
        return;
    forgetCheck();
    staged_.reset();
    driven_ = nullptr;
    exercise_.reset();
    setKeys(false);
    actions_.hint->setEnabled(false);
    actions_.solution->setEnabled(false);
}

QString ExerciseDesk::shownText(const QString& starter) const {
    return isOn() ? lesson::edited(starter, exercise_->staging.edits).text : starter;
}

bool ExerciseDesk::isPassed() const {
    return isOn() && learning_->exercise(lessonId_, exercise_->slug).isPassed;
}

// -- task, hints, solution

void ExerciseDesk::refresh() {
    if (!isOn())
        return;
    const ExerciseProgress done = learning_->exercise(lessonId_, exercise_->slug);
    TaskPicture picture;
    picture.title = exercise_->title.in(kTaskLanguage);
    picture.task = exercise_->task.in(kTaskLanguage);
    picture.folder = exercise_->folder;
    picture.below = isDriven()    ? TaskPicture::Below::Goal
                    : isWritten() ? TaskPicture::Below::Nothing
                                  : TaskPicture::Below::Answers;
    for (const lesson::LocalText& hint : exercise_->hints)
        picture.hints += hint.in(kTaskLanguage);
    picture.hintsOpened = std::min(done.hintsOpened, int(picture.hints.size()));
    picture.solution = solutionText();
    picture.isSolutionFree =
        done.checks >= kUntilSolution || picture.hintsOpened >= kUntilSolution || done.isPassed;
    picture.isSolutionOpen = done.isSolutionOpen;
    picture.isPassed = done.isPassed;
    picture.explanation = exercise_->explanation.in(kTaskLanguage);
    if (isWritten())
        picture.footnote = tr("Your text is kept. Reset brings back the starter and can be undone.");
    task_->show(picture);
    actions_.hint->setEnabled(picture.hintsOpened < picture.hints.size());
    actions_.solution->setEnabled(picture.isSolutionFree && !picture.solution.isEmpty());
}

void ExerciseDesk::openHint() {
    if (!isOn())
        return;
    ExerciseProgress done = learning_->exercise(lessonId_, exercise_->slug);
    done.hintsOpened = std::min(done.hintsOpened + 1, int(exercise_->hints.size()));
    learning_->setExercise(lessonId_, exercise_->slug, done);
    refresh();
    workspace_.showTask();
}

void ExerciseDesk::openSolution() {
    if (!isOn() || !actions_.solution->isEnabled())
        return;
    ExerciseProgress done = learning_->exercise(lessonId_, exercise_->slug);
    done.isSolutionOpen = true;
    learning_->setExercise(lessonId_, exercise_->slug, done);
    refresh();
    workspace_.showTask();
}

QString ExerciseDesk::solutionText() const {
    if (exercise_->solution.isEmpty())
        return {};
    const Result<QString> text = readProgram(exercise_->solution);
    if (!text)
        return QString::fromStdString(text.error());
    const QString language = isDriven() ? QString() : QStringLiteral("python");
    return QStringLiteral("%1\n\n```%2\n%3\n```\n")
        .arg(exercise_->explanation.in(kTaskLanguage), language, text->trimmed());
}

void ExerciseDesk::tried(int passed, int of) {
    ExerciseProgress done = learning_->exercise(lessonId_, exercise_->slug);
    ++done.checks;
    done.checksPassed = passed;
    done.checksOf = of;
    learning_->setExercise(lessonId_, exercise_->slug, done);
    refresh();
}

void ExerciseDesk::explain() {
    task_->explanation()->setVisible(true);
    workspace_.showTask();
}

void ExerciseDesk::passed() {
    ExerciseProgress done = learning_->exercise(lessonId_, exercise_->slug);
    done.isPassed = true;
    learning_->setExercise(lessonId_, exercise_->slug, done);
    refresh();
    workspace_.showTask();
}

} // namespace forkscope::gui
