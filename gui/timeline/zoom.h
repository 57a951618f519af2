// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The one owner of four things that are easily mixed up: the run (how long it is), what is visible of it, the
// stretch that is selected, and the playhead (the moment that every view shows). Main thread. Times in
// nanoseconds since the run began.
//
// Live: the playhead follows the end of the run. The visible range follows it too, until somebody pans away
// from the end; going live again brings it back. A visible range that shows everything keeps showing
// everything (fitted).
#include "gui/timeline/coordinates.h"

#include <QObject>

#include <optional>

namespace forkscope::gui {

class TimelineZoom : public QObject {
    Q_OBJECT
  public:
    using Time = trace::Time;
    using TimeRange = timeline::TimeRange;

    using QObject::QObject;

    TimeRange run() const { return run_; }
    TimeRange visible() const { return visible_; }
    std::optional<TimeRange> selection() const { return selection_; }
    Time playhead() const { return playhead_; }
    bool live() const { return live_; }
    bool fitted() const { return fitted_; }
    // What can be made visible: the run with a little room after its end.
    TimeRange limits() const;

    // The run reaches to here. Moves playhead and visible range when they follow.
    void setRunEnd(Time end);
    // Forgets everything about the run before.
    void reset();

    void setVisible(TimeRange range); // clamped to limits(); ends fitted
    void zoomAt(Time pivot, double factor);
    void pan(Time by);
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
    void applyVisible(TimeRange range);
    void movePlayhead(Time t);
    TimeRange everything() const;

    TimeRange run_{0, 0};
    TimeRange visible_{0, kFirstSpan};
    std::optional<TimeRange> selection_;
    Time playhead_ = 0;
    bool live_ = true;
    bool fitted_ = true;
    bool following_ = true;

    // Shown of a run that has hardly begun, so that its first events do not rush across the screen.
    static constexpr Time kFirstSpan = 50'000'000;
};

} // namespace forkscope::gui
