// SPDX-License-Identifier: GPL-3.0-or-later
// States of processes of scripted runs: by what they do, by the kernel, held, stopped.
#include "tests/world/script.h"

#include <QtTest>

using namespace forkscope::world;
using namespace forkscope;

class TestProcessStates : public QObject {
    Q_OBJECT

  private slots:
    void stateOfMainThread_data();
    void stateOfMainThread();
    void otherThreadsDoNotDecideTheLane();
    void kernelStates();
    void nestedWaits();
    void gateHolds();
    void stopAndContinue();
    void mainEndsBeforeItsExit();
};

void TestProcessStates::stateOfMainThread_data() {
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("phase");
    QTest::addColumn<int>("flags");
    QTest::addColumn<int>("state");
    QTest::addColumn<int>("lane");
    const auto row = [](const char* name, Kind kind, Phase phase, int flags, ProcessState state,
                        LaneState lane) {
        QTest::newRow(name) << int(kind) << int(phase) << flags << int(state) << int(lane);
    };
    const ProcessState blocked = ProcessState::Blocked;
    row("acquire", Kind::LockAcquire, Phase::Begin, 0, blocked, LaneState::WaitsLock);
    row("join", Kind::ProcessJoin, Phase::Begin, 0, blocked, LaneState::WaitsProcess);
    row("sleep", Kind::Sleep, Phase::Begin, 0, ProcessState::Sleeping, LaneState::Sleeping);
    row("input", Kind::Input, Phase::Begin, 0, blocked, LaneState::WaitsQueue);
    row("get begun", Kind::QueueGet, Phase::Begin, 0, ProcessState::Running, LaneState::Running);
    row("get begun on an empty queue", Kind::QueueGet, Phase::Begin, trace::kWaits, blocked,
        LaneState::WaitsQueue);
    row("get waits", Kind::QueueGet, Phase::Wait, 0, blocked, LaneState::WaitsQueue);
    row("put begun", Kind::QueuePut, Phase::Begin, 0, ProcessState::Running, LaneState::Running);
    row("put begun on a full queue", Kind::QueuePut, Phase::Begin, trace::kWaits, blocked,
        LaneState::WaitsQueue);
    row("put waits", Kind::QueuePut, Phase::Wait, 0, blocked, LaneState::WaitsQueue);
    row("queue join", Kind::QueueJoin, Phase::Begin, 0, blocked, LaneState::WaitsQueue);
    row("condition", Kind::ConditionWait, Phase::Begin, 0, blocked, LaneState::WaitsLock);
    row("event", Kind::EventWait, Phase::Begin, 0, blocked, LaneState::WaitsLock);
    row("recv waits", Kind::PipeRecv, Phase::Wait, 0, blocked, LaneState::WaitsQueue);
    row("recv begun", Kind::PipeRecv, Phase::Begin, 0, ProcessState::Running, LaneState::Running);
    row("pool join", Kind::PoolJoin, Phase::Begin, 0, blocked, LaneState::WaitsProcess);
}

void TestProcessStates::stateOfMainThread() {
    QFETCH(int, kind);
    QFETCH(int, phase);
    QFETCH(int, flags);
    QFETCH(int, state);
    QFETCH(int, lane);
    Script run;
    Actor main = run.main();
    const ObjectId object = run.newObject();
    main.line(14).does(Kind(kind), Phase(phase), object, 1500, {}, std::uint8_t(flags));
    World world = run.world();
    const Process& p = *world.process(main.id());
    QCOMPARE(int(p.state), state);
    QCOMPARE(int(laneState(p)), lane);
    const bool waits = p.state != ProcessState::Running;
    QCOMPARE(p.mainThread()->wait.what, waits ? Kind(kind) : Kind::None);
    if (waits) {
        QCOMPARE(p.mainThread()->wait.line, 14u);
        QCOMPARE(p.stateSince, run.log.back().time);
    }
    main.line(15).does(Kind(kind), Phase::End, object, 1);
    world.apply(run.log.back());
    QCOMPARE(world.process(main.id())->state, ProcessState::Running);
    QCOMPARE(world.process(main.id())->mainThread()->line, 15u);
}

void TestProcessStates::otherThreadsDoNotDecideTheLane() {
    Script run;
    Actor main = run.main();
    const ObjectId mutex = main.lock("mutex");
    Actor helper = main.thread(2);
    helper.wants(mutex);
    main.does(Kind::ThreadName, Phase::Point, {}, 2, {Script::text(Tag::Name, "watcher")});
    const World world = run.world();
    const Process& p = *world.process(main.id());
    QCOMPARE(p.state, ProcessState::Running);
    QCOMPARE(p.threads.size(), 3u);
    QVERIFY(!p.threads[1].seen);
    QCOMPARE(p.threads[2].wait.what, Kind::LockAcquire);
    QCOMPARE(p.threads[2].number, std::uint8_t(2));
    QCOMPARE(text(p.threads[2].name), QString("watcher"));
    QCOMPARE(world.lock(mutex)->waiters.size(), 1u);
    QCOMPARE(world.lock(mutex)->waiters[0].thread, std::uint8_t(2));
}

