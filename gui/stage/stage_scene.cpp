// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/stage/stage_scene.h"

#include "gui/stage/card_item.h"
#include "gui/stage/group_item.h"
#include "gui/stage/link_item.h"
#include "gui/stage/object_item.h"
#include "gui/stage/object_paint.h"
#include "gui/stage/padlock_item.h"
#include "gui/stage/ring_item.h"

#include <algorithm>

namespace forkscope::gui {

using world::World;

StageScene::StageScene(QObject* parent)
    : QGraphicsScene(parent), flights_(
                                  *this, clock_, [this](const StageStop& stop) { return locate(stop); },
                                  [this](world::ObjectId object, std::uint64_t item, bool flying) {
                                      if (const auto found = objects_.find(object); found != objects_.end())
                                          found->second->setFlying(item, flying);
                                  }) {
    // Few items, all of which may change at once: an index would cost more than it finds.
    setItemIndexMethod(NoIndex);
}

StageScene::~StageScene() {
    blockSignals(true);
    showNothing(); // padlocks let go of the clock, which is gone before the scene's own items
}

void StageScene::showNothing() {
    clock_.forgetAll();
    flights_.clear();
    rings_.clear();
    shownRings_.clear();
    setFocusItem(nullptr); // an item that dies with the focus asks for a new cache of its own
    clear();
    picture_ = {};
    holds_.clear();
    groups_ = {};
    heights_.clear();
    objectPlaces_.clear();
    places_ = ObjectPlaces(arrangement_);
    whole_ = {};
    cards_.clear();
    groupItems_.clear();
    links_.clear();
    objects_.clear();
    padlocks_.clear();
    setSceneRect({});
    emit linksChanged();
    emit shown();
}

void StageScene::showWorld(const World& now, const World& world, world::Time at, bool moves) {
    place(now);
    StagePicture picture = stagePicture(world, at);
    addHolds(picture);
    if (picture.showsTheSame(picture_)) {
        picture_.order = picture.order;
        return;
    }
    show(std::move(picture), moves && picture.order >= picture_.order);
}

void StageScene::addHolds(StagePicture& picture) const {
    for (StageCard& card : picture.cards) {
        const auto found = holds_.find(card.process);
        card.hold = found == holds_.end() ? StageHold() : found->second;
    }
}

void StageScene::setHolds(Holds holds) {
    if (holds == holds_)
        return;
    holds_ = std::move(holds);
    addHolds(picture_);
    showCards({});
    for (const auto& [id, item] : objects_)
        item->setGives(!holds_.empty());
}

void StageScene::show(StagePicture picture, bool moves) {
    if (!moves)
        clock_.finish(); // the end of what went on before: nothing is on its way
    const StageMoves what = moves ? movesBetween(picture_, picture) : StageMoves();
    picture_ = std::move(picture);
    showCards(what);
    showGroups();
    showLinks(moves);
    showObjects(what, moves);
    showRings(moves);
    for (const StageMove& move : what.flights)
        flights_.start(move);
    emit shown();
}

void StageScene::growTo(const QRectF& place) {
    whole_ |= place;
    if (const QRectF wanted = whole_.adjusted(-16, -18, 16, 16); wanted != sceneRect())
        setSceneRect(wanted);
}

void StageScene::place(const World& now) {
    if (groups_.placeOf.size() != now.processes().size()) {
        const std::size_t before = groups_.members.size();
        groups_ = cardGroups(now);
        if (groups_.members.size() < before) { // so many that they share places from now on
            for (auto* items : {&links_})
                for (LinkItem*& link : *items)
                    delete std::exchange(link, nullptr);
            whole_ = {};
            for (const auto& [id, rect] : objectPlaces_)
                whole_ |= rect;
        }
        for (std::size_t i = 0; i < groups_.members.size(); ++i)
            growTo(cardPlace(int(i)));
    }
    placeObjects(stageObjects(now));
}

void StageScene::placeObjects(const std::vector<StageObject>& objects) {
    for (const StageObject& object : objects) {
        if (!objectPlaces_.try_emplace(object.id).second)
            continue;
        const double height = lookOf(object.kind).height;
        heights_.emplace_back(object.id, height);
        growTo(objectPlaces_[object.id] = places_.add(height));
    }
}

// Only the learner's own hand, which changes the size of the stage, moves what stands on it.
void StageScene::setArrangement(Arrangement arrangement) {
    if (arrangement == arrangement_)
        return;
    clock_.finish();
    arrangement_ = arrangement;
    places_ = ObjectPlaces(arrangement);
    whole_ = {};
    for (std::size_t i = 0; i < groups_.members.size(); ++i)
        whole_ |= cardPlace(int(i));
    for (const auto& [id, height] : heights_) {
        whole_ |= objectPlaces_[id] = places_.add(height);
        if (const auto item = objects_.find(id); item != objects_.end())
            item->second->setPos(objectPlaces_[id].topLeft());
    }
    if (!whole_.isNull())
        growTo(whole_);
    showObjects({}, false);
}

int StageScene::placeOf(world::ProcessId id) const {
    const auto found = std::ranges::find(picture_.cards, id, &StageCard::process);
    return found == picture_.cards.end() ? -1 : groups_.placeOf[std::size_t(found - picture_.cards.begin())];
}

QRectF StageScene::frameOf(world::ProcessId id) const {
    const int place = placeOf(id);
    return place < 0 ? QRectF() : cardPlace(place);
}

std::optional<QPointF> StageScene::locate(const StageStop& stop) const {
    if (stop.process.value) {
        const QRectF frame = frameOf(stop.process);
        return frame.isNull() ? std::nullopt : std::optional(frame.center());
    }
    const ObjectItem* item = object(stop.object);
    return item ? std::optional(item->spot(stop.spot, stop.index)) : std::nullopt;
}

const CardItem* StageScene::card(world::ProcessId id) const {
    const int place = placeOf(id);
    return place < 0 || groups_.isGroup(place) ? nullptr : cards_[std::size_t(place)];
}

const GroupItem* StageScene::group(world::ProcessId id) const {
    const int place = placeOf(id);
    return place < 0 || !groups_.isGroup(place) ? nullptr : groupItems_[std::size_t(place)];
}

const LinkItem* StageScene::link(world::ProcessId child) const {
    const int place = placeOf(child);
    return place < 0 ? nullptr : links_[std::size_t(place)];
}

const ObjectItem* StageScene::object(world::ObjectId id) const {
    const auto found = objects_.find(id);
    return found == objects_.end() || !picture_.object(id) ? nullptr : found->second;
}

const PadlockItem* StageScene::padlock(world::ObjectId id) const {
    const auto found = padlocks_.find(id);
    return found == padlocks_.end() || !found->second->isVisible() ? nullptr : found->second;
}

std::vector<QGraphicsObject*> StageScene::stops() const {
    std::vector<QGraphicsObject*> stops;
    for (std::size_t i = 0; i < groups_.members.size() && i < cards_.size(); ++i) {
        if (groups_.isGroup(int(i)) && groupItems_[i] && groupItems_[i]->isVisible())
            stops.push_back(groupItems_[i]);
        else if (cards_[i] && cards_[i]->isVisible())
            stops.push_back(cards_[i]);
    }
    for (const auto& [id, item] : objects_)
        if (item->isVisible())
            stops.push_back(item);
    return stops;
}

void StageScene::chooseProcess(world::ProcessId id) {
    chosenProcess_ = id;
    for (CardItem* item : cards_)
        if (item)
            item->setChosen(id.value && item->card().process == id);
    for (GroupItem* item : groupItems_)
        if (item)
            item->setChosen(id);
}

void StageScene::chooseObject(world::ObjectId id) {
    chosenObject_ = id;
    for (const auto& [object, item] : objects_)
        item->setChosen(id && object == id);
}

} // namespace forkscope::gui
