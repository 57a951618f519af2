// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/timeline/lane_drag.h"

#include <algorithm>

namespace forkscope::gui::timeline {

namespace {

struct Family {
    std::vector<LaneNode> tree;
    int self = -1; // in the tree
    std::vector<int> siblings;
};

Family familyOf(const LaneSource& source, const LaneArrangement& arrangement, std::size_t lane) {
    Family family{laneTree(source, arrangement), -1, {}};
    const auto found = std::find_if(family.tree.begin(), family.tree.end(),
                                    [lane](const LaneNode& node) { return node.lane == lane; });
    if (found == family.tree.end())
        return family;
    family.self = int(found - family.tree.begin());
    family.siblings = siblingsOf(family.tree, source, family.self);
    return family;
}

// The lower edge of a lane with all that belongs to it.
int bottomOf(const LaneLayout& layout, std::size_t row) {
    std::size_t last = row;
    while (last + 1 < layout.rows().size() && layout.rows()[last + 1].depth > layout.rows()[row].depth)
        ++last;
    return layout.rows()[last].bottom();
}

} // namespace

std::optional<LaneDrop> laneDropAt(const LaneSource& source, const LaneArrangement& arrangement,
                                   const LaneLayout& layout, std::size_t lane, int y) {
    const Family family = familyOf(source, arrangement, lane);
    std::optional<LaneDrop> drop;
    int place = int(family.siblings.size()), shown = 0;
    for (std::size_t i = 0; i < family.siblings.size(); ++i) {
        const auto row = layout.rowOfLane(family.tree[std::size_t(family.siblings[i])].lane);
        if (!row)
            continue;
        ++shown;
        const int top = layout.rows()[*row].top, bottom = bottomOf(layout, *row);
        const bool isBefore = y < (top + bottom) / 2;
        drop = LaneDrop{{}, isBefore ? top : bottom};
        if (isBefore) {
            place = int(i);
            break;
        }
    }
    if (shown == 0 || family.siblings.size() < 2)
        return std::nullopt;
    drop->arrangement = moved(arrangement, family.tree, family.siblings, family.self, place);
    return drop;
}

LaneArrangement laneStepped(const LaneSource& source, const LaneArrangement& arrangement, std::size_t lane,
                            int step) {
    const Family family = familyOf(source, arrangement, lane);
    const auto& siblings = family.siblings;
    const int self = int(std::find(siblings.begin(), siblings.end(), family.self) - siblings.begin());
    int to = self + step;
    while (to >= 0 && to < int(siblings.size()) && family.tree[std::size_t(siblings[std::size_t(to)])].hidden)
        to += step;
    if (family.self < 0 || to < 0 || to >= int(siblings.size()))
        return arrangement;
    return moved(arrangement, family.tree, siblings, family.self, step < 0 ? to : to + 1);
}

} // namespace forkscope::gui::timeline
