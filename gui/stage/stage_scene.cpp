// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/stage/stage_scene.h"

#include "gui/stage/card_item.h"
#include "gui/stage/link_item.h"
#include "gui/stage/object_item.h"
#include "gui/stage/object_paint.h"
#include "gui/stage/padlock_item.h"

#include <algorithm>

namespace forkscope::gui {

using world::World;

StageScene::StageScene(QObject* parent) : QGraphicsScene(parent) {
    // Few items, all of which may change at once: an index would cost more than it finds.
    setItemIndexMethod(NoIndex);
}

StageScene::~StageScene() = default;

void StageScene::showNothing() {
    clear();
    picture_ = {};
    objectPlaces_.clear();
    places_ = {};
    whole_ = {};
    placed_ = 0;
    cards_.clear();
    links_.clear();
    objects_.clear();
    padlocks_.clear();
    setSceneRect({});
}

void StageScene::showWorld(const World& now, const World& world, world::Time at, bool moves) {
    place(now);
    StagePicture picture = stagePicture(world, at);
    if (picture == picture_)
        return;
    picture_ = std::move(picture);
    showCards();
    showLinks();
    showObjects(moves);
}

void StageScene::place(const World& now) {
    for (; placed_ < now.processes().size(); ++placed_)
        whole_ |= cardPlace(int(placed_));
    for (const StageObject& object : stageObjects(now))
        if (objectPlaces_.try_emplace(object.id).second)
            whole_ |= objectPlaces_[object.id] = places_.add(lookOf(object.kind).height);
    if (const QRectF wanted = whole_.adjusted(-16, -18, 16, 16); wanted != sceneRect())
        setSceneRect(wanted);
}

int StageScene::indexOf(world::ProcessId id) const {
    const auto found = std::ranges::find(picture_.cards, id, &StageCard::process);
    return found == picture_.cards.end() ? -1 : int(found - picture_.cards.begin());
}

CardItem* StageScene::cardFor(std::size_t i) {
    if (i >= cards_.size())
        cards_.resize(i + 1);
    if (!cards_[i]) {
        cards_[i] = new CardItem(cardPlace(int(i)));
        addItem(cards_[i]);
        connect(cards_[i], &CardItem::chosen, this,
                [this](CardItem* card) { emit processChosen(card->card().process); });
    }
    return cards_[i];
}

void StageScene::showCards() {
    for (std::size_t i = 0; i < picture_.cards.size(); ++i)
        cardFor(i)->setCard(picture_.cards[i]);
    for (std::size_t i = 0; i < cards_.size(); ++i)
        cards_[i]->setVisible(i < picture_.cards.size());
}

void StageScene::showLinks() {
    links_.resize(std::max(links_.size(), picture_.cards.size()));
    for (std::size_t i = 0; i < links_.size(); ++i) {
        const bool shown = i < picture_.cards.size();
        const int parent = shown && picture_.cards[i].parent.value ? indexOf(picture_.cards[i].parent) : -1;
        if (parent >= 0 && !links_[i]) {
            links_[i] = new LinkItem(cardPlace(parent), cardPlace(int(i)));
            addItem(links_[i]);
        }
        if (!links_[i])
            continue;
        links_[i]->setVisible(parent >= 0);
        if (parent >= 0)
            links_[i]->setLook(picture_.cards[i].role == world::ProcessRole::Daemon, picture_.cards[i].orphan,
                               picture_.cards[i].gone);
    }
}

template <typename Items, typename Shown> static void hideOthers(Items& items, const Shown& isShown) {
    for (auto& [id, item] : items)
        item->setVisible(isShown(id));
}

void StageScene::showObjects(bool moves) {
    for (const StageObject& object : picture_.objects) {
        ObjectItem*& item = objects_[object.id];
        if (!item) {
            item = new ObjectItem(objectPlaces_[object.id]);
            addItem(item);
            connect(item, &ObjectItem::chosen, this,
                    [this](ObjectItem* o) { emit objectChosen(o->object().id); });
        }
        item->setObject(object);
        if (object.lock)
            showPadlock(object, *item, moves);
    }
    const auto isShown = [this](world::ObjectId id) {
        return std::ranges::find(picture_.objects, id, &StageObject::id) != picture_.objects.end();
    };
    hideOthers(objects_, isShown);
    hideOthers(padlocks_, [this](world::ObjectId id) {
        return std::ranges::find(picture_.objects, id, &StageObject::lock) != picture_.objects.end();
    });
}

void StageScene::showPadlock(const StageObject& object, const ObjectItem& item, bool moves) {
    PadlockItem*& padlock = padlocks_[object.lock];
    if (!padlock) {
        padlock = new PadlockItem;
        addItem(padlock);
    }
    padlock->setLook(!object.known            ? Padlock::Unknown
                     : object.holders.empty() ? Padlock::Free
                                              : Padlock::Owned,
                     object.depth);
    const CardItem* owner = object.holders.empty() ? nullptr : card(object.holders.front().process);
    padlock->goTo(owner ? owner->padlockPlace(padlocksBefore(object)) : item.padlockPlace(), !moves);
}

// Several on one card stand side by side.
int StageScene::padlocksBefore(const StageObject& object) const {
    int number = 0;
    for (const StageObject& other : picture_.objects) {
        if (other.id == object.id)
            break;
        number += other.lock && !other.holders.empty() &&
                  other.holders.front().process == object.holders.front().process;
    }
    return number;
}

const CardItem* StageScene::card(world::ProcessId id) const {
    const int i = indexOf(id);
    return i < 0 ? nullptr : cards_[std::size_t(i)];
}

const PadlockItem* StageScene::padlock(world::ObjectId id) const {
    const auto found = padlocks_.find(id);
    return found == padlocks_.end() || !found->second->isVisible() ? nullptr : found->second;
}

void StageScene::chooseProcess(world::ProcessId id) {
    for (CardItem* item : cards_)
        item->setChosen(item->card().process == id);
}

} // namespace forkscope::gui
