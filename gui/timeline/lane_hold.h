// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What stands in the header of a held thread's lane: what it would do next, beside the room for its button.
// Comes from outside; the timeline itself does not know who is held.
#include "gui/timeline/lane_source.h"

#include <map>
#include <utility>

namespace forkscope::gui::timeline {

struct LaneHold {
    QString next;  // "next: acquire mutex"
    QString brief; // "acquire mutex", where there is no second line
    QString able;  // "held by P1", "line 12": after it
    QString full;  // for the tooltip
    bool hasButton = false;
    bool operator==(const LaneHold&) const = default;
};

// By process and number of the thread.
using LaneHolds = std::map<std::pair<world::ProcessId, std::uint8_t>, LaneHold>;

inline constexpr int kButtonWidth = 54, kButtonHeight = 20, kButtonGap = 6;
inline constexpr int kTwoLines = 34; // lanes of this height and more have a second line in their header

// Null: nothing is known of this lane.
inline const LaneHold* holdOf(const LaneSource& source, const LaneHolds& holds, std::size_t lane) {
    if (holds.empty())
        return nullptr;
    const bool isThread = source.kind(lane) == world::LaneKind::Thread;
    const auto found = holds.find({isThread ? source.owner(lane) : source.process(lane),
                                   isThread ? source.thread(lane) : std::uint8_t(0)});
    return found == holds.end() ? nullptr : &found->second;
}

} // namespace forkscope::gui::timeline
