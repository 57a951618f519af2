// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A condition in plain English, for people who do not know its language: the goal of an exercise, a check
// that failed.
//
//     lock.mutex.owner = P1 and ended        mutex is held by P1 and main has ended
//     not seen print by child > 2            child has printed at most twice
//
// Says the same as the condition and no more. Names stand as in the condition; words and notions are those of
// the World's explanations. Plain functions, any thread.
#include "engine/condition/condition.h"

#include <string>

namespace forkscope::condition {

// A clause to be put into a sentence: no capital at its beginning, no full stop at its end. Never empty.
std::string inWords(const Condition& condition);
// That it is not so: "mutex is not held by P1 or main has not ended".
std::string deniedInWords(const Condition& condition);

} // namespace forkscope::condition
