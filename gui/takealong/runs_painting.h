// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The outcomes of many runs as they stand in their list, none scrolled away, under their headline.
#include "gui/takealong/painting.h"

namespace forkscope::gui {

class RunsView;

// Empty where nothing was run. The view must be there until it is painted.
Painting runsPainting(const RunsView& view, const QString& program);

} // namespace forkscope::gui
