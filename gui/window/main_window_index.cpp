// SPDX-License-Identifier: GPL-3.0-or-later
// The pages about the whole course: the index, reached from menu, search, home page and each exception; the
// course at a glance. And the templates for programs of one's own.
#include "gui/home/home_page.h"
#include "gui/index/index_page.h"
#include "gui/overview/course_page.h"
#include "gui/window/main_window.h"
#include "gui/window/moment_sync.h"
#include "gui/window/workspace.h"

#include <QAction>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>

namespace forkscope::gui {

void MainWindow::connectIndex() {
    connect(actions_.index, &QAction::triggered, this, [this] { showIndex(); });
    connect(actions_.course, &QAction::triggered, this, &MainWindow::showCourse);
    connect(home_, &HomePage::indexRequested, this, [this] { showIndex(); });
    connect(home_, &HomePage::courseRequested, this, &MainWindow::showCourse);
    connect(home_, &HomePage::templateChosen, workspace_, &Workspace::openCopyOf);
    connect(workspace_->sync(), &MomentSync::errorRequested, this,
            [this](const QString& slug) { showIndex(slug); });
    connect(workspace_->sync(), &MomentSync::errorChanged, this, &MainWindow::refreshError);
    connect(statusError_, &QPushButton::clicked, this, [this] { showIndex(errorSlug_); });
    connect(index_, &IndexPage::homeRequested, this, &MainWindow::leaveIndex);
    connect(index_, &IndexPage::exampleRequested, this, &MainWindow::openExample);
    connect(index_, &IndexPage::readingRequested, this, &MainWindow::readAt);
    connect(course_, &CoursePage::homeRequested, this, &MainWindow::showHome);
    connect(course_, &CoursePage::lessonRequested, this, [this](const QString& id) { openLesson(id, {}); });
    connect(course_, &CoursePage::failed, this, &MainWindow::fail);
}

// Without the home page in between: what runs goes on, and stays where it was.
void MainWindow::showFirst(QWidget* page) {
    workspace_->putAway();
    pages_->setCurrentIndex(0);
    first_->setCurrentWidget(page);
    refreshTitle();
    refreshStatus();
}

void MainWindow::showIndex(const QString& errorSlug, const QString& topic) {
    const bool isInSight = pages_->currentIndex() == 0 && first_->currentWidget() == index_;
    if (!isInSight)
        indexIsFromWork_ = pages_->currentIndex() != 0;
    index_->setBack(indexIsFromWork_ ? tr("Back to %1").arg(workspace_->title()) : tr("Home"));
    showFirst(index_);
    if (!errorSlug.isEmpty())
        index_->showError(errorSlug);
    else if (!topic.isEmpty())
        index_->showTopic(topic);
    index_->field()->setFocus(Qt::OtherFocusReason);
}

void MainWindow::leaveIndex() {
    if (indexIsFromWork_)
        showWorkspace();
    else
        showHome();
}

void MainWindow::showCourse() {
    showFirst(course_);
    course_->takeKeys();
}

void MainWindow::openExample(const QString& errorSlug) {
    const lesson::KnownError* error = library_.index().find(errorSlug);
    if (!error)
        return;
    if (!error->ownProgram.isEmpty())
        workspace_->openCopyOf(error->ownProgram);
    else
        openLesson(error->program.section(u'/', 0, 0), error->program.section(u'/', 1));
}

void MainWindow::readAt(const QString& lessonId, const QString& heading) {
    if (!library_.find(lessonId))
        return;
    openLesson(lessonId, {});
    if (!heading.isEmpty())
        workspace_->markInLesson({}, heading);
}

void MainWindow::fillTemplates() {
    const QString language = QStringLiteral("en");
    actions_.templates->clear();
    actions_.templates->setToolTipsVisible(true);
    for (const lesson::Program& program : library_.templates()) {
        QAction* action = actions_.templates->addAction(program.title.in(language));
        action->setObjectName(QStringLiteral("template-") + program.name);
        action->setToolTip(program.shows.in(language));
        connect(action, &QAction::triggered, workspace_,
                [this, path = program.path] { workspace_->openCopyOf(path); });
    }
    actions_.templates->menuAction()->setVisible(!library_.templates().isEmpty());
}

} // namespace forkscope::gui
