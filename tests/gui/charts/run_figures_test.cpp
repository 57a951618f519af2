// SPDX-License-Identifier: GPL-3.0-or-later
// The charts' figures against runs written by hand, where each number can be counted on the fingers.
#include "gui/charts/run_figures.h"
#include "tests/gui/timeline/small_run.h"
#include "tests/world/random_run.h"

#include <QtTest>

#include <numeric>

using namespace forkscope;
using namespace forkscope::gui;
using namespace forkscope::world;

class RunFiguresTest : public QObject {
    Q_OBJECT
  private slots:
    void timeByState();
    void waitsAndHoldsOfALock();
    void anRLockIsHeldUntilItsLastRelease();
    void aWaitEndsWithItsProcess();
    void depthOfAQueue();
    void aLongCurveKeepsItsPeakAndItsEnd();
    void howManyRanAtOnce();
    void cpuBySlice();
    void tasksOfAWorker();
    void anEmptyRunHasNoFigures();
    void chanceRunsAddUp();

  private:
    SmallRun small_;
    RunFigures figures_ = figuresOf(*small_.history);
    const StateFigure& process(std::size_t i) { return figures_.states.at(i); }
    static Time in(const StateFigure& figure, LaneState state) { return figure.time[std::size_t(state)]; }
};

void RunFiguresTest::timeByState() {
    QCOMPARE(figures_.states.size(), std::size_t(3)); // the helper is none of the learner's
    QCOMPARE(figures_.labelOf(process(1).id), std::string("P1 buyer"));
    const StateFigure& main = process(0);
    QCOMPARE(in(main, LaneState::WaitsProcess), 500 * kMs); // 500 to the end
    QCOMPARE(in(main, LaneState::Running), 500 * kMs);
    const StateFigure& buyer = process(1);
    QCOMPARE(in(buyer, LaneState::Sleeping), 490 * kMs); // 310 .. 800
    QCOMPARE(buyer.longest[std::size_t(LaneState::Sleeping)], 490 * kMs);
    QCOMPARE(buyer.longestAt[std::size_t(LaneState::Sleeping)], 310 * kMs);
    QCOMPARE(buyer.count[std::size_t(LaneState::Sleeping)], 1U);
    QCOMPARE(in(buyer, LaneState::Zombie), 100 * kMs); // 900 .. 1000
    const StateFigure& seller = process(2);
    QCOMPARE(in(seller, LaneState::WaitsLock), 151 * kMs);  // 150 .. 301
    QCOMPARE(in(seller, LaneState::WaitsQueue), 547 * kMs); // 453 .. 1000
    for (const StateFigure& one : figures_.states)
        QCOMPARE(std::accumulate(one.time.begin(), one.time.end(), Time(0)), one.end - one.begin);
}

void RunFiguresTest::waitsAndHoldsOfALock() {
    QCOMPARE(figures_.locks.size(), std::size_t(1));
    const LockFigure& mutex = figures_.locks[0];
    QCOMPARE(mutex.name, std::string("mutex"));
    const ProcessId buyer = process(1).id, seller = process(2).id;
    QCOMPARE(mutex.waits.count, std::size_t(1));
    QVERIFY((mutex.waits.longest() == LockSpan{150 * kMs, 151 * kMs, seller, 12, false}));
    QCOMPARE(mutex.holds.count, std::size_t(2));
    QVERIFY((mutex.holds.bins[6].longest == LockSpan{100 * kMs, 200 * kMs, buyer, 12, false}));
    QCOMPARE(mutex.holds.sum, 299 * kMs);
    QVERIFY((mutex.holds.bins[5].longest == LockSpan{301 * kMs, 99 * kMs, seller, 12, false}));
}

