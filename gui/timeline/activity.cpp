// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/timeline/activity.h"

#include <algorithm>

namespace forkscope::gui::timeline {

using world::Track;

// By looking at each of the intervals [first, last], cut to [from, to).
static void scan(const Track& track, std::size_t first, std::size_t last, Time from, Time to,
                 StateTimes& times) {
    track.each(first, last + 1, [&](std::size_t, Time begin, Time end, world::LaneState state) {
        const Time part = std::min(end, to) - std::max(begin, from);
        if (std::size_t(state) < world::kLaneStates && part > 0)
            times[std::size_t(state)] += double(part);
        return true;
    });
}

void addStateTimes(const Track& track, Time from, Time to, std::size_t& hint, StateTimes& times) {
    if (track.empty() || to <= from || to <= track.start(0) || from >= track.end())
        return;
    const std::size_t first = track.start(hint) <= from ? hint : track.find(from);
    const std::size_t last = track.find(to, first);
    hint = last;
    // Whole blocks by their sums, the rest one by one.
    const std::size_t firstBlock = first / Track::kBlock + 1, lastBlock = last / Track::kBlock;
    if (lastBlock <= firstBlock)
        return scan(track, first, last, from, to, times);
    scan(track, first, firstBlock * Track::kBlock - 1, from, to, times);
    const Track::Sums &a = track.blockSums(firstBlock), &b = track.blockSums(lastBlock);
    for (unsigned s = 0; s < world::kLaneStates; ++s)
        times[s] += double(b[s] - a[s]) * double(1u << Track::kUnitShift); // they wrap, their difference not
    scan(track, lastBlock * Track::kBlock, last, from, to, times);
}

Activity activityOf(const LaneSource& source, std::span<const std::size_t> lanes,
                    std::span<const Time> edges) {
    Activity activity;
    activity.columns.resize(edges.empty() ? 0 : edges.size() - 1);
    for (const std::size_t lane : lanes) {
        std::size_t hint = 0;
        for (std::size_t x = 0; x + 1 < edges.size(); ++x) {
            StateTimes times{};
            addStateTimes(source.track(lane), edges[x], edges[x + 1], hint, times);
            const double each = 1.0 / double(std::max<Time>(edges[x + 1] - edges[x], 1));
            for (unsigned s = 0; s < world::kLaneStates; ++s)
                activity.columns[x][s] += times[s] * each;
        }
    }
    for (const StateTimes& column : activity.columns) {
        double sum = 0;
        for (const double part : column)
            sum += part;
        activity.most = std::max(activity.most, sum);
    }
    return activity;
}

} // namespace forkscope::gui::timeline
