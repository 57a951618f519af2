// SPDX-License-Identifier: GPL-3.0-or-later
// Real programs in the order that somebody wants: by choice, by schedule, by chance.
#include "tests/drive/driven.h"

#include "engine/trace/names.h"

#include <QTest>

#include <algorithm>

using namespace forkscope;
using namespace forkscope::tests;

namespace {

// Grants whoever comes first in `order` and can go on, to the end; others when none of these can.
QByteArray favouring(Driven& run, const QStringList& order) {
    while (run.settle() && run.session().state() != run::SessionState::Ended) {
        std::string who;
        for (const QString& name : order)
            for (const drive::Choice& c : run.driver().choices())
                if (who.empty() && c.actor == name.toStdString() &&
                    (c.able == Able::Yes || c.able == Able::Unknown))
                    who = c.actor;
        for (const drive::Choice& c : run.driver().choices())
            if (who.empty() && c.canBeGranted())
                who = c.actor;
        if (who.empty()) {
            QTest::qFail(("Nobody can go on.\n" + run.situation()).c_str(), __FILE__, __LINE__);
            break;
        }
        Order step;
        step.actor = who;
        (void)run.driver().give(step);
    }
    return run.output();
}

} // namespace

class OrdersTest : public QObject {
    Q_OBJECT
  private slots:
    void oneOperationAtATime();
    void theThreeOutputsOfThreeTimings_data();
    void theThreeOutputsOfThreeTimings();
    void oneTicketIsSoldTwice();
    void twoLocksIntoTheDeadlock();
    void twoLocksPastTheDeadlock();
    void bothOrdersAtEachMeeting_data();
    void bothOrdersAtEachMeeting();
    void aManagedListLosesAnUpdate();
    void callsThatWaitInAManagerAreWaits();
    void aClosedQueueKeepsNobody();
    void theWrongEndOfAPipeKeepsNobody();
    void itemsThatAreDroppedAreNotWaitedFor();
    void workersThatAreThreadsWaitAtTheGate();
    void outcomesOfATerminatedPoolAreNotWaitedFor();
    void aMessageLargerThanThePipeIsNoComputation_data();
    void aMessageLargerThanThePipeIsNoComputation();
    void callbacksOfAPoolInBothOrders();
    void anExecutorIsStepped();
    void theEndOfAPipeIsMet();
    void aScheduleThatDoesNotFitSaysWhere();
};

void OrdersTest::oneOperationAtATime() {
    Driven run("two_buyers.py", {"fork", "locked"});
    QVERIFY(run.settle());
    QCOMPARE(run.driver().choices().size(), std::size_t(1));
    QCOMPARE(run.next("main"), std::string("process.start"));
    QCOMPARE(run.step("main"), std::string());
    QCOMPARE(run.next("main"), std::string("process.start"));
    QCOMPARE(run.next("main/1"), std::string("lock.acquire"));
    QCOMPARE(run.step("main"), std::string());
    QCOMPARE(run.step("main/1"), std::string());
    QCOMPARE(run.next("main/2"), std::string("lock.acquire"));
    QCOMPARE(run.choice("main/2")->able, Able::Blocks);
    QCOMPARE(run.step("main/2"), std::string());
    QCOMPARE(run.choice("main/2")->stance, Stance::Blocked);
    QCOMPARE(run.choice("main/2")->able, Able::No);

    QVERIFY(run.until("main/1", "lock.release"));
    QCOMPARE(run.step("main/1"), std::string());
    QCOMPARE(run.choice("main/2")->able, Able::Yes);
    QVERIFY(run.finish());
    QVERIFY2(run.output().contains("left 0"), run.output());
    QCOMPARE(run.session().ending().status, 0);
}

void OrdersTest::theThreeOutputsOfThreeTimings_data() {
    QTest::addColumn<QStringList>("order");
    QTest::addColumn<QByteArray>("output");
    QTest::newRow("child first") << QStringList{"main/1", "main"}
                                 << QByteArray("child\nparent 1\nparent 2\n");
    QTest::newRow("child last") << QStringList{"main", "main/1"} << QByteArray("parent 1\nparent 2\nchild\n");
}

void OrdersTest::theThreeOutputsOfThreeTimings() {
    QFETCH(QStringList, order);
    QFETCH(QByteArray, output);
    Driven run("three_timings.py", {"fork"});
    QCOMPARE(favouring(run, order), output);
    Driven between("three_timings.py", {"fork"},
                   Driven::by("main process.start\nmain print line 14\nmain/1 print\n"
                              "main print line 15\nmain process.join\n"));
    QVERIFY(between.settle());
    QVERIFY(between.finish());
    QCOMPARE(between.output(), QByteArray("parent 1\nchild\nparent 2\n"));
}

