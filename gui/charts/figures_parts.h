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
    Time begin = track.empty() ? 0 : track.start(0);
    for (std::size_t i = 0; i < track.size(); ++i) {
        const Time end = track.stop(i);
        what(begin, end, track.state(i), i);
        begin = end;
    }
}

} // namespace forkscope::gui
