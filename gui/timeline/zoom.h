// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The one owner of four things that are easily mixed up: the run (how long it is), what is visible of it, the
// stretch that is selected, and the playhead (the moment that every view shows). Main thread. Times in
// nanoseconds since the run began.
//
// Live: the playhead follows the end of the run. The visible range follows it too, until somebody pans away
// from the end; going live again brings it back. A visible range that shows everything keeps showing
// everything (fitted).
//
// What is visible is told in places of the axis (axis_map.h): nanoseconds on the axis of time, parts of a
// column on that of steps. Playhead, selection and the run are times on either.
#include "gui/timeline/axis_map.h"

#include <QObject>

#include <optional>

namespace forkscope::gui {

class TimelineZoom : public QObject {
    Q_OBJECT
  public:
    using Time = trace::Time;
    using TimeRange = timeline::TimeRange;
    using Place = timeline::Place;
    using PlaceRange = timeline::PlaceRange;

    using QObject::QObject;

    // Another axis, the same things in sight as far as that can be. `axis` must stay until the next call.
    void setAxis(const timeline::AxisMap& axis);
    const timeline::AxisMap& axis() const { return *axis_; }

    TimeRange run() const { return run_; }
    PlaceRange visible() const { return visible_; }
    PlaceRange whole() const { return everything(); } // what is visible when everything is
    std::optional<TimeRange> selection() const { return selection_; }
    Time playhead() const { return playhead_; }
    bool live() const { return live_; }
    bool fitted() const { return fitted_; }
    // What can be made visible: the run with a little room after its end.
    PlaceRange limits() const;

    // The run reaches to here, or its axis further than before. Moves playhead and visible range when they
    // follow.
    void setRunEnd(Time end);
    // Forgets everything about the run before.
    void reset();

    void setVisible(PlaceRange range); // clamped to limits(); ends fitted
    void zoomAt(Place pivot, double factor);
    void pan(Place by);
    void fit();
    // Moves the visible range, as little as possible, so that it shows `t`.
    void reveal(Time t);

    void setSelection(std::optional<TimeRange> range);
    void setPlayhead(Time t); // clamped to the run; ends live
    void setLive(bool live);

  signals:
    void runChanged();
    void visibleChanged();
    void selectionChanged();
    void playheadChanged(forkscope::trace::Time t);
    void liveChanged(bool live);

  private:
    void followEnd();
    void applyVisible(PlaceRange range);
    void movePlayhead(Time t);
    PlaceRange everything() const;

    const timeline::AxisMap* axis_ = &timeline::TimeAxis::instance();
    TimeRange run_{0, 0};
    Place extent_ = 0; // where the run ends on the axis
    PlaceRange visible_{0, timeline::TimeAxis::instance().firstSpan()};
    std::optional<TimeRange> selection_;
    Time playhead_ = 0;
    bool live_ = true;
    bool fitted_ = true;
    bool following_ = true;
};

} // namespace forkscope::gui
