// SPDX-License-Identifier: GPL-3.0-or-later
// From event to event, and from one axis to the other.
#include "gui/timeline/timeline_view.h"

#include <algorithm>

namespace forkscope::gui {

using trace::Time;

std::optional<Time> TimelineView::eventBeside(Time t, bool forward) const {
    std::optional<Time> best;
    const auto offer = [&](Time at) {
        if ((forward ? at > t : at < t) && (!best || (forward ? at < *best : at > *best)))
            best = at;
    };
    for (const timeline::LaneRow& row : layout_.rows()) {
        const world::Track& track = source().track(row.lane);
        if (track.empty())
            continue;
        const std::size_t i = track.find(forward ? t : t - 1);
        offer(track.start(i));
        if (forward && i + 1 < track.size())
            offer(track.start(i + 1));
    }
    const auto& marks = source().marks();
    const auto atOrAfter = std::partition_point(marks.begin(), marks.end(), [&](const world::Mark& mark) {
        return forward ? mark.at <= t : mark.at < t;
    });
    if (forward && atOrAfter != marks.end())
        offer(atOrAfter->at);
    if (!forward && atOrAfter != marks.begin())
        offer((atOrAfter - 1)->at);
    return best;
}

// On the axis of steps, the step that a column stands for.
std::optional<Time> TimelineView::stepBeside(Time t, bool forward) const {
    const Steps& steps = source().steps();
    const std::int64_t step = forward ? steps.before(t + 1) : steps.before(t) - 1;
    return step < 0 || step >= steps.count() ? std::nullopt : std::optional(steps.time(step));
}

void TimelineView::goToEvent(std::optional<Time> t) {
    if (!t)
        return;
    movePlayheadByUser(*t);
    zoom_.reveal(*t);
    announce();
}

void TimelineView::stepToEvent(bool forward) {
    const Time t = zoom_.playhead();
    goToEvent(axisKind() == timeline::AxisKind::Steps ? stepBeside(t, forward) : eventBeside(t, forward));
}

// Of the chosen process or object.
void TimelineView::stepToEventOfChosen(bool forward) {
    if (chosenLane_)
        goToEvent(source().eventOf(*chosenLane_, zoom_.playhead(), forward));
}

void TimelineView::changeAxis(timeline::AxisKind kind) {
    if (kind == axisKind())
        return;
    setAxis(kind);
    zoom_.reveal(zoom_.playhead());
    emit axisChanged(kind);
}

} // namespace forkscope::gui
