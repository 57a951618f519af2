// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Everything of the lessons that a learner may look for: their texts by heading, titles, programs, exercises
// (title and task, neither hints nor solutions), myths, the glossary and the index.
#include "engine/lesson/lesson_library.h"
#include "engine/search/search_index.h"

namespace forkscope::search {

/// Reads the programs' files; one that cannot be read is found by its title alone.
SearchIndex indexOf(const lesson::LessonLibrary& library, const QString& language);

} // namespace forkscope::search
