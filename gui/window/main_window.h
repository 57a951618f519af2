// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The window: home page and workspace, one of them in front; status line, menu, files dropped on it.
#include "engine/lesson/lesson_library.h"
#include "engine/search/search_index.h"
#include "gui/home/path_progress.h"
#include "gui/window/actions.h"
#include "gui/window/settings.h"

#include <QMainWindow>

class QPushButton;
class QStackedWidget;

namespace forkscope::gui {

class ElidedLabel;
class CoursePage;
class HomePage;
class IndexPage;
class Learning;
class MessageBar;
class OverviewPage;
class ProgressDesk;
class SearchPopup;
class TakeAlong;
class Workspace;

class MainWindow : public QMainWindow {
    Q_OBJECT
  public:
    explicit MainWindow(QWidget* parent = nullptr);
    ~MainWindow() override;

    void setLibrary(const lesson::LessonLibrary& library);
    // A program, a recording, a lesson's id or slug, an exercise ("08/both-inside"); false when it is none of
    // them, which is then said on the home page.
    bool open(const QString& what);
    void showHome();
    void showOverview();
    // The index, at one of its errors or topics; empty: as it was left. Leaving it goes back to where one
    // was.
    void showIndex(const QString& errorSlug = {}, const QString& topic = {});
    void showCourse();
    // Exactly there: in a tour, which goes by itself to the step that was reached; in an exercise.
    void goTo(const LessonPlace& place);
    void openLesson(const QString& lessonId, const QString& program);

    // Folders of lessons beside the installed ones, kept in the settings; the lessons are read again.
    void setLessonFolders(const QStringList& folders);

    HomePage* home() const { return home_; }
    OverviewPage* overview() const { return overview_; }
    IndexPage* index() const { return index_; }
    CoursePage* course() const { return course_; }
    Learning* learning() const { return learning_; }
    ProgressDesk* progress() const { return progress_; }
    MessageBar* homeMessages() const { return homeMessages_; }
    Workspace* workspace() const { return workspace_; }
    TakeAlong* takeAlong() const { return takeAlong_; }
    SearchPopup* search() const { return search_; }
    QPushButton* errorLink() const { return statusError_; }
    const Actions& actions() const { return actions_; }

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

  private:
    void build();
    void buildStatusBar();
    QWidget* buildFirstPages();
    void connectPages();
    void connectActions();
    void connectProgress();
    void refreshProgress();
    void sayProblems();
    QString keptWhere() const;
    void connectSearch();
    void openHit(const search::Hit& hit, const QString& query);
    void showWorkspace();
    void openDialog(bool recordings);
    void openPath(const QString& path);
    void pasteProgram();
    void connectIndex();
    void openExample(const QString& errorSlug);
    void readAt(const QString& lessonId, const QString& heading);
    void showFirst(QWidget* page);
    void leaveIndex();
    void fillTemplates();
    void refreshError(const QString& what, const QString& slug);
    void choosePythonAndRemember();
    void refreshPython();
    void refreshStatus();
    void refreshTitle();
    void fail(const QString& sentence);

    Settings settings_;
    Actions actions_;
    lesson::LessonLibrary library_;
    Learning* learning_ = nullptr;
    QStackedWidget* pages_ = nullptr;
    QStackedWidget* first_ = nullptr; // home page, overview, index, course
    HomePage* home_ = nullptr;
    OverviewPage* overview_ = nullptr;
    IndexPage* index_ = nullptr;
    CoursePage* course_ = nullptr;
    bool indexIsFromWork_ = false; // it was opened from a program
    ProgressDesk* progress_ = nullptr;
    MessageBar* homeMessages_ = nullptr;
    Workspace* workspace_ = nullptr;
    TakeAlong* takeAlong_ = nullptr;
    SearchPopup* search_ = nullptr;
    ElidedLabel* statusLeft_ = nullptr;
    ElidedLabel* statusRight_ = nullptr;
    QPushButton* statusError_ = nullptr; // an exception of the run, and the way to what it means
    QString errorSlug_;
    QString python_; // what the status line says of the interpreter
};

} // namespace forkscope::gui
