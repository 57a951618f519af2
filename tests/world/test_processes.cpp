// SPDX-License-Identifier: GPL-3.0-or-later
// Processes of scripted runs: who is who, every end.
#include "tests/world/script.h"

#include <QtTest>

using namespace forkscope::world;
using namespace forkscope;

class TestProcesses : public QObject {
    Q_OBJECT

  private slots:
    void identity_data();
    void identity();
    void aProvisionalIdStaysUsable();
    void aPidUsedAgainMeansTheLatest();
    void execReplacesTheProcess();
    void exitInEveryOrder_data();
    void exitInEveryOrder();
    void joinWithoutReapReport();
    void anExceptionIsKept();
    void roles_data();
    void roles();
    void labels();
    void foreignProcesses();
    void eventsThatMakeNoSense();
};

void TestProcesses::identity_data() {
    QTest::addColumn<bool>("startFirst");
    QTest::addColumn<bool>("engineSawItFirst");
    QTest::newRow("start, then begin") << true << false;
    QTest::newRow("begin, then start") << false << false;
    QTest::newRow("seen, start, begin") << true << true;
    QTest::newRow("seen, begin, start") << false << true;
}

// However the three reports come, there is one process, and it knows its parent and its target.
void TestProcesses::identity() {
    QFETCH(bool, startFirst);
    QFETCH(bool, engineSawItFirst);
    Script run;
    Actor main = run.main();
    Actor child(run, 2, 1002);
    const auto start = [&] { QCOMPARE(main.starts("buyer").pid(), child.pid()); };
    if (engineSawItFirst)
        run.engine().does(Kind::ProcessBegin, Phase::Point, {}, child.pid(),
                          {Script::number(Tag::ParentPid, main.pid())});
    if (startFirst)
        start();
    child.begins("child", main.pid());
    if (!startFirst)
        start();

    const World world = run.world();
    QCOMPARE(world.processes().size(), 2u);
    const Process& p = world.processes()[1];
    QCOMPARE(p.id, child.id());
    QCOMPARE(p.parent, main.id());
    QCOMPARE(p.pid, 1002);
    QVERIFY(p.traced);
    QCOMPARE(text(p.target), QString("buyer"));
    QCOMPARE(text(p.startMethod), QString("fork"));
    QCOMPARE(p.state, ProcessState::Running);
    QVERIFY(p.role == ProcessRole::Child);
}

void TestProcesses::aProvisionalIdStaysUsable() {
    Script run;
    Actor main = run.main();
    Actor child = main.starts("buyer");
    World world = run.world();
    QCOMPARE(world.processes().size(), 2u);
    const ProcessId before = world.processes()[1].id;
    QCOMPARE(world.processes()[1].state, ProcessState::New);
    QCOMPARE(laneState(world.processes()[1]), LaneState::Absent);
    QVERIFY(before != child.id());

    child.begins();
    world.apply(run.log.back());
    QCOMPARE(world.process(before), world.process(child.id()));
    QCOMPARE(world.process(before)->id, child.id());
}

void TestProcesses::aPidUsedAgainMeansTheLatest() {
    Script run;
    Actor main = run.main();
    Actor first = main.startsAndBegins("first");
    first.exits();
    main.reaps(first, 0);
    Actor second(run, 7, first.pid());
    second.begins("child", main.pid());
    const World world = run.world();
    QCOMPARE(world.processes().size(), 3u);
    QCOMPARE(world.processByPid(first.pid())->id, second.id());
    QCOMPARE(world.process(first.id())->state, ProcessState::Reaped);
    QCOMPARE(world.process(second.id())->state, ProcessState::Running);
}

void TestProcesses::execReplacesTheProcess() {
    Script run;
    Actor main = run.main();
    Actor child = main.startsAndBegins("launch");
    child.does(Kind::ProcessExec, Phase::Point, {}, 0, {Script::text(Tag::Path, "/usr/bin/python3")});
    QVERIFY(!run.world().process(child.id())->traced);
    Actor image(run, 9, child.pid());
    image.begins("program");
    const World world = run.world();
    // The same process goes on: it reports again, under a stream of its own.
    QCOMPARE(world.processes().size(), 2u);
    QCOMPARE(world.process(image.id())->parent, main.id());
    QVERIFY(world.process(image.id())->traced);
    QCOMPARE(world.process(child.id()), world.process(image.id()));
}

