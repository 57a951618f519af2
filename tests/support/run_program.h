// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// For tests: a real program is run to its end by a Session, and what must not be there afterwards is looked
// for.
#include "engine/run/session.h"

#include <QStringList>

#include <chrono>
#include <memory>

namespace forkscope::tests {

// tests/programs/<name>
QString testProgram(const QString& name);

// Runs `path` to its end and hands back the Session, which holds the History. When it cannot be started, or
// has not ended within `bound`, the test fails with the reason, the Python stacks of all its processes among
// it; the Session is then in another state than Ended, or was stopped. Never null.
std::unique_ptr<run::Session> runProgram(const QString& path, run::LaunchSpec spec = {},
                                         std::chrono::seconds bound = std::chrono::seconds(60));

// Turns the event loop until the run has ended; false when it has not by then.
bool waitUntilEnded(run::Session& session, std::chrono::milliseconds bound);

// Everything below this process that lives, one line each. It is the subreaper of every run it starts, so a
// process that got away from a run shows up here.
QStringList processesLeft();
// Semaphores that were created in this run, by its own trace, and still are in /dev/shm.
QStringList semaphoresLeft(const trace::Log& log);

} // namespace forkscope::tests
