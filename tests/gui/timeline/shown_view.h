// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The small run in a timeline on the screen.
#include "gui/timeline/timeline_view.h"
#include "tests/gui/timeline/small_run.h"

#include <memory>

namespace forkscope::gui {

// Must end before the run does.
inline std::unique_ptr<TimelineView> shownView(const SmallRun& run) {
    auto view = std::make_unique<TimelineView>();
    view->resize(1000, 400);
    view->setHistory(run.history.get());
    view->show();
    return view;
}

} // namespace forkscope::gui
