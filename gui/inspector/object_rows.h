// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Locks, queues and open files of the World in words.
#include "gui/inspector/moment_model.h"

namespace forkscope::gui {

std::vector<MomentRow> lockRows(const world::World& world, world::Time at);
std::vector<MomentRow> queueRows(const world::World& world, world::Time at);
std::vector<MomentRow> fileRows(const world::World& world); // those that somebody has open

} // namespace forkscope::gui
