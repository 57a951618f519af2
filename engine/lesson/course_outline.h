// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The whole course on one page, as a teacher shows it in the first hour: its parts, and of each lesson what
// one will see, how long it takes, what comes before. Markdown.
#include "engine/lesson/lesson_library.h"

namespace forkscope::lesson {

enum class OutlineLinks { None, ToLessons }; ///< "lesson:08", for the window

QString courseOutline(const LessonLibrary& library, const QString& language, OutlineLinks links);

/// "07", "01 and 02"; only what is there.
QString needsOf(const LessonLibrary& library, const Lesson& lesson);
/// "45 min", "1 h 30"; empty for 0.
QString durationWords(int minutes);

} // namespace forkscope::lesson
