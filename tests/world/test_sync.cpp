// SPDX-License-Identifier: GPL-3.0-or-later
// Condition, Event and Barrier: who waits, who ends the wait, who is missing.
#include "engine/world/explain.h"
#include "tests/world/lanes.h"

#include <QtTest>

using namespace forkscope::world;
using namespace forkscope;

namespace {

QString told(const Script& run, const Actor& who) {
    return text(explainProcess(run.world(), who.id(), run.log.back().time));
}

Arrow lastArrow(const Script& run) {
    History history(run.log);
    history.advance();
    return history.arrows().empty() ? Arrow{} : history.arrows().back();
}

} // namespace

class TestSync : public QObject {
    Q_OBJECT

  private slots:
    void conditionWakesTheOldest();
    void conditionNotifiedWantsItsLock();
    void conditionNotifiedTooEarly();
    void eventIsSetAndCleared();
    void eventLane();
    void barrierOpens();
    void barrierWhoIsMissing();
    void barrierBreaks();
    void barrierResets();
    void whoEndsWaitsNoMore();
};

void TestSync::conditionWakesTheOldest() {
    Script run;
    Actor main = run.main();
    Actor a = main.startsAndBegins("eater"), b = main.startsAndBegins("eater");
    const ObjectId ready = main.creates(Kind::ConditionCreate, "ready");
    a.waitsIn(Kind::ConditionWait, ready);
    b.waitsIn(Kind::ConditionWait, ready);
    main.line(9).does(Kind::ConditionNotify, Phase::Point, ready, 1);
    World world = run.world();
    QCOMPARE(world.condition(ready)->waiters.size(), 2u);
    QCOMPARE(world.condition(ready)->notified(), 1);
    const std::uint64_t notify = run.log.back().order;
    b.ends(Kind::ConditionWait, ready, 1);
    QCOMPARE(lastArrow(run).kind, ArrowKind::Wake);
    QCOMPARE(lastArrow(run).fromOrder, notify);
    QCOMPARE(lastArrow(run).target, b.id());
    world = run.world();
    QCOMPARE(world.condition(ready)->notified(), 0);
    QCOMPARE(world.condition(ready)->waiters.size(), 1u);
    const std::size_t arrows = [&] {
        History history(run.log);
        history.advance();
        return history.arrows().size();
    }();
    a.ends(Kind::ConditionWait, ready, 0); // timed out: nobody woke it
    History history(run.log);
    history.advance();
    QCOMPARE(history.arrows().size(), arrows);
    QVERIFY(history.now().condition(ready)->waiters.empty());
    QVERIFY(laneOf(history, ready)->kind == LaneKind::Condition);
    QCOMPARE(laneOf(history, ready)->peak, 2);
}

void TestSync::conditionNotifiedWantsItsLock() {
    Script run;
    Actor main = run.main();
    Actor a = main.startsAndBegins("eater");
    const ObjectId mutex = main.lock("mutex");
    const ObjectId ready = main.creates(Kind::ConditionCreate, "ready", 0, {main.field(Tag::Lock, mutex)});
    QCOMPARE(run.world().condition(ready)->lock, mutex);
    a.acquires(mutex);
    a.waitsIn(Kind::ConditionWait, ready);
    a.releases(mutex);
    main.line(4).acquires(mutex);
    main.does(Kind::ConditionNotify, Phase::Point, ready, 1);
    a.wants(mutex);
    QCOMPARE(told(run, a),
             QString("P1 eater was notified at ready and waits for mutex, held since 11.0 ms by P0 main "
                     "(line 4), which is running (line 4). It has waited since 13.0 ms, for 0 µs now."));
    main.releases(mutex);
    a.gets(mutex);
    QVERIFY(told(run, a).contains("waits at ready"));
    a.ends(Kind::ConditionWait, ready, 1);
    QCOMPARE(told(run, a), QString("P1 eater is running."));
}

