// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Programs to begin one's own from, in the folder templates/ beside the lessons (lessons/README.md).
#include "engine/lesson/lesson.h"

namespace forkscope::lesson {

/// Adds what templates.toml of this folder lists, where there is one; a name that is there already stays as
/// it is. Problems are appended.
void readTemplates(const QString& folder, QList<Program>& templates, QList<PackProblem>& problems);

} // namespace forkscope::lesson
