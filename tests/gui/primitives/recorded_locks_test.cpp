// SPDX-License-Identifier: GPL-3.0-or-later
// Locks, semaphores, events, conditions and barriers of real runs, as they are seen on the stage and on the
// timeline: where things stand, and in which colour.
#include "gui/inspector/tone_paint.h"
#include "gui/stage/card_item.h"
#include "gui/stage/glyphs.h"
#include "gui/stage/object_paint.h"
#include "gui/theme/theme.h"
#include "tests/gui/primitives/recorded_views.h"

#include <QtTest>

using namespace forkscope;
using namespace forkscope::gui;
using namespace forkscope::tests;
using world::LaneState;
using world::ObjectId;
using world::ProcessId;
using world::World;

class RecordedLocksTest : public QObject {
    Q_OBJECT
  private slots:
    void lock();
    void rlock();
    void semaphore();
    void event();
    void condition();
    void barrier();
    void brokenBarrier();
};

// The stripe at a card's left edge.
static const QRectF kStripe(0, 6, 9, 58);

void RecordedLocksTest::lock() {
    RecordedViews run(QStringLiteral("probe/lock_waits.py"));
    QVERIFY(run.ran());
    const auto waited = [](const World& world) {
        const world::Lock* mutex = named(world.locks(), "mutex");
        return mutex && !mutex->holders.empty() && !mutex->waiters.empty() &&
               world.process(mutex->holders[0].process)->state == world::ProcessState::Sleeping;
    };
    QVERIFY(run.goTo(waited));
    const world::Lock mutex = *named(run.world().locks(), "mutex");
    const ProcessId owner = mutex.holders[0].process, waiter = mutex.waiters[0].process;
    QVERIFY(owner != waiter);
    QVERIFY(run.padlockIsOn(owner, mutex.id, mutex.id));
    QCOMPARE(run.object(mutex.id)->holders[0].process, owner);
    QCOMPARE(run.object(mutex.id)->waiters[0].process, waiter);
    const QColor orange = gui::colors().waitsLock.fill;
    QVERIFY(run.pixels(orange, waiter, kStripe) > 50);
    QCOMPARE(run.pixels(orange, owner, kStripe), 0);
    QCOMPARE(run.stage().card(waiter)->card().queuePlace, 1);
    QVERIFY(run.pixels(orange, waiter, QRectF(135, 6, 24, 24)) > 80); // its place in the line

    const auto owned = run.bar(mutex.id);
    QCOMPARE(owned.subject, owner.value);
    QVERIFY(owned.share(run.identity(owner)) > 0.6);
    const auto waits = run.bar(waiter);
    QCOMPARE(int(waits.state), int(LaneState::WaitsLock));
    QVERIFY(waits.share(run.colors().state[std::size_t(LaneState::WaitsLock)]) > 0.4);
    QVERIFY(waits.share(run.colors().state[std::size_t(LaneState::WaitsLock)]) < 0.95); // it is hatched

    QVERIFY(run.goTo([&](const World& world) { return world.lock(mutex.id)->holders.empty(); }));
    QVERIFY(run.padlockIsOn({}, mutex.id, mutex.id));
    QCOMPARE(int(run.bar(mutex.id).state), int(LaneState::Absent));
}

// Ring by ring on, and the padlock says how often.
void RecordedLocksTest::rlock() {
    RecordedViews run(QStringLiteral("probe/rlock_nested.py"));
    QVERIFY(run.ran());
    const auto depth = [](std::uint32_t count) {
        return [count](const World& world) {
            const world::Lock* again = named(world.locks(), "again");
            return again && !again->holders.empty() && again->holders[0].count == count;
        };
    };
    const auto ring = [&](ObjectId id, int i) { // of those painted above one another
        return run.pixels(kGold, id, QRectF(150, 55 - i * 10, 78, 11));
    };
    QVERIFY(run.goTo(depth(1)));
    const ObjectId again = named(run.world().locks(), "again")->id;
    const ProcessId owner = named(run.world().locks(), "again")->holders[0].process;
    QVERIFY(ring(again, 0) < 8);
    QVERIFY(run.padlockIsOn(owner, again, again));
    QVERIFY(run.goTo(depth(2)));
    QVERIFY(ring(again, 1) > 20);
    QVERIFY(ring(again, 2) < 8);
    QVERIFY(run.goTo(depth(3)));
    for (int i = 0; i < 3; ++i)
        QVERIFY(ring(again, i) > 20);
    QCOMPARE(run.object(again)->depth, 3);
    QCOMPARE(run.bar(again).subject, owner.value);
    QVERIFY(run.goTo(depth(2)));
    QVERIFY(ring(again, 2) < 8);
    QVERIFY(run.goTo([&](const World& world) {
        const auto& holders = world.lock(again)->holders;
        return !holders.empty() && holders[0].process != owner;
    }));
    const ProcessId child = run.world().lock(again)->holders[0].process;
    QVERIFY(run.padlockIsOn(child, again, again));
    QVERIFY(run.bar(again).share(run.identity(child)) > 0.5);
}

