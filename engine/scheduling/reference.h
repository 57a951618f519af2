// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What a policy does with jobs that only compute, on one processor that loses no time between them: the
// computed side beside which a measured run is put. A pure function.
#include "engine/scheduling/plan.h"

namespace forkscope::scheduling {

// Jobs in any order; equal arrivals count in the order given. A job with a burst of nothing is done when it
// arrives. Bursts and arrivals must not be negative.
Plan compute(const std::vector<Job>& jobs, const Policy& policy);

} // namespace forkscope::scheduling
