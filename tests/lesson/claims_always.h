// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What holds in every run of every lesson's program, whatever it does.
#include "tests/lesson/claims_run.h"

namespace forkscope::tests {

// Each gives "" when it holds, else what was seen instead.
QString traceIsUndamaged(const LessonRun& run); // also when it has been saved and is read anew
QString locksAreTakenWhenFree(const LessonRun& run);
QString getsFollowPuts(const LessonRun& run);
QString linesAreTheLearners(const LessonRun& run);
QString objectsAreNamed(const LessonRun& run);
QString everybodyIsGone(const LessonRun& run);

// All of these, with the program's name in front.
QString whatAlwaysHolds(const LessonRun& run);

} // namespace forkscope::tests
