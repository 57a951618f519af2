// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Everything that is on its way across the stage. What moves again before it has arrived goes on from where
// it is; a burst that is under way takes what follows along. Main thread.
#include "gui/stage/flight_item.h"
#include "gui/stage/stage_moves.h"

#include <functional>
#include <map>
#include <memory>
#include <tuple>
#include <vector>

class QGraphicsScene;

namespace forkscope::gui {

class MotionClock;

class Flights {
  public:
    // Middle of a card or place, in the scene; nothing where it is not on the stage.
    using Locate = std::function<std::optional<QPointF>(const StageStop& stop)>;
    // An item of an object has set out (true) or arrived.
    using OnItem = std::function<void(world::ObjectId object, std::uint64_t item, bool flying)>;

    Flights(QGraphicsScene& scene, MotionClock& clock, Locate locate, OnItem onItem);
    ~Flights();

    void start(const StageMove& move);
    void clear(); // all of them are gone, their items where they belong
    std::vector<const FlightItem*> all() const;

  private:
    using Key = std::tuple<MoveKind, std::uint32_t, std::uint64_t>;
    void setOut(const StageMove& move, const Key& key);
    void land(const Key& key);

    QGraphicsScene& scene_;
    MotionClock& clock_;
    Locate locate_;
    OnItem onItem_;
    std::map<Key, std::unique_ptr<FlightItem>> flights_;
};

} // namespace forkscope::gui
