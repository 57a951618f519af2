// SPDX-License-Identifier: GPL-3.0-or-later
// What the user does to the playhead, and which bar or lane is chosen.
#include "gui/timeline/axis.h"
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

void TimelineView::revealLane(std::size_t lane) {
    const auto index = layout_.rowOfLane(lane);
    if (!index)
        return;
    const timeline::LaneRow& row = layout_.rows()[*index];
    QScrollBar* bar = verticalScrollBar();
    bar->setValue(std::clamp(bar->value(), row.bottom() - geometry_.room(), row.top));
}

void TimelineView::showChosen(std::optional<std::size_t> lane) {
    chosenLane_ = lane;
    if (chosen_ && chosen_->lane != lane)
        chosen_.reset();
    viewport()->update();
    if (lane)
        revealLane(*lane);
}

void TimelineView::setChosen(world::ProcessId process) {
    // One of its threads is closer than the whole.
    if (process.value != 0 && chosenLane_ && source().owner(*chosenLane_) == source().known(process))
        return;
    for (std::size_t i = 0; process.value != 0 && i < source().laneCount(); ++i)
        if (source().process(i) == source().known(process))
            return showChosen(i);
    showChosen(std::nullopt);
}

void TimelineView::setChosen(world::ObjectId object) {
    for (std::size_t i = 0; object.value != 0 && i < source().laneCount(); ++i)
        if (source().object(i) == object)
            return showChosen(i);
    showChosen(std::nullopt);
}

void TimelineView::chooseLane(std::size_t lane) {
    showChosen(lane);
    announce();
    const bool isThread = source().kind(lane) == world::LaneKind::Thread;
    emit laneSelected(isThread ? source().owner(lane) : source().process(lane), source().object(lane));
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
    const QString when = timeline::momentText(frame(), zoom_.playhead());
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
    movePlayheadByUser(tableModel()->timeOf(row));
    const auto place = tableModel()->placeOf(row);
    if (place.what == TimelineTableModel::What::Interval)
        return chooseBar({place.lane, place.interval});
    for (std::size_t lane = 0; lane < source().laneCount(); ++lane)
        if (source().kind(lane) == world::LaneKind::Process &&
            source().known(source().process(lane)) == tableModel()->processOf(row))
            return chooseLane(lane);
}

} // namespace forkscope::gui
