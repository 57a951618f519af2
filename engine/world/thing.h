// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What all objects of a program have in common. Plain values; texts are views into the Log.
#include "engine/trace/event.h"
#include "engine/world/block_list.h"
#include "engine/world/waiter.h"

#include <cstdint>
#include <string_view>

namespace forkscope::world {

using trace::FileId;
using trace::ObjectId;
using trace::ProcessId;
using trace::Time;

struct Thing {
    ObjectId id;
    std::string_view name;  // the learner's variable; "" when not known
    std::string_view kind;  // "Condition", "Pool", "list": what it is numbered by when it has no name
    ProcessId creator;      // who was first seen with it, when its creation was not seen
    std::uint32_t line = 0; // where it was created
    FileId file;

    bool operator==(const Thing&) const = default;
};

// Something done that others may follow from: where an arrow begins.
struct Deed {
    ProcessId process; // 0: not yet
    std::uint8_t thread = 0;
    std::uint32_t line = 0;
    Time at = -1;
    std::uint64_t order = 0;
    FileId file;

    bool operator==(const Deed&) const = default;
};
inline Deed deedOf(const trace::Event& e) {
    return {e.process, e.thread, e.line, e.time, e.order, e.file};
}

template <class T> using Things = BlockList<T, 16>;

} // namespace forkscope::world
