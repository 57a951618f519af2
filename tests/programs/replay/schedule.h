// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The order of a driven run: one step for each grant. Everything in it is the same in the next run of the
// same program: no pids, no times, no ids.
#include "engine/trace/vocabulary.h"

#include <compare>
#include <cstdint>
#include <string>
#include <vector>

namespace forkscope::replay {

struct Step {
    std::string actor; // path of the process, "main/1"; "#2" behind it for its second thread
    trace::Kind kind = trace::Kind::None;
    bool retry = false; // the operation had to wait and was let on now, after its object was free again
    std::string object; // "Lock 1": kind and number in order of creation; "" where there is none
    std::uint32_t line = 0;

    auto operator<=>(const Step&) const = default;
};
using Schedule = std::vector<Step>;

std::string describe(const Step& step); // "main/1 lock.acquire Lock 1 line 9"

// Where two lists part, in a sentence; "" where they are equal. `what` names the lists' elements.
std::string difference(const std::vector<std::string>& expected, const std::vector<std::string>& got,
                       const std::string& what);

} // namespace forkscope::replay
