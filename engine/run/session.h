// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// One run of one program, from launch to the last process gone, or a recording that was opened again. The
// only way in which the window and the command line start, watch, feed and stop programs. Lives in the main
// thread; everything comes by signals from the event loop. Owns the trace, the guard, the terminal, the Log
// and the History.
#include "engine/run/launch_spec.h"
#include "engine/trace/result.h"
#include "engine/trace/thread_annotations.h"
#include "engine/world/history.h"

#include <QByteArray>
#include <QMap>
#include <QObject>
#include <QString>

#include <memory>

namespace forkscope::run {

class Dispatcher;
class Driver;

enum class SessionState {
    Idle,
    Running,
    MainEnded, // the main process is gone, something that it started is not
    Stopping,
    Ended,     // nothing is left; the History stays
    Recording, // opened from a file
};

// How a run ended, in words and as a number.
struct Ending {
    int status = 0;   // exit code; 128+n for signal n; 124 time-out; 125 Forkscope's own failure
    QString sentence; // "ended normally", "was stopped by you", "prints more than 64 MiB: stopped", …
    int leftOver = 0; // processes still there when main had ended, which were stopped
};

class Session : public QObject {
    Q_OBJECT
  public:
    explicit Session(QObject* parent = nullptr);
    ~Session() override; // stops the run and waits until nothing is left

    // Checks interpreter, probe and shared memory, snapshots the sources, starts. On failure nothing has
    // started.
    Outcome start(const LaunchSpec& spec) FORKSCOPE_MAIN_THREAD;
    // Opens a recording. Damage is reported by notes(); what can be read is there.
    Outcome open(const QString& path) FORKSCOPE_MAIN_THREAD;
    // Writes trace, sources, output and settings to `path`; possible at any time after start.
    Outcome save(const QString& path) const FORKSCOPE_MAIN_THREAD;

    // Ends the run: all processes are stopped and killed. Returns at once; ended() follows. No effect when
    // ended.
    void stop() FORKSCOPE_MAIN_THREAD;
    // To the program's standard input, by the terminal. No effect without a terminal.
    void writeInput(const QByteArray& bytes) FORKSCOPE_MAIN_THREAD;
    void endInput();
    // The window's console has another size now; the program hears of it by SIGWINCH.
    void resizeTerminal(int columns, int rows);
    // The trace has reached its quota and the program is held: go on with this much more.
    void raiseTraceQuota(qint64 moreBytes);

    // To pause, step, replay and shuffle this run. There from the first moment on, also where nothing runs.
    Driver& driver();
    const Driver& driver() const;

    // Of a run that was started with LaunchSpec::dispatch; else null. Stays after its end, for the figures.
    const Dispatcher* dispatcher() const;

    SessionState state() const;
    const LaunchSpec& spec() const;
    const Ending& ending() const; // valid in state Ended
    const world::History& history() const FORKSCOPE_MAIN_THREAD;
    world::Time now() const; // time since the start of the run; its length when ended
    // Terminal output up to `t`, as it came.
    QByteArray outputUntil(world::Time t) const FORKSCOPE_MAIN_THREAD;
    // Text of a source file as it was when the run began; empty when there is no snapshot of it.
    QByteArray snapshot(const QString& path) const;
    // By absolute path: the modules of the learner's own that the program imports, as they were when the run
    // began.
    QMap<QString, QByteArray> modules() const;
    QString
    kernelStates() const; // "kernel context switches" or "sampled from /proc": where running/ready comes from

  signals:
    void stateChanged(forkscope::run::SessionState state);
    // New events are in the History (at most once a tick), or time has gone on.
    void advanced();
    void outputArrived(const QByteArray& bytes);
    // The engine has something to say: a limit, damage, something it could not trace. One sentence.
    void noted(const QString& sentence);
    void traceQuotaReached(qint64 bytes);
    void ended(const forkscope::run::Ending& ending);

  private:
    struct Private;
    std::unique_ptr<Private> d_;
};

} // namespace forkscope::run
