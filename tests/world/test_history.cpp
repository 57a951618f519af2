// SPDX-License-Identifier: GPL-3.0-or-later
// The History of scripted and random runs: the World at any time, lanes, arrows, marks.
#include "tests/world/random_run.h"
#include "tests/world/script.h"

#include <QtTest>

using namespace forkscope::world;
using namespace forkscope;

namespace {

World fromTheStart(const Log& log, std::size_t events, const World& names) {
    World world(log);
    for (std::size_t i = 0; i < events; ++i)
        world.apply(log[i]);
    world.learnFrom(names);
    return world;
}

bool same(const World& a, const World& b) {
    return a.time() == b.time() && a.order() == b.order() && a.processes() == b.processes() &&
           a.locks() == b.locks() && a.queues() == b.queues() && a.files() == b.files();
}

const Lane* laneOf(const History& history, ProcessId id) {
    for (std::size_t i = 0; i < history.laneCount(); ++i)
        if (history.lane(i).kind == LaneKind::Process && history.lane(i).process == id)
            return &history.lane(i);
    return nullptr;
}
const Lane* laneOf(const History& history, ObjectId id) {
    for (std::size_t i = 0; i < history.laneCount(); ++i)
        if (history.lane(i).kind != LaneKind::Process && history.lane(i).object == id)
            return &history.lane(i);
    return nullptr;
}

// "0 Running, 5 WaitsLock(3)": start in ms, state, subject where there is one.
QString written(const Lane& lane) {
    static const char* const kNames[] = {"Running",  "Ready",   "WaitsLock", "WaitsQueue", "WaitsProcess",
                                         "Sleeping", "Stopped", "Zombie",    "Absent"};
    QStringList words;
    for (std::size_t i = 0; i < lane.track.size(); ++i) {
        QString word = QString("%1 %2").arg(lane.track.start(i) / kMs).arg(kNames[int(lane.track.state(i))]);
        if (lane.track.note(i).subject != 0)
            word += QString("(%1)").arg(lane.track.note(i).subject);
        words << word;
    }
    return words.join(", ");
}

} // namespace

class TestHistory : public QObject {
    Q_OBJECT

  private slots:
    void anyTimeEqualsAWorldFromTheStart_data();
    void anyTimeEqualsAWorldFromTheStart();
    void lookingBackAcrossCheckpoints();
    void lanesAgreeWithTheWorld();
    void processLane();
    void lockLane();
    void lockLaneInDoubt();
    void queueLane();
    void lanesAppearInOrder();
    void namesAreKnownEarlier();
    void anIdIsTheSameAtAllTimes();
    void startArrows_data();
    void startArrows();
    void reapArrows();
    void forkserverReapArrow();
    void signalArrows();
    void marks();
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
            // Puts may be reported before the get that made room for them; the lane keeps to the bound.
            const std::size_t depth = q.maxsize > 0 ? std::min(q.depth(), std::size_t(q.maxsize)) : q.depth();
            QCOMPARE(std::size_t(track.note(track.find(t)).subject), depth);
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

void TestHistory::processLane() {
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

void TestHistory::lockLane() {
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

void TestHistory::lockLaneInDoubt() {
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

void TestHistory::queueLane() {
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

void TestHistory::lanesAppearInOrder() {
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

void TestHistory::startArrows_data() {
    QTest::addColumn<bool>("startFirst");
    QTest::newRow("start, then begin") << true;
    QTest::newRow("begin, then start") << false;
}

void TestHistory::startArrows() {
    QFETCH(bool, startFirst);
    Script run;
    Actor main = run.main();
    Actor child(run, 2, 1002);
    if (startFirst)
        main.starts("buyer");
    child.begins("child", main.pid());
    if (!startFirst)
        main.starts("buyer");
    History history(run.log);
    history.advance();
    QCOMPARE(history.arrows().size(), 1u);
    const Arrow& arrow = history.arrows()[0];
    QVERIFY(arrow.kind == ArrowKind::Start);
    QCOMPARE(arrow.source, main.id());
    QCOMPARE(arrow.target, child.id());
    QCOMPARE(arrow.to, run.log.back().time);
    QCOMPARE(arrow.fromOrder, startFirst ? 2u : 3u);
}

void TestHistory::reapArrows() {
    Script run;
    Actor main = run.main();
    Actor child = main.startsAndBegins("buyer");
    main.joins(child);
    run.at(20);
    child.exits();
    run.at(25);
    main.reaps(child, 0);
    main.hasJoined();
    run.seesReap(child, 0);
    History history(run.log);
    history.advance();
    QCOMPARE(history.arrows().size(), 2u);
    const Arrow& arrow = history.arrows()[1];
    QVERIFY(arrow.kind == ArrowKind::Reap);
    QCOMPARE(arrow.from, 20 * kMs);
    QCOMPARE(arrow.to, 25 * kMs);
    QCOMPARE(arrow.source, child.id());
    QCOMPARE(arrow.target, main.id());
}

void TestHistory::forkserverReapArrow() {
    Script run;
    Actor main = run.main();
    Actor server = run.process();
    server.begins("helper", main.pid());
    Actor child = main.starts("buyer");
    child.begins("child", server.pid());
    main.joins(child);
    child.exits();
    server.reaps(child, 0);
    main.hasJoined();
    History history(run.log);
    history.advance();
    const Arrow& arrow = history.arrows().back();
    QVERIFY(arrow.kind == ArrowKind::Reap);
    QCOMPARE(arrow.target, main.id());
    QCOMPARE(history.now().process(child.id())->parent, main.id());
}

void TestHistory::signalArrows() {
    Script run;
    Actor main = run.main();
    Actor child = main.startsAndBegins("buyer");
    main.does(Kind::SignalSend, Phase::Point, {}, 15, {Script::number(Tag::Pid, child.pid())}, trace::kInner);
    main.does(Kind::ProcessTerminate, Phase::Point, {}, child.pid());
    main.does(Kind::ProcessKill, Phase::Point, {}, 4711); // nobody we know
    History history(run.log);
    history.advance();
    QCOMPARE(history.arrows().size(), 2u); // start, one signal
    QVERIFY(history.arrows()[1].kind == ArrowKind::Signal);
    QCOMPARE(history.arrows()[1].source, main.id());
    QCOMPARE(history.arrows()[1].target, child.id());
}

void TestHistory::marks() {
    Script run;
    Actor main = run.main();
    Actor child = main.startsAndBegins("buyer");
    child.does(Kind::Print, Phase::Point, {}, 0, {Script::text(Tag::Preview, "456")});
    main.does(Kind::ProcessMainEnd);
    child.does(Kind::Exception, Phase::Point, {}, 0, {Script::text(Tag::Type, "KeyError")}); // handled
    child.does(Kind::Exception, Phase::Point, {}, 1, {Script::text(Tag::Type, "ValueError")});
    child.exits(1);
    run.seesExit(child, 1); // says the same again
    run.engine().does(Kind::Note, Phase::Point, {}, 0, {Script::text(Tag::Message, "too much")});
    run.seesExit(main, -9);
    History history(run.log);
    history.advance();
    QList<int> kinds;
    for (const Mark& mark : history.marks())
        kinds << int(mark.kind);
    const QList<int> expected{int(MarkKind::Print), int(MarkKind::MainEnd), int(MarkKind::Raised),
                              int(MarkKind::Exit),  int(MarkKind::Note),    int(MarkKind::Killed)};
    QCOMPARE(kinds, expected);
    QCOMPARE(history.marks()[3].process, child.id());
    QCOMPARE(history.marks()[3].order, 8u);
    QCOMPARE(history.marks()[5].process, main.id());
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
