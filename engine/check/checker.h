// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A program checked: run several times for real, one run after the other, plainly and in random orders, each
// run shown to all checks. Main thread; everything comes by signals from the event loop.
//
// Each run has a fresh folder, limits of its own and no keyboard beside the plan's input; it is stopped when
// nobody in it can go on any more, and at the time limit. After the second run that had to be stopped at a
// limit no more are begun. A shuffled run that is still going on at its limit (twice the plain ones') is not
// judged, and the last one. Several Checkers may go on at the same time.
#include "engine/check/asked.h"
#include "engine/check/plan.h"
#include "engine/run/session.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTemporaryDir>

#include <memory>
#include <vector>

namespace forkscope::check {

class Talk;

// One run that is over.
struct RunReport {
    int number = 0; // from 1
    bool isShuffled = false;
    std::uint64_t seed = 0; // of a shuffled one
    bool passed = false;    // as far as checks of single runs tell
    QString ending = {};
    Time duration = 0;
    QString recording = {}; // its file, until the Checker goes away; "" none: it passed, or could not be kept
};

class Checker : public QObject {
    Q_OBJECT
  public:
    explicit Checker(QObject* parent = nullptr);
    ~Checker() override; // ends the run that goes on and removes the recordings

    // Once. Fails where the plan is not understood or the first run cannot be started.
    Outcome start(const Plan& plan);
    // Ends the run that goes on and begins no other; finished() follows, and nothing has passed.
    void cancel();

    bool isRunning() const { return session_ != nullptr; }
    bool wasCancelled() const { return cancelled_; }
    int wanted() const { return plan_.runs.all(); }
    const std::vector<RunReport>& runs() const { return runs_; }
    // One for each of the plan's checks, in its order; what is known so far, whole after finished().
    std::vector<CheckResult> results() const;
    bool passed() const; // all of them, after finished()
    // Sentences of the checks that have failed already, whatever the runs to come show.
    QStringList faultsSoFar() const;
    // Text of the program as it was in the runs.
    const QByteArray& program() const { return source_; }

  signals:
    void runDone(const forkscope::check::RunReport& run);
    void noted(const QString& sentence);
    void finished();

  private:
    Outcome startNext();
    void watch(run::Session& session);
    void look();
    void listen();
    void takeOver();
    RunView view(const QString& output) const;
    QString keep(int number);
    void finish();
    int next() const { return int(runs_.size()) + 1; }
    bool isShuffled() const { return next() > plan_.runs.plain; }

    Plan plan_;
    std::vector<Asked> asked_;
    std::vector<RunReport> runs_;
    QByteArray source_;
    std::unique_ptr<QTemporaryDir> folder_;  // of the recordings
    std::unique_ptr<QTemporaryDir> scratch_; // of the run that goes on
    std::unique_ptr<run::Session> session_;  // null: nothing goes on
    std::unique_ptr<Talk> talk_;             // with the run that goes on, null none
    std::size_t looked_ = 0;                 // events looked at for a port
    QElapsedTimer stuckFor_;                 // nobody goes on, since then
    bool isStuck_ = false, talkIsOver_ = false, cancelled_ = false, isOver_ = false;
    Time stoppedAt_ = -1;
    int hopeless_ = 0; // runs that were stopped at a limit
};

} // namespace forkscope::check
