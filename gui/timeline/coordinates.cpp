// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/timeline/coordinates.h"

#include <algorithm>
#include <cmath>

namespace forkscope::gui::timeline {

double timePerPixel(TimeRange visible, double width) {
    return double(std::max<Time>(visible.span(), 1)) / std::max(width, 1.0);
}

double xAt(Time t, TimeRange visible, double width) {
    return double(t - visible.begin) / timePerPixel(visible, width);
}

Time timeAt(double x, TimeRange visible, double width) {
    return visible.begin + Time(std::llround(x * timePerPixel(visible, width)));
}

TimeRange clamped(TimeRange range, TimeRange limits) {
    const Time span = std::min(range.span(), limits.span());
    const Time begin = std::clamp(range.begin, limits.begin, limits.end - span);
    return {begin, begin + span};
}

TimeRange zoomed(TimeRange visible, Time pivot, double factor, TimeRange limits, Time least) {
    const double span = double(visible.span());
    const double longest = double(std::max(limits.span(), least));
    const double wanted = std::clamp(span * factor, double(least), longest);
    const double left = double(pivot - visible.begin) / std::max(span, 1.0);
    const Time begin = pivot - Time(std::llround(left * wanted));
    return clamped({begin, begin + Time(std::llround(wanted))}, limits);
}

TimeRange panned(TimeRange visible, Time by, TimeRange limits) {
    return clamped({visible.begin + by, visible.end + by}, limits);
}

int preferredLaneHeight(int lanes) {
    constexpr double kLessPerLane = 3.5; // eight lanes get 38, twelve get 24
    return std::clamp(int(kLaneHeightMax - kLessPerLane * std::max(0, lanes - 4)), kLaneHeightMin,
                      kLaneHeightMax);
}

int laneHeightFor(int lanes, int room) {
    return std::clamp(room / std::max(lanes, 1), kLaneHeightMin, kLaneHeightMax);
}

Time tickStep(TimeRange visible, double width, double minPixels) {
    const double least = std::max(1.0, timePerPixel(visible, width) * minPixels);
    const double power = std::pow(10.0, std::floor(std::log10(least)));
    for (const double factor : {1.0, 2.0, 5.0, 10.0})
        if (power * factor >= least * 0.999999)
            return Time(std::llround(power * factor));
    return Time(std::llround(power * 10));
}

std::vector<Time> ticks(TimeRange visible, Time step) {
    std::vector<Time> found;
    Time t = visible.begin / step * step;
    if (t < visible.begin)
        t += step;
    for (; t < visible.end; t += step)
        found.push_back(t);
    return found;
}

namespace {

struct Unit {
    Time length;
    const char* name;
};

Unit unitFor(Time longest) {
    if (longest >= 1'000'000'000)
        return {1'000'000'000, "s"};
    if (longest >= 1'000'000)
        return {1'000'000, "ms"};
    return {1'000, "µs"};
}

// Digits after the point that tell multiples of `step` apart.
int decimalsFor(Time step, Unit unit) {
    int decimals = 0;
    for (Time rest = unit.length; rest > 1 && step % rest != 0 && decimals < 9; rest /= 10)
        ++decimals;
    return decimals;
}

QString inUnit(Time t, Unit unit, int decimals) {
    return QString::number(double(t) / double(unit.length), 'f', decimals) + QLatin1Char(' ') +
           QString::fromUtf8(unit.name);
}

} // namespace

QString tickText(Time t, Time step, Time longest) {
    const Unit unit = unitFor(longest);
    return inUnit(t, unit, decimalsFor(step, unit));
}

QString lengthText(Time length) {
    const Unit unit = unitFor(length);
    const double shown = double(length) / double(unit.length);
    return inUnit(length, unit, shown < 10 ? 2 : shown < 100 ? 1 : 0);
}

QString preciseText(Time t, double timePerPixel, Time longest) {
    const Unit unit = unitFor(longest);
    const double finest = std::pow(10.0, std::floor(std::log10(std::max(1.0, timePerPixel))));
    return inUnit(t, unit, std::max(1, decimalsFor(Time(finest), unit)));
}

} // namespace forkscope::gui::timeline
