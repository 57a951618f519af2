// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/timeline/axis_map.h"

#include <algorithm>

namespace forkscope::gui::timeline {

// a * b / c, rounded down, where the product may need more than 64 bits.
static std::int64_t scaled(std::int64_t a, std::int64_t b, std::int64_t c) {
    __extension__ using Wide = __int128;
    return std::int64_t(Wide(a) * b / c);
}

TimeRange AxisMap::times(PlaceRange places) const {
    const Time begin = time(places.begin);
    return {begin, std::max(time(places.end), begin + 1)};
}

const TimeAxis& TimeAxis::instance() {
    static const TimeAxis axis;
    return axis;
}

StepAxis::Moment StepAxis::momentOf(std::int64_t step) const {
    // Rarely do two steps share a moment, still more rarely many.
    constexpr int kLookBeside = 4;
    const Time at = steps_->time(step);
    const std::int64_t count = steps_->count();
    Moment moment{step, step + 1, at, steps_->end()};
    for (int i = 0; moment.first > 0 && steps_->time(moment.first - 1) == at; ++i) {
        moment.first = i < kLookBeside ? moment.first - 1 : steps_->before(at);
        if (i >= kLookBeside)
            break;
    }
    for (int i = 0; moment.after < count; ++i) {
        moment.to = steps_->time(moment.after);
        if (moment.to != at)
            break;
        moment.after = i < kLookBeside ? moment.after + 1 : steps_->before(at + 1);
    }
    if (moment.after >= count)
        moment.to = steps_->end();
    return moment;
}

std::int64_t StepAxis::stepAt(Time t) const {
    if (count() == 0)
        return 0;
    const std::int64_t upTo = steps_->before(t + 1);
    return upTo == 0 ? 0 : momentOf(upTo - 1).first;
}

Place StepAxis::place(Time t) const {
    if (count() == 0)
        return 0;
    const std::int64_t upTo = steps_->before(t + 1);
    if (upTo == 0)
        return 0;
    const Moment moment = momentOf(upTo - 1);
    const Place from = moment.first * kColumn, wide = (moment.after - moment.first) * kColumn;
    if (t <= moment.from)
        return from;
    if (t >= moment.to)
        return from + wide;
    return from + scaled(t - moment.from, wide, moment.to - moment.from);
}

Time StepAxis::time(Place place) const {
    const std::int64_t steps = count();
    if (steps == 0)
        return 0;
    if (place <= 0)
        return steps_->time(0);
    if (place >= steps * kColumn)
        return std::max(steps_->end(), steps_->time(steps - 1));
    const Moment moment = momentOf(place / kColumn);
    const Place from = moment.first * kColumn, wide = (moment.after - moment.first) * kColumn;
    return moment.from + scaled(place - from, std::max<Time>(moment.to - moment.from, 0), wide);
}

} // namespace forkscope::gui::timeline
