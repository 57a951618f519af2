// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/stage/flights.h"

#include "gui/stage/motion_clock.h"

#include <QGraphicsScene>

namespace forkscope::gui {

Flights::Flights(QGraphicsScene& scene, MotionClock& clock, Locate locate, OnItem onItem)
    : scene_(scene), clock_(clock), locate_(std::move(locate)), onItem_(std::move(onItem)) {}

Flights::~Flights() {
    for (const auto& [key, flight] : flights_)
        clock_.forget(flight.get());
}

static bool isRising(MoveKind kind) {
    return kind == MoveKind::EndTag;
}

void Flights::start(const StageMove& move) {
    const Key key{move.kind, move.object.value, move.key};
    const auto found = flights_.find(key);
    if (found != flights_.end() && move.kind == MoveKind::Burst)
        return found->second->addCount(move.count);
    setOut(move, key);
}

void Flights::setOut(const StageMove& move, const Key& key) {
    QPolygonF way;
    for (const StageStop& stop : move.way)
        if (const std::optional<QPointF> place = locate_(stop))
            way << *place;
    if (isRising(move.kind) && way.size() == 1) // rises from the card's upper edge
        way = {way.front() - QPointF(0, 35), way.front() - QPointF(0, 47)};
    if (way.size() < 2)
        return;
    std::unique_ptr<FlightItem>& flight = flights_[key];
    if (flight) { // from where it is
        way.front() = flight->pos();
        clock_.forget(flight.get());
        scene_.removeItem(flight.get());
    }
    flight = std::make_unique<FlightItem>(move, way);
    scene_.addItem(flight.get());
    const bool isItem = move.kind == MoveKind::Item;
    if (isItem)
        onItem_(move.object, move.key, true);
    flight->setVisible(move.delay == 0);
    FlightItem* item = flight.get();
    clock_.play({item, 0}, move.delay, move.duration,
                [this, item, key, shown = move.delay == 0](double share) {
                    item->setVisible(shown || share > 0);
                    item->setShare(share);
                    if (share >= 1)
                        land(key);
                });
}

void Flights::land(const Key& key) {
    const auto found = flights_.find(key);
    if (found == flights_.end())
        return;
    const auto& [kind, object, item] = key;
    if (kind == MoveKind::Item)
        onItem_({object}, item, false);
    clock_.forget(found->second.get());
    scene_.removeItem(found->second.get());
    flights_.erase(found);
}

void Flights::clear() {
    while (!flights_.empty())
        land(Key(flights_.begin()->first));
}

std::vector<const FlightItem*> Flights::all() const {
    std::vector<const FlightItem*> all;
    for (const auto& [key, flight] : flights_)
        all.push_back(flight.get());
    return all;
}

} // namespace forkscope::gui
