// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The page where one works: lesson, program, run, timeline. Puts the parts together and answers the actions;
// each part does its own work.
#include "engine/drive/controller.h"
#include "engine/lab/job_file.h"
#include "engine/lesson/lesson_library.h"
#include "gui/drive/lock_gift.h"
#include "gui/window/layout.h"
#include "gui/window/runner.h"

#include <QTimer>
#include <QWidget>

#include <functional>
#include <optional>

class QMenu;
class QStackedWidget;

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
class VariablesWindow;
enum class DriveMode : std::uint8_t;
struct DriveRow;
class EditorPanel;
class ExerciseDesk;
class LabDesk;
class Learning;
class TourGuide;
class LessonView;
class MessageBar;
class MomentSeeker;
class MomentSync;
class MythDesk;
class MomentView;
class Playback;
class Playhead;
class RunsView;
class ShuffleDialog;
class StagePanel;
class StepButtons;
class TimelinePanel;
class Toolbar;
class WhyView;
enum class Trust;

class Workspace : public QWidget {
    Q_OBJECT
  public:
    Workspace(const Actions& actions, Settings& settings, QWidget* parent);
    ~Workspace() override;

    // The lessons and the progress in them; to be set once. It must outlive the workspace.
    void setLearning(Learning* learning);
    void openLesson(const lesson::Lesson& lesson, const QString& program);
    void openExercise(const lesson::Lesson& lesson, const lesson::Exercise& exercise);
    // The program of one of its myths, with the edits that the myth asks for, apart from the learner's own.
    bool openMyth(const lesson::Lesson& lesson, const lesson::Myth& myth);
    // Of a program of the lesson that is open; it goes by itself to where these many steps were reached.
    void takeTour(const QString& program, int reached = 0);
    // A run that somebody leads: how it begins, and what is to be done once it has; both may be called later,
    // when a question is answered. Null: it could not be started, which is said.
    struct StagedStart {
        std::function<void(run::LaunchSpec&)> prepare;
        std::function<void(run::Session*)> begun;
    };
    void startStaged(const StagedStart& start);
    // For runs that are made elsewhere: calls `launch` once nothing runs and nothing stands in the way.
    void launchWhenFree(const std::function<void(const run::LaunchSpec&)>& launch);
    // In place of the last run, with the text that ran in it; false, and it is said, where it can't be read.
    bool showRecordingOf(const QString& recording, const QString& programText);
    // The scheduling lab with this table, else with the one that it had; from a text of `lesson`, id empty:
    // from none.
    void openLab(const std::optional<lab::JobFile>& table, const QString& about,
                 const lesson::Lesson& lesson);
    // A run of the lab's jobs, in place of the last run; false, and it is said, where it can't be started.
    bool startJobs(run::LaunchSpec spec);
    // What its runs would be is another thing now.
    void labChanged();
    void showTask();
    // In the program that is open.
    void showLine(int line);
    // Words that were searched, in the text of the lesson that is open, from this heading on.
    void markInLesson(const QStringList& words, const QString& heading);
    bool openFile(const QString& path);
    bool openRecording(const QString& path);
    void openPasted(const QString& text);
    // A new program with the text of this file, which stays as it is: a template, an example of the index.
    void openCopyOf(const QString& path);

    // Shows a run that belongs to somebody else, who takes it back with null.
    void showForeign(run::Session* session);

    void run();
    void restart();
    // To a file, and a new run by one. What is wrong is said in the message bar.
    void saveScheduleTo(const QString& path);
    void followScheduleOf(const QString& path);
    void saveOrderTo(const QString& path, const drive::Schedule& order);
    // Asks how often; the outcomes come into a panel of their own.
    void askHowOften();
    void saveRecording();
    void exportEvents(bool perfetto);
    void nextPanel(int step);
    // Before the window closes: keeps what is edited and the sizes.
    void putAway();
    void say(const QString& sentence);

