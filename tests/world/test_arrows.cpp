// SPDX-License-Identifier: GPL-3.0-or-later
// Arrows and marks of scripted runs.
#include "tests/world/lanes.h"

#include <QtTest>

#include <random>

using namespace forkscope::world;
using namespace forkscope;

class TestArrows : public QObject {
    Q_OBJECT

  private slots:
    void startArrows_data();
    void startArrows();
    void reapArrows();
    void forkserverReapArrow();
    void signalArrows();
    void marks();
    void listAgainstAVector();
};

void TestArrows::startArrows_data() {
    QTest::addColumn<bool>("startFirst");
    QTest::newRow("start, then begin") << true;
    QTest::newRow("begin, then start") << false;
}

void TestArrows::startArrows() {
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

void TestArrows::reapArrows() {
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

void TestArrows::forkserverReapArrow() {
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

void TestArrows::signalArrows() {
    Script run;
    Actor main = run.main();
    Actor child = main.startsAndBegins("buyer");
    main.does(Kind::SignalSend, Phase::Point, {}, 15, {Script::number(Tag::Pid, child.pid())}, trace::kInner);
    main.does(Kind::ProcessTerminate, Phase::Point, {}, child.pid());
    main.does(Kind::ProcessKill, Phase::Point, {}, 4711); // nobody we know
    // As the exit handlers of multiprocessing end a daemon.
    main.does(Kind::ProcessTerminate, Phase::Point, {}, child.pid(), {}, trace::kInner);
    History history(run.log);
    history.advance();
    QCOMPARE(history.arrows().size(), 3u); // start, one signal, one more
    QVERIFY(history.arrows()[1].kind == ArrowKind::Signal);
    QCOMPARE(history.arrows()[1].source, main.id());
    QCOMPARE(history.arrows()[1].target, child.id());
}

void TestArrows::marks() {
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

// With the least and greatest of each field, and with some whose numbers need more than 32 bits.
void TestArrows::listAgainstAVector() {
    std::mt19937_64 random(2);
    const auto any = [&](std::uint64_t most) {
        const std::uint64_t bits = random();
        return bits % 4 == 0 || most == 0 ? 0 : bits % 4 == 1 ? most : bits % most;
    };
    ArrowList list;
    std::vector<Arrow> expected;
    QVERIFY(list.empty());
    Time to = 0;
    for (int i = 0; i < 5000; ++i) {
        Arrow arrow;
        arrow.kind = ArrowKind(any(7));
        arrow.to = to += Time(random() % 3);
        arrow.from = i % 100 == 7 ? INT64_MIN : i % 100 == 8 ? INT64_MAX : to - Time(any(UINT32_MAX));
        arrow.source = {std::uint32_t(any(UINT32_MAX))};
        arrow.target = {std::uint32_t(any(UINT32_MAX))};
        arrow.object = {std::uint32_t(any(UINT32_MAX))};
        arrow.toOrder = i % 50 == 9 ? any(UINT64_MAX) : any(UINT32_MAX);
        arrow.fromOrder = i % 50 == 10 ? any(UINT64_MAX) : any(arrow.toOrder);
        arrow.sourceThread = std::uint8_t(any(255));
        arrow.targetThread = std::uint8_t(any(255));
        list.push_back(arrow);
        expected.push_back(arrow);
        QVERIFY(list.back() == arrow);
    }
    QCOMPARE(list.size(), expected.size());
    QVERIFY(std::equal(list.begin(), list.end(), expected.begin()));
    for (std::size_t i = 0; i < expected.size(); ++i)
        QCOMPARE(list.to(i), expected[i].to);
    for (const Time t : {INT64_MIN, Time(-1), Time(0), to / 2, to, to + 1, INT64_MAX}) {
        const auto first =
            std::find_if(expected.begin(), expected.end(), [&](const Arrow& a) { return a.to >= t; });
        QCOMPARE(list.firstFrom(t), std::size_t(first - expected.begin()));
    }
}

QTEST_APPLESS_MAIN(TestArrows)
#include "test_arrows.moc"