void RunFiguresTest::anRLockIsHeldUntilItsLastRelease() {
    Script run;
    Actor main = run.main();
    const ObjectId again = main.lock("again", "RLock");
    run.at(10);
    main.line(4).acquires(again); // 10
    main.line(5).acquires(again);
    main.releases(again);
    run.at(50);
    main.releases(again); // 50
    History history(run.log);
    history.advance();
    const RunFigures figures = figuresOf(history);
    QCOMPARE(figures.locks.at(0).holds.count, std::size_t(1));
    QVERIFY((figures.locks[0].holds.longest() == LockSpan{10 * kMs, 40 * kMs, main.id(), 4, false}));
}

void RunFiguresTest::aWaitEndsWithItsProcess() {
    Script run;
    Actor main = run.main();
    const ObjectId mutex = main.lock("mutex");
    Actor child = main.startsAndBegins("buyer");
    run.at(10);
    main.acquires(mutex); // 10 to the end
    run.at(20);
    child.wants(mutex); // 20 .. 70
    run.at(70);
    run.seesExit(child, -9);
    History history(run.log);
    history.advance();
    history.extendTo(100 * kMs);
    const LockFigure lock = figuresOf(history).locks.at(0);
    QCOMPARE(lock.waits.count, std::size_t(1));
    QVERIFY((lock.waits.longest() == LockSpan{20 * kMs, 50 * kMs, child.id(), 0, true}));
    QVERIFY((lock.holds.longest() == LockSpan{10 * kMs, 90 * kMs, main.id(), 0, true}));
}

void RunFiguresTest::depthOfAQueue() {
    QCOMPARE(figures_.queues.size(), std::size_t(1));
    const QueueFigure& orders = figures_.queues[0];
    QCOMPARE(orders.name, std::string("orders"));
    QCOMPARE(orders.peak, 1U);
    QCOMPARE(orders.peakAt, 200 * kMs);
    QCOMPARE(orders.points.front().depth, 0U);
    QVERIFY((orders.points.back() == DepthPoint{1000 * kMs, 0}));
}

void RunFiguresTest::aLongCurveKeepsItsPeakAndItsEnd() {
    Script run;
    Actor main = run.main();
    const ObjectId queue = main.queue("orders");
    std::uint32_t depth = 0, peak = 0;
    unsigned state = 7;
    for (int i = 0; i < 4000; ++i) {
        state = state * 1664525U + 1013904223U;
        if (depth == 0 || (state >> 16) % 2 == 0) {
            main.puts(queue, "1");
            main.feeds(queue);
            peak = std::max(peak, ++depth);
        } else {
            main.takes(queue, "1");
            --depth;
        }
    }
    History history(run.log);
    history.advance();
    for (const std::size_t points : {8U, 100U, 801U}) {
        const RunFigures figures = figuresOf(history, points);
        const QueueFigure& orders = figures.queues.at(0);
        QVERIFY(orders.points.size() <= points);
        QCOMPARE(orders.peak, peak);
        QVERIFY(std::any_of(orders.points.begin(), orders.points.end(), [&](const DepthPoint& point) {
            return point.depth == peak && point.at == orders.peakAt;
        }));
        QCOMPARE(orders.points.back().depth, depth);
        QVERIFY(std::is_sorted(orders.points.begin(), orders.points.end(),
                               [](const DepthPoint& a, const DepthPoint& b) { return a.at < b.at; }));
    }
}

void RunFiguresTest::howManyRanAtOnce() {
    const ParallelFigure& parallel = figures_.parallel;
    QCOMPARE(parallel.peak, std::uint16_t(3));
    QCOMPARE(parallel.peakAt, 21 * kMs); // when the seller has begun
    QCOMPARE(std::accumulate(parallel.timeAt.begin(), parallel.timeAt.end(), Time(0)), figures_.end);
    Time ran = 0;
    for (const StateFigure& one : figures_.states)
        ran += in(one, LaneState::Running);
    QVERIFY(std::abs(parallel.mean * double(figures_.end) - double(ran)) < 1.0);
    // At 750 main joins, the buyer sleeps and the seller waits for an item.
    QVERIFY((parallel.slices.at(std::size_t(750 * kMs / parallel.slice)) == ParallelSlice{0, 0}));
    // At 850 the buyer runs.
    QVERIFY((parallel.slices.at(std::size_t(850 * kMs / parallel.slice)) == ParallelSlice{1, 1}));
}

