// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// One function for each kind of check. Each reads its fields, of which Fields keeps the faults. Used inside
// this folder.
#include "engine/check/check.h"
#include "engine/check/fields.h"

namespace forkscope::check {

using CheckPtr = std::unique_ptr<Check>;

// Who is where at the same time (inside.cpp)
CheckPtr oneAtATime(Fields& fields);
CheckPtr atMost(Fields& fields);
// How it ended (ending.cpp)
CheckPtr endsWithin(Fields& fields);
CheckPtr exitCode(Fields& fields);
CheckPtr noDeadlock(Fields& fields);
CheckPtr nothingLeft(Fields& fields);
// What came out (output.cpp)
CheckPtr printedOutput(Fields& fields);
CheckPtr result(Fields& fields);
// What was made use of (objects.cpp)
CheckPtr uses(Fields& fields);
CheckPtr usesNot(Fields& fields);
CheckPtr consumedOnce(Fields& fields);
// How much of the work was done at the same time (speed.cpp)
CheckPtr speedUp(Fields& fields);
// What a client of its own heard (talk_check.cpp)
CheckPtr tcpTalk(Fields& fields);
// The language of conditions (condition_check.cpp)
CheckPtr conditionCheck(Fields& fields);

} // namespace forkscope::check
