// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/world/item_list.h"

namespace forkscope::world {

std::optional<Item> takeMatching(ItemList& items, std::string_view preview) {
    constexpr std::size_t kOutOfOrder = 8; // how far from the front is looked for it
    for (std::size_t i = 0; i < std::min(items.size(), kOutOfOrder); ++i)
        if (preview.empty() || items[i].preview.empty() || items[i].preview == preview)
            return items.take(i);
    return {};
}

} // namespace forkscope::world
