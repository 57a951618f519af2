// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/stage/stage_view.h"

#include "engine/world/explain.h"
#include "gui/inspector/process_rows.h"
#include "gui/stage/card_face.h"
#include "gui/stage/card_item.h"
#include "gui/stage/group_item.h"
#include "gui/stage/link_item.h"
#include "gui/stage/object_item.h"
#include "gui/stage/stage_accessible.h"
#include "gui/stage/stage_walk.h"
#include "gui/theme/theme.h"

#include <QApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPaintEvent>
#include <QPixmapCache>
#include <QStyle>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

namespace forkscope::gui {

static constexpr double kLargest = 1.15, kZoomLargest = 3, kZoomSmallest = 0.1;
static constexpr int kPicturesInKiB = 96 * 1024;

StageView::StageView(QWidget* parent) : QGraphicsView(parent) {
    installStageAccessibility();
    setScene(&scene_);
    setFrameShape(NoFrame);
    setRenderHint(QPainter::Antialiasing);
    setDragMode(ScrollHandDrag);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTransformationAnchor(AnchorUnderMouse);
    setViewportUpdateMode(MinimalViewportUpdate);
    setOptimizationFlag(IndirectPainting); // that is, by drawItems()
    // Room for the pictures that Qt keeps of all items, also of a large stage at 2x: with less, all of them
    // are drawn anew for each frame.
    QPixmapCache::setCacheLimit(std::max(QPixmapCache::cacheLimit(), kPicturesInKiB));
    viewport()->setCursor(Qt::ArrowCursor);
    setAccessibleName(tr("Stage"));
    setAccessibleDescription(
        tr("Every process as a card, every lock and queue with who has it and who waits. The arrow keys walk "
           "over it, Enter chooses."));
    connect(&scene_, &StageScene::processChosen, this, &StageView::processChosen);
    connect(&scene_, &StageScene::objectChosen, this, &StageView::objectChosen);
    connect(&scene_, &StageScene::waiterChosen, this, &StageView::waiterChosen);
    connect(&scene_, &StageScene::shown, this, &StageView::placesChanged);
    connect(&scene_, &QGraphicsScene::focusItemChanged, this, [this](QGraphicsItem* item) {
        if (const auto* object = item ? item->toGraphicsObject() : nullptr)
            tellFocus(*this, object);
    });
    connect(&scene_, &StageScene::linksChanged, this, [this] {
        canvas_.forgetGround();
        viewport()->update();
    });
    connect(&scene_, &QGraphicsScene::sceneRectChanged, this, [this] {
        if (fitted_)
            fit();
    });
    connect(&Theme::instance(), &Theme::changed, this, &StageView::applyTheme);
    applyTheme();
}

void StageView::applyTheme() {
    canvas_.forgetGround();
    viewport()->update();
    for (QGraphicsItem* item : scene_.items())
        item->update();
}

void StageView::showWorld(const world::World& now, const world::World& world, world::Time at, bool moves) {
    world_ = world;
    at_ = at;
    scene_.showWorld(now, world, at, moves && !reduceMotion_ && isVisible());
    scene_.clock().catchUp();
}

void StageView::showNothing() {
    scene_.showNothing();
    world_.reset();
    fitted_ = true;
}

void StageView::setReduceMotion(bool reduce) {
    reduceMotion_ = reduce;
    if (reduce)
        scene_.clock().finish();
}

bool StageView::desktopReducesMotion() {
    return QApplication::style()->styleHint(QStyle::SH_Widget_Animation_Duration) == 0;
}

void StageView::setChosen(world::ProcessId id) {
    scene_.chooseObject({});
    scene_.chooseProcess(id);
}

void StageView::setChosen(world::ObjectId id) {
    scene_.chooseProcess({});
    scene_.chooseObject(id);
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
    emit placesChanged();
}

void StageView::scrollContentsBy(int dx, int dy) {
    QGraphicsView::scrollContentsBy(dx, dy);
    emit placesChanged();
}

QRect StageView::buttonPlace(world::ProcessId id, std::span<const int> widths, int height) const {
    const CardItem* card = scene_.card(id);
    if (!card || !card->isVisible())
        return {};
    const QRect frame = mapFromScene(card->mapRectToScene(card->frame())).boundingRect();
    const double room = kCardButton.width() * transform().m11();
    const auto fits = std::ranges::find_if(widths, [room](int width) { return width <= room; });
    const int width = fits == widths.end() ? widths.back() : *fits;
    const int margin = frame.height() > 2 * height + 6 ? 6 : 1;
    const QRect place(frame.right() - margin - width, frame.bottom() - margin - height, width, height);
    return viewport()->rect().contains(place) ? place : QRect();
}

void StageView::contextMenuEvent(QContextMenuEvent* event) {
    const bool isByKey = event->reason() == QContextMenuEvent::Keyboard;
    const QList<QGraphicsItem*> here =
        isByKey ? QList<QGraphicsItem*>{scene_.focusItem()} : items(event->pos());
    for (const QGraphicsItem* item : here)
        if (const auto* card = item ? qobject_cast<const CardItem*>(item->toGraphicsObject()) : nullptr) {
            const QPoint place =
                isByKey ? viewport()->mapToGlobal(mapFromScene(card->middle())) : event->globalPos();
            return emit menuRequested(card->card().process, place);
        }
    QGraphicsView::contextMenuEvent(event);
}

void StageView::resizeEvent(QResizeEvent* event) {
    QGraphicsView::resizeEvent(event);
    scene_.setArrangement(arrangementFor(viewport()->size(), scene_.arrangement()));
    if (fitted_)
        fit();
}

void StageView::zoomBy(double factor) {
    const double scale = std::clamp(transform().m11() * factor, kZoomSmallest, kZoomLargest);
    fitted_ = false;
    const double change = scale / transform().m11();
    this->scale(change, change);
    emit placesChanged();
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
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_Home:
        if (walk(event->key()))
            return;
        return QGraphicsView::keyPressEvent(event);
    default:
        QGraphicsView::keyPressEvent(event);
    }
}

