// SPDX-License-Identifier: GPL-3.0-or-later
// What the user does to the playhead, and which bar or lane is chosen.
#include "gui/timeline/table_window.h"
#include "gui/timeline/timeline_table_model.h"
#include "gui/timeline/timeline_view.h"

#include <QMetaMethod>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace forkscope::gui {

using timeline::BarPlace;
using trace::Time;

void TimelineView::movePlayheadByUser(Time t) {
    const bool wasLive = zoom_.live();
    zoom_.setPlayhead(t);
    if (wasLive)
        emit liveChanged(false);
    emit playheadMoved(zoom_.playhead());
}

void TimelineView::goLiveByUser() {
    if (zoom_.live())
        return;
    zoom_.setLive(true);
    emit liveChanged(true);
    emit playheadMoved(zoom_.playhead());
}

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

void TimelineView::stepToEvent(bool forward) {
    const auto next = eventBeside(zoom_.playhead(), forward);
    if (!next)
        return;
    movePlayheadByUser(*next);
    zoom_.reveal(*next);
    announce();
}

// -- choosing

void TimelineView::requestLine(BarPlace place) {
    const world::IntervalNote note = source().track(place.lane).note(place.interval);
    if (note.line != 0 && note.file)
        emit lineRequested(source().path(note.file), int(note.line));
}

void TimelineView::chooseBar(BarPlace place) {
    chosen_ = place;
    chooseLane(place.lane);
    requestLine(place);
}

void TimelineView::chooseLane(std::size_t lane) {
    chosenLane_ = lane;
    if (chosen_ && chosen_->lane != lane)
        chosen_.reset();
    viewport()->update();
    if (const auto index = layout_.rowOfLane(lane)) {
        const timeline::LaneRow& row = layout_.rows()[*index];
        QScrollBar* bar = verticalScrollBar();
        bar->setValue(std::clamp(bar->value(), row.bottom() - geometry_.room(), row.top));
    }
    announce();
    emit laneSelected(source().process(lane), source().object(lane));
}

void TimelineView::chooseLaneBeside(int step) {
    const int rows = int(layout_.rows().size());
    if (rows == 0)
        return;
    const auto now = chosenLane_ ? layout_.rowOfLane(*chosenLane_) : std::nullopt;
    const int row = now ? std::clamp(int(*now) + step, 0, rows - 1) : step > 0 ? 0 : rows - 1;
    chooseLane(layout_.rows()[std::size_t(row)].lane);
}

void TimelineView::requestLineOfChosenLane() {
    if (!chosenLane_ || source().track(*chosenLane_).empty())
        return;
    chosen_ = BarPlace{*chosenLane_, source().track(*chosenLane_).find(zoom_.playhead())};
    requestLine(*chosen_);
    viewport()->update();
}

void TimelineView::clearChoice() {
    chosen_.reset();
    chosenLane_.reset();
    zoom_.setSelection(std::nullopt);
    viewport()->update();
}

// What a screen reader says after a step or a choice: the lane at the playhead.
void TimelineView::announce() {
    const QString when = timeline::preciseText(zoom_.playhead(), geometry_.perPixel(), source().end());
    if (!chosenLane_ || source().track(*chosenLane_).empty())
        return setAccessibleDescription(when);
    setAccessibleDescription(
        when + QStringLiteral(": ") +
        source().explainInterval(*chosenLane_, source().track(*chosenLane_).find(zoom_.playhead())));
}

// -- the table

void TimelineView::showAsTable() {
    emit showAsTableRequested();
    if (isSignalConnected(QMetaMethod::fromSignal(&TimelineView::showAsTableRequested)))
        return;
    auto* window = new TimelineTableWindow(this);
    connect(window, &TimelineTableWindow::chosen, this, &TimelineView::goToRow);
    window->show();
}

void TimelineView::goToRow(int row) {
    if (row < 0 || row >= tableModel()->rowCount())
        return;
    const auto [lane, interval] = tableModel()->placeOf(row);
    movePlayheadByUser(source().track(lane).start(interval));
    chooseBar({lane, interval});
}

} // namespace forkscope::gui
