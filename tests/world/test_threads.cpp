// SPDX-License-Identifier: GPL-3.0-or-later
// Threads of a process, waiting for children, handlers of signals, the exit handlers of multiprocessing.
#include "engine/world/explain.h"
#include "tests/world/lanes.h"

#include <QtTest>

using namespace forkscope::world;
using namespace forkscope;

namespace {

QString told(const Script& run, const Actor& who) {
    return text(explainProcess(run.world(), who.id(), run.log.back().time));
}

Actor startsThread(Actor& main, std::uint8_t number, std::string_view target) {
    main.does(Kind::ThreadStart, Phase::Point, {}, 0,
              {Script::number(Tag::Thread, number), Script::text(Tag::Name, "Thread-1"),
               Script::text(Tag::Target, target)});
    return main.thread(number);
}

} // namespace

class TestThreads : public QObject {
    Q_OBJECT

  private slots:
    void lane();
    void laneEndsWithTheProcess();
    void helpersHaveNoLane();
    void aThreadHoldsALock();
    void joinOfAThread();
    void aNumberIsUsedAgain();
    void stuckOnlyWhenAllAre();
    void waitForChildren();
    void handlerOfASignal();
    void whoSentTheSignal();
    void teardownOfDaemons();
};

void TestThreads::lane() {
    Script run;
    Actor main = run.main();
    const ObjectId mutex = main.lock("mutex");
    run.at(10);
    Actor loader = startsThread(main, 1, "load");
    const std::uint64_t start = run.log.back().order;
    run.at(12);
    loader.does(Kind::ThreadBegin);
    main.acquires(mutex);
    run.at(20);
    loader.line(8).wants(mutex);
    QCOMPARE(told(run, main), QString("P0 main is running. Its thread load waits for mutex, held since 13.0 "
                                      "ms by P0 main, which is running."));
    run.at(30);
    main.releases(mutex);
    loader.gets(mutex);
    run.at(40);
    loader.does(Kind::ThreadEnd);
    History history(run.log);
    history.advance();
    const Lane* lane = laneOf(history, main.id(), 1);
    QVERIFY(lane);
    QCOMPARE(written(*lane),
             QString("10 Absent, 12 Running, 20 WaitsLock(%1), 31 Running, 40 Absent").arg(mutex.value));
    QCOMPARE(lane->track.note(2).line, 8u);
    const auto started = std::find_if(history.arrows().begin(), history.arrows().end(), [](const Arrow& a) {
        return a.kind == ArrowKind::Start && a.targetThread == 1;
    });
    QVERIFY(started != history.arrows().end());
    QCOMPARE((*started).fromOrder, start);
    QCOMPARE((*started).target, main.id());
    for (std::size_t i = 0; i < history.laneCount(); ++i)
        if (&history.lane(i) == lane)
            QCOMPARE(text(explainInterval(history, i, 2)),
                     QString("P0 main, thread load waited for mutex, held since 13.0 ms by P0 main, for 11.0 "
                             "ms (line 8)."));
}

void TestThreads::laneEndsWithTheProcess() {
    Script run;
    Actor main = run.main();
    Actor loader = startsThread(main, 1, "load");
    loader.does(Kind::ThreadBegin);
    run.at(50);
    run.seesExit(main, -9);
    History history(run.log);
    history.advance();
    QVERIFY(written(*laneOf(history, main.id(), 1)).endsWith("50 Absent"));
}

void TestThreads::helpersHaveNoLane() {
    Script run;
    Actor main = run.main();
    const ObjectId orders = main.queue("orders");
    main.thread(1).feeds(orders);
    main.thread(2).does(Kind::LockAcquire, Phase::Begin, main.lock("mutex"));
    History history(run.log);
    history.advance();
    QVERIFY(!laneOf(history, main.id(), 1));
    QVERIFY(!laneOf(history, main.id(), 2));
}

void TestThreads::aThreadHoldsALock() {
    Script run;
    Actor main = run.main();
    Actor loader = startsThread(main, 1, "load");
    loader.does(Kind::ThreadBegin);
    const ObjectId mutex = main.lock("", "threading.RLock");
    loader.line(5).acquires(mutex);
    loader.acquires(mutex);
    main.wants(mutex);
    QVERIFY(told(run, main).startsWith("P0 main waits for threading.RLock 1, held since 5.0 ms by P0 main, "
                                       "thread load (line 5), which is running (line 5)."));
    QCOMPARE(run.world().lock(mutex)->holders.front().count, 2u);
}

