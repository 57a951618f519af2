// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Something that a pack says and a run can show: tried once, for `forkscope lessons --verify`. Main thread;
// each trial has a Session and a folder of its own, several may go on at the same time.
#include "engine/check/checker.h"
#include "engine/lesson/conductor.h"
#include "engine/lesson/lesson.h"
#include "engine/lesson/tour_player.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTemporaryDir>

#include <memory>

namespace forkscope::lesson {

/// How trials are run.
struct TrialSettings {
    bool inRealTime =
        false;           ///< runs that need no order are not driven: their sleeps last as long as they say
    bool isThin = false; ///< of fix and build only starter.py and solution.py, in two runs
    QString interpreter = {}; ///< empty: as in LaunchSpec
    int limitMs = 60'000;     ///< of one run
};

class Trial : public QObject {
    Q_OBJECT
  public:
    /// done() follows, at the earliest from the event loop.
    virtual void start() = 0;

  signals:
    void done(const QString& fault); ///< empty: as the pack says
};

/// One run.
class RunTrial : public Trial {
    Q_OBJECT
  public:
    RunTrial(const QString& program, TrialSettings settings);
    ~RunTrial() override; ///< ends it
    void start() override;

  protected:
    /// The run has been prepared, and is to be started with this.
    virtual void prepare(run::LaunchSpec&) {}
    /// It has started.
    virtual void begin() {}
    /// Nothing is left of it; false: something that looks at it has not seen its end yet, ask again.
    virtual bool isSettled() const { return true; }
    virtual QString judge() { return {}; }
    /// What its time limit means.
    virtual QString late() const;
    /// The run need not go on: it is stopped, then judged.
    void enough();
    void fail(const QString& fault); ///< the same, with a fault that stands
    bool wasStopped() const { return wasStopped_; }

    run::Session session_;
    TrialSettings settings_;
    QString text_; ///< of the program, to be edited before start()

  private:
    void finish();

    QString name_; ///< of the program's file
    QString fault_;
    QTemporaryDir folder_;
    QTimer limit_;
    bool isOver_ = false, wasStopped_ = false;
};

/// A program run as a staging says; then each expectation is looked at.
class StagedTrial : public RunTrial {
    Q_OBJECT
  public:
    enum class Wants { All, ExactlyOne, Nothing };
    StagedTrial(const QString& program, Staging staging, QList<Expectation> expects, Wants wants,
                TrialSettings settings);
    /// It never ends by itself, on purpose: to be stopped is its end.
    void setEndless() { isEndless_ = true; }
    /// An exception that ends one of its processes is what it is to show.
    void setRaises() { mayRaise_ = true; }

  protected:
    void prepare(run::LaunchSpec& spec) override;
    void begin() override;
    QString judge() override;
    QString late() const override;

  private:
    void watchFreely();
    bool areMet(); ///< all that are Ever; false where one is not
    bool holds(const Expectation& expectation);

    Staging staging_;
    QList<Expectation> expects_;
    Wants wants_;
    bool isDriven_;
    bool isEndless_ = false, isStuck_ = false, mayRaise_ = false;
    std::unique_ptr<Conductor> conductor_;
    std::optional<condition::Watch> killWhen_;
    std::vector<condition::Watch> ever_;
    QElapsedTimer standsSince_;
    QString unmet_; ///< what was not so, of the expectations
};

/// A tour over the program as it stands, to its last step.
class TourTrial : public RunTrial {
    Q_OBJECT
  public:
    TourTrial(const QString& program, Tour tour, TrialSettings settings);

  protected:
    void prepare(run::LaunchSpec& spec) override { TourPlayer::prepare(spec, tour_); }
    void begin() override;
    QString late() const override;
    bool isSettled() const override;

  private:
    Tour tour_;
    std::unique_ptr<TourPlayer> player_;
};

/// A schedule that must reach the goal of an exercise, or must not.
class DriveTrial : public RunTrial {
    Q_OBJECT
  public:
    /// `message`: of a wrong one, what must be said of it; empty: it is right.
    DriveTrial(const Exercise& exercise, const QString& schedule, const QString& message,
               TrialSettings settings);

  protected:
    void prepare(run::LaunchSpec& spec) override;
    void begin() override;
    QString judge() override;

  private:
    void look();
    void lookAtEnd();
    QString verdict(); ///< empty: the goal was reached

    Exercise exercise_;
    QString schedule_, message_, verdict_, unreadable_;
    std::optional<condition::Watch> goal_, avoid_;
    bool wasReached_ = false, wasAvoidable_ = false;
};

/// A solution shown to the checks of its exercise, over several runs.
class SolutionTrial : public Trial {
    Q_OBJECT
  public:
    enum class Wants { Passes, FailsWith, Fails };
    /// `message`: what a wrong one must be told.
    SolutionTrial(const Exercise& exercise, const QString& file, Wants wants, const QString& message,
                  TrialSettings settings);
    void start() override;

  private:
    QString judge() const;
    bool isWanted(const QString& told) const { return told.contains(message_, Qt::CaseInsensitive); }

    Exercise exercise_;
    QString file_, message_;
    Wants wants_;
    TrialSettings settings_;
    QString noted_;
    bool hasFailed_ = false; ///< as it should
    check::Checker checker_;
};

} // namespace forkscope::lesson
