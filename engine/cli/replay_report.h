// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What many replays of one schedule were like: `forkscope run --schedule FILE --times N`.
#include "engine/batch/run_outcome.h"
#include "engine/cli/run_wish.h"

#include <vector>

namespace forkscope::cli {

// Says it on standard output, keeps the order of the last run where that was wished for, and returns the exit
// status. `outcomes` is not empty. With --quiet only what the program has printed is said, and that once.
int tellReplays(const RunWish& wish, const std::vector<batch::RunOutcome>& outcomes);

} // namespace forkscope::cli
