// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// One program run again and again, each time in another random order, up to the first run that deadlocks,
// raises or meets a condition. Real processes each time, each run a Session of its own. The order of that run
// is kept, and can be followed. Main thread; everything comes by signals from the event loop.
//
// Nobody types into these runs: their input is at its end from the start. Each may take the spec's time limit
// or Batch::kUsualTime. The first run has the seed of the spec, each further one the next.
#include "engine/condition/watch.h"
#include "engine/run/session.h"

#include <QObject>

#include <memory>
#include <optional>

namespace forkscope::batch {

// What a run has come to.
struct ShuffleFinding {
    int number = 0; // of the run, from 1
    std::uint64_t seed = 0;
    QString sentence; // "raises an exception: ValueError in P1 buyer.", to be said after the program's name
    QByteArray output;
};

class Shuffle : public QObject {
    Q_OBJECT
  public:
    explicit Shuffle(QObject* parent = nullptr);
    ~Shuffle() override; // ends the run that goes on

    // Once. Fails where the first run cannot be started. spec.drive.seed is the first seed.
    Outcome start(const run::LaunchSpec& spec, int times, std::optional<condition::Condition> until = {});
    // Ends the run that goes on, which does not count, and begins no other. finished() follows.
    void cancel();

    bool isRunning() const { return isRunning_; }
    bool wasCancelled() const { return cancelled_; }
    int wanted() const { return times_; }
    int done() const { return done_; }                   // runs that ended without a finding
    std::size_t stepsPerRun() const;                     // about
    bool looksFor() const { return until_.has_value(); } // a condition beside deadlocks and exceptions
    const ShuffleFinding* found() const { return found_ ? &*found_ : nullptr; } // null: nothing yet
    drive::Schedule lastOrder() const; // of the last run: with a finding, of that one

  signals:
    void oneDone(int done);
    // A further run could not be started; finished() follows.
    void noted(const QString& sentence);
    void finished();

  private:
    Outcome startNext();
    void look(std::optional<int> exitStatus);
    QString finding(std::optional<int> exitStatus);
    void takeEnd();
    void finish();
    std::uint64_t seed() const { return spec_.drive.seed + std::uint64_t(done_); }

    run::LaunchSpec spec_;
    std::optional<condition::Condition> until_;
    std::optional<condition::Watch> watch_; // of the run that goes on
    int times_ = 0, done_ = 0;
    bool isRunning_ = false, cancelled_ = false;
    std::size_t steps_ = 0; // of all runs
    std::unique_ptr<run::Session> session_;
    QByteArray output_;
    std::optional<ShuffleFinding> found_;
};

// Who waits for whom, or what keeps each of those who are held.
QString standstillWords(const run::Session& session);

} // namespace forkscope::batch
