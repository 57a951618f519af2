// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/takealong/stage_painting.h"

#include "gui/stage/stage_scene.h"
#include "gui/theme/theme.h"

#include <QGraphicsItem>

namespace forkscope::gui {

QRectF shownPart(const QGraphicsScene& scene) {
    constexpr double kMargin = 20;
    QRectF part;
    for (const QGraphicsItem* item : scene.items())
        if (item->isVisible())
            part |= item->sceneBoundingRect();
    return part.isEmpty() ? QRectF() : part.adjusted(-kMargin, -kMargin, kMargin, kMargin);
}

void paintScene(QGraphicsScene& scene, QPainter& painter, const QRectF& target, const QRectF& part) {
    for (QGraphicsItem* item : scene.items())
        item->setCacheMode(QGraphicsItem::NoCache);
    scene.render(&painter, target, part);
}

Painting stagePainting(const world::World& now, const world::World& world, world::Time at,
                       Arrangement arrangement) {
    const auto scene = std::make_shared<StageScene>();
    scene->setArrangement(arrangement);
    scene->showWorld(now, world, at, false);
    const QRectF part = shownPart(*scene);
    return {part.size(), [scene, part](QPainter& painter) {
                const QRectF whole(QPointF(), part.size());
                painter.fillRect(whole, colors().panel);
                paintScene(*scene, painter, whole, part);
            }};
}

} // namespace forkscope::gui