void TestSync::conditionNotifiedTooEarly() {
    Script run;
    Actor main = run.main();
    Actor a = main.startsAndBegins("eater");
    const ObjectId ready = main.creates(Kind::ConditionCreate, "ready");
    main.line(9).does(Kind::ConditionNotify, Phase::Point, ready, 0);
    a.waitsIn(Kind::ConditionWait, ready);
    QCOMPARE(
        told(run, a),
        QString(
            "P1 eater waits at ready to be notified; the last notify, by P0 (line 9), came before it waited. "
            "It has waited since 7.0 ms, for 0 µs now. It goes on when somebody calls notify()."));
    QCOMPARE(
        text(explainObject(run.world(), ready, 0)),
        QString("ready has 1 thread waiting; P1 waits to be notified; the last notify was by P0 (line 9)."));
}

void TestSync::eventIsSetAndCleared() {
    Script run;
    Actor main = run.main();
    Actor a = main.startsAndBegins("runner");
    const ObjectId start = main.creates(Kind::EventCreate, "start");
    a.begin(Kind::EventWait, start);
    QCOMPARE(told(run, a), QString("P1 runner waits for start to be set. It has waited since 6.0 ms, for 0 "
                                   "µs now. It goes on when somebody calls set()."));
    main.line(7).does(Kind::EventSet, Phase::Point, start);
    const std::uint64_t set = run.log.back().order;
    QCOMPARE(text(explainObject(run.world(), start, 0)),
             QString("start is set, by P0 (line 7); P1 waits no longer."));
    main.line(8).does(Kind::EventClear, Phase::Point, start);
    a.ends(Kind::EventWait, start, 1); // set while it waited, cleared since
    QCOMPARE(lastArrow(run).kind, ArrowKind::Wake);
    QCOMPARE(lastArrow(run).fromOrder, set);
    QVERIFY(!run.world().event(start)->isSet);
    QVERIFY(run.world().event(start)->waiters.empty());
    a.begin(Kind::EventWait, start);
    QCOMPARE(told(run, a),
             QString("P1 runner waits for start to be set; P0 cleared it (line 8). It has waited since 10.0 "
                     "ms, for 0 µs now. It goes on when somebody calls set()."));
}

void TestSync::eventLane() {
    Script run;
    Actor main = run.main();
    run.at(10);
    const ObjectId start = main.creates(Kind::EventCreate, "start");
    run.at(20);
    main.line(7).does(Kind::EventSet, Phase::Point, start);
    run.at(25);
    main.line(8).does(Kind::EventSet, Phase::Point, start); // is set already
    run.at(30);
    main.does(Kind::EventClear, Phase::Point, start);
    History history(run.log);
    history.advance();
    QVERIFY(laneOf(history, start)->kind == LaneKind::Event);
    QCOMPARE(written(*laneOf(history, start)), QString("10 Absent, 20 Running(1), 30 Absent"));
    QCOMPARE(text(explainInterval(history, 1, 1)), QString("start was set by P0 main for 10.0 ms (line 7)."));
}

void TestSync::barrierOpens() {
    Script run;
    Actor main = run.main();
    Actor a = main.startsAndBegins("runner"), b = main.startsAndBegins("runner");
    run.at(10);
    const ObjectId start = main.creates(Kind::BarrierCreate, "start", 2);
    run.at(20);
    a.waitsIn(Kind::BarrierWait, start);
    run.at(30);
    b.begin(Kind::BarrierWait, start);
    QCOMPARE(run.world().barrier(start)->rounds, 1u);
    QVERIFY(run.world().barrier(start)->arrived.empty());
    QVERIFY(run.world().process(b.id())->state == ProcessState::Running);
    QVERIFY(run.world().process(a.id())->state == ProcessState::Blocked);
    b.ends(Kind::BarrierWait, start, 1);
    a.ends(Kind::BarrierWait, start, 0);
    QVERIFY(lastArrow(run).kind == ArrowKind::Wake);
    QCOMPARE(lastArrow(run).source, b.id());
    QCOMPARE(lastArrow(run).target, a.id());
    History history(run.log);
    history.advance();
    QVERIFY(history.now().barrier(start)->leaving.empty());
    QVERIFY(laneOf(history, start)->kind == LaneKind::Barrier);
    QCOMPARE(written(*laneOf(history, start)), QString("10 Absent, 20 Running(1), 30 Absent"));
}

