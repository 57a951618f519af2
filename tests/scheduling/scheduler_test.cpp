// SPDX-License-Identifier: GPL-3.0-or-later
// What the reference never does: jobs that sleep, are killed, or use more than they were given.
#include "engine/scheduling/scheduler.h"

#include <QtTest>

using namespace forkscope::scheduling;

class SchedulerTest : public QObject {
    Q_OBJECT
  private slots:
    void sleeperComesBackOnItsLevel() {
        Scheduler scheduler(Policy::feedback({10, 20, 30}));
        scheduler.arrives(0, 100);
        QCOMPARE(scheduler.next()->atMost, Time(10));
        scheduler.stops(10);
        QCOMPARE(scheduler.next()->level, std::size_t(1));
        scheduler.leaves(); // sleeps
        QVERIFY(!scheduler.next());
        scheduler.arrives(0, 100);
        const auto turn = scheduler.next();
        QCOMPARE(turn->level, std::size_t(1));
        QCOMPARE(turn->atMost, Time(20));
    }
    void usingMoreThanTheSliceIsAsUsingIt() {
        Scheduler scheduler(Policy::roundRobin(10));
        scheduler.arrives(0, 100);
        scheduler.arrives(1, 100);
        QCOMPARE(scheduler.next()->job, JobId(0));
        scheduler.stops(13);
        QCOMPARE(scheduler.next()->job, JobId(1));
        scheduler.stops(10);
        QCOMPARE(scheduler.next()->atMost, Time(10));
    }
    void interruptedOneKeepsItsPlaceAndTheRest() {
        Scheduler scheduler(Policy::feedback({10, 20}));
        scheduler.arrives(0, 100);
        scheduler.arrives(1, 100);
        for (int i = 0; i < 2; ++i) {
            scheduler.next();
            scheduler.stops(10);
        }
        QCOMPARE(scheduler.next()->job, JobId(0));
        QVERIFY(!scheduler.mustInterrupt());
        scheduler.arrives(2, 5);
        QVERIFY(scheduler.mustInterrupt());
        scheduler.stops(7);
        QCOMPARE(scheduler.next()->job, JobId(2));
        scheduler.leaves();
        const auto turn = scheduler.next();
        QCOMPARE(turn->job, JobId(0));
        QCOMPARE(turn->atMost, Time(13));
    }
    void killedOnesAreNotChosen() {
        Scheduler scheduler(Policy::firstCome());
        for (const JobId job : {0, 1, 2})
            scheduler.arrives(job, 10);
        scheduler.next();
        scheduler.removes(1);
        scheduler.removes(0);
        scheduler.removes(7);
        QCOMPARE(scheduler.next()->job, JobId(2));
        QCOMPARE(scheduler.waiting(), std::size_t(0));
    }
    void oneAtATime() {
        Scheduler scheduler(Policy::shortestJob());
        scheduler.arrives(0, 10);
        scheduler.arrives(1, 5);
        QCOMPARE(scheduler.next()->job, JobId(1));
        QVERIFY(!scheduler.next());
        QVERIFY(!scheduler.mustInterrupt());
        QCOMPARE(scheduler.running(), std::optional<JobId>(1));
    }
    void boostLiftsAlsoTheRunningAndTheSleeping() {
        Scheduler scheduler(Policy::feedback({10, 20}));
        for (const JobId job : {0, 1}) {
            scheduler.arrives(job, 100);
            scheduler.next();
            scheduler.stops(10);
        }
        scheduler.next(); // 0, on the second level
        scheduler.leaves();
        scheduler.next(); // 1
        scheduler.boosts();
        scheduler.stops(4);
        QCOMPARE(scheduler.next()->atMost, Time(6));
        scheduler.leaves();
        scheduler.arrives(0, 100);
        QCOMPARE(scheduler.next()->level, std::size_t(0));
    }
};

QTEST_APPLESS_MAIN(SchedulerTest)
#include "scheduler_test.moc"