void TestProcesses::exitInEveryOrder_data() {
    QTest::addColumn<QStringList>("reports");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("state");
    QTest::newRow("by itself") << QStringList{"own 3"} << 3 << int(ProcessState::Zombie);
    QTest::newRow("seen") << QStringList{"seen -9"} << -9 << int(ProcessState::Zombie);
    QTest::newRow("by itself, seen") << QStringList{"own 3", "seen 3"} << 3 << int(ProcessState::Zombie);
    QTest::newRow("reaped") << QStringList{"own 0", "reap 0"} << 0 << int(ProcessState::Reaped);
    QTest::newRow("reaped before it is seen")
        << QStringList{"reap 1", "seen 1"} << 1 << int(ProcessState::Reaped);
    QTest::newRow("unknown first") << QStringList{"own ?", "seen -15"} << -15 << int(ProcessState::Zombie);
    QTest::newRow("unknown last") << QStringList{"own 2", "seen ?"} << 2 << int(ProcessState::Zombie);
    QTest::newRow("reaped twice") << QStringList{"own 0", "reap 0", "guard 0"} << 0
                                  << int(ProcessState::Reaped);
    QTest::newRow("by the guard") << QStringList{"seen -9", "guard -9"} << -9 << int(ProcessState::Reaped);
}

void TestProcesses::exitInEveryOrder() {
    QFETCH(QStringList, reports);
    QFETCH(int, status);
    QFETCH(int, state);
    Script run;
    Actor main = run.main();
    Actor child = main.startsAndBegins("worker");
    Time first = -1;
    for (const QString& report : reports) {
        const QString number = report.section(' ', 1);
        const int s = number == "?" ? trace::kUnknownStatus : number.toInt();
        if (report.startsWith("own"))
            child.exits(s);
        else if (report.startsWith("seen"))
            run.seesExit(child, s);
        else if (report.startsWith("reap"))
            main.reaps(child, s);
        else
            run.seesReap(child, s);
        if (first < 0)
            first = run.log.back().time;
    }
    const World world = run.world();
    const Process& p = *world.process(child.id());
    QCOMPARE(p.status.value(), status);
    QCOMPARE(int(p.state), state);
    QCOMPARE(p.exited, first);
    QVERIFY(!p.alive());
    // One mark, and it says how, whoever told that later.
    History history(run.log);
    history.advance();
    const auto isEnd = [&](const Mark& m) {
        return m.process == child.id() && (m.kind == MarkKind::Exit || m.kind == MarkKind::Killed);
    };
    QCOMPARE(std::ranges::count_if(history.marks(), isEnd), 1);
    const auto mark = std::ranges::find_if(history.marks(), isEnd);
    QCOMPARE(mark->at, first);
    QCOMPARE(mark->kind == MarkKind::Killed, status < 0);
    QCOMPARE(world.processes().size(), 2u);
}

// Under forkserver the child is reaped by the server: main's join is what tells.
void TestProcesses::joinWithoutReapReport() {
    Script run;
    Actor main = run.main();
    Actor child = main.startsAndBegins("worker");
    main.joins(child);
    World world = run.world();
    QCOMPARE(world.process(main.id())->mainThread()->wait.process, child.id());
    main.givesUpJoin();
    QCOMPARE(run.world().process(child.id())->state, ProcessState::Running);
    main.joins(child);
    child.exits();
    QCOMPARE(run.world().process(child.id())->state, ProcessState::Zombie);
    main.hasJoined();
    world = run.world();
    QCOMPARE(world.process(child.id())->state, ProcessState::Reaped);
    QCOMPARE(world.process(child.id())->status.value(), 0);
    QCOMPARE(world.process(main.id())->state, ProcessState::Running);
}

void TestProcesses::anExceptionIsKept() {
    Script run;
    Actor main = run.main();
    const auto raise = [&](int ended, std::string_view type) {
        main.does(Kind::Exception, Phase::Point, {}, ended,
                  {Script::text(Tag::Type, type), Script::text(Tag::Message, "no"),
                   Script::text(Tag::Traceback, "/a.py:3:work")});
    };
    QVERIFY(run.world().process(main.id())->raised.at < 0);
    raise(0, "KeyError"); // of a task: it ends nothing, and is kept as the latest
    const World inTask = run.world();
    QVERIFY(inTask.process(main.id())->exceptionType.empty());
    QCOMPARE(text(inTask.process(main.id())->raised.type), QString("KeyError"));
    QVERIFY(!inTask.process(main.id())->raised.ended);
    raise(1, "ValueError");
    const World world = run.world();
    QCOMPARE(text(world.process(main.id())->exceptionType), QString("ValueError"));
    const Raised& raised = world.process(main.id())->raised;
    QCOMPARE(text(raised.type), QString("ValueError"));
    QCOMPARE(text(raised.message), QString("no"));
    QCOMPARE(text(raised.traceback), QString("/a.py:3:work"));
    QVERIFY(raised.ended && raised.at == world.time());
}

