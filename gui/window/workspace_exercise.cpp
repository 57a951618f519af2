// SPDX-License-Identifier: GPL-3.0-or-later
// An exercise, a tour or a myth on the desk: what is opened, how its runs begin.
#include "engine/lesson/tour_player.h"
#include "gui/editor/code_editor.h"
#include "gui/exercise/task_view.h"
#include "gui/lesson/lesson_view.h"
#include "gui/widgets/message_bar.h"
#include "gui/window/actions.h"
#include "gui/window/editor_panel.h"
#include "gui/window/exercise_desk.h"
#include "gui/window/learning.h"
#include "gui/window/moment_sync.h"
#include "gui/window/playhead.h"
#include "gui/window/stage_panel.h"
#include "gui/window/timeline_panel.h"
#include "gui/window/toolbar.h"
#include "gui/window/tour_guide.h"
#include "gui/window/workspace.h"

#include <QAction>
#include <QStackedWidget>
#include <QTimer>

namespace forkscope::gui {

static const QString kShownLanguage = QStringLiteral("en");

void Workspace::connectLearning() {
    connect(lessonView_, &LessonView::linkRequested, this, &Workspace::followLink);
    connect(exercise_->task(), &TaskView::linkRequested, this, &Workspace::followLink);
    connect(lessonView_, &LessonView::placeChanged, this, [this](int place) {
        if (learning_ && !lesson_.id.isEmpty())
            learning_->setReadingPlace(lesson_.id, place);
    });
    connect(lessonView_, &LessonView::readToEnd, this, [this] {
        if (learning_ && !lesson_.id.isEmpty())
            learning_->setRead(lesson_.id);
    });
    connect(actions_.backToLesson, &QAction::triggered, this, [this] {
        const lesson::Lesson same = lesson_;
        openLesson(same, QString());
    });
    connect(guide_, &TourGuide::ended, this, [this] { lessonView_->setFocus(Qt::OtherFocusReason); });
    connect(guide_, &TourGuide::finished, this, [this] {
        learning_->setTour(lesson_.id, guide_->player()->tour().name, guide_->player()->stepCount(), true);
        say(tr("The tour is over, and the program goes on by itself."));
    });
    connect(guide_, &TourGuide::reached, this, [this](int step) {
        learning_->setTour(lesson_.id, guide_->player()->tour().name, step + 1, false);
        if (step + 1 < tourFrom_)
            QTimer::singleShot(0, guide_, [this, step] {
                if (guide_->isOn() && guide_->player()->step() == step)
                    guide_->player()->next();
            });
    });
}

void Workspace::openExercise(const lesson::Lesson& lesson, const lesson::Exercise& exercise) {
    leaveProgram();
    const lesson::Program program{exercise.slug, exercise.starter, exercise.title, {}, true};
    lesson::Lesson shelf = lesson; // where its text is kept: apart from the lesson's programs
    shelf.id = progress::exerciseShelf(lesson.id);
    const Result<QString> text = editor_->desk().openLesson(shelf, program);
    if (!text)
        return emit failed(QString::fromStdString(text.error()));
    lesson_ = lesson;
    exercise_->open(lesson, exercise);
    editor_->desk().setKeeps(exercise_->isWritten());
    if (learning_)
        learning_->openedExercise(lesson.id, exercise.slug);
    toolbar_->setPrograms({}, {}, {});
    showExercisePanels();
    showProgram(exercise_->isWritten() ? *text : exercise_->shownText(editor_->desk().original()));
    editor_->editor()->setReadOnly(!exercise_->isWritten());
    layout_->reveal(lessonPanel_); // what is to be done comes first
    if (!exercise_->isWritten())
        exercise_->task()->taskText()->setFocus(Qt::OtherFocusReason);
}

void Workspace::showExercisePanels() {
    const lesson::Exercise& exercise = exercise_->exercise();
    lessonPanel_->setTitle(tr("%1 %2").arg(lesson_.id, lesson_.title.in(kShownLanguage)));
    int number = 0;
    for (int i = 0; i < lesson_.exercises.size(); ++i)
        if (lesson_.exercises[i].slug == exercise.slug)
            number = i + 1;
    lessonPanel_->setRemark(tr("exercise %1 of %2, %3")
                                .arg(number)
                                .arg(lesson_.exercises.size())
                                .arg(wordFor(exercise.kind).toLower()));
    lessonPanel_->setTabName(tr("Task"));
    lessonStack_->setCurrentWidget(exercise_->task());
    layout_->setLessonShown(true);
    layout_->setPurpose(exercise_->isWritten() ? Layout::Purpose::Edit : Layout::Purpose::Work);
    const bool runs = exercise.kind != lesson::ExerciseKind::Predict;
    toolbar_->setExercise(lesson_.id, exercise_->isWritten(), runs);
    showWhatComes(runs ? tr("Press Run (F5).")
                       : tr("Choose an answer and lock it in: then the program runs."));
}

// In the panes that a run will fill.
void Workspace::showWhatComes(const QString& how) {
    stage_->setEmptySentence(
        tr("%1 Each process gets a card here, with its locks and queues beside it.").arg(how));
    timeline_->setEmptySentence(tr("%1 Each process, lock and queue gets a lane here.").arg(how));
}

void Workspace::leaveExercise() {
    if (!exercise_->isOn())
        return;
    exercise_->close();
    lessonPanel_->setRemark(QString());
    lessonPanel_->setTabName(tr("Lesson"));
    lessonStack_->setCurrentWidget(lessonView_);
    layout_->setPurpose(Layout::Purpose::Work);
    toolbar_->setExercise(QString(), false);
    showWhatComes(tr("Press Run (F5)."));
}

void Workspace::showTask() {
    layout_->reveal(lessonPanel_);
}

void Workspace::startStaged(const StagedStart& start) {
    if (runner_->isBusy())
        return runner_->whenStopped([this, start] { startStaged(start); });
    std::optional<run::LaunchSpec> spec = prepareLaunch([this, start] { startStaged(start); });
    if (!spec)
        return;
    start.prepare(*spec);
    startsStaged_ = true;
    const Outcome started = runner_->start(*spec);
    startsStaged_ = false;
    if (!started)
        showNoStart(started.error(), spec->program);
    else if (spec->drive.start != run::StartMode::Free)
        timeline_->lendAxis(timeline::AxisKind::Steps); // the time that it is held needs no room
    stateChanged();
    start.begun(started ? runner_->session() : nullptr);
}

void Workspace::launchWhenFree(const std::function<void(const run::LaunchSpec&)>& launch) {
    if (runner_->isBusy())
        return runner_->whenStopped([this, launch] { launchWhenFree(launch); });
    if (const std::optional<run::LaunchSpec> spec = prepareLaunch([this, launch] { launchWhenFree(launch); }))
        launch(*spec);
}

bool Workspace::showRecordingOf(const QString& recording, const QString& programText) {
    messages_->clear();
    if (const Outcome opened = runner_->open(recording); !opened) {
        messages_->show(QString::fromStdString(opened.error()), MessageBar::Kind::Error);
        return false;
    }
    editor_->setRanText(programText);
    stateChanged();
    return true;
}

void Workspace::takeTour(const QString& program, int reached) {
    const lesson::Tour* found = lesson_.tour(program);
    if (!found)
        return say(tr("There is no tour of %1.").arg(program));
    const lesson::Tour tour = *found;
    if (exercise_->isOn() || editor_->desk().current().name != tour.program) {
        const lesson::Lesson same = lesson_;
        openLesson(same, tour.program);
    }
    guide_->leave();
    tourFrom_ = reached;
    layout_->setDriveShown(false);
    startStaged({[tour](run::LaunchSpec& spec) { lesson::TourPlayer::prepare(spec, tour); },
                 [this, tour](run::Session* session) {
                     if (session)
                         guide_->begin(*session, tour, editor_->text());
                 }});
}

} // namespace forkscope::gui
