// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What one part of a condition says in plain words, before the parts are put together. Used inside this
// folder.
#include "engine/condition/node.h"

#include <string>
#include <string_view>

namespace forkscope::condition {

struct Clause {
    std::string subject;   // "P1"; "" where `predicate` is a whole clause of its own
    std::string predicate; // "has not printed"
    std::string denied;    // what predicate denies: "has printed"; "" where it denies nothing

    std::string text() const { return subject.empty() ? predicate : subject + " " + predicate; }
};

// `isDenied`: the condition is that it is not so.
Clause clauseOfEvents(const Node& seen, bool isDenied);
Clause clauseOfField(const Node& field, bool isDenied);

// -- words that the parts share

// Is there only what is not counted: "= 0", "< 1", "<= 0".
bool isNone(const Comparison& compared);
// At least one, and that is all that is asked: "> 0", ">= 1", "!= 0".
bool isSome(const Comparison& compared);
// What holds where `compared` does not.
Comparison opposite(Comparison compared);
// "more than 3 items", "at least one item", "no items".
std::string amount(const Comparison& compared, std::string_view one, std::string_view many);
// "exactly twice", "more than 3 times"; "" where it is enough that it happened.
std::string times(const Comparison& compared);
// "above 3", "3", "not 3".
std::string measure(const Comparison& compared, const std::string& value);
std::string quoted(std::string_view text);
bool isAny(std::string_view name); // no name is given, or "*"

} // namespace forkscope::condition
