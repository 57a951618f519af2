// SPDX-License-Identifier: GPL-3.0-or-later
// Lanes of scripted runs, as text.
#include "tests/world/lanes.h"

#include <QtTest>

using namespace forkscope::world;
using namespace forkscope;

class TestLanes : public QObject {
    Q_OBJECT

  private slots:
    void processLane();
    void lockLane();
    void lockLaneInDoubt();
    void queueLane();
    void lanesAppearInOrder();
};

void TestLanes::processLane() {
    Script run;
    Actor main = run.main(); // 1 ms
    const ObjectId mutex = main.lock("mutex");
    run.at(10);
    Actor child = main.starts("buyer");
    run.at(12);
    child.begins();
    run.at(20);
    main.acquires(mutex);
    child.line(14).wants(mutex);
    run.at(30);
    main.releases(mutex);
    child.gets(mutex);
    child.line(15).sleeps(5);
    run.at(40);
    child.wakes();
    run.at(50);
    main.joins(child);
    run.at(60);
    child.exits();
    run.at(65);
    main.reaps(child, 0);
    main.hasJoined();
    History history(run.log);
    history.advance();
    const Lane& lane = *laneOf(history, child.id());
    QCOMPARE(written(lane), QString("10 Absent, 12 Running, 21 WaitsLock(%1), 31 Running, 32 Sleeping, "
                                    "40 Running, 60 Zombie, 65 Absent")
                                .arg(mutex.value));
    QCOMPARE(lane.track.note(2).line, 14u);
    QCOMPARE(text(run.log.path(lane.track.note(2).file)), QString("/home/learner/shop.py"));
    QCOMPARE(written(*laneOf(history, main.id())),
             QString("1 Running, 50 WaitsProcess(%1), 66 Running").arg(child.id().value));
}

void TestLanes::lockLane() {
    Script run;
    Actor main = run.main();
    Actor a = main.startsAndBegins("a"), b = main.startsAndBegins("b");
    run.at(10);
    const ObjectId mutex = main.lock("mutex");
    run.at(20);
    a.line(14).acquires(mutex);
    b.wants(mutex);
    a.releases(mutex);
    b.line(16).gets(mutex);
    History history(run.log);
    history.advance();
    const Lane& lane = *laneOf(history, mutex);
    QVERIFY(lane.kind == LaneKind::Lock);
    QCOMPARE(written(lane), QString("10 Absent, 20 Running(2), 22 Absent, 23 Running(3)"));
    QCOMPARE(lane.track.note(1).line, 14u);
    QCOMPARE(lane.track.note(3).line, 16u);
    QCOMPARE(lane.peak, 1);
}

void TestLanes::lockLaneInDoubt() {
    Script run;
    Actor main = run.main();
    Actor a = main.startsAndBegins("a");
    run.at(10);
    const ObjectId mutex = main.lock("mutex");
    run.at(20);
    a.acquires(mutex);
    a.releases(mutex);
    run.seesExit(a, -9);
    History history(run.log);
    history.advance();
    QCOMPARE(written(*laneOf(history, mutex)), QString("10 Absent, 20 Running(2), 21 Absent, 22 Stopped"));
}

void TestLanes::queueLane() {
    Script run;
    Actor main = run.main();
    run.at(10);
    const ObjectId orders = main.queue("orders");
    run.at(20);
    main.puts(orders, "1"); // 20, 21
    main.puts(orders, "2"); // 22, 23
    main.feeds(orders);     // 24: from buffer to pipe, the depth stays
    run.at(30);
    main.takes(orders, "1");
    History history(run.log);
    history.advance();
    const Lane& lane = *laneOf(history, orders);
    QVERIFY(lane.kind == LaneKind::Queue);
    QCOMPARE(written(lane), QString("10 Absent, 20 Running(1), 22 Running(2), 31 Running(1)"));
    QCOMPARE(lane.peak, 2);
}

void TestLanes::lanesAppearInOrder() {
    Script run;
    Actor main = run.main();
    const ObjectId mutex = main.lock("mutex");
    Actor child = main.starts("buyer");
    const ObjectId orders = main.queue("orders");
    History history(run.log);
    history.advance();
    QCOMPARE(history.laneCount(), 4u);
    QCOMPARE(history.lane(0).process, main.id());
    QCOMPARE(history.lane(1).object, mutex);
    const Lane* const lane = &history.lane(2);
    QVERIFY(lane->process != child.id()); // not yet begun
    QCOMPARE(history.lane(3).object, orders);
    child.begins();
    history.advance();
    QCOMPARE(history.laneCount(), 4u);
    QCOMPARE(&history.lane(2), lane);
    QCOMPARE(lane->process, child.id());
}

QTEST_APPLESS_MAIN(TestLanes)
#include "test_lanes.moc"
