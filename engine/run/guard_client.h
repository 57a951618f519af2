// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The engine's side of the guard: starts it (by way of its warden) with the program, hears what it reports,
// asks it to end everything, and does its work when both are killed. allGone() comes exactly once, whatever
// happens to the two: then no process of the run is left. Main thread.
#include "engine/run/guard/kernel_names.h"
#include "engine/run/guard/protocol.h"
#include "engine/run/takeover.h"
#include "engine/trace/result.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <sys/types.h>

class QSocketNotifier;

namespace forkscope::run {

// What the guard is to start. The program's standard streams are the terminal's, or else those of this
// process.
struct GuardOrder {
    std::string guard;                    // path of the executable
    std::vector<std::string> options;     // --processes 256 …
    std::vector<std::string> command;     // interpreter, program, arguments
    std::vector<std::string> environment; // NAME=VALUE
    int trace = -1;                       // descriptors to be inherited, -1 none
    int terminal = -1;
    bool outputToErrors = false;              // the program's stdout becomes this process's stderr
    std::function<void(pid_t)> beforeBegin;   // shown the guard before it starts anything; may be empty
    std::function<KernelNames()> kernelNames; // that the trace tells of; for when the guard was killed
};

class GuardClient : public QObject {
    Q_OBJECT
  public:
    explicit GuardClient(QObject* parent = nullptr);
    ~GuardClient() override; // ends the run and waits for it

    // Waits (milliseconds) until the program has been exec'ed, or for the reason why not.
    Outcome start(const GuardOrder& order);
    pid_t pid() const { return guard_; } // of the guard; 0 once it is gone, or lost
    pid_t programPid() const { return program_; }

    void end(); // asks for the end of everything; allGone() follows
    // Waits until nothing is left, at most about `milliseconds`. For shutting down, when no event loop runs.
    bool waitForAllGone(int milliseconds);
    void poll(); // takes in what the guard has said, without waiting for the event loop

  signals:
    void reaped(int pid, int waitStatus);
    void tooManyProcesses(int count);
    void endedFromOutside(); // somebody sent the guard a signal: it ends the run
    void guardLost();        // it was killed; what it held is being ended by the warden, or from here
    void allGone();

  private:
    Outcome spawn(const GuardOrder& order, int guardSide);
    void ask(guard::Request request);
    Outcome waitForStart(const GuardOrder& order);
    bool waitForMessage(guard::Message& message);
    bool readMessage(guard::Message& message); // false: none there; a lost guard is noticed here
    void handle(const guard::Message& message);
    void loseGuard();
    bool isWardenGone();
    void reapWarden(int leavesWithinMs);
    void work();
    void finish();

    int control_ = -1;
    pid_t warden_ = 0, helper_ = 0, guard_ = 0, program_ = 0;
    bool ending_ = false, finished_ = true;
    QElapsedTimer endingFor_, lostFor_;
    std::unique_ptr<QSocketNotifier> notifier_;
    Leftovers leftovers_; // for the takeover
    std::unique_ptr<Takeover> takeover_;
    std::function<KernelNames()> kernelNames_;
    QTimer timer_;
};

} // namespace forkscope::run
