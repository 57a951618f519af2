// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The order of a driven run, one step a line, to be read, edited, shared and replayed:
//
//     # anything after a # is a remark
//     main process.start line 21
//     main/1 lock.acquire mutex line 9
//     main/2 lock.acquire mutex line 9
//     main/1 lock.release mutex line 11
//     main/2 lock.acquire mutex line 9 goes on      (it had to wait, and now it need not)
//     main/1 queue.get tasks line 30 time is up
//     main/1 gate.line line 12 to line 13           (one line: it stops there again, not at the next
//     operation) main/2 computes                               (from here on the order is not exact)
//
// Nothing in it differs between two runs of one program: no pids, no times. In a replay actor and operation
// must fit, and the line where it is not 0; the object is compared where both sides know its name.
#include "engine/trace/result.h"
#include "engine/trace/vocabulary.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace forkscope::drive {

enum class How : std::uint8_t {
    Begins,   // what stood before the operation does it
    GoesOn,   // it was Blocked
    TimeIsUp, // it was Blocked, and its own time-out is over
    Computes  // no step: an actor was not waited for any longer
};

struct Step {
    std::string actor;
    trace::Kind what = trace::Kind::None; // None for Computes
    std::string object;                   // "" none, or not known
    std::uint32_t line = 0;               // 0: not said
    How how = How::Begins;
    std::uint32_t toLine = 0; // it goes on to this line, where it stops; 0: to its next operation

    bool operator==(const Step&) const = default;
};

struct Schedule {
    std::vector<Step> steps;

    // Exact as far as its first Computes.
    bool isExact() const;
    Schedule firstSteps(std::size_t count) const;
    std::size_t operations() const; // steps without those that are only Computes
    bool operator==(const Schedule&) const = default;
};

std::string textOf(const Step& step);         // "main/1 lock.acquire mutex line 9"
std::string textOf(const Schedule& schedule); // with a head that says what it is
// A sentence with the number of the line where the text is no schedule.
Result<Schedule> readSchedule(std::string_view text);
// Whether `there` is what the schedule asks for.
bool fits(const Step& wanted, const Step& there);

} // namespace forkscope::drive
