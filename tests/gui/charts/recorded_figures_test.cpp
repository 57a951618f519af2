// SPDX-License-Identifier: GPL-3.0-or-later
// The charts' figures of real runs agree with the World and with the events.
#include "gui/charts/run_figures.h"
#include "tests/support/run_program.h"

#include <QtTest>

#include <numeric>

using namespace forkscope;
using namespace forkscope::gui;
using trace::Kind;
using trace::Phase;

class RecordedFiguresTest : public QObject {
    Q_OBJECT
  private slots:
    void agreeWithTheRun_data();
    void agreeWithTheRun();
};

void RecordedFiguresTest::agreeWithTheRun_data() {
    QTest::addColumn<QString>("program");
    for (const char* name : {"lock_contended", "queue_full_and_empty", "pool_jobs", "executor_calls",
                             "daemons_at_the_end", "threads"})
        QTest::newRow(name) << QStringLiteral("probe/%1.py").arg(QLatin1String(name));
}

// As the World keeps them, which counts in another way: object by object, at the end.
static void agreeWithTheWorld(const RunFigures& figures, const world::World& world) {
    for (const QueueFigure& queue : figures.queues)
        QCOMPARE(std::size_t(queue.points.back().depth), world.queue(queue.id)->depth());
    for (const StateFigure& one : figures.states) {
        const world::Process& process = *world.process(one.id);
        QCOMPARE(std::accumulate(one.time.begin(), one.time.end(), trace::Time(0)), one.end - one.begin);
        if (process.reaped >= 0)
            QCOMPARE(one.end, process.reaped);
        else
            QCOMPARE(one.end, figures.end);
    }
    for (const world::Pool& pool : world.pools()) {
        const auto figure = std::find_if(figures.pools.begin(), figures.pools.end(),
                                         [&](const PoolFigure& one) { return one.id == pool.id; });
        const std::uint32_t tasks =
            figure == figures.pools.end()
                ? 0
                : std::accumulate(figure->workers.begin(), figure->workers.end(), 0U,
                                  [](std::uint32_t sum, const WorkerFigure& one) { return sum + one.tasks; });
        QCOMPARE(std::int64_t(tasks), pool.done);
    }
}

void RecordedFiguresTest::agreeWithTheRun() {
    QFETCH(QString, program);
    const auto session = tests::runProgram(tests::testProgram(program));
    QCOMPARE(session->state(), run::SessionState::Ended);
    const world::History& history = session->history();
    const RunFigures figures = figuresOf(history);
    QVERIFY(!figures.states.empty());
    agreeWithTheWorld(figures, history.now());
    QVERIFY(figures.parallel.peak <= figures.states.size());
    for (const ParallelSlice& slice : figures.parallel.slices)
        QVERIFY(slice.least <= slice.most && slice.most <= figures.parallel.peak);
    for (const LockFigure& lock : figures.locks) {
        std::size_t waits = 0;
        for (std::size_t i = 0; i < history.applied(); ++i) {
            const trace::Event& e = history.log()[i];
            waits += e.kind == Kind::LockAcquire && e.phase == Phase::Begin && e.object == lock.id;
        }
        QCOMPARE(lock.waits.count, waits);
    }
}

QTEST_GUILESS_MAIN(RecordedFiguresTest)
#include "recorded_figures_test.moc"