// To the neighbour in that direction; to main where nothing has the focus yet.
bool StageView::walk(int key) {
    const std::vector<QGraphicsObject*> stops = scene_.stops();
    if (stops.empty())
        return false;
    QGraphicsItem* const from = scene_.focusItem();
    QGraphicsObject* to = stops.front();
    if (from && key != Qt::Key_Home) {
        std::vector<QRectF> places;
        for (const QGraphicsObject* stop : stops)
            places.push_back(stop->sceneBoundingRect());
        const int next = nextInDirection(from->sceneBoundingRect(), places, key);
        if (next < 0)
            return true; // the edge of the stage
        to = stops[std::size_t(next)];
    }
    to->setFocus(Qt::TabFocusReason);
    if (!fitted_)
        ensureVisible(to, 30, 30);
    return true;
}

void StageView::focusInEvent(QFocusEvent* event) {
    QGraphicsView::focusInEvent(event);
    if (event->reason() != Qt::MouseFocusReason && !scene_.focusItem())
        walk(Qt::Key_Home);
}

// Qt is told that all is exposed: finding out which items are takes it longer than asking each.
void StageView::paintEvent(QPaintEvent* event) {
    exposed_ = event->region();
    QPaintEvent all(viewport()->rect());
    QGraphicsView::paintEvent(&all);
    if (exposed_.isEmpty())
        return;
    QPainter painter(viewport()); // there are no items
    drawItems(&painter, 0, nullptr, nullptr);
}

void StageView::drawBackground(QPainter*, const QRectF&) {}

void StageView::drawItems(QPainter* painter, int count, QGraphicsItem* items[],
                          const QStyleOptionGraphicsItem[]) {
    const QRegion exposed = std::exchange(exposed_, {});
    const QTransform view = viewportTransform();
    std::vector<QGraphicsItem*> tops = topsOf(items, count);
    painter->save();
    if (canvas_.fits(*viewport())) {
        for (const QRect& part : StageCanvas::partsOf(exposed))
            drawPart(part, view, tops);
        painter->resetTransform();
        canvas_.copyTo(*painter, exposed);
    } else {
        painter->setWorldTransform(view);
        paintGround(*painter, mapToScene(exposed.boundingRect()).boundingRect());
        scene_.drawItems(painter, int(tops.size()), tops.data(), nullptr, viewport());
    }
    painter->restore();
}

// In the order in which they are drawn: without an index the scene has them in the order in which they came.
// The links belong to the ground.
std::vector<QGraphicsItem*> StageView::topsOf(QGraphicsItem* const items[], int count) {
    std::vector<QGraphicsItem*> tops;
    for (int i = 0; i < count; ++i)
        if (!items[i]->parentItem() && items[i]->isVisible() && items[i]->zValue() >= 0)
            tops.push_back(items[i]);
    std::ranges::stable_sort(tops, {}, &QGraphicsItem::zValue);
    return tops;
}

void StageView::drawPart(const QRect& part, const QTransform& view, const std::vector<QGraphicsItem*>& tops) {
    std::vector<QGraphicsItem*> inPart;
    const QRectF around = QRectF(part).adjusted(-2, -2, 2, 2);
    std::ranges::copy_if(tops, std::back_inserter(inPart), [&](const QGraphicsItem* item) {
        return view.mapRect(item->sceneBoundingRect()).intersects(around);
    });
    QPainter painter(&canvas_.frame());
    painter.setClipRect(part);
    painter.drawPixmap(QPointF(), canvas_.ground(view, [this](QPainter& ground, const QRectF& where) {
        paintGround(ground, where);
    }));
    painter.setRenderHints(renderHints());
    painter.setWorldTransform(view);
    scene_.drawItems(&painter, int(inPart.size()), inPart.data(), nullptr, viewport());
}