// A key at each hook, gold where it is free; whoever has one is named below its hook.
void RecordedLocksTest::semaphore() {
    RecordedViews run(QStringLiteral("probe/semaphore_two_places.py"));
    QVERIFY(run.ran());
    const auto key = [&](ObjectId id, int i) {
        return run.pixels(kGold, id, QRectF(rail::hook(i) - QPointF(8, 0), QSizeF(17, 38)));
    };
    const auto tag = [&](ObjectId id, int i, const QColor& color) {
        return run.pixels(color, id, QRectF(rail::hook(i).x() - 18, 74, 36, 24));
    };
    const auto freeKeys = [](int count) {
        return [count](const World& world) {
            const world::Lock* places = named(world.locks(), "places");
            return places && places->value == count;
        };
    };
    QVERIFY(run.goTo(freeKeys(2)));
    const ObjectId places = named(run.world().locks(), "places")->id;
    QVERIFY(key(places, 0) > 30 && key(places, 1) > 30);
    QVERIFY(run.goTo(freeKeys(1)));
    QVERIFY(key(places, 0) == 0 && key(places, 1) > 30);
    QVERIFY(run.goTo([&](const World& world) {
        return world.lock(places)->value == 0 && !world.lock(places)->waiters.empty();
    }));
    QVERIFY(key(places, 0) == 0 && key(places, 1) == 0);
    const StageObject& rail = *run.object(places);
    for (int i = 0; i < 2; ++i)
        QVERIFY(tag(places, i, toneColor(rail.holders[std::size_t(i)].tone).fill) > 20);
    for (const StageTag& waiter : rail.waiters) {
        QCOMPARE(waiter.tone, Tone::WaitsLock);
        QCOMPARE(int(run.bar(waiter.process).state), int(LaneState::WaitsLock));
    }
    QCOMPARE(run.bar(places).subject, rail.holders[0].process.value);

    QVERIFY(run.goTo([](const World& world) { return named(world.locks(), "bounded") != nullptr; }));
    const ObjectId bounded = named(run.world().locks(), "bounded")->id;
    QCOMPARE(run.object(bounded)->type, QStringLiteral("BoundedSemaphore"));
    QCOMPARE(run.object(bounded)->free, 1);
    QVERIFY(key(bounded, 0) > 30);
    QVERIFY(key(places, 0) > 30 && key(places, 1) > 30); // all are back
}

void RecordedLocksTest::event() {
    RecordedViews run(QStringLiteral("probe/event_waited_for.py"));
    QVERIFY(run.ran());
    const auto isSet = [](bool set) {
        return [set](const World& world) {
            return world.events().size() == 1 && world.events()[0].isSet == set &&
                   world.events()[0].waiters.empty() == set;
        };
    };
    const auto lamp = [&](ObjectId id) {
        return run.pixels(gui::colors().running.fill, id, QRectF(6, 28, 32, 32));
    };
    QVERIFY(run.goTo(isSet(false)));
    const ObjectId go = run.world().events()[0].id;
    const ProcessId waiter = run.world().events()[0].waiters[0].process;
    QCOMPARE(lamp(go), 0);
    QCOMPARE(run.object(go)->waiters[0].process, waiter);
    QVERIFY(run.pixels(gui::colors().waitsLock.fill, waiter, kStripe) > 50);
    QCOMPARE(int(run.bar(waiter).state), int(LaneState::WaitsLock));
    QCOMPARE(int(run.bar(go).state), int(LaneState::Absent));

    QVERIFY(run.goTo(isSet(true)));
    QVERIFY(lamp(go) > 300);
    const ProcessId setter = run.world().events()[0].changed.process;
    QVERIFY(setter != waiter);
    QCOMPARE(run.object(go)->last[0].process, setter);
    const auto lit = run.bar(go);
    QCOMPARE(lit.subject, setter.value);
    QVERIFY(lit.share(run.identity(setter)) > 0.5);

    QVERIFY(run.goTo([](const World& world) { return !world.events()[0].isSet; })); // cleared
    QCOMPARE(lamp(go), 0);
    QCOMPARE(int(run.bar(go).state), int(LaneState::Absent));
}

