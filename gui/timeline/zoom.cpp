// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/timeline/zoom.h"

#include <algorithm>

namespace forkscope::gui {

// Room after the end, so that what happens now is not glued to the edge.
static constexpr double kFitRoom = 0.02;
static constexpr double kFollowRoom = 0.08;

void TimelineZoom::setAxis(const timeline::AxisMap& axis) {
    if (&axis == axis_)
        return;
    const TimeRange times = axis_->times(visible_);
    axis_ = &axis;
    extent_ = axis.extent(run_.end);
    PlaceRange next = axis.places(times);
    if (const Place lack = axis.leastSpan() - next.span(); lack > 0)
        next = {next.begin - lack / 2, next.end + lack - lack / 2};
    visible_ = fitted_ ? everything() : timeline::clamped(next, everything());
    emit visibleChanged();
}

TimelineZoom::PlaceRange TimelineZoom::everything() const {
    const Place length = std::max(extent_, live_ ? axis_->firstSpan() : axis_->leastSpan());
    return {0, length + std::max<Place>(1, Place(double(length) * kFitRoom))};
}

TimelineZoom::PlaceRange TimelineZoom::limits() const {
    const PlaceRange all = everything();
    if (visible_.span() >= all.span())
        return all;
    const Place room = Place(double(visible_.span()) * kFollowRoom);
    return {0, std::max(all.end, extent_ + room)};
}

void TimelineZoom::applyVisible(PlaceRange range) {
    if (range == visible_)
        return;
    visible_ = range;
    emit visibleChanged();
}

void TimelineZoom::movePlayhead(Time t) {
    if (t == playhead_)
        return;
    playhead_ = t;
    emit playheadChanged(t);
}

void TimelineZoom::followEnd() {
    if (fitted_)
        return applyVisible(everything());
    const Place wanted = extent_ + Place(double(visible_.span()) * kFollowRoom);
    if (live_ && following_ && wanted > visible_.end)
        applyVisible({wanted - visible_.span(), wanted});
}

void TimelineZoom::setRunEnd(Time end) {
    const Place extent = axis_->extent(end);
    if (end == run_.end && extent == extent_)
        return;
    run_.end = end;
    extent_ = extent;
    emit runChanged();
    followEnd();
    if (live_)
        movePlayhead(end);
}

void TimelineZoom::reset() {
    run_ = {0, 0};
    extent_ = 0;
    following_ = fitted_ = true;
    setSelection(std::nullopt);
    setLive(true);
    applyVisible(everything());
    movePlayhead(0);
    emit runChanged();
}

void TimelineZoom::setVisible(PlaceRange range) {
    fitted_ = false;
    if (range.span() < axis_->leastSpan())
        range.end = range.begin + axis_->leastSpan();
    applyVisible(timeline::clamped(range, limits()));
    following_ = extent_ <= visible_.end;
}

void TimelineZoom::zoomAt(Place pivot, double factor) {
    const PlaceRange all = everything();
    const PlaceRange next = timeline::zoomed(visible_, pivot, factor, limits(), axis_->leastSpan());
    if (factor > 1 && next.span() >= all.span())
        return fit();
    setVisible(next);
}

void TimelineZoom::pan(Place by) {
    const PlaceRange next = timeline::panned(visible_, by, limits());
    if (next != visible_)
        setVisible(next);
}

void TimelineZoom::fit() {
    fitted_ = following_ = true;
    applyVisible(everything());
}

void TimelineZoom::reveal(Time t) {
    const Place at = axis_->place(t);
    if (visible_.contains(at))
        return;
    const Place margin = visible_.span() / 10;
    pan(at < visible_.begin ? at - margin - visible_.begin : at + margin - visible_.end);
}

void TimelineZoom::setSelection(std::optional<TimeRange> range) {
    if (range == selection_)
        return;
    selection_ = range;
    emit selectionChanged();
}

void TimelineZoom::setPlayhead(Time t) {
    setLive(false);
    movePlayhead(std::clamp<Time>(t, 0, std::max<Time>(run_.end, 0)));
}

void TimelineZoom::setLive(bool live) {
    if (live == live_)
        return;
    live_ = live;
    emit liveChanged(live);
    if (!live_)
        return;
    following_ = true;
    followEnd();
    movePlayhead(run_.end);
}

} // namespace forkscope::gui
