// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/scheduling/policy.h"

#include <algorithm>
#include <cmath>

namespace forkscope::scheduling {
namespace {

std::string milliseconds(Time time) {
    const Time microseconds = time / 1000;
    std::string text = std::to_string(microseconds / 1000);
    if (const Time rest = microseconds % 1000) {
        const std::string digits = std::to_string(1000 + rest).substr(1);
        text += '.' + digits.substr(0, digits.find_last_not_of('0') + 1);
    }
    return text + " ms";
}

bool areTimes(const std::vector<Time>& times) {
    return std::ranges::all_of(times, [](Time t) { return t > 0; });
}

} // namespace

std::optional<Time> fromMilliseconds(double ms) {
    if (!(ms > 0 && ms <= kLongestMilliseconds))
        return std::nullopt;
    return Time(std::llround(ms * double(kMillisecond)));
}

std::vector<Time> usualSlices() {
    return {400 * kMillisecond, 300 * kMillisecond, 200 * kMillisecond, 100 * kMillisecond};
}

Result<Policy> Policy::named(std::string_view name, Time quantum, std::vector<Time> slices, Time boost) {
    if (name == "fcfs")
        return firstCome();
    if (name == "sjf")
        return shortestJob();
    if (name == "rr") {
        if (quantum <= 0)
            return Error{"A quantum has to be longer than nothing, such as 100 (milliseconds)."};
        return roundRobin(quantum);
    }
    if (name == "mlfq") {
        if (slices.empty())
            slices = usualSlices();
        if (!areTimes(slices) || boost <= 0)
            return Error{"Slices and boost of a feedback queue have to be longer than nothing, such as "
                         "400,300,200,100 (milliseconds)."};
        return feedback(std::move(slices), boost);
    }
    return Error{"There is no policy \"" + std::string(name) + "\". Say fcfs, sjf, rr or mlfq."};
}

std::string toText(const Policy& policy) {
    switch (policy.kind) {
    case PolicyKind::FirstCome:
        return "first come, first served";
    case PolicyKind::ShortestJob:
        return "shortest job first";
    case PolicyKind::RoundRobin:
        return "round robin, quantum " + milliseconds(policy.slices.front());
    case PolicyKind::FeedbackQueue:
        break;
    }
    std::string slices;
    for (const Time slice : policy.slices)
        slices += (slices.empty() ? "" : ", ") + milliseconds(slice);
    const std::string text = "feedback queue, slices " + slices;
    return policy.boost == kWithoutEnd ? text : text + ", all to the top every " + milliseconds(policy.boost);
}

} // namespace forkscope::scheduling
