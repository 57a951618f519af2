// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// One program run many times, one run after the other: real processes each time, each run a Session of its
// own. What came of each is kept, and its recording in a folder that goes away with the Batch. Main thread;
// everything comes by signals from the event loop.
//
// Nobody types into these runs: their input is at its end from the start. Each may take the spec's time limit
// or kUsualTime; a run that does not end by then is stopped, and that is an outcome like any other.
//
// When the recordings have reached their limit, or the disk is full, the runs go on without: how often what
// came out is the question here, and most of it can be answered still.
#include "engine/batch/run_outcome.h"
#include "engine/run/launch_spec.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTemporaryDir>

#include <memory>
#include <vector>

namespace forkscope::batch {

class Batch : public QObject {
    Q_OBJECT
  public:
    static constexpr int kMostRuns = 1000;
    static constexpr std::chrono::seconds kUsualTime{60};
    static constexpr qint64 kRecordingBytes = qint64(1) << 30; // of all recordings together

    explicit Batch(QObject* parent = nullptr);
    ~Batch() override; // ends the run that goes on and removes the recordings

    // Once. Fails where the first run cannot be started, or `runs` is not 1 to kMostRuns. `recordingBytes`
    // negative: no recordings are wanted.
    Outcome start(const run::LaunchSpec& spec, int runs, qint64 recordingBytes = kRecordingBytes);
    // Ends the run that goes on, which does not count, and begins no other. finished() follows. No effect
    // when nothing goes on.
    void cancel();

    bool isRunning() const { return session_ != nullptr; }
    bool wasCancelled() const { return cancelled_; }
    int wanted() const { return wanted_; }
    const run::LaunchSpec& spec() const { return spec_; }
    const std::vector<RunOutcome>& outcomes() const { return outcomes_; }
    qint64 elapsed() const; // ms since start(); stands still when finished
    // Text of the program as it was in all runs.
    const QByteArray& program() const { return program_; }

  signals:
    void oneDone(const forkscope::batch::RunOutcome& outcome);
    // One sentence: a run could not be kept, the program is another one now, …
    void noted(const QString& sentence);
    void finished();

  private:
    Outcome startNext();
    void watch(run::Session& session);
    void takeOver();
    bool isSameProgram();
    void keep(RunOutcome& outcome);
    void finish();

    run::LaunchSpec spec_;
    int wanted_ = 0;
    bool cancelled_ = false;
    bool quotaReached_ = false; // by the trace of the run that goes on
    Time stoppedAt_ = -1;       // of the run that goes on
    QString notFollowed_;       // its schedule, and why
    QByteArray program_;
    std::vector<RunOutcome> outcomes_;
    qint64 bytesLeft_ = 0; // for recordings; negative: none are kept any more
    QElapsedTimer clock_;
    qint64 took_ = 0;
    std::unique_ptr<QTemporaryDir> folder_;
    std::unique_ptr<run::Session> session_; // null: nothing goes on
};

} // namespace forkscope::batch
