// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Whether a condition's tree is true. Used inside this folder.
#include "engine/condition/condition.h"
#include "engine/condition/counters.h"

#include <span>

namespace forkscope::condition {

struct Known {
    const Moment& moment;
    bool isDeadlocked = false;
    std::span<const EventCounter> events; // by Node::counter
    std::span<const TextCounter> texts;
};

bool holds(const Node& node, const Known& known);

} // namespace forkscope::condition