void RunFiguresTest::cpuBySlice() {
    QCOMPARE(figures_.cpu.size(), std::size_t(3));
    for (std::size_t i = 0; i < 3; ++i) {
        const CpuFigure& cpu = figures_.cpu[i];
        QCOMPARE(cpu.total, in(process(i), LaneState::Running));
        const double sum = std::accumulate(cpu.share.begin(), cpu.share.end(), 0.0);
        QVERIFY(std::abs(sum * double(figures_.cpuSlice) - double(cpu.total)) < 1000.0);
        for (const float share : cpu.share)
            QVERIFY(share >= 0 && share <= 1.0001F);
    }
    QCOMPARE(figures_.cpu[0].share.front(), 1.0F);
    QCOMPARE(figures_.cpu[0].share.back(), 0.0F);
}

void RunFiguresTest::tasksOfAWorker() {
    Script run;
    Actor main = run.main();
    const ObjectId pool = main.creates(Kind::PoolCreate, "pool", 2);
    Actor a = main.startsAndBegins("worker"), b = main.startsAndBegins("worker");
    main.does(Kind::PoolSubmit, Phase::Point, pool, 0, {Script::number(Tag::Size, 3)});
    run.at(100);
    a.begin(Kind::PoolTask, pool); // 100 .. 120
    run.at(110);
    b.begin(Kind::PoolTask, pool); // 110 .. 180
    run.at(120);
    a.ends(Kind::PoolTask, pool);
    run.at(130);
    a.begin(Kind::PoolTask, pool); // 130 .. 160
    run.at(160);
    a.ends(Kind::PoolTask, pool);
    run.at(180);
    b.ends(Kind::PoolTask, pool);
    History history(run.log);
    history.advance();
    const RunFigures figures = figuresOf(history);
    const PoolFigure& figure = figures.pools.at(0);
    QCOMPARE(figure.name, std::string("pool"));
    QCOMPARE(figure.workers.size(), std::size_t(2));
    QCOMPARE(figure.workers[0].id, a.id());
    QCOMPARE(figure.workers[0].tasks, 2U);
    QCOMPARE(figure.workers[0].busy, 50 * kMs);
    QCOMPARE(figure.workers[0].longestAt, 130 * kMs);
    QCOMPARE(figure.workers[1].tasks, 1U);
    QCOMPARE(figure.workers[1].busy, 70 * kMs);
}

void RunFiguresTest::anEmptyRunHasNoFigures() {
    Script run;
    History history(run.log);
    const RunFigures figures = figuresOf(history);
    QVERIFY(figures.states.empty() && figures.locks.empty() && figures.queues.empty() &&
            figures.pools.empty() && figures.cpu.empty());
    QCOMPARE(figures.parallel.peak, std::uint16_t(0));
}

void RunFiguresTest::chanceRunsAddUp() {
    for (unsigned seed = 1; seed <= 8; ++seed) {
        Script run;
        randomRun(run, 6000, seed);
        History history(run.log);
        history.advance();
        const RunFigures figures = figuresOf(history, 200);
        for (const StateFigure& one : figures.states)
            QVERIFY(std::accumulate(one.time.begin(), one.time.end(), Time(0)) <= one.end - one.begin);
        for (const LockFigure& lock : figures.locks)
            for (const LockSpans::Bin& bin : lock.waits.bins)
                QVERIFY(bin.longest.duration >= 0 && bin.longest.begin + bin.longest.duration <= figures.end);
        for (const QueueFigure& queue : figures.queues)
            QVERIFY(queue.points.size() <= 200);
        QVERIFY(figures.parallel.peak <= figures.states.size());
    }
}

QTEST_GUILESS_MAIN(RunFiguresTest)
#include "run_figures_test.moc"