    // The lesson that is open, also while an exercise of it is; id empty: an own program.
    const lesson::Lesson& lesson() const { return lesson_; }
    ExerciseDesk* exercise() const { return exercise_; }
    LabDesk* lab() const { return lab_; }
    TourGuide* guide() const { return guide_; }
    LessonView* lessonView() const { return lessonView_; }
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
    StepButtons* stageSteps() const { return stageSteps_; }
    StepButtons* laneSteps() const { return laneSteps_; }
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
    void showNew(const Result<QString>& opened);
    void showLessonPanel(const lesson::Lesson* lesson);
    void showOfLesson(const lesson::Lesson& lesson, const QString& program, const QString& text);
    void leaveProgram();
    void connectLearning();
    void showExercisePanels();
    void leaveExercise();
    void leaveLab();
    void followLab(const lesson::Lesson& lesson, const QString& name);
    void connectPolicy();
    // None: the kernel's own.
    std::optional<scheduling::Policy> chosenPolicy() const;
    void showLessonText(const lesson::Lesson& lesson);
    void showKeptText();
    void followLink(const QString& kind, const QString& target, const QString& query);
    void followMoment(const lesson::Lesson& lesson, const QString& program, const QString& when);
    void seekMoment(run::Session* session, const QString& when);
    void showWhatComes(const QString& how);
    void followMyth(const lesson::Lesson& lesson, const lesson::Myth& myth, const QString& vote);
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
    void showVariables(const DriveRow& row);
    void revealDrive();
    void refreshDriveActions();
    void pauseOrContinue();
    void order(const drive::Order& order);
    void connectDriveSteps();
    void showSteps();
    QString whyNoWayBack() const; // "": the run can be repeated up to any of its steps
    void undoStep();
    void goBackTo(int steps); // of its schedule
    void decideBy(DriveMode mode, const QPoint& place);
    void fillScheduleMenu(QMenu* menu);
    void fillChanceMenu(QMenu* menu);
    void editSchedule();
    void saveSchedule();
    void saveOrder(const drive::Schedule& order);
    void followSchedule();
    void followOrder(const drive::Schedule& schedule);
    CursorPlace cursorPlace() const;
    void showLineOf(const DriveRow& row);
    void openShuffle();
    void shuffleRuns(ShuffleDialog* dialog);
    void connectDriveViews();
    void showHolds();
    void giveLock(const DriveRow& row);
    void continueGift();

    const Actions& actions_;
    Settings& settings_;
    ExerciseDesk* exercise_ = nullptr;
    LabDesk* lab_ = nullptr;
    MythDesk* myths_ = nullptr; // null before setLearning()
    TourGuide* guide_ = nullptr;
    QStackedWidget* lessonStack_ = nullptr; // the lesson, or the task of an exercise
    int tourFrom_ = 0;                      // steps of the tour that were reached on another day
    bool startsStaged_ = false;
    bool isStaged_ = false;        // the run is led by a tour, a prediction, a myth
    Learning* learning_ = nullptr; // null: there are no lessons
    lesson::Lesson lesson_;        // id empty: an own program
    Toolbar* toolbar_ = nullptr;
    Layout* layout_ = nullptr;
    Panel* lessonPanel_ = nullptr;
    Panel* momentPanel_ = nullptr;
    Panel* outputPanel_ = nullptr;
    Panel* chartsPanel_ = nullptr;
    Panel* runsPanel_ = nullptr;
    LessonView* lessonView_ = nullptr;
    MomentSeeker* seeker_ = nullptr;
    QString soughtMoment_; // in words
    EditorPanel* editor_ = nullptr;
    MomentView* moment_ = nullptr;
    WhyView* why_ = nullptr;
    ChartsView* charts_ = nullptr;
    RunsView* runs_ = nullptr;
    ConsoleView* console_ = nullptr;
    TimelinePanel* timeline_ = nullptr;
    StagePanel* stage_ = nullptr;
    DrivePanel* drive_ = nullptr;
    VariablesWindow* variables_ = nullptr; // null until it is asked for
    MessageBar* messages_ = nullptr;
    Playhead* playhead_ = nullptr;
    Playback* playback_ = nullptr;
    Runner* runner_ = nullptr;
    MomentSync* sync_ = nullptr;
    QTimer driveSoon_;
    StepButtons *stageSteps_ = nullptr, *laneSteps_ = nullptr; // the views own them
    std::optional<LockGift> gift_;                             // under way
    bool wasHeld_ = false;                                     // this run, already
    bool goesBack_ = false;                                    // to the step before, by a new run
    const run::Session* goesBackFrom_ = nullptr;               // only to be compared
};

} // namespace forkscope::gui
