// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A program played in a terminal, where there is no display: the live text timeline with the program's own
// output. Needs an application object; runs the event loop until the run has ended, or until everybody has
// waited for somebody else for a while, which is how a program that waits for ever is brought to an end.
#include "engine/run/session.h"

namespace forkscope::cli {

// Starts `spec` in `session` and plays it; 0, or kOwnFailure with a sentence on stderr. The session keeps the
// run.
int play(run::Session& session, const run::LaunchSpec& spec);

} // namespace forkscope::cli