void StageView::paintGround(QPainter& painter, const QRectF& where) {
    paintStageGround(painter, where);
    for (const auto paint : {&LinkItem::paintWay, &LinkItem::paintAdoption}) // its mark above all ways
        for (const LinkItem* link : scene_.links())
            if (link && link->isVisible())
                (link->*paint)(painter);
}

QString StageView::processSentence(world::ProcessId id) const {
    const StageCard* card = scene_.picture().card(id);
    if (!world_ || !card)
        return {};
    QString sentence = QString::fromStdString(world::explainProcess(*world_, id, at_));
    if (const StageHold& hold = card->hold; !hold.next.isEmpty())
        sentence =
            QStringList{hold.next, hold.able, hold.reason}.join(QStringLiteral(" · ")) + u'\n' + sentence;
    if (card->queuePlace > 0)
        sentence +=
            u' ' + tr("It came as number %1; any of those who wait may be next.").arg(card->queuePlace);
    return sentence;
}

QString StageView::objectSentence(world::ObjectId id) const {
    const StageObject* object = scene_.picture().object(id);
    if (!world_ || !object)
        return {};
    QString sentence = QString::fromStdString(world::explainObject(*world_, id, at_));
    if ((object->kind == StageKind::Lock || object->kind == StageKind::Semaphore) &&
        object->waiters.size() > 1)
        sentence += u' ' + tr("They stand in order of arrival, but any of them may be next.");
    return sentence;
}

static QRect inViewport(const StageView& view, const QGraphicsItem& item, const QRectF& frame) {
    return view.mapFromScene(item.mapRectToScene(frame)).boundingRect();
}

QRect StageView::placeOf(world::ProcessId id) const {
    if (const CardItem* card = scene_.card(id))
        return inViewport(*this, *card, card->frame());
    if (const GroupItem* group = scene_.group(id))
        return inViewport(*this, *group, group->boundingRect());
    return {};
}

QRect StageView::uprightPlaceOf(world::ProcessId id) const {
    const CardItem* card = scene_.card(id);
    if (!card)
        return placeOf(id);
    const QPointF middle = mapFromScene(card->mapToScene(card->frame().center()));
    QRectF upright(QPointF(), card->frame().size() * transform().m11());
    upright.moveCenter(middle);
    return upright.toAlignedRect();
}

double StageView::tiltOf(world::ProcessId id) const {
    const CardItem* card = scene_.card(id);
    return card ? card->rotation() : 0;
}

QRect StageView::placeOf(world::ObjectId id) const {
    const ObjectItem* object = scene_.object(id);
    return object ? inViewport(*this, *object, object->frame()) : QRect();
}

std::vector<QRect> StageView::allPlaces() const {
    std::vector<QRect> places;
    for (const QGraphicsObject* item : scene_.stops())
        places.push_back(inViewport(*this, *item, item->boundingRect()));
    return places;
}

QString StageView::nameOf(const QGraphicsObject* item) const {
    if (const auto* card = qobject_cast<const CardItem*>(item))
        return QStringList{card->card().tag, card->card().name}.join(u' ').trimmed() + QStringLiteral(", ") +
               card->card().words;
    if (const auto* group = qobject_cast<const GroupItem*>(item))
        return group->title() + QStringLiteral(": ") + group->counts();
    if (const auto* object = qobject_cast<const ObjectItem*>(item)) {
        QStringList parts{object->object().type + u' ' + object->object().name};
        if (!object->object().count.isEmpty())
            parts += object->object().count;
        return parts.join(QStringLiteral(", "));
    }
    return {};
}

QString StageView::sentenceOf(const QGraphicsObject* item) const {
    if (const auto* card = qobject_cast<const CardItem*>(item))
        return processSentence(card->card().process);
    if (const auto* object = qobject_cast<const ObjectItem*>(item))
        return objectSentence(object->object().id);
    if (const auto* group = qobject_cast<const GroupItem*>(item))
        return group->counts();
    return {};
}

QString StageView::sentenceAt(const QPoint& place) const {
    for (const QGraphicsItem* item : items(place)) {
        const auto* object = item->toGraphicsObject();
        if (const auto* lock = qobject_cast<const ObjectItem*>(object))
            if (const auto waiter = lock->waiterAt(lock->mapFromScene(mapToScene(place)));
                waiter.value && world_)
                return tr("Click: %1 gets “%2”. Whoever has it goes on until it has given it back.")
                    .arg(tagOf(*world_, waiter), lock->object().name);
        if (const auto* group = qobject_cast<const GroupItem*>(object))
            if (const int i = group->tagAt(group->mapFromScene(mapToScene(place))); i >= 0)
                return processSentence(group->cards()[std::size_t(i)].process);
        if (const QString sentence = sentenceOf(object); !sentence.isEmpty())
            return sentence;
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
