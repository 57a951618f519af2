// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/timeline/zoom.h"

#include <algorithm>

namespace forkscope::gui {

using timeline::kMinSpan;

// Room after the end, so that what happens now is not glued to the edge.
static constexpr double kFitRoom = 0.02;
static constexpr double kFollowRoom = 0.08;

TimelineZoom::TimeRange TimelineZoom::everything() const {
    const Time length = std::max(run_.end, live_ ? kFirstSpan : kMinSpan);
    return {0, length + std::max<Time>(1, Time(double(length) * kFitRoom))};
}

TimelineZoom::TimeRange TimelineZoom::limits() const {
    const TimeRange all = everything();
    if (visible_.span() >= all.span())
        return all;
    const Time room = Time(double(visible_.span()) * kFollowRoom);
    return {0, std::max(all.end, run_.end + room)};
}

void TimelineZoom::applyVisible(TimeRange range) {
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
    const Time wanted = run_.end + Time(double(visible_.span()) * kFollowRoom);
    if (live_ && following_ && wanted > visible_.end)
        applyVisible({wanted - visible_.span(), wanted});
}

void TimelineZoom::setRunEnd(Time end) {
    if (end == run_.end)
        return;
    run_.end = end;
    emit runChanged();
    followEnd();
    if (live_)
        movePlayhead(end);
}

void TimelineZoom::reset() {
    run_ = {0, 0};
    following_ = fitted_ = true;
    setSelection(std::nullopt);
    setLive(true);
    applyVisible(everything());
    movePlayhead(0);
    emit runChanged();
}

void TimelineZoom::setVisible(TimeRange range) {
    fitted_ = false;
    if (range.span() < kMinSpan)
        range.end = range.begin + kMinSpan;
    applyVisible(timeline::clamped(range, limits()));
    following_ = run_.end <= visible_.end;
}

void TimelineZoom::zoomAt(Time pivot, double factor) {
    const TimeRange all = everything();
    const TimeRange next = timeline::zoomed(visible_, pivot, factor, limits());
    if (factor > 1 && next.span() >= all.span())
        return fit();
    setVisible(next);
}

void TimelineZoom::pan(Time by) {
    const TimeRange next = timeline::panned(visible_, by, limits());
    if (next != visible_)
        setVisible(next);
}

void TimelineZoom::fit() {
    fitted_ = following_ = true;
    applyVisible(everything());
}

void TimelineZoom::reveal(Time t) {
    if (visible_.contains(t))
        return;
    const Time margin = visible_.span() / 10;
    pan(t < visible_.begin ? t - margin - visible_.begin : t + margin - visible_.end);
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
