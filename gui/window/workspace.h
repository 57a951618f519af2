// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The page where one works: lesson, program, run, timeline. Puts the parts together and answers the actions;
// each part does its own work.
#include "engine/drive/controller.h"
#include "engine/lesson/lesson_library.h"
#include "gui/window/layout.h"
#include "gui/window/runner.h"

#include <QTimer>
#include <QWidget>

#include <functional>
#include <optional>

namespace forkscope::batch {
struct RunOutcome;
}

namespace forkscope::gui {

struct Actions;
struct RunFiles;
class ChartsView;
class ConsoleView;
struct CursorPlace;
class DrivePanel;
struct DriveRow;
class EditorPanel;
class LessonView;
class MessageBar;
class MomentSync;
class MomentView;
class Playback;
class Playhead;
class RunsView;
class StagePanel;
class TimelinePanel;
class Toolbar;
class WhyView;
enum class Trust;

class Workspace : public QWidget {
    Q_OBJECT
  public:
    Workspace(const Actions& actions, Settings& settings, QWidget* parent);
    ~Workspace() override;

    void openLesson(const lesson::Lesson& lesson, const QString& program);
    bool openFile(const QString& path);
    bool openRecording(const QString& path);
    void openPasted(const QString& text);

    // Shows a run that belongs to somebody else, who takes it back with null.
    void showForeign(run::Session* session);

    void run();
    void restart();
    // To a file, and a new run by one. What is wrong is said in the message bar.
    void saveScheduleTo(const QString& path);
    void followScheduleOf(const QString& path);
    // Asks how often; the outcomes come into a panel of their own.
    void askHowOften();
    void saveRecording();
    void exportEvents(bool perfetto);
    void nextPanel(int step);
    // Before the window closes: keeps what is edited and the sizes.
    void putAway();
    void say(const QString& sentence);

    Runner* runner() const { return runner_; }
    Playhead* playhead() const { return playhead_; }
    Playback* playback() const { return playback_; }
    MomentSync* sync() const { return sync_; }
    EditorPanel* editorPanel() const { return editor_; }
    ConsoleView* console() const { return console_; }
    MomentView* momentView() const { return moment_; }
    WhyView* why() const { return why_; }
    ChartsView* chartsView() const { return charts_; }
    RunsView* runsView() const { return runs_; }
    TimelinePanel* timelinePanel() const { return timeline_; }
    StagePanel* stagePanel() const { return stage_; }
    DrivePanel* drivePanel() const { return drive_; }
    MessageBar* messages() const { return messages_; }
    Layout* layoutArea() const { return layout_; }
    Toolbar* toolbar() const { return toolbar_; }
    // Name of what is open, for the window's title.
    QString title() const;

  signals:
    void opened();
    void failed(const QString& sentence); // nothing could be opened; the page stays as it was

  protected:
    void keyPressEvent(QKeyEvent* event) override;

  private:
    void build();
    void buildMoment();
    void connectParts();
    void connectActions();
    void sessionChanged(run::Session* session);
    void showSession(run::Session* session);
    void recallLook();
    void stateChanged();
    void ended(const run::Ending& ending);
    bool takesDiskChange(const std::function<void()>& again);
    void showNoStart(const std::string& sentence, const QString& program);
    void showFault(const QString& program);
    void askForQuota(qint64 bytes);
    // Then does what was to be done.
    void askForTrust(const std::function<void()>& then);
    void chooseTrust(Trust trust, const std::function<void()>& then);
    void showTrust();
    void goToLine(const QString& path, int line);
    void showLineHistory(const QString& path, int line, const QPoint& place);
    void showHistoryOfCurrentLine();
    void chooseProgram(const QString& name);
    void showProgram(const QString& text);
    void showLessonPanel(const lesson::Lesson* lesson);
    void leaveProgram();
    // Asks or tells what stands in the way, and calls `again` when that is answered; null then.
    std::optional<run::LaunchSpec> prepareLaunch(const std::function<void()>& again);
    run::LaunchSpec launchSpec(const RunFiles& files) const;
    void connectRuns();
    void runMany(int runs, int seconds);
    void openOneOfMany(const batch::RunOutcome& outcome);
    QString suggestedName(const QString& suffix) const;
    void runWith(const run::DriveWish& wish);
    run::DriveWish usualWish() const;
    void connectDrive();
    void connectDriver(run::Session* session);
    void driverChanged();
    void showDrive();
    void revealDrive();
    void refreshDriveActions();
    void pauseOrContinue();
    void order(const drive::Order& order);
    void undoStep();
    void saveSchedule();
    void followSchedule();
    CursorPlace cursorPlace() const;
    void showLineOf(const DriveRow& row);

    const Actions& actions_;
    Settings& settings_;
    lesson::Lesson lesson_; // id empty: an own program
    Toolbar* toolbar_ = nullptr;
    Layout* layout_ = nullptr;
    Panel* lessonPanel_ = nullptr;
    Panel* momentPanel_ = nullptr;
    Panel* outputPanel_ = nullptr;
    Panel* chartsPanel_ = nullptr;
    Panel* runsPanel_ = nullptr;
    LessonView* lessonView_ = nullptr;
    EditorPanel* editor_ = nullptr;
    MomentView* moment_ = nullptr;
    WhyView* why_ = nullptr;
    ChartsView* charts_ = nullptr;
    RunsView* runs_ = nullptr;
    ConsoleView* console_ = nullptr;
    TimelinePanel* timeline_ = nullptr;
    StagePanel* stage_ = nullptr;
    DrivePanel* drive_ = nullptr;
    MessageBar* messages_ = nullptr;
    Playhead* playhead_ = nullptr;
    Playback* playback_ = nullptr;
    Runner* runner_ = nullptr;
    MomentSync* sync_ = nullptr;
    QTimer driveSoon_;
    bool wasHeld_ = false;  // this run, already
    bool goesBack_ = false; // to the step before, by a new run
    const run::Session* goesBackFrom_ = nullptr; // only to be compared
};

} // namespace forkscope::gui
