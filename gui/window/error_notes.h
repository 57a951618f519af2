// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Which exceptions of a moment the index of the course knows.
#include "engine/lesson/subject_index.h"
#include "engine/world/world.h"
#include "gui/inspector/error_note.h"

namespace forkscope::gui {

// The latest exception of each process, the newest first; of many only some.
QList<ErrorNote> errorNotes(const world::World& world, const lesson::SubjectIndex& index);

} // namespace forkscope::gui
