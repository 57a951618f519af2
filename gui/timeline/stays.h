// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Processes that were together where only one may be: a box on the lane of each while it was inside, and a
// band through all lanes for as long as they overlapped.
#include "gui/timeline/frame.h"
#include "gui/timeline/text_cache.h"

#include <span>

namespace forkscope::gui {

// One process inside, from its first to its last event there.
struct LaneStay {
    trace::ProcessId process;
    trace::Time from = 0, to = 0;
    bool operator==(const LaneStay&) const = default;
};

namespace timeline {

// When more than one was inside; empty (end <= begin) where there is no such time.
TimeRange overlapOf(std::span<const LaneStay> stays);
void paintStays(QPainter& painter, const Frame& frame, std::span<const LaneStay> stays, TextCache& texts);

} // namespace timeline
} // namespace forkscope::gui
