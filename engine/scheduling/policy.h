// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Which policy shares out one processor, and its numbers. A plain value.
#include "engine/trace/result.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace forkscope::scheduling {

using Time = std::int64_t; // nanoseconds, of the clock or of a processor
inline constexpr Time kMillisecond = 1'000'000;
inline constexpr Time kWithoutEnd = std::numeric_limits<Time>::max();

// As typed by a person. None: nothing, or more than the minute that one slice, burst or pause may take.
inline constexpr double kLongestMilliseconds = 60'000;
std::optional<Time> fromMilliseconds(double ms);

enum class PolicyKind : std::uint8_t {
    FirstCome,    // FCFS: in order of arrival, each to its end
    ShortestJob,  // SJF: the shortest of those that are there, each to its end
    RoundRobin,   // each for one quantum, then to the end of the line
    FeedbackQueue // multilevel feedback: who uses up the slice of its level falls to the next
};

struct Policy {
    PolicyKind kind = PolicyKind::FirstCome;
    // One for each level, the highest first. One level for all but the feedback queue; without an end where
    // nobody is interrupted.
    std::vector<Time> slices{kWithoutEnd};
    Time boost = kWithoutEnd; // so often all climb to the highest level: nobody starves

    static Policy firstCome() { return {}; }
    static Policy shortestJob() { return {PolicyKind::ShortestJob, {kWithoutEnd}, kWithoutEnd}; }
    static Policy roundRobin(Time quantum) { return {PolicyKind::RoundRobin, {quantum}, kWithoutEnd}; }
    static Policy feedback(std::vector<Time> slices, Time boost = kWithoutEnd) {
        return {PolicyKind::FeedbackQueue, std::move(slices), boost};
    }

    // As typed: "fcfs", "sjf", "rr", "mlfq". Of the numbers only those that the policy has are looked at; an
    // empty list of slices is the usual one. The sentence says what is not understood.
    static Result<Policy> named(std::string_view name, Time quantum, std::vector<Time> slices, Time boost);

    bool operator==(const Policy&) const = default;
};

inline constexpr Time kUsualQuantum = 100 * kMillisecond;
// Shrinking downwards; textbooks usually lengthen them.
std::vector<Time> usualSlices();

// In full, with its numbers: "round robin, quantum 100 ms".
std::string toText(const Policy& policy);

} // namespace forkscope::scheduling
