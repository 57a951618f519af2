// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The horizontal axis as a map between times and places: never decreasing, so that what is earlier stands
// further to the left. A place is a whole number in the axis's own unit: a nanosecond on the time axis, a
// 2^20th of a column on the axis of steps. Everything that draws or takes the mouse goes through the map and
// works on either axis.
#include "gui/timeline/coordinates.h"
#include "gui/timeline/steps.h"

namespace forkscope::gui::timeline {

enum class AxisKind { Time, Steps };

using Place = std::int64_t;
using PlaceRange = TimeRange; // half open, of places

class AxisMap {
  public:
    virtual ~AxisMap() = default;
    virtual AxisKind kind() const = 0;
    virtual Place place(Time t) const = 0;
    virtual Time time(Place place) const = 0;    // place(time(p)) <= p
    virtual Place extent(Time runEnd) const = 0; // where a run ends that lasts until then
    virtual Place leastSpan() const = 0;         // the narrowest stretch that can be shown
    virtual Place firstSpan() const = 0;         // shown of a run that has hardly begun
    PlaceRange places(TimeRange times) const { return {place(times.begin), place(times.end)}; }
    TimeRange times(PlaceRange places) const;
};

class TimeAxis final : public AxisMap {
  public:
    AxisKind kind() const override { return AxisKind::Time; }
    Place place(Time t) const override { return t; }
    Time time(Place place) const override { return place; }
    Place extent(Time runEnd) const override { return runEnd; }
    Place leastSpan() const override { return kMinSpan; }
    // So that its first events do not rush across the screen.
    Place firstSpan() const override { return 50'000'000; }
    static const TimeAxis& instance();
};

// Every step has a column, all of one width. Step n (from 0) begins at the left edge of column n; time runs
// on evenly within a column. Steps of the same moment share their columns: what begins then begins at the
// first of them. Before the first step there is nothing to be seen: it has no place of its own.
class StepAxis final : public AxisMap {
  public:
    static constexpr Place kColumn = Place(1) << 20;

    // Null: no steps. Must stay until the next call.
    void setSteps(const Steps* steps) { steps_ = steps; }
    const Steps* steps() const { return steps_; }
    std::int64_t count() const { return steps_ == nullptr ? 0 : steps_->count(); }
    // The step whose column this time is in, from 0; the first of those of one moment.
    std::int64_t stepAt(Time t) const;

    AxisKind kind() const override { return AxisKind::Steps; }
    Place place(Time t) const override;
    Time time(Place place) const override;
    Place extent(Time) const override { return count() * kColumn; }
    Place leastSpan() const override { return 4 * kColumn; }
    Place firstSpan() const override { return 24 * kColumn; }

  private:
    // Steps of one moment, and the moment after them.
    struct Moment {
        std::int64_t first = 0, after = 0;
        Time from = 0, to = 0;
    };
    Moment momentOf(std::int64_t step) const;

    const Steps* steps_ = nullptr;
};

} // namespace forkscope::gui::timeline
