// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What travels through queues and pipes, and lists of it.
#include "engine/trace/event.h"
#include "engine/world/block_list.h"

#include <optional>
#include <string_view>

namespace forkscope::world {

// Something put into a queue or sent through a pipe.
struct Item {
    std::string_view preview; // "" when its type is not one that may be shown
    std::uint32_t bytes = 0;  // 0 until it is in the pipe
    trace::ProcessId producer;
    trace::Time put = 0;
    std::uint64_t putOrder =
        0; // order of the put event: where the arrow to the get begins; 0 when it was not seen

    bool operator==(const Item&) const = default;
};

using ItemList = BlockList<Item>;

// The first item near the front whose preview does not speak against `preview`: two who take from one pipe
// may be reported the other way round. Nothing where none fits.
std::optional<Item> takeMatching(ItemList& items, std::string_view preview);

// A put or send that has begun and not ended. While it waits for room, its item is in the caller's hand.
struct OpenPut {
    trace::ProcessId process;
    std::uint8_t thread = 0;
    bool waiting = false;
    Item item;

    bool operator==(const OpenPut&) const = default;
};

} // namespace forkscope::world
