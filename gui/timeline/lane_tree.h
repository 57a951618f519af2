// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The lanes of a source as families and groups: children under the process that started them, threads right
// under their process, then locks, queues, and what else there is. Says nothing of pixels; what is folded or
// hidden is in it too.
#include "gui/timeline/lane_arrangement.h"
#include "gui/timeline/lane_source.h"

#include <array>
#include <vector>

namespace forkscope::gui::timeline {

enum class LaneGroup : std::uint8_t { Processes, Locks, Queues, Others };
inline constexpr std::array kLaneGroups{LaneGroup::Processes, LaneGroup::Locks, LaneGroup::Queues,
                                        LaneGroup::Others};

LaneGroup groupOf(world::LaneKind kind);
QString groupKey(LaneGroup group);   // in LaneArrangement::folded
QString groupTitle(LaneGroup group); // in the window's language

struct LaneNode {
    std::size_t lane = 0; // index in the source
    int parent = -1;      // index in the tree; -1 at the top of its group
    int depth = 0;        // 0 at the top
    LaneGroup group = LaneGroup::Processes;
    QString key;
    bool hidden = false; // by the learner, itself or (a thread) with its process
    bool folded = false; // into something above it
};

// Every lane (helpers only where the arrangement shows them), in the order in which they are to be shown.
std::vector<LaneNode> laneTree(const LaneSource& source, const LaneArrangement& arrangement);

// The tree's indices of those that can change places with `node`: same parent, same kind of child.
std::vector<int> siblingsOf(const std::vector<LaneNode>& tree, const LaneSource& source, int node);
// The arrangement with `node` standing before its sibling number `place` (as many as there are: at the end).
LaneArrangement moved(LaneArrangement arrangement, const std::vector<LaneNode>& tree,
                      const std::vector<int>& siblings, int node, int place);

} // namespace forkscope::gui::timeline
