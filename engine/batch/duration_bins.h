// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// How long the runs took, in equal spans of a round length. Used by groupOutcomes().
#include "engine/batch/outcome_groups.h"

namespace forkscope::batch {

// From the shortest to the longest, also those in which no run lies; those that had to be stopped at the time
// limit come last, in a group of their own.
std::vector<OutcomeGroup> durationBins(const std::vector<RunOutcome>& outcomes);

} // namespace forkscope::batch
