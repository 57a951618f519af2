// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A run within bubblewrap, for a program that its user did not write: no network, the home folder and what
// others keep in /tmp and /run out of sight, everything else read-only but one scratch folder, which is gone
// after the run. bwrap(1).
//
// bubblewrap stands between the guard and the program, so that the guard holds all of it. Processes keep
// their numbers: a process namespace would give them others than Forkscope sees. So a hostile program of the
// same user can still send signals to processes outside; reading and writing their memory is what the user
// namespace forbids.
#include "engine/run/interpreter.h"
#include "engine/run/launch_spec.h"
#include "engine/trace/result.h"

#include <QString>

#include <string>
#include <vector>

namespace forkscope::run {

// Whether this system can do it. Errors: bubblewrap is not installed, or may not make its namespaces.
Outcome checkSandbox();

// The words that go before `command` (which names absolute paths), the program's folder readable, `scratch`
// writable. The last part is the guard's own: a process inside holds the trace open, since nobody in there
// may open the engine's.
std::vector<std::string> sandboxed(const std::vector<std::string>& command, const Interpreter& interpreter,
                                   const LaunchSpec& spec, const QString& scratch);

} // namespace forkscope::run
