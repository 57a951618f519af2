// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/stage/stage_view.h"

#include "engine/world/explain.h"
#include "gui/stage/card_item.h"
#include "gui/stage/object_item.h"
#include "gui/theme/theme.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QToolTip>
#include <QWheelEvent>

#include <cmath>

namespace forkscope::gui {

static constexpr double kLargest = 1.15, kZoomLargest = 3, kZoomSmallest = 0.1;

StageView::StageView(QWidget* parent) : QGraphicsView(parent) {
    setScene(&scene_);
    setFrameShape(NoFrame);
    setRenderHint(QPainter::Antialiasing);
    setDragMode(ScrollHandDrag);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTransformationAnchor(AnchorUnderMouse);
    setViewportUpdateMode(MinimalViewportUpdate);
    viewport()->setCursor(Qt::ArrowCursor);
    setAccessibleName(tr("Stage"));
    setAccessibleDescription(
        tr("Every process as a card, every lock and queue with who has it and who waits."));
    connect(&scene_, &StageScene::processChosen, this, &StageView::processChosen);
    connect(&scene_, &StageScene::objectChosen, this, &StageView::objectChosen);
    connect(&scene_, &QGraphicsScene::sceneRectChanged, this, [this] {
        if (fitted_)
            fit();
    });
    connect(&Theme::instance(), &Theme::changed, this, &StageView::applyTheme);
    applyTheme();
}

void StageView::applyTheme() {
    setBackgroundBrush(colors().panel);
    for (QGraphicsItem* item : scene_.items())
        item->update();
}

void StageView::showWorld(const world::World& now, const world::World& world, world::Time at, bool moves) {
    scene_.showWorld(now, world, at, moves && !reduceMotion_ && isVisible());
    processSentences_.clear();
    objectSentences_.clear();
    for (const StageCard& card : scene_.picture().cards)
        processSentences_[card.process] =
            QString::fromStdString(world::explainProcess(world, card.process, at));
    for (const StageObject& object : scene_.picture().objects)
        objectSentences_[object.id] = QString::fromStdString(world::explainObject(world, object.id, at));
}

void StageView::showNothing() {
    scene_.showNothing();
    fitted_ = true;
}

void StageView::fit() {
    fitted_ = true;
    const QRectF whole = scene_.sceneRect();
    if (whole.isEmpty() || viewport()->width() < 20)
        return;
    const double scale =
        std::min({kLargest, viewport()->width() / whole.width(), viewport()->height() / whole.height()});
    setTransform(QTransform::fromScale(scale, scale));
    centerOn(whole.center());
}

void StageView::resizeEvent(QResizeEvent* event) {
    QGraphicsView::resizeEvent(event);
    if (fitted_)
        fit();
}

void StageView::zoomBy(double factor) {
    const double scale = std::clamp(transform().m11() * factor, kZoomSmallest, kZoomLargest);
    fitted_ = false;
    const double change = scale / transform().m11();
    this->scale(change, change);
}

void StageView::wheelEvent(QWheelEvent* event) {
    if (!(event->modifiers() & Qt::ControlModifier))
        return QGraphicsView::wheelEvent(event);
    zoomBy(std::pow(1.0015, event->angleDelta().y()));
    event->accept();
}

void StageView::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoomBy(1.2);
    case Qt::Key_Minus:
        return zoomBy(1 / 1.2);
    case Qt::Key_0:
        return fit();
    default:
        QGraphicsView::keyPressEvent(event);
    }
}

// A faint grid of dots, so that an empty canvas does not look unfinished.
void StageView::drawBackground(QPainter* painter, const QRectF& where) {
    painter->fillRect(where, colors().panel);
    constexpr double kStep = 24;
    painter->setPen(QPen(mixed(colors().panel, colors().line, 0.55), 1.4, Qt::SolidLine, Qt::RoundCap));
    QList<QPointF> points;
    for (double x = std::floor(where.left() / kStep) * kStep; x < where.right(); x += kStep)
        for (double y = std::floor(where.top() / kStep) * kStep; y < where.bottom(); y += kStep)
            points.append({x, y});
    painter->drawPoints(points.constData(), int(points.size()));
}

QString StageView::sentenceAt(const QPoint& place) const {
    for (const QGraphicsItem* item : items(place)) {
        if (const auto* card = dynamic_cast<const CardItem*>(item))
            return processSentences_.contains(card->card().process)
                       ? processSentences_.at(card->card().process)
                       : QString();
        if (const auto* object = dynamic_cast<const ObjectItem*>(item))
            return objectSentences_.contains(object->object().id) ? objectSentences_.at(object->object().id)
                                                                  : QString();
    }
    return {};
}

bool StageView::viewportEvent(QEvent* event) {
    if (event->type() != QEvent::ToolTip)
        return QGraphicsView::viewportEvent(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    if (const QString sentence = sentenceAt(help->pos()); !sentence.isEmpty())
        QToolTip::showText(help->globalPos(), sentence, this);
    else
        QToolTip::hideText();
    return true;
}

} // namespace forkscope::gui
