// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Who shares a place on the stage: up to kMostCards processes nobody does; of more, those of one kind and
// one family do (same parent, role and name).
#include "engine/world/world.h"

#include <vector>

namespace forkscope::gui {

inline constexpr std::size_t kMostCards = 60;

struct CardGroups {
    std::vector<int> placeOf;              // of each process, in order of appearance
    std::vector<std::vector<int>> members; // of each place

    bool isGroup(int place) const { return members[std::size_t(place)].size() > 1; }
};

CardGroups cardGroups(const world::World& world);

} // namespace forkscope::gui