void TestThreads::joinOfAThread() {
    Script run;
    Actor main = run.main();
    Actor loader = startsThread(main, 1, "load");
    loader.does(Kind::ThreadBegin);
    main.begin(Kind::ThreadJoin, {}, 0, {Script::number(Tag::Thread, 1)});
    QVERIFY(told(run, main).startsWith("P0 main waits in join for its thread load, which is running."));
    QVERIFY(laneState(*run.world().process(main.id())) == LaneState::WaitsProcess);
    loader.does(Kind::ThreadEnd, Phase::Point, {}, 0, {Script::text(Tag::Type, "ValueError")},
                trace::kFailed);
    QCOMPARE(text(explainThread(run.world(), main.id(), 1, 0)),
             QString("load of P0 main has ended with ValueError."));
    main.ends(Kind::ThreadJoin, {}, 1);
    QCOMPARE(told(run, main), QString("P0 main is running."));
}

void TestThreads::aNumberIsUsedAgain() {
    Script run;
    Actor main = run.main();
    Actor first = startsThread(main, 1, "load");
    first.does(Kind::ThreadBegin);
    first.does(Kind::ThreadEnd);
    Actor second = startsThread(main, 1, "save");
    second.does(Kind::ThreadBegin);
    const Thread thread = run.world().process(main.id())->threads[1];
    QVERIFY(thread.alive());
    QCOMPARE(text(thread.target), QString("save"));
}

void TestThreads::stuckOnlyWhenAllAre() {
    Script run;
    Actor main = run.main();
    const ObjectId mutex = main.lock("mutex");
    Actor loader = startsThread(main, 1, "load");
    loader.does(Kind::ThreadBegin);
    main.wants(mutex);
    QVERIFY(!waitsForOthers(*run.world().process(main.id())));
    loader.wants(mutex);
    QVERIFY(waitsForOthers(*run.world().process(main.id())));
}

void TestThreads::waitForChildren() {
    Script run;
    Actor main = run.main();
    Actor a = main.startsAndBegins("a"), b = main.startsAndBegins("b");
    main.begin(Kind::ProcessWait, {}, -1);
    QCOMPARE(told(run, main), QString("P0 main waits for one of its children to end: P1 a and P2 b. It has "
                                      "waited since 6.0 ms, for 0 µs now."));
    a.exits();
    main.reaps(a, 0);
    main.ends(Kind::ProcessWait, {}, a.pid());
    main.begin(Kind::ProcessWait, {}, b.pid());
    QCOMPARE(told(run, main),
             QString("P0 main waits for P2 b, which is running. It has waited since 10.0 ms, for 0 µs now."));
    main.ends(Kind::ProcessWait, {}, 0);
    QCOMPARE(told(run, main), QString("P0 main is running."));
}

void TestThreads::handlerOfASignal() {
    Script run;
    Actor main = run.main();
    main.line(9).sleeps(1000);
    main.does(Kind::ProcessSignal, Phase::Begin, {}, 15, {Script::text(Tag::Target, "stop")});
    QVERIFY(run.world().process(main.id())->state == ProcessState::Running);
    QCOMPARE(told(run, main), QString("P0 main is in its handler of SIGTERM (line 9)."));
    main.ends(Kind::ProcessSignal, {}, 15);
    QVERIFY(run.world().process(main.id())->state == ProcessState::Sleeping);
    main.does(Kind::ProcessSignal, Phase::Begin, {}, 15);
    main.wakes(); // the handler raised, and its end was not told
    QVERIFY(run.world().process(main.id())->state == ProcessState::Running);
    QCOMPARE(run.world().process(main.id())->mainThread()->handling, 0);
}

void TestThreads::whoSentTheSignal() {
    Script run;
    Actor main = run.main();
    Actor a = main.startsAndBegins("a");
    main.does(Kind::SignalSend, Phase::Point, {}, 10, {Script::number(Tag::Pid, a.pid())});
    main.does(Kind::ProcessTerminate, Phase::Point, {}, a.pid());
    run.seesExit(a, -15);
    main.reaps(a, -15);
    QCOMPARE(told(run, a), QString("P1 a was ended by SIGTERM (-15), sent by P0 main."));
}

void TestThreads::teardownOfDaemons() {
    Script run;
    Actor main = run.main();
    Actor d = main.startsAndBegins("consort", true), n = main.startsAndBegins("minister");
    main.does(Kind::ProcessMainEnd);
    main.begin(Kind::ProcessFinalize);
    QCOMPARE(told(run, main), QString("P0 main runs the exit handlers of multiprocessing: its daemon P1 is "
                                      "terminated, P2 is joined."));
    main.does(Kind::ProcessTerminate, Phase::Point, {}, d.pid());
    run.seesExit(d, -15);
    main.reaps(d, -15);
    QVERIFY(told(run, d).endsWith(
        "was ended by SIGTERM (-15), sent by the exit handlers of P0 main, which end its "
        "daemons."));
    main.joins(n);
    QVERIFY(told(run, main).endsWith("for 0 µs now, in the exit handlers of multiprocessing."));
    main.hasJoined();
    main.ends(Kind::ProcessFinalize);
    QVERIFY(!run.world().process(main.id())->finalizing);
}

QTEST_APPLESS_MAIN(TestThreads)
#include "test_threads.moc"
