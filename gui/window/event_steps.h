// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// From one event of a run to the next, or the one before: of all, of one process, or of one object. What the
// kernel tells of CPUs and what only keeps books are no steps. Events of one time are one step.
#include "engine/trace/log.h"

#include <optional>

namespace forkscope::gui {

struct StepFilter {
    trace::ProcessId process; // 0: of any
    trace::ObjectId object;   // 0: any or none

    bool lets(const trace::Event& event) const;
};

// Index in the Log of the last event of the step after or before `from`; nothing where there is none. Costs
// the events that lie between.
std::optional<std::size_t> eventAfter(const trace::Log& log, trace::Time from, const StepFilter& filter = {});
std::optional<std::size_t> eventBefore(const trace::Log& log, trace::Time from,
                                       const StepFilter& filter = {});

} // namespace forkscope::gui
