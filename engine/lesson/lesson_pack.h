// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/lesson/lesson.h"

#include <optional>

namespace forkscope::lesson {

/// What came out of one pack: the lesson as far as it could be read, and everything that its author should
/// mend.
struct PackResult {
    std::optional<Lesson> lesson; ///< none when lesson.toml is unreadable, lacks a field, or no text exists
    QList<PackProblem> problems;
};

/// Reads the pack in this folder: lesson.toml, the text in each language, and where the programs are.
/// A missing program or translation costs that program or translation, not the lesson. Reads files only;
/// throws nothing; runs in the caller's thread (a pack takes well under a millisecond).
PackResult loadPack(const QString& folder);

} // namespace forkscope::lesson
