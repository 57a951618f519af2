// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The style sheet: what a palette cannot say. Widgets ask for a look by the dynamic property "look":
// "primary", "stop", "tool", "link", "segment", "title", "pill".
#include "gui/theme/colors.h"

#include <QString>

namespace forkscope::gui {

QString styleSheet(const Colors& colors);

} // namespace forkscope::gui
