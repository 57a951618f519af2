// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Events, conditions, barriers, pipes, shared memory, managers, pools and sockets of the World in words.
#include "gui/inspector/moment_model.h"

namespace forkscope::gui {

// In order of appearance.
std::vector<MomentRow> thingRows(const world::World& world, world::Time at);

} // namespace forkscope::gui