// The room is empty, then somebody waits in it with the lock let go; the bell is gold once it was rung.
void RecordedLocksTest::condition() {
    RecordedViews run(QStringLiteral("probe/condition_hand_over.py"));
    QVERIFY(run.ran());
    QVERIFY(run.goTo([](const World& world) {
        return world.conditions().size() == 1 && world.conditions()[0].waiters.size() == 1;
    }));
    const world::Condition turn = run.world().conditions()[0];
    const ProcessId waiter = turn.waiters[0].process;
    const QRectF bell(0, 30, 120, 34), room(150, 24, 280, 44);
    const QColor orange = gui::colors().waitsLock.fill;
    const QColor tint = mixed(gui::colors().panel, orange, 0.1);
    QVERIFY(run.pixels(tint, turn.id, room, RecordedViews::kSameShade) > 2000);
    QVERIFY(run.pixels(orange, turn.id, room, RecordedViews::kThinLine) > 60); // who is in it
    QCOMPARE(run.pixels(kGold, turn.id, bell), 0);
    QCOMPARE(run.object(turn.id)->waiters[0].process, waiter);
    QCOMPARE(run.bar(turn.id).subject, 1U);
    QVERIFY(run.curve(run.bar(turn.id)) > 0.8);
    QCOMPARE(int(run.bar(waiter).state), int(LaneState::WaitsLock));

    QVERIFY(run.goTo([&](const World& world) {
        return world.condition(turn.id)->lastNotify.process.value != 0 &&
               world.condition(turn.id)->waiters.empty();
    }));
    QVERIFY(run.pixels(kGold, turn.id, bell) > 20);
    QVERIFY(run.goTo([&](const World& world) {
        return !world.lock(turn.lock)->holders.empty() && world.condition(turn.id)->waiters.empty();
    }));
    QVERIFY(run.padlockIsOn(run.world().lock(turn.lock)->holders[0].process, turn.lock, turn.id));
}

void RecordedLocksTest::barrier() {
    RecordedViews run(QStringLiteral("probe/barrier_three.py"));
    QVERIFY(run.ran());
    QVERIFY(run.goTo([](const World& world) {
        return world.barriers().size() == 1 && world.barriers()[0].arrived.size() == 2;
    }));
    const world::Barrier gate = run.world().barriers()[0];
    const auto seat = [&](int i) {
        return run.pixels(gui::colors().waitsLock.fill, gate.id, QRectF(2 + i * 46, 52, 36, 10));
    };
    QVERIFY(seat(0) > 150 && seat(1) > 150);
    QCOMPARE(seat(2), 0);
    QCOMPARE(run.object(gate.id)->count, QStringLiteral("2 of 3"));
    const auto two = run.bar(gate.id);
    QCOMPARE(two.subject, 2U);
    QVERIFY(std::abs(run.curve(two) - 2.0 / double(two.peak)) < 0.2);

    QVERIFY(run.goTo([&](const World& world) {
        return world.barrier(gate.id)->rounds == 2 && world.barrier(gate.id)->arrived.empty();
    }));
    for (int i = 0; i < 3; ++i)
        QCOMPARE(seat(i), 0);
    QCOMPARE(int(run.bar(gate.id).state), int(LaneState::Absent));
}

void RecordedLocksTest::brokenBarrier() {
    RecordedViews run(QStringLiteral("probe/barrier_broken.py"));
    QVERIFY(run.ran());
    QVERIFY(run.goTo([](const World& world) { return world.barriers().size() == 1; }));
    const ObjectId gate = run.world().barriers()[0].id;
    const auto redSeat = [&] { return run.pixels(gui::colors().ended.fill, gate, QRectF(0, 50, 80, 14)); };
    QCOMPARE(redSeat(), 0);
    QVERIFY(run.goTo([&](const World& world) { return world.barrier(gate)->broken; }));
    QVERIFY(redSeat() > 60);
    QCOMPARE(run.object(gate)->count, QStringLiteral("broken"));
    QVERIFY(run.goTo([&](const World& world) { return !world.barrier(gate)->broken; })); // reset
    QCOMPARE(redSeat(), 0);
}

QTEST_MAIN(RecordedLocksTest)
#include "recorded_locks_test.moc"
