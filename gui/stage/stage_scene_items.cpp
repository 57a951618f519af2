// SPDX-License-Identifier: GPL-3.0-or-later
// The items of the stage, brought to what a picture says: at once, or by a movement of the clock.
#include "gui/stage/card_item.h"
#include "gui/stage/group_item.h"
#include "gui/stage/link_item.h"
#include "gui/stage/object_item.h"
#include "gui/stage/object_paint.h"
#include "gui/stage/padlock_item.h"
#include "gui/stage/ring_item.h"
#include "gui/stage/stage_scene.h"

#include <algorithm>

namespace forkscope::gui {

// Which movement of an item, as the clock knows it.
enum Movement : std::uint64_t { kFadeMove, kFallMove, kPulseMove, kWasMove, kAdoptMove, kRingMove };

void StageScene::showCards(const StageMoves& moves) {
    cards_.resize(std::max(cards_.size(), groups_.members.size()));
    std::vector<bool> shown(cards_.size());
    for (std::size_t i = 0; i < picture_.cards.size(); ++i) {
        const int place = groups_.placeOf[i];
        if (groups_.isGroup(place))
            continue;
        CardItem*& item = cards_[std::size_t(place)];
        if (!item) {
            item = new CardItem(cardPlace(place));
            addItem(item);
            connect(item, &CardItem::chosen, this,
                    [this](CardItem* card) { emit processChosen(card->card().process); });
        }
        shown[std::size_t(place)] = true;
        const auto move = std::ranges::find(moves.cards, picture_.cards[i].process, &CardMove::process);
        showCard(*item, picture_.cards[i], move == moves.cards.end() ? nullptr : &*move);
    }
    for (std::size_t i = 0; i < cards_.size(); ++i)
        if (cards_[i])
            cards_[i]->setVisible(shown[i]);
}

void StageScene::showCard(CardItem& item, const StageCard& card, const CardMove* move) {
    item.setChosen(card.process == chosenProcess_);
    if (!move) {
        // A fade under way goes on: it shows the new words at its end.
        if (clock_.isMoving({&item, kFadeMove}))
            item.retarget(card);
        else
            item.setCard(card);
        return;
    }
    // A state that changes faster than cards fade: the fade under way ends at the latest.
    if (move->change == CardChange::Fades && clock_.isMoving({&item, kFadeMove}))
        return item.retarget(card);
    if (move->change == CardChange::Appears)
        item.setCard(StageCard());
    item.beginFade(card);
    const auto settle = [this, &item](Movement other, double share) {
        if (share >= 1 && !clock_.isMoving({&item, other}))
            item.settle();
    };
    clock_.play({&item, kFadeMove}, move->fadeDelay, motion::kFade, [&item, settle](double share) {
        item.setFade(share);
        settle(kFallMove, share);
    });
    if (move->change == CardChange::Falls)
        clock_.play({&item, kFallMove}, move->delay, motion::kBeat, [&item, settle](double share) {
            item.setFall(share);
            settle(kFadeMove, share);
        });
}

void StageScene::showGroups() {
    groupItems_.resize(std::max(groupItems_.size(), groups_.members.size()));
    for (std::size_t place = 0; place < groupItems_.size(); ++place) {
        std::vector<StageCard> cards;
        if (place < groups_.members.size() && groups_.isGroup(int(place)))
            for (const int i : groups_.members[place])
                if (std::size_t(i) < picture_.cards.size())
                    cards.push_back(picture_.cards[std::size_t(i)]);
        GroupItem*& item = groupItems_[place];
        if (!cards.empty() && !item) {
            item = new GroupItem(cardPlace(int(place)));
            addItem(item);
            connect(item, &GroupItem::chosen, this, &StageScene::processChosen);
        }
        if (!item)
            continue;
        item->setVisible(!cards.empty());
        item->setCards(std::move(cards));
        item->setChosen(chosenProcess_);
    }
}

void StageScene::showLinks(bool moves) {
    links_.resize(std::max(links_.size(), groups_.members.size()));
    std::vector<bool> shown(links_.size());
    bool changed = false;
    for (std::size_t i = 0; i < picture_.cards.size(); ++i) {
        const StageCard& card = picture_.cards[i];
        const int parent = card.parent.value ? placeOf(card.parent) : -1, place = groups_.placeOf[i];
        if (parent < 0 || parent == place || shown[std::size_t(place)])
            continue;
        LinkItem*& link = links_[std::size_t(place)];
        if (!link) {
            link = new LinkItem(cardPlace(parent), cardPlace(place));
            addItem(link);
            changed = true;
        }
        shown[std::size_t(place)] = true;
        const bool group = groups_.isGroup(place);
        const LinkItem::Look look{card.role == world::ProcessRole::Daemon, card.orphan && !group,
                                  card.gone && !group};
        const bool adopted = look.orphan && !link->look().orphan;
        changed |= look != link->look();
        link->setLook(look);
        if (adopted && moves)
            clock_.play({link, kAdoptMove}, 0, motion::kBeat, [this, link](double share) {
                link->setAdoption(share);
                emit linksChanged();
            });
    }
    for (std::size_t i = 0; i < links_.size(); ++i)
        if (links_[i]) {
            changed |= links_[i]->isVisible() != shown[i];
            links_[i]->setVisible(shown[i]);
        }
    if (changed)
        emit linksChanged();
}

template <typename Items, typename Shown> static void hideOthers(Items& items, const Shown& isShown) {
    for (auto& [id, item] : items)
        item->setVisible(isShown(id));
}

ObjectItem& StageScene::objectItem(const StageObject& object) {
    ObjectItem*& item = objects_[object.id];
    if (!item) {
        item = new ObjectItem(objectPlaces_[object.id]);
        addItem(item);
        connect(item, &ObjectItem::chosen, this,
                [this](ObjectItem* o) { emit objectChosen(o->object().id); });
        connect(item, &ObjectItem::waiterChosen, this, [this](ObjectItem* o, world::ProcessId waiter) {
            emit waiterChosen(o->object().id, waiter);
        });
        item->setGives(!holds_.empty());
    }
    return *item;
}

void StageScene::showObjects(const StageMoves& what, bool moves) {
    for (const StageObject& object : picture_.objects) {
        ObjectItem& item = objectItem(object);
        const QString was = item.object().text;
        item.setObject(object);
        item.setChosen(object.id == chosenObject_);
        if (std::ranges::find(what.pulses, object.id) != what.pulses.end())
            pulse(item, was == object.text ? QString() : was);
        else if (!moves)
            item.setPulse({});
        if (object.lock)
            showPadlock(object, item, moves);
    }
    hideOthers(objects_, [this](world::ObjectId id) { return picture_.object(id) != nullptr; });
    hideOthers(padlocks_, [this](world::ObjectId id) {
        return std::ranges::find(picture_.objects, id, &StageObject::lock) != picture_.objects.end();
    });
}

// A change of a board while it still turns is the next value only: it does not turn anew, so that many
// changes are seen as one.
void StageScene::pulse(ObjectItem& item, const QString& was) {
    const MotionClock::Key key{&item, kPulseMove};
    if (clock_.isMoving(key))
        return;
    const Pulse begin{0, was};
    clock_.play(key, 0, lookOf(item.object().kind).pulse, [&item, begin](double share) {
        Pulse pulse = begin;
        pulse.share = share;
        item.setPulse(pulse);
    });
    if (!was.isEmpty())
        clock_.play({&item, kWasMove}, motion::kWas, 1, [&item](double share) {
            if (share >= 1)
                item.setPulse({});
        });
}

void StageScene::showPadlock(const StageObject& object, const ObjectItem& item, bool moves) {
    PadlockItem*& padlock = padlocks_[object.lock];
    if (!padlock) {
        padlock = new PadlockItem(clock_);
        addItem(padlock);
    }
    padlock->setLook(!object.known            ? Padlock::Unknown
                     : object.holders.empty() ? Padlock::Free
                                              : Padlock::Owned,
                     object.depth);
    const int place = object.holders.empty() ? -1 : placeOf(object.holders.front().process);
    QPointF target = item.padlockPlace();
    if (place >= 0) {
        const CardItem* owner = cards_[std::size_t(place)];
        const int number = padlocksBefore(object);
        target = owner && !groups_.isGroup(place)
                     ? owner->padlockPlace(number)
                     : cardPlace(place).topRight() + QPointF(-34 - number * 26, -26);
    }
    padlock->goTo(target, !moves);
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

// Where a ring's words had better not stand.
std::vector<QRectF> StageScene::occupied() const {
    std::vector<QRectF> all;
    for (const StageCard& card : picture_.cards)
        all.push_back(frameOf(card.process));
    for (const StageObject& object : picture_.objects)
        all.push_back(objectPlaces_.at(object.id));
    return all;
}

void StageScene::showRings(bool moves) {
    if (picture_.rings == shownRings_)
        return;
    for (const std::unique_ptr<RingItem>& ring : rings_)
        clock_.forget(ring.get());
    rings_.clear();
    for (const StageRing& ring : picture_.rings) {
        std::vector<QRectF> frames;
        for (const StageRing::Link& link : ring.links)
            frames.push_back(frameOf(link.process));
        if (std::ranges::any_of(frames, &QRectF::isNull))
            continue;
        RingItem* item = rings_.emplace_back(std::make_unique<RingItem>(ring, frames, occupied())).get();
        addItem(item);
        const bool known = std::ranges::find(shownRings_, ring) != shownRings_.end();
        if (moves && !known)
            clock_.play({item, kRingMove}, 0, 2 * motion::kBeat,
                        [item](double share) { item->setShare(share); });
        growTo(item->sceneBoundingRect().adjusted(40, 20, -40, -20));
    }
    shownRings_ = picture_.rings;
}

} // namespace forkscope::gui