void TestProcessStates::kernelStates() {
    Script run;
    Actor main = run.main();
    const auto state = [&] { return run.world().process(main.id())->state; };
    QVERIFY(!run.world().process(main.id())->cpuKnown);
    run.cpu(Kind::CpuReady, main);
    QCOMPARE(state(), ProcessState::Ready);
    run.cpu(Kind::CpuRun, main);
    QCOMPARE(state(), ProcessState::Running);
    QVERIFY(run.world().process(main.id())->onCpu);
    // Off the CPU in a call that nobody reports: it waits, we cannot say on what.
    run.cpu(Kind::CpuBlock, main);
    QCOMPARE(state(), ProcessState::Blocked);
    QCOMPARE(laneState(*run.world().process(main.id())), LaneState::WaitsQueue);
    QCOMPARE(run.world().process(main.id())->mainThread()->wait.what, Kind::None);
    run.cpu(Kind::CpuRun, main);
    // A reported wait goes before the kernel's word.
    main.sleeps(100);
    run.cpu(Kind::CpuBlock, main);
    QCOMPARE(state(), ProcessState::Sleeping);
    run.cpu(Kind::CpuRun, main);
    QCOMPARE(state(), ProcessState::Sleeping);
    main.wakes();
    QCOMPARE(state(), ProcessState::Running);
    // Another thread of the process.
    run.engine().does(Kind::CpuBlock, Phase::Point, run.log.intern(main.pid() + 5000), main.pid());
    QCOMPARE(state(), ProcessState::Running);
}

void TestProcessStates::nestedWaits() {
    Script run;
    Actor main = run.main();
    const ObjectId queue = main.queue("orders"), lock = main.lock("inner");
    const auto waitsFor = [&] { return run.world().process(main.id())->mainThread()->wait.what; };
    main.waitsAtGet(queue);
    main.does(Kind::LockAcquire, Phase::Begin, lock, 0, {}, trace::kInner);
    QCOMPARE(waitsFor(), Kind::LockAcquire);
    main.does(Kind::LockAcquire, Phase::End, lock, 1, {}, trace::kInner);
    QCOMPARE(waitsFor(), Kind::QueueGet);
    main.does(Kind::LockAcquire, Phase::Begin, lock, 0, {}, trace::kInner);
    main.hasGot(queue, "5"); // the inner end was lost
    QCOMPARE(waitsFor(), Kind::None);
}

void TestProcessStates::gateHolds() {
    Script run;
    Actor main = run.main();
    main.does(Kind::GateWait, Phase::Point, {}, int(Kind::LockAcquire));
    QCOMPARE(run.world().process(main.id())->state, ProcessState::Held);
    QCOMPARE(laneState(*run.world().process(main.id())), LaneState::Stopped);
    main.does(Kind::GateGo);
    QCOMPARE(run.world().process(main.id())->state, ProcessState::Running);
    // The kernel's last word is of the wait that it tells the end of: it is no untraced call.
    main.does(Kind::GateWait, Phase::Point, {}, int(Kind::Sleep));
    run.cpu(Kind::CpuBlock, main);
    QCOMPARE(run.world().process(main.id())->state, ProcessState::Held);
    main.does(Kind::GateGo);
    QCOMPARE(run.world().process(main.id())->state, ProcessState::Running);
    main.sleeps(100);
    run.cpu(Kind::CpuBlock, main);
    main.wakes();
    QCOMPARE(run.world().process(main.id())->state, ProcessState::Running);
    run.cpu(Kind::CpuBlock, main);
    QCOMPARE(run.world().process(main.id())->state, ProcessState::Blocked);
}

void TestProcessStates::stopAndContinue() {
    Script run;
    Actor main = run.main();
    Actor child = main.startsAndBegins("worker");
    main.does(Kind::SignalSend, Phase::Point, {}, 19, {Script::number(Tag::Pid, child.pid())});
    QCOMPARE(run.world().process(child.id())->state, ProcessState::Stopped);
    QCOMPARE(run.world().process(main.id())->state, ProcessState::Running);
    main.does(Kind::SignalSend, Phase::Point, {}, 18, {Script::number(Tag::Pid, child.pid())});
    QCOMPARE(run.world().process(child.id())->state, ProcessState::Running);
}

void TestProcessStates::mainEndsBeforeItsExit() {
    Script run;
    Actor main = run.main();
    main.does(Kind::ProcessMainEnd);
    const World world = run.world();
    QVERIFY(world.process(main.id())->mainEnded);
    QCOMPARE(world.process(main.id())->state, ProcessState::Running);
}

QTEST_APPLESS_MAIN(TestProcessStates)
#include "test_process_states.moc"
