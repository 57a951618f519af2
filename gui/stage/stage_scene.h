// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The things on the stage, kept in step with the World at the playhead. Places come from the latest World of
// the run, so that they are the same at every moment; what is shown comes from the World of the moment, what
// moves from the difference to the one before.
#include "gui/stage/card_groups.h"
#include "gui/stage/flights.h"
#include "gui/stage/motion_clock.h"
#include "gui/stage/stage_layout.h"
#include "gui/stage/stage_picture.h"

#include <QGraphicsScene>

#include <map>
#include <memory>

namespace forkscope::gui {

class CardItem;
class GroupItem;
class LinkItem;
class ObjectItem;
class PadlockItem;
class RingItem;

class StageScene : public QGraphicsScene {
    Q_OBJECT
  public:
    explicit StageScene(QObject* parent = nullptr);
    ~StageScene() override;

    using QGraphicsScene::drawItems; // for the view, which draws them on a canvas

    // `now` is the latest World of the same run. `moves`: what changed may travel; else it is there at once.
    // Going back in time is always at once.
    void showWorld(const world::World& now, const world::World& world, world::Time at, bool moves);
    void showNothing();
    // Of the moment that is shown; others have none.
    using Holds = std::map<world::ProcessId, StageHold>;
    void setHolds(Holds holds);
    void setArrangement(Arrangement arrangement);
    Arrangement arrangement() const { return arrangement_; }

    const StagePicture& picture() const { return picture_; }
    // Null: not on the stage at this moment, or in a group.
    const CardItem* card(world::ProcessId id) const;
    const GroupItem* group(world::ProcessId id) const;
    const ObjectItem* object(world::ObjectId id) const;
    const PadlockItem* padlock(world::ObjectId id) const;
    const LinkItem* link(world::ProcessId child) const;
    const std::vector<LinkItem*>& links() const { return links_; } // below all else; null: none
    const std::vector<std::unique_ptr<RingItem>>& rings() const { return rings_; }
    std::vector<const FlightItem*> flights() const { return flights_.all(); }
    MotionClock& clock() { return clock_; }
    // All visible cards, groups and objects, in order of appearance: what keys walk over.
    std::vector<QGraphicsObject*> stops() const;

    void chooseProcess(world::ProcessId id); // value 0: none
    void chooseObject(world::ObjectId id);

  signals:
    void processChosen(world::ProcessId id);
    void objectChosen(world::ObjectId id);
    // One of those who wait in a lock's line, of a held run.
    void waiterChosen(world::ObjectId lock, world::ProcessId waiter);
    void shown(); // another picture than before
    void linksChanged();

  private:
    void addHolds(StagePicture& picture) const;
    void place(const world::World& now);
    void placeObjects(const std::vector<StageObject>& objects);
    void growTo(const QRectF& place);
    int placeOf(world::ProcessId id) const; // -1: not there
    QRectF frameOf(world::ProcessId id) const;
    std::optional<QPointF> locate(const StageStop& stop) const;
    void show(StagePicture picture, bool moves);
    void showCards(const StageMoves& moves);
    void showCard(CardItem& item, const StageCard& card, const CardMove* move);
    void showGroups();
    void showLinks(bool moves);
    void showObjects(const StageMoves& what, bool moves);
    ObjectItem& objectItem(const StageObject& object);
    void pulse(ObjectItem& item, const QString& was);
    int padlocksBefore(const StageObject& object) const;
    void showPadlock(const StageObject& object, const ObjectItem& item, bool moves);
    std::vector<QRectF> occupied() const;
    void showRings(bool moves);

    StagePicture picture_;
    Holds holds_;
    Arrangement arrangement_ = Arrangement::Wide;
    CardGroups groups_;
    std::vector<std::pair<world::ObjectId, double>> heights_; // of all objects of the run, in order
    std::map<world::ObjectId, QRectF> objectPlaces_;
    ObjectPlaces places_{Arrangement::Wide};
    QRectF whole_;
    world::ProcessId chosenProcess_;
    world::ObjectId chosenObject_;
    // By place: a process changes its id when it speaks for the first time, never its place. The scene owns
    // all items but flights and rings.
    std::vector<CardItem*> cards_;
    std::vector<GroupItem*> groupItems_;
    std::vector<LinkItem*> links_; // to the card of the same place; null: none
    std::map<world::ObjectId, ObjectItem*> objects_;
    std::map<world::ObjectId, PadlockItem*> padlocks_;
    std::vector<StageRing> shownRings_;
    std::vector<std::unique_ptr<RingItem>> rings_;
    MotionClock clock_;
    Flights flights_;
};

} // namespace forkscope::gui
