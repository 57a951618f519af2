// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The readers of the parts of a pack, used by lesson_pack.cpp. Each leaves out what has a fault and says why
// in `problems`.
#include "engine/lesson/lesson.h"
#include "engine/lesson/toml_fields.h"

namespace forkscope::lesson {

/// One [[programs]] or [[templates]] table, whose file lies in `folder`.
void readProgram(TomlFields& fields, const QString& folder, QList<Program>& programs);
/// tours/NAME.toml for each of the lesson's programs that has one.
void readTours(Lesson& lesson, QList<PackProblem>& problems);
/// exercises/SLUG/, those in `order` first.
void readExercises(Lesson& lesson, const QStringList& order, QList<PackProblem>& problems);
/// [[myths]] and [[claims]] of lesson.toml.
void readMyths(Lesson& lesson, const toml::table& table, const QString& manifest,
               QList<PackProblem>& problems);
void readClaims(Lesson& lesson, const toml::table& table, const QString& manifest,
                QList<PackProblem>& problems);

} // namespace forkscope::lesson
