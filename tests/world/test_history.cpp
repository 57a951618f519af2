// SPDX-License-Identifier: GPL-3.0-or-later
// The History of scripted and random runs: the World at any time, as it was and under the names of now.
#include "tests/world/lanes.h"
#include "tests/world/random_run.h"

#include <QtTest>

using namespace forkscope::world;
using namespace forkscope;

class TestHistory : public QObject {
    Q_OBJECT

  private slots:
    void anyTimeEqualsAWorldFromTheStart_data();
    void anyTimeEqualsAWorldFromTheStart();
    void lookingBackAcrossCheckpoints();
    void lanesAgreeWithTheWorld();
    void namesAreKnownEarlier();
    void anIdIsTheSameAtAllTimes();
    void openIntervalsGoOn();
    void partialAdvance();
};

void TestHistory::anyTimeEqualsAWorldFromTheStart_data() {
    QTest::addColumn<unsigned>("seed");
    for (unsigned seed = 1; seed <= 12; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void TestHistory::anyTimeEqualsAWorldFromTheStart() {
    QFETCH(unsigned, seed);
    Script run;
    randomRun(run, 3000, seed);
    History history(run.log);
    std::mt19937 random(seed);
    while (history.advance(random() % 500) > 0 || history.applied() < run.log.size()) {
    }
    QVERIFY(same(history.now(), run.world()));
    for (int i = 0; i < 60; ++i) {
        const Time t = Time(random() % std::uint64_t(history.end() + 2 * kMs));
        QVERIFY(same(history.at(t), fromTheStart(run.log, run.log.upperBound(t), history.now())));
        const std::uint64_t order = random() % (run.log.size() + 10);
        QVERIFY(same(history.atOrder(order),
                     fromTheStart(run.log, std::min<std::size_t>(order, run.log.size()), history.now())));
    }
    QVERIFY(std::is_sorted(history.arrows().begin(), history.arrows().end(),
                           [](const Arrow& a, const Arrow& b) { return a.to < b.to; }));
    QVERIFY(std::is_sorted(history.marks().begin(), history.marks().end(),
                           [](const Mark& a, const Mark& b) { return a.at < b.at; }));
    for (const Arrow& arrow : history.arrows())
        QVERIFY(arrow.from <= arrow.to);
}

// Longer than two strides, so that looks back start from a checkpoint; looking back must not change what is
// kept.
void TestHistory::lookingBackAcrossCheckpoints() {
    Script run;
    randomRun(run, History::kStride * 2 + 700, 99);
    History history(run.log);
    history.advance();
    std::mt19937 random(4);
    for (int i = 0; i < 12; ++i) {
        const std::uint64_t order = random() % run.log.size();
        const World first = history.atOrder(order);
        QCOMPARE(first.order(), order);
        history.atOrder(random() % run.log.size());
        QVERIFY(same(first, history.atOrder(order)));
    }
    for (const std::size_t edge :
         {History::kStride - 1, History::kStride, History::kStride + 1, 2 * History::kStride})
        QVERIFY(same(history.atOrder(edge), fromTheStart(run.log, edge, history.now())));
    QVERIFY(same(history.now(), run.world()));
}

// Drawn and told must be the same: each lane's interval at a time is what the World says then.
void TestHistory::lanesAgreeWithTheWorld() {
    Script run;
    randomRun(run, 4000, 21);
    History history(run.log);
    history.advance();
    for (std::size_t order = 50; order < run.log.size(); order += 37) {
        const bool isLastOfItsTime = order == run.log.size() || run.log[order].time > run.log[order - 1].time;
        if (!isLastOfItsTime)
            continue;
        const World world = history.atOrder(order);
        const Time t = world.time();
        for (const Process& p : world.processes()) {
            const ProcessId id = history.now().process(p.id)->id;
            const Track& track = laneOf(history, id)->track;
            QCOMPARE(track.state(track.find(t)), laneState(p));
        }
        for (const Queue& q : world.queues()) {
            const Track& track = laneOf(history, q.id)->track;
            QCOMPARE(std::size_t(track.note(track.find(t)).subject), q.depth());
            QVERIFY(q.maxsize <= 0 || q.depth() <= std::size_t(q.maxsize));
        }
        for (const Lock& l : world.locks()) {
            const Track& track = laneOf(history, l.id)->track;
            const LaneState expected = !l.known            ? LaneState::Stopped
                                       : l.holders.empty() ? LaneState::Absent
                                                           : LaneState::Running;
            QCOMPARE(track.state(track.find(t)), expected);
        }
    }
}

void TestHistory::namesAreKnownEarlier() {
    Script run;
    Actor main = run.main();
    const ObjectId mutex = main.lock("");
    const Time then = run.log.back().time;
    run.at(500);
    run.names(mutex, "mutex");
    History history(run.log);
    history.advance();
    QCOMPARE(text(history.at(then).nameOf(mutex)), QString("mutex"));
}

// A started process is found by the id of its later stream also at times before it has spoken.
void TestHistory::anIdIsTheSameAtAllTimes() {
    Script run;
    Actor main = run.main();
    Actor child = main.starts("buyer");
    const Time before = run.log.back().time;
    main.joins(child); // known by its provisional id
    run.at(50);
    child.begins();
    child.line(8).sleeps(5);
    History history(run.log);
    history.advance();
    const World then = history.at(before);
    QVERIFY(then.process(child.id()));
    QCOMPARE(then.process(child.id())->state, ProcessState::New);
    QCOMPARE(then.processes()[1].id, child.id());
    const Wait& join = history.now().process(main.id())->mainThread()->wait;
    QCOMPARE(history.now().process(join.process)->id, child.id());
}

void TestHistory::openIntervalsGoOn() {
    Script run;
    Actor main = run.main();
    main.sleeps(1000);
    History history(run.log);
    history.advance();
    const Track& track = history.lane(0).track;
    history.extendTo(700 * kMs);
    QCOMPARE(track.stop(track.size() - 1), 700 * kMs);
    history.extendTo(600 * kMs);
    QCOMPARE(history.end(), 700 * kMs);
    // All lanes reach as far as the latest event of any.
    run.at(800);
    main.lock("mutex");
    history.advance();
    for (std::size_t i = 0; i < history.laneCount(); ++i)
        QCOMPARE(history.lane(i).track.end(), history.end());
}

void TestHistory::partialAdvance() {
    Script run;
    Actor main = run.main();
    main.sleeps(3);
    main.wakes();
    History history(run.log);
    QCOMPARE(history.advance(2), 2u);
    QCOMPARE(history.applied(), 2u);
    // What has not been taken in is not known, whatever the Log holds.
    QCOMPARE(history.at(1000 * kMs).order(), 2u);
    QCOMPARE(history.atOrder(0).processes().size(), 0u);
    QCOMPARE(history.advance(), 1u);
    QCOMPARE(history.advance(), 0u);
    QCOMPARE(history.now().process(main.id())->state, ProcessState::Running);
}

QTEST_APPLESS_MAIN(TestHistory)
#include "test_history.moc"
