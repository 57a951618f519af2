// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The parts of figuresOf(), each filling its own fields. Used inside this folder.
#include "gui/charts/run_figures.h"

namespace forkscope::gui {

void addStates(RunFigures& figures, const world::History& history);
void addDepths(RunFigures& figures, const world::History& history, std::size_t points);
void addRunning(RunFigures& figures, const world::History& history, std::size_t points);
void addLocksAndPools(RunFigures& figures, const world::History& history);

// Those whose figures are shown; null for helpers and for processes that the World does not know.
inline const world::Process* shownProcess(const world::History& history, ProcessId id) {
    const world::Process* process = history.now().process(id);
    return process && process->role != world::ProcessRole::Helper ? process : nullptr;
}

// Calls what(begin, end, state, index) for each interval of a track, in order.
template <class Do> void eachInterval(const world::Track& track, Do&& what) {
    track.each(0, track.size(), [&](std::size_t i, Time begin, Time end, world::LaneState state) {
        what(begin, end, state, i);
        return true;
    });
}

} // namespace forkscope::gui