void TestProcesses::roles_data() {
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("daemon");
    QTest::addColumn<int>("role");
    QTest::newRow("main") << "main"
                          << "" << false << int(ProcessRole::Main);
    QTest::newRow("child") << "child"
                           << "Process-1" << false << int(ProcessRole::Child);
    QTest::newRow("daemon") << "child"
                            << "Process-1" << true << int(ProcessRole::Daemon);
    QTest::newRow("pool worker") << "child"
                                 << "ForkPoolWorker-3" << true << int(ProcessRole::Worker);
    QTest::newRow("manager") << "child"
                             << "SyncManager-1" << false << int(ProcessRole::Manager);
    QTest::newRow("helper") << "helper"
                            << "resource_tracker" << false << int(ProcessRole::Helper);
}

void TestProcesses::roles() {
    QFETCH(QString, type);
    QFETCH(QString, name);
    QFETCH(bool, daemon);
    QFETCH(int, role);
    const std::string typeText = type.toStdString(), nameText = name.toStdString();
    Script run;
    Actor process = run.process();
    process.does(Kind::ProcessBegin, Phase::Point, {}, process.pid(),
                 {Script::text(Tag::Name, nameText), Script::text(Tag::Type, typeText),
                  Script::number(Tag::Daemon, daemon)});
    QCOMPARE(int(run.world().process(process.id())->role), role);
}

void TestProcesses::labels() {
    Script run;
    Actor main = run.main();
    Actor tracker = run.process();
    tracker.does(Kind::ProcessBegin, Phase::Point, {}, tracker.pid(),
                 {Script::text(Tag::Name, "resource tracker"), Script::text(Tag::Type, "helper")});
    Actor buyer = main.starts("buyer");
    Actor named = main.starts("buyer", false, "checkout");
    Actor numbered = main.starts("buyer", false, "buyer-7");
    const World world = run.world();
    QCOMPARE(text(world.labelOf(main.id())), QString("P0 main"));
    QCOMPARE(text(world.labelOf(tracker.id())), QString("resource tracker"));
    QCOMPARE(text(world.labelOf(world.processByPid(buyer.pid())->id)), QString("P1 buyer"));
    QCOMPARE(text(world.labelOf(world.processByPid(named.pid())->id)), QString("P2 checkout"));
    QCOMPARE(text(world.labelOf(world.processByPid(numbered.pid())->id)), QString("P3 buyer-7"));
}

void TestProcesses::foreignProcesses() {
    Script run;
    Actor main = run.main();
    run.engine().does(Kind::ProcessBegin, Phase::Point, {}, 4711,
                      {Script::number(Tag::ParentPid, main.pid()), Script::text(Tag::Name, "sh"),
                       Script::text(Tag::Type, "foreign")});
    World world = run.world();
    const Process* sh = world.processByPid(4711);
    QVERIFY(sh);
    QCOMPARE(sh->id.value, 0xffffffffu);
    QVERIFY(sh->role == ProcessRole::Foreign);
    QVERIFY(!sh->traced);
    QCOMPARE(sh->parent, main.id());
    QCOMPARE(sh->state, ProcessState::Running);
    run.engine().does(Kind::ProcessExit, Phase::Point, {}, 0, {Script::number(Tag::Pid, 4711)});
    run.engine().does(Kind::ProcessReap, Phase::Point, {}, 0, {Script::number(Tag::Pid, 4711)});
    QCOMPARE(run.world().processByPid(4711)->state, ProcessState::Reaped);
}

// Damaged traces and half-seen programs: nothing is invented, nothing falls over.
void TestProcesses::eventsThatMakeNoSense() {
    Script run;
    Actor stranger(run, 5, 4000);
    stranger.wakes();
    stranger.hasJoined();
    stranger.does(Kind::ProcessStart, Phase::Point, {}, -3);
    stranger.does(Kind::ProcessTerminate, Phase::Point, {}, 31337);
    stranger.does(Kind::LockAcquire, Phase::Point, {}, 1);
    stranger.does(Kind(200), Phase(3), {}, 1);
    stranger.does(Kind::SignalSend, Phase::Point, {}, 9);
    Actor wild(run, 0x7fffffff, 4001);
    wild.sleeps(5);
    run.seesExit(Actor(run, 0, 999999), 0);
    run.engine().does(Kind::ProcessReap);
    run.engine().does(Kind::LockAcquire, Phase::Begin, run.newObject());
    run.engine().does(Kind::GateWait);
    const World world = run.world();
    QVERIFY(world.process(stranger.id()));
    QCOMPARE(world.process(stranger.id())->state, ProcessState::Running);
    QVERIFY(world.process(stranger.id())->began >= 0);
    QVERIFY(!world.processByPid(31337));
}

QTEST_APPLESS_MAIN(TestProcesses)
#include "test_processes.moc"
