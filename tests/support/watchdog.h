// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// For tests that can hang, as programs that deadlock on purpose do: what every process below this one is
// doing, by the kernel, by the World, and by Python itself (its stacks, with PYTHONFAULTHANDLER=1 in the
// environment).
#include "engine/run/session.h"
#include "engine/trace/thread_annotations.h"

#include <QString>

#include <chrono>
#include <memory>

namespace forkscope::tests {

// Command line, state and kernel function of every process below this one; then the World's view of each,
// when a Session is given; then the Python stacks. Python processes end by it: they are told to abort. Main
// thread.
QString describeProcesses(run::Session* session = nullptr) FORKSCOPE_MAIN_THREAD;

// If it lives longer than `bound`, prints describeProcesses() and ends this test executable as failed, also
// when the main thread hangs and no event loop turns any more.
class Watchdog {
  public:
    explicit Watchdog(std::chrono::seconds bound, const QString& what = {});
    ~Watchdog();
    Watchdog(const Watchdog&) = delete;
    Watchdog& operator=(const Watchdog&) = delete;

  private:
    struct Private;
    std::unique_ptr<Private> d_;
};

// While it lives, a Watchdog that barks tells this Session's World too.
class WatchedSession {
  public:
    explicit WatchedSession(run::Session& session);
    ~WatchedSession();
    WatchedSession(const WatchedSession&) = delete;
    WatchedSession& operator=(const WatchedSession&) = delete;

  private:
    run::Session& session_;
};

} // namespace forkscope::tests
