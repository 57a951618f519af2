// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/stage/card_groups.h"

#include <map>
#include <tuple>

namespace forkscope::gui {

CardGroups cardGroups(const world::World& world) {
    using Kind = std::tuple<int, world::ProcessRole, std::string_view>;
    const std::vector<world::Process>& all = world.processes();
    CardGroups groups;
    std::map<world::ProcessId, int> placeOf; // parents come before their children
    std::map<Kind, int> places;
    for (std::size_t i = 0; i < all.size(); ++i) {
        int place = int(groups.members.size());
        if (all.size() > kMostCards && i > 0) {
            const auto parent = placeOf.find(all[i].parent);
            const std::string_view name = all[i].target.empty() ? all[i].name : all[i].target;
            const Kind kind{parent == placeOf.end() ? -1 : parent->second, all[i].role, name};
            place = places.try_emplace(kind, place).first->second;
        }
        if (place == int(groups.members.size()))
            groups.members.emplace_back();
        groups.members[std::size_t(place)].push_back(int(i));
        groups.placeOf.push_back(place);
        placeOf[all[i].id] = place;
    }
    return groups;
}

} // namespace forkscope::gui