void TestSync::barrierWhoIsMissing() {
    Script run;
    Actor main = run.main();
    Actor a = main.startsAndBegins("runner"), b = main.startsAndBegins("runner"),
          c = main.startsAndBegins("runner");
    const ObjectId start = main.creates(Kind::BarrierCreate, "start", 3);
    a.waitsIn(Kind::BarrierWait, start);
    QCOMPARE(told(run, a), QString("P1 runner waits at barrier start: 1 of 3 is there, P2 and P3 are "
                                   "missing. It has waited since 10.0 ms, for 0 µs now."));
    b.waitsIn(Kind::BarrierWait, start);
    QCOMPARE(told(run, b), QString("P2 runner waits at barrier start: 2 of 3 are there, P3 is missing. It "
                                   "has waited since 11.0 ms, for 0 µs now."));
    Actor d = main.startsAndBegins("runner");
    QVERIFY(told(run, b).contains("2 of 3 are there, 1 is missing: of P3 and P4"));
    c.exits(1);
    d.exits(1);
    QVERIFY(told(run, b).contains("2 of 3 are there, 1 is missing. It has waited since "));
    QCOMPARE(text(explainObject(run.world(), start, 0)),
             QString("start: 2 of 3 are there, 1 is missing; P1 and P2 wait."));
}

void TestSync::barrierBreaks() {
    Script run;
    Actor main = run.main();
    Actor a = main.startsAndBegins("runner"), b = main.startsAndBegins("runner");
    const ObjectId start = main.creates(Kind::BarrierCreate, "start", 3);
    a.waitsIn(Kind::BarrierWait, start);
    b.line(5).waitsIn(Kind::BarrierWait, start);
    b.fails(Kind::BarrierWait, start); // timed out
    QVERIFY(run.world().barrier(start)->broken);
    QVERIFY(told(run, a).contains("waits at barrier start, which is broken"));
    a.fails(Kind::BarrierWait, start);
    QCOMPARE(run.world().barrier(start)->brokenBy.process, b.id());
    QCOMPARE(text(explainObject(run.world(), start, 0)), QString("start is broken, since P2 (line 5)."));
    History history(run.log);
    history.advance();
    const auto troubles = std::count_if(history.marks().begin(), history.marks().end(),
                                        [](const Mark& m) { return m.kind == MarkKind::Trouble; });
    QCOMPARE(troubles, 1);
}

void TestSync::barrierResets() {
    Script run;
    Actor main = run.main();
    Actor a = main.startsAndBegins("runner");
    const ObjectId start = main.creates(Kind::BarrierCreate, "start", 2);
    a.waitsIn(Kind::BarrierWait, start);
    main.does(Kind::BarrierBreak, Phase::Point, start, 0, {Script::text(Tag::Call, "reset")});
    a.fails(Kind::BarrierWait, start);
    QVERIFY(!run.world().barrier(start)->broken);
    main.does(Kind::BarrierBreak, Phase::Point, start, 0, {Script::text(Tag::Call, "abort")});
    QVERIFY(run.world().barrier(start)->broken);
}

void TestSync::whoEndsWaitsNoMore() {
    Script run;
    Actor main = run.main();
    Actor a = main.startsAndBegins("runner");
    const ObjectId barrier = main.creates(Kind::BarrierCreate, "", 2);
    const ObjectId event = main.creates(Kind::EventCreate, "");
    const ObjectId condition = main.creates(Kind::ConditionCreate, "");
    a.waitsIn(Kind::BarrierWait, barrier);
    a.thread(1).begin(Kind::EventWait, event);
    a.thread(2).waitsIn(Kind::ConditionWait, condition);
    run.seesExit(a, -9);
    const World world = run.world();
    QVERIFY(world.barrier(barrier)->arrived.empty());
    QVERIFY(world.event(event)->waiters.empty());
    QVERIFY(world.condition(condition)->waiters.empty());
    QCOMPARE(text(world.nameOf(barrier)), QString("Barrier 1"));
}

QTEST_APPLESS_MAIN(TestSync)
#include "test_sync.moc"
