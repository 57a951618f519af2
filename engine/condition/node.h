// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A condition that was read, as a tree. Used inside this folder.
#include "engine/condition/fields.h"
#include "engine/trace/vocabulary.h"

#include <cstdint>
#include <string>
#include <vector>

namespace forkscope::condition {

enum class Question : std::uint8_t {
    And, // of all parts
    Or,
    Not, // of the only part
    Deadlock,
    Ended,     // the main process has
    Exception, // has ended a process: text its type, pattern.by the process
    Exit,      // status of the program
    Printed,   // how often it has printed `text`
    Processes, // how many are in the state `text`
    Field,     // a line of the World
    Seen       // how many events there were like `pattern`
};

enum class Sign : std::uint8_t { Equal, Unequal, Less, More, AtMost, AtLeast };

struct Comparison {
    Sign sign = Sign::More;
    std::int64_t number = 0;
    std::string text; // of a field that is no number

    bool holds(std::int64_t value) const;
};

// Which events are meant. Empty and 0: any.
struct EventPattern {
    trace::Kind kind = trace::Kind::None;
    bool isBegin = false; // its beginning, else that it was done
    bool failed = false;  // refused, raised or timed out; else those that were not
    std::string by, to, on, text;
    std::uint32_t line = 0;
};

struct Node {
    Question question = Question::And;
    std::vector<Node> parts = {};
    std::string text = {};
    Comparison compared = {};
    FieldRef field = {};
    EventPattern pattern = {};
    std::size_t counter = 0; // Printed, Seen: which one of the condition's, from 0
};

} // namespace forkscope::condition
