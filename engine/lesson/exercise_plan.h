// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// From an exercise to what is asked of a program: what check::Checker runs.
#include "engine/check/plan.h"
#include "engine/lesson/exercise.h"

namespace forkscope::lesson {

/// `program`: the file to be checked, the learner's or one of the solutions. Of fix and build alone. Fails
/// where a table of the exercise is not understood, which the reader of packs has reported.
Result<check::Plan> planOf(const Exercise& exercise, const QString& program);

} // namespace forkscope::lesson
