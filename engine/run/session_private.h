// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What a Session is made of; for the session_*.cpp files alone.
#include "engine/run/cpu_states.h"
#include "engine/run/dispatcher.h"
#include "engine/run/driver.h"
#include "engine/run/ending.h"
#include "engine/run/guard_client.h"
#include "engine/run/interpreter.h"
#include "engine/run/kept_output.h"
#include "engine/run/names.h"
#include "engine/run/processors.h"
#include "engine/run/self_test.h"
#include "engine/run/session.h"
#include "engine/run/supervisor.h"
#include "engine/run/terminal.h"
#include "engine/run/trace_feed.h"
#include "engine/trace/recording.h"
#include "engine/trace/store.h"

#include <QElapsedTimer>
#include <QMap>
#include <QTemporaryDir>
#include <QTimer>

namespace forkscope::run {

struct Session::Private {
    explicit Private(Session* session) : q(session) {}

    // -- start
    Outcome prepare();
    Outcome launch();
    GuardOrder guardOrder();
    // -- while it runs
    void tick();
    void extendHistory();
    bool standsStill() const;
    void lookAtProgram();
    void takeTrace();
    void driveTick();
    void hurry(bool hurries);
    void see(const trace::Event& event);
    void dispatch();
    void dispatchAlso(const trace::Event& event);
    void nameObject(const trace::Event& event);
    void giveName(std::uint64_t object, const QString& name); // "": none
    void takeCpuStates();
    void takeOutput(const QByteArray& bytes);
    void watchQuota();
    void watchTime();
    void watchLeftOver();
    QString absolutePath(const QString& path) const; // of a file named as seen from the working folder
    // -- a recording
    void restore(const trace::Section& section);
    void seeRecorded(const trace::Event& event);
    // -- the end
    void endRun(EndCause why);
    void mainReaped(int waitStatus);
    void finishIfDrained();
    void setState(SessionState next);
    void note(const char* type, const QString& sentence);

    Session* const q;
    LaunchSpec spec;
    Interpreter interpreter;
    std::vector<Finding> findings; // of the self-test
    SessionState state = SessionState::Idle;
    Ending ending;
    TraceFeed feed;
    Driver driver;
    QTimer driveTimer; // runs while a step is being done
    std::unique_ptr<Dispatcher> dispatcher;
    std::unique_ptr<SpareProcessor> spare; // of a run by a policy, while it lasts
    QTimer dispatchTimer;                  // single shots, each as long as the dispatcher says
    QMap<QString, QByteArray> sources;     // by absolute path
    KeptOutput output;                     // of a live run as it comes, of a recording what its trace holds
    trace::TraceFile recorded;             // state Recording: the file that was opened
    trace::Time length = 0;                // state Ended and Recording
    QString kernelStates;

    std::unique_ptr<QTemporaryDir> scratch; // of a sandbox
    std::unique_ptr<trace::TraceStore> store;
    std::unique_ptr<CpuStates> cpu;
    std::vector<CpuChange> cpuChanges; // kept for its room
    std::unique_ptr<NameResolver> names;
    std::unique_ptr<Supervisor> supervisor;
    std::unique_ptr<PseudoTerminal> terminal;
    std::unique_ptr<GuardClient> guard; // last: its end needs nothing of the rest
    QTimer timer;
    int ticks = 0;
    world::Time stillSince = 0; // when somebody last went on

    EndCause cause = EndCause::ByItself;
    std::optional<WaitStatus> mainStatus;
    QElapsedTimer sinceMainEnded; // and since only helpers of the runtime are left
    int leftOver = 0;
    bool allGone = false;
    bool quotaTold = false;
    QElapsedTimer sinceRaised; // of the quota
    bool memoryTold = false, fileSizeTold = false;
    qint64 outputBytes = 0;
};

} // namespace forkscope::run
