// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The stage at one moment, on nothing but its ground: all that stands on it, nothing chosen, nothing cut off.
#include "gui/stage/stage_layout.h"
#include "gui/takealong/painting.h"

#include "engine/world/world.h"

class QGraphicsScene;

namespace forkscope::gui {

// `now` is the latest World of the run, as for StageScene. Both are only read here.
Painting stagePainting(const world::World& now, const world::World& world, world::Time at,
                       Arrangement arrangement);

// Everything visible in the scene, with a margin.
QRectF shownPart(const QGraphicsScene& scene);
// Straight from the items, never by way of their cached pixels.
void paintScene(QGraphicsScene& scene, QPainter& painter, const QRectF& target, const QRectF& part);

} // namespace forkscope::gui
