// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Every colour the timeline uses, by its role. The window's theme fills one of these; the two sets here are
// the defaults. A colour is never the only sign of a state: bars also differ in height, pattern or outline.
#include "engine/world/lane_state.h"

#include <QColor>

#include <array>

namespace forkscope::gui {

struct TimelineColors {
    QColor panel;    // background of the plot
    QColor raised;   // legend, inside of hollow bars
    QColor line;     // grid, hairlines
    QColor text;     // names, arrows
    QColor dim;      // axis, secondary words
    QColor accent;   // playhead, selection
    QColor onAccent; // text on the playhead's tag
    QColor ended;    // crosses of processes that were killed or raised
    QColor lockBusy; // a lock's lane where owners change faster than pixels
    // By world::LaneState. `onState`: text on a bar of that state; for hollow bars the text on the panel.
    std::array<QColor, world::kLaneStates> state;
    std::array<QColor, world::kLaneStates> onState;
    // Of processes, in order of appearance, for the bars of lock lanes; with the text on them.
    std::array<QColor, 8> identity;
    QColor onIdentity;

    static const TimelineColors& dark();
    static const TimelineColors& light();
};

} // namespace forkscope::gui
