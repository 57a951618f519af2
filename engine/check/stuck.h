// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Who waits for ever. Functions of a World; what no event tells, a feeder thread at a full pipe, is asked of
// the kernel, so isAtStandstill() is about the run as it goes on.
#include "engine/world/wait_chain.h"

#include <vector>

namespace forkscope::check {

// Chains that nobody can loosen any more: they close to a circle, or end at something that nobody is left to
// give.
std::vector<world::WaitChain> hopelessWaits(const world::World& world);
// Somebody waits for ever, and everybody else is gone or does too (also for what only one who goes on could
// give).
bool isAtStandstill(const world::World& world);

} // namespace forkscope::check
