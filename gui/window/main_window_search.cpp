// SPDX-License-Identifier: GPL-3.0-or-later
// The search over all lessons, and where what it finds leads.
#include "engine/search/course_index.h"
#include "gui/home/home_page.h"
#include "gui/search/search_popup.h"
#include "gui/window/main_window.h"
#include "gui/window/workspace.h"

#include <QAction>
#include <QEvent>
#include <QLineEdit>

#include <algorithm>

namespace forkscope::gui {

static const QString kSearched = QStringLiteral("en");

// The field of the home page is the way to it for the mouse; what is typed there thins out the path.
void MainWindow::connectSearch() {
    search_ = new SearchPopup(this, [this] { return search::indexOf(library_, kSearched); });
    connect(search_, &SearchPopup::chosen, this, &MainWindow::openHit);
    auto* open = new QAction(this);
    open->setShortcut(Qt::CTRL | Qt::Key_K);
    addAction(open);
    connect(open, &QAction::triggered, this, [this] { search_->open(); });
    home_->search()->installEventFilter(this);
}

bool MainWindow::eventFilter(QObject* watched, QEvent* event) {
    if (watched != home_->search() || event->type() != QEvent::MouseButtonPress)
        return QMainWindow::eventFilter(watched, event);
    search_->open();
    return true;
}

// At the place, with the words marked.
void MainWindow::openHit(const search::Hit& hit, const QString& query) {
    const search::Entry& entry = hit.entry;
    if (entry.kind == search::Kind::Error)
        return showIndex(entry.target);
    if (entry.kind == search::Kind::Topic)
        return showIndex({}, entry.target);
    const lesson::Lesson* lesson = library_.find(entry.lesson);
    if (!lesson)
        return;
    const lesson::Exercise* exercise =
        entry.kind == search::Kind::Exercise ? lesson->exercise(entry.target) : nullptr;
    if (exercise)
        return workspace_->openExercise(*lesson, *exercise);
    const bool isProgram = entry.kind == search::Kind::Program;
    workspace_->openLesson(*lesson, isProgram ? entry.target : QString());
    if (isProgram)
        return workspace_->showLine(std::max(1, hit.line));
    const bool isText = entry.kind == search::Kind::Section;
    const QStringList words =
        entry.kind == search::Kind::Term ? QStringList{entry.target} : search::wordsOf(query);
    workspace_->markInLesson(words, isText ? entry.target : QString());
}

} // namespace forkscope::gui
