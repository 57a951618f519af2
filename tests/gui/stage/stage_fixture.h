// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A stage whose clock stands still: what moves stays at its start until the test lets time go on.
#include "gui/stage/card_item.h"
#include "gui/stage/object_item.h"
#include "gui/stage/padlock_item.h"
#include "gui/stage/stage_view.h"
#include "tests/world/script.h"

#include <QtTest>

namespace forkscope::gui {

using world::Actor;
using world::Script;
using world::World;

struct Stage {
    StageView view;
    StageScene& scene = view.stage();

    explicit Stage(const QSize& size = {1000, 500}) {
        view.resize(size);
        view.show();
        scene.clock().setByHand(true);
    }
    // The end of the run as written so far, and the way there from what was shown before.
    void step(const Script& run, bool moves = true) {
        const World world = run.world();
        view.showWorld(world, world, world.time(), moves);
    }
    void pass(int milliseconds) { scene.clock().advance(milliseconds); }
    // Of this kind, in flight; null: none.
    const FlightItem* flight(MoveKind kind) const {
        for (const FlightItem* flight :
             view.scene() ? constScene().flights() : std::vector<const FlightItem*>())
            if (flight->kind() == kind)
                return flight;
        return nullptr;
    }
    QPointF middle(const Actor& who) const { return constScene().card(who.id())->middle(); }
    QPointF spot(world::ObjectId object, Spot spot, int index = 0) const {
        return constScene().object(object)->spot(spot, index);
    }
    // Is this colour, nearly, anywhere within `where` (in the scene)?
    bool shows(const QColor& color, const QRectF& where, int tolerance = 40) {
        const QImage image = view.viewport()->grab().toImage();
        const QRect box = view.mapFromScene(where).boundingRect() & image.rect();
        for (int y = box.top(); y <= box.bottom(); ++y)
            for (int x = box.left(); x <= box.right(); ++x) {
                const QColor seen = image.pixelColor(x, y);
                if (std::abs(seen.red() - color.red()) + std::abs(seen.green() - color.green()) +
                        std::abs(seen.blue() - color.blue()) <
                    tolerance)
                    return true;
            }
        return false;
    }
    bool shows(const QColor& color, world::ObjectId object) {
        return shows(color, scene.object(object)->sceneBoundingRect().adjusted(0, 24, 0, 0));
    }

  private:
    const StageScene& constScene() const { return scene; }
};

// main with a daemon that sleeps; the four steps of its end.
struct Teardown {
    Script run;
    Actor main = run.main();
    Actor daemon = main.startsAndBegins("heartbeat", true);
    Teardown() { daemon.sleeps(60'000); }
    void codeEnds() { main.does(trace::Kind::ProcessMainEnd); }
    void signal() {
        main.does(trace::Kind::SignalSend, trace::Phase::Point, {}, 15,
                  {Script::number(trace::Tag::Pid, daemon.pid())}, trace::kInner);
    }
    void falls() { run.seesExit(daemon, -15); }
    void reaped() { main.reaps(daemon, -15); }
};

} // namespace forkscope::gui
