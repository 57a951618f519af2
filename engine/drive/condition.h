// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What a shuffle can be asked to look for beside deadlocks and exceptions, in one line of text:
//
//     deadlock                   some processes wait for each other for ever
//     exception                  an exception has ended a process
//     exit 1                     the program has ended with this status
//     output sold out            the program has printed this text (anywhere, also as a part of a line)
//     printed has a ticket > 1   so often has it printed this text
//     lock.mutex.owner = P1      a line of the World: lock.NAME.owner = PROCESS or nobody,
//     lock.slots.value < 2       lock.NAME.value, queue.NAME.items, process.P1.status (numbers: = != < >),
//     process.P1.state = zombie  process.PROCESS.state (new, running, blocked, sleeping, held, zombie,
//     reaped)
//
// NAME is the learner's variable, PROCESS as everywhere on the screen: P0, P1, … A line of the World is
// looked at after each step and at the end; what does not exist meets no condition.
#include "engine/trace/result.h"
#include "engine/world/world.h"

#include <optional>
#include <string>
#include <string_view>

namespace forkscope::drive {

// What is known of a run at one moment.
struct Moment {
    const world::World& world;
    std::string_view output;       // so far
    std::optional<int> exitStatus; // of the program, once it has ended
    bool isStuck = false;          // the gate sees nobody who could go on
};

class Condition {
  public:
    // The sentence says what is not understood.
    static Result<Condition> read(std::string_view text);

    bool isMetBy(const Moment& moment) const;
    const std::string& text() const { return text_; }

  private:
    enum class What : std::uint8_t {
        Deadlock,
        Exception,
        Exit,
        Output,
        Printed,
        LockOwner,
        LockValue,
        QueueItems,
        State,
        Status
    };

    Outcome readWorldLine(std::string_view text);
    // "… > 2" at the end of a text: takes it off.
    bool takeComparison(std::string_view& text);
    bool compares(std::int64_t value) const;

    std::string text_;
    What what_ = What::Deadlock;
    std::string subject_; // name of the object or process
    std::string wanted_;  // text to compare with
    char operator_ = '='; // = ! < >
    std::int64_t number_ = 0;
};

// Whether an exception has ended a process of the run, and which one: "ValueError in P1 buyer"; "" if not.
std::string exceptionIn(const world::World& world);

} // namespace forkscope::drive
