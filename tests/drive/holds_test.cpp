// SPDX-License-Identifier: GPL-3.0-or-later
// Pausing and going on, lines, time-outs, and what comes from outside while a program is held.
#include "tests/drive/driven.h"

#include "engine/run/guard/proc.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace forkscope;
using namespace forkscope::tests;

namespace {
Order orderOf(Goal goal, const std::string& actor, std::uint32_t line = 0) {
    Order order;
    order.goal = goal;
    order.actor = actor;
    order.line = line;
    return order;
}

char stateOf(int pid) {
    const auto stat = run::readProcStat(pid);
    return stat ? stat->state : '-';
}
} // namespace

class HoldsTest : public QObject {
    Q_OBJECT
  private slots:
    void aPauseStopsWhoComputesAndWhoOperates();
    void oneLineAtATime();
    void toALine();
    void toTheNextHandOver();
    void untilItBlocksAndUntilItEnds();
    void timeStandsStillAtTheGate();
    void runTimeStandsStillWhileAllAreHeld();
    void timeRunsOnWhenWished();
    void aSignalReachesWhoIsHeld();
    void aHeldProcessCanBeKilled();
    void theEndLeavesNothingBehind();
};

void HoldsTest::aPauseStopsWhoComputesAndWhoOperates() {
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("go"));
    run::DriveWish free;
    Driven run("computes.py", {path}, free);
    QVERIFY(QTest::qWaitFor([&] { return run.output().contains("started"); }, 30'000));
    for (int round = 0; round < 3; ++round) {
        // On a machine with other work the one that operates may not have come to its next operation in time,
        // and is stopped like one that computes.
        QVERIFY(QTest::qWaitFor(
            [&] {
                run.driver().goOn();
                QTest::qWait(30);
                run.driver().pause();
                const drive::Choice* operates = run.settle() ? run.choice("main/2") : nullptr;
                return operates && operates->stance == Stance::AtGate;
            },
            60'000));
        QVERIFY2(run.choice("main/1"), run.situation().c_str());
        QCOMPARE(run.choice("main/1")->stance, Stance::Stopped);
        const int pid = run.choice("main/1")->pid;
        QVERIFY(QTest::qWaitFor([&] { return stateOf(pid) == 'T'; }, 10'000));
        QCOMPARE(run.choice("main/2")->stance, Stance::AtGate);
        const std::string next = run.next("main/2");
        QCOMPARE(run.step("main/2"), std::string());
        QVERIFY(run.next("main/2") != next); // acquire, release, acquire, …
        QCOMPARE(stateOf(run.choice("main/1")->pid), 'T');
        run.driver().goOn();
        QCOMPARE(run.driver().state(), drive::State::Free);
    }
    QFile go(path);
    QVERIFY(go.open(QIODevice::WriteOnly));
    go.close();
    QVERIFY(waitUntilEnded(run.session(), std::chrono::seconds(30)));
    QVERIFY2(run.output().contains("done"), run.output());
}

void HoldsTest::oneLineAtATime() {
    Driven run("lines.py");
    QVERIFY(run.settle());
    QVERIFY(run.until("main", "lock.release"));
    QCOMPARE(run.next("main/1"), std::string("lock.acquire"));
    QVERIFY(run.until("main", "lock.acquire"));
    // Line after line through a call and a loop, then to the operation at the end.
    QCOMPARE(run.order(orderOf(Goal::Line, "main")), std::string());
    QCOMPARE(run.choice("main")->stance, Stance::AtLine);
    QCOMPARE(run.choice("main")->line, 15u);
    QVERIFY(run.finish());
    QCOMPARE(run.output().count("total 6"), 2);

    Driven again("lines.py");
    QVERIFY(again.settle());
    QVERIFY(again.until("main", "lock.release"));
    std::vector<std::uint32_t> lines;
    for (int n = 0; n < 9; ++n) {
        QCOMPARE(again.order(orderOf(Goal::Line, "main")), std::string());
        lines.push_back(again.choice("main")->line);
    }
    QCOMPARE(lines, (std::vector<std::uint32_t>{25, 11, 12, 13, 6, 7, 12, 13, 6}));
    // Its schedule takes another run to the same line.
    const drive::Schedule done = again.driver().done();
    Driven replay("lines.py", {}, Driven::by(drive::textOf(done)));
    QVERIFY(replay.settle());
    QVERIFY2(!replay.driver().divergence(), replay.situation().c_str());
    QCOMPARE(replay.choice("main")->line, 6u);
    QVERIFY(replay.finish());
}

void HoldsTest::toALine() {
    Driven run("lines.py");
    QVERIFY(run.settle());
    QVERIFY(run.until("main", "lock.release"));
    QCOMPARE(run.order(orderOf(Goal::ToLine, "main", 13)), std::string());
    QCOMPARE(run.choice("main")->line, 13u);
    QCOMPARE(run.choice("main")->stance, Stance::AtLine);
    QCOMPARE(run.order(orderOf(Goal::ToLine, "main", 15)), std::string());
    QCOMPARE(run.choice("main")->line, 15u);
    QVERIFY(run.finish());
}

void HoldsTest::toTheNextHandOver() {
    Driven run("lines.py");
    QVERIFY(run.settle());
    QVERIFY(run.until("main", "lock.release"));
    Order order;
    order.goal = Goal::HandOver;
    order.lock = run.choice("main")->object;
    QCOMPARE(run.order(order), std::string());
    const world::Lock* lock = run.world().lock(order.lock);
    QVERIFY(lock && !lock->holders.empty());
    QCOMPARE(lock->holders.front().process, run.choice("main/1")->process);
    QVERIFY(run.finish());
}

void HoldsTest::untilItBlocksAndUntilItEnds() {
    Driven run("lines.py");
    QVERIFY(run.settle());
    QVERIFY(run.until("main", "lock.release"));
    QCOMPARE(run.order(orderOf(Goal::UntilBlocked, "main/1")), std::string());
    QCOMPARE(run.choice("main/1")->stance, Stance::Blocked);
    QCOMPARE(run.step("main"), std::string());
    QCOMPARE(run.order(orderOf(Goal::UntilEnd, "main/1")), std::string());
    QVERIFY(!run.choice("main/1"));
    QVERIFY(run.output().contains("total 6"));
    QVERIFY(run.finish());
}

void HoldsTest::timeStandsStillAtTheGate() {
    Driven run("time_outs.py");
    QVERIFY(run.settle());
    QVERIFY(run.until("main", "lock.acquire", 10));
    QCOMPARE(run.step("main"), std::string());
    QTest::qWait(500); // longer than its time-out
    QCOMPARE(run.choice("main")->able, Able::TimesOut);
    QCOMPARE(run.step("main"), std::string());
    QVERIFY(run.until("main", "queue.get"));
    QVERIFY(run.output().contains("timed out"));
    QCOMPARE(run.step("main"), std::string());
    QCOMPARE(run.choice("main")->able, Able::TimesOut);
    QCOMPARE(run.step("main"), std::string());
    QVERIFY(run.until("main", "sleep"));
    QVERIFY(run.output().contains("empty"));
    QElapsedTimer clock;
    clock.start();
    QCOMPARE(run.step("main"), std::string()); // an hour
    QCOMPARE(run.next("main"), std::string("print"));
    QVERIFY(clock.elapsed() < 600'000);
    QVERIFY(run.finish());
}

void HoldsTest::runTimeStandsStillWhileAllAreHeld() {
    Driven run("lines.py");
    QVERIFY(run.settle());
    const auto end = [&] { return run.session().history().end(); };
    // A moment is let go by, so that they are seen to be held. Longer than who is held sleeps at a time.
    const auto standsStill = [&] {
        const trace::Time before = end();
        QTest::qWait(2500);
        return end() == before;
    };
    QVERIFY2(QTest::qWaitFor(standsStill, 20'000), run.situation().c_str());
    QCOMPARE(run.step("main"), std::string());
    QVERIFY2(QTest::qWaitFor(standsStill, 20'000), run.situation().c_str());
    QVERIFY(run.finish());
}

void HoldsTest::timeRunsOnWhenWished() {
    run::DriveWish wish = Driven::held();
    wish.timeRuns = true;
    Driven run("time_outs.py", {}, wish);
    QVERIFY(run.settle());
    QVERIFY(run.until("main", "lock.acquire", 10));
    QCOMPARE(run.step("main"), std::string());
    QVERIFY(QTest::qWaitFor([&] { return run.next("main") == "print"; }, 30'000));
    QCOMPARE(run.step("main"), std::string());
    QVERIFY(run.output().contains("timed out"));
}

void HoldsTest::aSignalReachesWhoIsHeld() {
    Driven run("interrupted.py");
    QVERIFY(run.settle());
    QCOMPARE(run.step("main"), std::string());
    QCOMPARE(run.next("main/1"), std::string("lock.acquire"));
    kill(run.choice("main/1")->pid, SIGINT);
    QVERIFY(QTest::qWaitFor([&] { return run.next("main/1") == "print"; }, 30'000));
    QCOMPARE(run.order(orderOf(Goal::UntilEnd, "main/1")), std::string());
    QVERIFY(run.finish());
    QVERIFY2(run.output().contains("interrupted") && run.output().contains("child ended with 3"),
             run.output());
}

void HoldsTest::aHeldProcessCanBeKilled() {
    Driven run("interrupted.py");
    QVERIFY(run.settle());
    QCOMPARE(run.step("main"), std::string());
    QCOMPARE(run.step("main"), std::string());
    QCOMPARE(run.choice("main")->able, Able::No);
    kill(run.choice("main/1")->pid, SIGKILL);
    const auto canGoOn = [&] {
        const drive::Choice* main = run.choice("main");
        return !run.choice("main/1") && main && main->able == Able::Yes;
    };
    QVERIFY(QTest::qWaitFor(canGoOn, 30'000));
    QVERIFY(run.finish());
    QVERIFY2(run.output().contains("child ended with -9"), run.output());
}

void HoldsTest::theEndLeavesNothingBehind() {
    {
        Driven run("interrupted.py");
        QVERIFY(run.settle());
        QCOMPARE(run.step("main"), std::string());
        run.session().stop();
        QVERIFY(waitUntilEnded(run.session(), std::chrono::seconds(30)));
        QVERIFY(!run.driver().isThere());
        QCOMPARE(run.driver().done().steps.size(), std::size_t(1));
    }
    QCOMPARE(processesLeft(), QStringList());
}

QTEST_GUILESS_MAIN(HoldsTest)
#include "holds_test.moc"
