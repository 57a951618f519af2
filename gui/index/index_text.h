// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the page of the index says of one entry, as the Markdown that a LessonView shows.
#include "engine/lesson/lesson_library.h"

namespace forkscope::gui {

QString errorText(const lesson::LessonLibrary& library, const lesson::KnownError& error);
// Of a topic, or a word of the glossary; links "reading:06?heading", "error:SLUG".
QString topicText(const lesson::LessonLibrary& library, const QString& name);
// Where it is told, the first of them first.
QList<lesson::Reading> readingsOf(const lesson::LessonLibrary& library, const QString& topic);
// "06 Daemon processes: Mark it before you start it"; empty where there is no such lesson.
QString wordsOf(const lesson::LessonLibrary& library, const lesson::Reading& reading);

} // namespace forkscope::gui