void OrdersTest::oneTicketIsSoldTwice() {
    // Two starts, both read before either writes: six operations.
    Driven run("two_buyers.py", {"fork"},
               Driven::by("main process.start\nmain process.start\n"
                          "main/1 shared.read\nmain/2 shared.read\n"
                          "main/1 shared.write\nmain/2 shared.write\n"));
    QVERIFY(run.settle());
    QVERIFY2(!run.driver().divergence(), run.situation().c_str());
    QCOMPARE(run.driver().stepCount(), std::size_t(6));
    QVERIFY(run.finish());
    QCOMPARE(run.output().count("bought"), 2);
}

void OrdersTest::twoLocksIntoTheDeadlock() {
    Driven run("two_locks.py", {"fork"},
               Driven::by("main process.start\nmain process.start\n"
                          "main/1 lock.acquire left\nmain/2 lock.acquire right\n"
                          "main/1 lock.acquire right\nmain/2 lock.acquire left\n"
                          "main process.join\n"));
    QVERIFY(run.settle());
    QVERIFY2(!run.driver().divergence(), run.situation().c_str());
    QVERIFY2(run.driver().isStuck(), run.situation().c_str());
    QCOMPARE(world::deadlocks(run.world()).size(), std::size_t(1));
    QVERIFY(!run.step("main/1").empty());
}

void OrdersTest::twoLocksPastTheDeadlock() {
    Driven run("two_locks.py", {"spawn"});
    const QByteArray output = favouring(run, {"main/2", "main", "main/1"});
    QCOMPARE(output, QByteArray("B has both\nA has both\ndone\n"));
}

void OrdersTest::bothOrdersAtEachMeeting_data() {
    QTest::addColumn<QString>("method");
    QTest::addColumn<QString>("place");
    for (const char* method : {"fork", "spawn"})
        for (const char* place : {"queue", "pipe", "event", "barrier", "condition"})
            QTest::addRow("%s %s", method, place) << method << place;
}

void OrdersTest::bothOrdersAtEachMeeting() {
    QFETCH(QString, method);
    QFETCH(QString, place);
    {
        Driven run("meetings.py", {method, place});
        const QByteArray output = favouring(run, {"main/1", "main/2", "main"});
        QVERIFY2(output == "AB\n", (output + run.situation().c_str()).constData());
    }
    {
        Driven run("meetings.py", {method, place});
        QVERIFY(run.settle());
        QVERIFY(run.until("main", "process.start"));
        QCOMPARE(run.step("main"), std::string());
        QCOMPARE(run.step("main"), std::string()); // both are there, neither has done anything
        QCOMPARE(favouring(run, {"main/2", "main/1", "main"}), QByteArray("BA\n"));
    }
}

void OrdersTest::aManagedListLosesAnUpdate() {
    Driven run("managed_list.py", {"fork"});
    QVERIFY(run.settle());
    QVERIFY(run.until("main", "process.join"));
    QCOMPARE(run.next("main/2"), std::string("manager.call"));
    QCOMPARE(run.step("main/2"), std::string());
    QCOMPARE(run.step("main/3"), std::string());
    QCOMPARE(run.step("main/2"), std::string());
    QCOMPARE(run.step("main/3"), std::string());
    QVERIFY(run.finish());
    QVERIFY2(run.output().contains("sum 1"), run.output());
}

void OrdersTest::callsThatWaitInAManagerAreWaits() {
    Driven run("managed_waits.py");
    const QByteArray output = favouring(run, {"main", "main/1/1"});
    QVERIFY2(output.contains("item True [2, 4, 6]"), output);
    QVERIFY2(run.driver().isExact(), run.situation().c_str());
    QCOMPARE(run.session().ending().status, 0);
}

void OrdersTest::aClosedQueueKeepsNobody() {
    Driven run("closed_queue.py");
    QVERIFY2(favouring(run, {"main"}).contains("is closed"), run.output());
}

void OrdersTest::theWrongEndOfAPipeKeepsNobody() {
    Driven run("wrong_end.py");
    QVERIFY2(
        favouring(run, {"main"}).contains("write-only | connection is write-only | connection is read-only"),
        run.output());
}

// They would be waited for, and whoever put them be said to compute.
void OrdersTest::itemsThatAreDroppedAreNotWaitedFor() {
    Driven run("dropped_items.py");
    const QByteArray output = favouring(run, {"main"});
    QVERIFY2(output.count("got good") == 2 && output.contains("main ends"), output);
    for (const drive::Step& step : run.driver().done().steps)
        QVERIFY(step.how != drive::How::Computes);
}

