// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The window: home page and workspace, one of them in front; status line, menu, files dropped on it.
#include "engine/lesson/lesson_library.h"
#include "gui/window/actions.h"
#include "gui/window/settings.h"

#include <QMainWindow>

class QStackedWidget;

namespace forkscope::gui {

class ElidedLabel;
class HomePage;
class MessageBar;
class TakeAlong;
class Workspace;

class MainWindow : public QMainWindow {
    Q_OBJECT
  public:
    explicit MainWindow(QWidget* parent = nullptr);
    ~MainWindow() override;

    void setLibrary(const lesson::LessonLibrary& library);
    // A program, a recording, a lesson's id or slug; false when it is none of them, which is then said on the
    // home page.
    bool open(const QString& what);
    void showHome();
    void openLesson(const QString& lessonId, const QString& program);

    HomePage* home() const { return home_; }
    Workspace* workspace() const { return workspace_; }
    TakeAlong* takeAlong() const { return takeAlong_; }
    const Actions& actions() const { return actions_; }

  protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

  private:
    void build();
    void buildStatusBar();
    void connectPages();
    void connectActions();
    void showWorkspace();
    void openDialog(bool recordings);
    void openPath(const QString& path);
    void pasteProgram();
    void choosePythonAndRemember();
    void refreshPython();
    void refreshStatus();
    void refreshTitle();
    void fail(const QString& sentence);

    Settings settings_;
    Actions actions_;
    lesson::LessonLibrary library_;
    QStackedWidget* pages_ = nullptr;
    HomePage* home_ = nullptr;
    MessageBar* homeMessages_ = nullptr;
    Workspace* workspace_ = nullptr;
    TakeAlong* takeAlong_ = nullptr;
    ElidedLabel* statusLeft_ = nullptr;
    ElidedLabel* statusRight_ = nullptr;
    QString python_; // what the status line says of the interpreter
};

} // namespace forkscope::gui
