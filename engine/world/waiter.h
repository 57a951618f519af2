// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Somebody who waits at a lock or a queue.
#include "engine/trace/event.h"

#include <cstdint>

namespace forkscope::world {

struct Waiter {
    trace::ProcessId process;
    std::uint8_t thread = 0;
    std::uint32_t line = 0;
    trace::Time since = 0;
    trace::FileId file;

    bool operator==(const Waiter&) const = default;
};

} // namespace forkscope::world
