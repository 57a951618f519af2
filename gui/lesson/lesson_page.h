// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The HTML of a lesson's page: its text, below each program the way to its tour, the myths as cards to vote
// on, the exercises and the next lesson at the end.
#include "engine/lesson/lesson.h"
#include "gui/lesson/lesson_extras.h"

namespace forkscope::gui {

// In the colours that the theme has now.
QString lessonPageHtml(const QString& markdown, const LessonExtras& extras);

} // namespace forkscope::gui
