// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Why a run ended, as a sentence and as the exit status that the command line gives.
#include "engine/run/guard/wait_status.h"
#include "engine/run/launch_spec.h"
#include "engine/run/session.h"

#include <optional>

namespace forkscope::run {

enum class EndCause {
    ByItself,
    Stopped, // by the user
    TimeOut,
    TooMuchOutput,
    TooManyProcesses,
    FromOutside, // the guard was sent a signal
    GuardKilled,
};

// `main` is nothing where nobody could know how the main process ended.
Ending describeEnding(EndCause cause, std::optional<WaitStatus> main, int leftOver, const Limits& limits);
// "64 MiB"
QString sizeInWords(qint64 bytes);

} // namespace forkscope::run
