// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Where each process of a World stands in one source file, as badges and tinted lines of the editor.
#include "engine/world/world.h"
#include "gui/editor/badge_gutter.h"
#include "gui/editor/code_editor.h"

namespace forkscope::gui {

struct LineBadges {
    QList<LineBadge> badges;
    QList<QPair<int, LineTint>> tints;
};

LineBadges lineBadges(const world::World& world, trace::Time at, const QString& file);

} // namespace forkscope::gui
