// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The chart that is chosen with its sentence, or the two that are compared, with the legend below.
#include "gui/takealong/painting.h"

namespace forkscope::gui {

class ChartsView;

// Empty when the run has nothing to count yet.
Painting chartPainting(ChartsView& view);

} // namespace forkscope::gui
