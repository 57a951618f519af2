// SPDX-License-Identifier: GPL-3.0-or-later
// Progress in the window: shown on the first pages, changed from the menu, gone on with; and the lessons that
// it is about.
#include "gui/home/home_page.h"
#include "gui/overview/overview_page.h"
#include "gui/widgets/message_bar.h"
#include "gui/window/exercise_desk.h"
#include "gui/window/learning.h"
#include "gui/window/lesson_folders.h"
#include "gui/window/main_window.h"
#include "gui/window/progress_desk.h"
#include "gui/window/workspace.h"

#include <QAction>
#include <QStackedWidget>
#include <QTableView>

namespace forkscope::gui {

void MainWindow::connectProgress() {
    const auto view = [this] {
        if (pages_->currentWidget() != workspace_)
            return ProgressView{QString(), QString(), homeMessages_};
        const ExerciseDesk* exercise = workspace_->exercise();
        return ProgressView{workspace_->lesson().id, exercise->isOn() ? exercise->exercise().slug : QString(),
                            workspace_->messages()};
    };
    progress_ = new ProgressDesk(actions_, *learning_, view, this);
    connect(learning_, &Learning::changed, this, &MainWindow::refreshProgress);
    connect(learning_, &Learning::problemChanged, this, [this](const QString& problem) {
        if (!problem.isEmpty())
            fail(problem);
        else if (pages_->currentWidget() == workspace_)
            workspace_->say(tr("Progress is kept in its file again."));
        else
            homeMessages_->show(tr("Progress is kept in its file again."));
        refreshProgress();
    });
    connect(overview_, &OverviewPage::placeChosen, this, &MainWindow::goTo);
    connect(overview_, &OverviewPage::homeRequested, this, &MainWindow::showHome);
    connect(actions_.overview, &QAction::triggered, this, &MainWindow::showOverview);
    connect(actions_.addLessons, &QAction::triggered, this, [this] {
        const QString folder = chooseLessonsFolder(this);
        QStringList folders = settings_.lessonFolders();
        if (!folder.isEmpty() && !folders.contains(folder))
            setLessonFolders(folders << folder);
    });
    connect(actions_.lessonFolders, &QAction::triggered, this, [this] {
        if (const auto folders = editLessonFolders(this, settings_.lessonFolders()))
            setLessonFolders(*folders);
    });
}

void MainWindow::setLessonFolders(const QStringList& folders) {
    settings_.setLessonFolders(folders);
    showHome();
    homeMessages_->clear();
    setLibrary(lesson::LessonLibrary::load(lesson::LessonLibrary::defaultFolders(folders)));
}

// One below the other in the bar of the home page, the first on top.
void MainWindow::sayProblems() {
    const QList<lesson::PackProblem>& problems = library_.problems();
    for (auto problem = problems.rbegin(); problem != problems.rend() && !library_.lessons().isEmpty();
         ++problem)
        homeMessages_->show(problem->toString(), MessageBar::Kind::Error);
    if (const QString& problem = learning_->store().problem(); !problem.isEmpty())
        homeMessages_->show(problem, MessageBar::Kind::Error);
}

QString MainWindow::keptWhere() const {
    return learning_->store().isKept() ? tr("Edits and progress are kept on this computer")
                                       : tr("Edits and progress are kept only while this window is open");
}

// What shows progress shows it as it is now, where it is in sight.
void MainWindow::refreshProgress() {
    progress_->refresh();
    if (pages_->currentWidget() == workspace_)
        return;
    const PathProgress all = learning_->pathProgress();
    home_->setLastLesson(learning_->lastLesson());
    home_->setProgress(all);
    const LessonPlace place = learning_->unfinishedExercise();
    if (const lesson::Lesson* lesson = library_.find(place.lessonId); place && lesson) {
        const ExerciseProgress done = learning_->exercise(place.lessonId, place.name);
        const QString checks = done.checksOf > 0
                                   ? tr("%1 of %2 checks passed").arg(done.checksPassed).arg(done.checksOf)
                                   : tr("not passed yet");
        const QString language = QStringLiteral("en");
        home_->setUnfinished(place, lesson->exercise(place.name)->title.in(language),
                             tr("Exercise in %1 %2, %3").arg(lesson->id, lesson->title.in(language), checks));
    } else {
        home_->setUnfinished({}, QString(), QString());
    }
    overview_->setLessons(library_.lessons(), all);
    const progress::Store& store = learning_->store();
    overview_->setKept(store.isKept() ? tr("Kept in %1").arg(store.file()) : keptWhere());
    refreshStatus();
}

void MainWindow::goTo(const LessonPlace& place) {
    const lesson::Lesson* lesson = library_.find(place.lessonId);
    if (!lesson)
        return;
    if (const lesson::Exercise* exercise = lesson->exercise(place.name);
        exercise && place.kind == LessonPlace::Kind::Exercise)
        return workspace_->openExercise(*lesson, *exercise);
    const lesson::Tour* tour = place.kind == LessonPlace::Kind::Tour ? lesson->tour(place.name) : nullptr;
    workspace_->openLesson(*lesson, tour ? tour->program : QString());
    if (tour)
        workspace_->takeTour(tour->name, place.reached);
}

void MainWindow::showOverview() {
    showHome();
    first_->setCurrentWidget(overview_);
    overview_->table()->setFocus(Qt::OtherFocusReason);
    refreshTitle();
}

} // namespace forkscope::gui
