// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/world/line_history.h"

#include "engine/trace/names.h"

#include <set>

namespace forkscope::world {

using trace::FileId;
using trace::Phase;

namespace {
bool isOneMoment(const Event& e) {
    return !trace::isBookkeeping(e.kind) && (e.phase == Phase::Point || e.phase == Phase::Begin) &&
           !e.has(trace::kInner);
}

bool isWaiting(LaneState state) {
    return state == LaneState::WaitsLock || state == LaneState::WaitsQueue ||
           state == LaneState::WaitsProcess || state == LaneState::Sleeping;
}

Time waitedIn(const Track& track, FileId file, std::uint32_t line) {
    Time waited = 0;
    track.each(0, track.size(), [&](std::size_t i, Time begin, Time end, LaneState state) {
        if (!isWaiting(state))
            return true;
        const IntervalNote note = track.note(i);
        if (note.line == line && note.file == file)
            waited += end - begin;
        return true;
    });
    return waited;
}
} // namespace

LineHistory lineHistory(const History& history, FileId file, std::uint32_t line) {
    LineHistory told;
    if (!file || line == 0)
        return told;
    const trace::Log& log = history.log();
    std::set<ProcessId> processes;
    for (std::size_t i = 0; i < history.applied(); ++i) {
        const Event& e = log[i];
        if (e.line != line || e.file != file || !isOneMoment(e))
            continue;
        told.events.push_back(i);
        processes.insert(e.process);
    }
    told.processes = processes.size();
    for (std::size_t i = 0; i < history.laneCount(); ++i)
        if (shapeOf(history.lane(i).kind) == LaneShape::Actor)
            told.waited += waitedIn(history.lane(i).track, file, line);
    return told;
}

} // namespace forkscope::world
