// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The exercise that is open in the workspace: its task and hints, its answers, goal or results, and what has
// to happen until it is passed. The program lies in the workspace's editor, its runs are the workspace's
// runs.
#include "engine/check/checker.h"
#include "engine/condition/watch.h"
#include "engine/lesson/lesson.h"
#include "engine/run/session.h"
#include "gui/exercise/goal_view.h"
#include "gui/window/staged_run.h"

#include <QElapsedTimer>
#include <QObject>

#include <memory>
#include <optional>
#include <vector>

namespace forkscope::gui {

struct Actions;
class Learning;
class Panel;
class PredictView;
class ResultsView;
class RunSquares;
class TaskView;
class Workspace;

class ExerciseDesk : public QObject {
    Q_OBJECT
  public:
    ExerciseDesk(const Actions& actions, Workspace& workspace);

    void setLearning(Learning* learning) { learning_ = learning; }
    // The workspace has its program open already.
    void open(const lesson::Lesson& lesson, const lesson::Exercise& exercise);
    void close();
    bool isOn() const { return exercise_.has_value(); }
    bool isDriven() const { return isOn() && exercise_->kind == lesson::ExerciseKind::Drive; }
    bool isWritten() const;                                         // fix or build
    const lesson::Exercise& exercise() const { return *exercise_; } // isOn()
    const QString& lessonId() const { return lessonId_; }
    // What the editor shows in place of the starter: of a predict exercise its edits are made.
    QString shownText(const QString& starter) const;

    TaskView* task() const { return task_; }
    Panel* resultsPanel() const { return panel_; }
    ResultsView* results() const { return results_; }
    PredictView* predict() const;
    GoalView* goal() const;
    RunSquares* squares() const { return squares_; } // null until all parts are there
    bool isPassed() const;
    bool isChecking() const { return checker_ && checker_->isRunning(); }
    // Once the workspace has its timeline.
    void connectCheck();

    // The workspace's run is another one now.
    void sessionChanged(run::Session* session);

  private:
    void connectActions();
    void setKeys(bool isOn);
    void refresh();
    void openHint();
    void openSolution();
    QString solutionText() const;
    void passed();
    void tried(int passed = 0, int of = 0); // checks
    void explain();                         // why it came out so, also to who has predicted otherwise

    void lockIn(int answer);
    void startPrediction();
    void predictionDecided();
    void showDecidingMoment();

    void check();
    void startCheck(const run::LaunchSpec& spec);
    void forgetCheck();
    void showChecking();
    void showSquares();
    void checkFinished();
    bool canBeShown(int run) const; // from 1
    void showFinding(int index);
    void showMarks(const check::Finding& finding);
    void showRun(int index, trace::Time at); // from 0; -1: its end

    void watchGoal(run::Session* session);
    void lookAtGoal();
    void showGoal();
    void endAttempt(bool isReached, const QString& sentence);
    bool isMetNow(const condition::Watch& watch) const;

    const Actions& actions_;
    Workspace& workspace_;
    Learning* learning_ = nullptr;
    QString lessonId_;
    std::optional<lesson::Exercise> exercise_;
    TaskView* task_ = nullptr;
    Panel* panel_ = nullptr;
    ResultsView* results_ = nullptr;

    RunSquares* squares_ = nullptr;
    std::unique_ptr<check::Checker> checker_; // null: not checked yet
    QElapsedTimer clock_;                     // since it began
    std::unique_ptr<StagedRun> staged_;       // of a prediction
    trace::Time decidedAt_ = -1;
    run::Session* driven_ = nullptr;     // whose goal is watched; null: none
    std::vector<condition::Watch> goal_; // its parts
    std::optional<condition::Watch> avoid_;
    GoalPicture attempt_;
    bool isByChance_ = false; // "Random" has chosen in this attempt
};

} // namespace forkscope::gui
