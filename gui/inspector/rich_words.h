// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Words of the engine as rich text: each noun a link in the theme's colour, and back from a link to what it
// is for.
#include "engine/world/words.h"

#include <QString>

namespace forkscope::gui {

QString richText(const world::Words& words);
QString linkTo(const world::Target& target);
// None for a text that is no such link.
world::Target targetOf(const QString& link);

} // namespace forkscope::gui
