// SPDX-License-Identifier: GPL-3.0-or-later
// Arrows and marks of scripted runs.
#include "tests/world/lanes.h"

#include <QtTest>

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

QTEST_APPLESS_MAIN(TestArrows)
#include "test_arrows.moc"
