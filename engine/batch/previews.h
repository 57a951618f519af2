// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The few lines of a long output by which it can be told from the others. Used by groupOutcomes().
#include "engine/batch/outcome_groups.h"

namespace forkscope::batch {

inline constexpr int kPreviewLines = 3;

// Lines that fewest of the other groups have; none that all have, where there are others.
void previewUnordered(std::vector<OutcomeGroup>& groups, const std::vector<RunOutcome>& outcomes);
// The line at which the groups part, and the one at which the group parts from the one that is most like it.
void previewOrdered(std::vector<OutcomeGroup>& groups, const std::vector<RunOutcome>& outcomes);

} // namespace forkscope::batch