// A thread that is let go to a task that is not there would wait where nobody sees it, and be said to
// compute.
void OrdersTest::workersThatAreThreadsWaitAtTheGate() {
    Driven run("thread_pool.py");
    const QByteArray output = favouring(run, {"main"});
    QVERIFY2(output.contains("[0, 1, 4, 9, 16, 25]") && output.contains("[0, 1, 4, 9]"), output);
    for (const drive::Step& step : run.driver().done().steps)
        QVERIFY(step.how != drive::How::Computes);
}

// Its outcome would be on its way for ever, and be said to compute.
void OrdersTest::outcomesOfATerminatedPoolAreNotWaitedFor() {
    Driven run("terminated_pool.py");
    QVERIFY(run.settle());
    QVERIFY(run.until("main", "pool.terminate"));
    const std::string worker = "main#2";
    QVERIFY2(run.until(worker, "print"), run.situation().c_str());
    QCOMPARE(run.step("main"), std::string());
    QVERIFY2(run.until("main", "print"), run.situation().c_str());
    const QByteArray output = favouring(run, {QString::fromStdString(worker)});
    QVERIFY2(output.contains("task ends") && output.contains("main ends"), output);
    QVERIFY(run.driver().isExact());
}

void OrdersTest::aMessageLargerThanThePipeIsNoComputation_data() {
    QTest::addColumn<QString>("kind");
    QTest::newRow("pipe") << QStringLiteral("one-way");
    QTest::newRow("sockets") << QStringLiteral("both-ways");
}

// Who sends it stands in the kernel, with a part of it in the pipe, until somebody reads.
void OrdersTest::aMessageLargerThanThePipeIsNoComputation() {
    QFETCH(QString, kind);
    Driven run("large_message.py", {kind});
    const QByteArray output = favouring(run, {"main/1"});
    QVERIFY2(output.contains("3000000") && output.contains("sent"), output);
    QVERIFY(output.indexOf("main reads") < output.indexOf("sent"));
    QVERIFY(run.driver().isExact());
}

void OrdersTest::callbacksOfAPoolInBothOrders() {
    for (const bool swapped : {false, true}) {
        Driven run("pool_callbacks.py", {"fork"});
        QVERIFY(run.settle());
        QVERIFY(run.until("main", "pool.get"));
        QCOMPARE(run.step("main/1"), std::string());
        QCOMPARE(run.step("main/2"), std::string());
        QCOMPARE(run.next("main/1"), std::string("print"));
        QCOMPARE(run.next("main/2"), std::string("print"));
        QCOMPARE(run.step(swapped ? "main/2" : "main/1"), std::string());
        QCOMPARE(run.step(swapped ? "main/1" : "main/2"), std::string());
        const QByteArray output = favouring(run, {"main", "main/1", "main/2"});
        QVERIFY2(output.contains(swapped ? "[9, 4]" : "[4, 9]"), output);
        QVERIFY2(output.contains("done"), output);
        QVERIFY(run.driver().isExact());
    }
}

void OrdersTest::anExecutorIsStepped() {
    Driven run("executor.py", {"fork"});
    const QByteArray output = favouring(run, {"main", "main/2", "main/1"});
    QVERIFY2(output.contains("[4, 9]") && output.contains("[16, 25]") && output.contains("done"), output);
}

void OrdersTest::theEndOfAPipeIsMet() {
    for (const QStringList& order : {QStringList{"main", "main/1"}, QStringList{"main/1", "main"}}) {
        Driven run("end_of_pipe.py");
        QCOMPARE(favouring(run, order).replace('\r', ""), QByteArray("got one\nthe end\n"));
    }
}

void OrdersTest::aScheduleThatDoesNotFitSaysWhere() {
    Driven run("two_locks.py", {"fork"},
               Driven::by("main process.start\nmain/1 lock.acquire left\nmain queue.get\n"));
    QVERIFY(run.settle());
    const drive::Divergence* divergence = run.driver().divergence();
    QVERIFY(divergence);
    QCOMPARE(divergence->step, std::size_t(3));
    QVERIFY2(divergence->sentence.starts_with(
                 "Step 3 of the schedule, 'main queue.get', cannot be done: instead main"),
             divergence->sentence.c_str());
    QCOMPARE(run.driver().mode(), drive::Mode::Hold);
    // Let go at once, the two could meet in their deadlock.
    drive::Order untilEnd;
    untilEnd.goal = drive::Order::Goal::UntilEnd;
    untilEnd.actor = "main/1";
    QCOMPARE(run.order(untilEnd), std::string());
    QVERIFY2(run.finish(), run.situation().c_str());
}

QTEST_GUILESS_MAIN(OrdersTest)
#include "orders_test.moc"
