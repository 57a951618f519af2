// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The things on the stage, kept in step with the World at the playhead. Places come from the latest World of
// the run, so that they are the same at every moment; what is shown comes from the World of the moment.
#include "gui/stage/stage_layout.h"
#include "gui/stage/stage_picture.h"

#include <QGraphicsScene>

#include <map>
#include <memory>

namespace forkscope::gui {

class CardItem;
class LinkItem;
class ObjectItem;
class PadlockItem;

class StageScene : public QGraphicsScene {
    Q_OBJECT
  public:
    explicit StageScene(QObject* parent = nullptr);
    ~StageScene() override;

    // `now` is the latest World of the same run. `moves`: what changed may travel; else it is there at once.
    void showWorld(const world::World& now, const world::World& world, world::Time at, bool moves);
    void showNothing();

    const StagePicture& picture() const { return picture_; }
    const CardItem* card(world::ProcessId id) const; // null: not on the stage at this moment
    const PadlockItem* padlock(world::ObjectId id) const;
    void chooseProcess(world::ProcessId id); // value 0: none

  signals:
    void processChosen(world::ProcessId id);
    void objectChosen(world::ObjectId id);

  private:
    void place(const world::World& now);
    CardItem* cardFor(std::size_t i);
    int indexOf(world::ProcessId id) const; // in the picture's cards; -1: not there
    void showCards();
    void showLinks();
    void showObjects(bool moves);
    int padlocksBefore(const StageObject& object) const;
    void showPadlock(const StageObject& object, const ObjectItem& item, bool moves);

    StagePicture picture_;
    std::map<world::ObjectId, QRectF> objectPlaces_;
    ObjectPlaces places_;
    QRectF whole_;
    // By place in World::processes(): a process changes its id when it speaks for the first time, never its
    // place. The scene owns all items.
    std::size_t placed_ = 0;
    std::vector<CardItem*> cards_;
    std::vector<LinkItem*> links_; // to the card of the same place; null: none
    std::map<world::ObjectId, ObjectItem*> objects_;
    std::map<world::ObjectId, PadlockItem*> padlocks_;
};

} // namespace forkscope::gui
