// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/playhead.h"

#include <algorithm>

namespace forkscope::gui {

void Playhead::moveTo(trace::Time time) {
    time = std::max<trace::Time>(0, time);
    if (!live_ && time == time_)
        return;
    live_ = false;
    time_ = time;
    emit changed();
}

void Playhead::goLive() {
    if (live_)
        return;
    live_ = true;
    emit changed();
}

} // namespace forkscope::gui
