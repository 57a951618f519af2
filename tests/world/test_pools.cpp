// SPDX-License-Identifier: GPL-3.0-or-later
// Pools and executors: jobs, tasks, workers, a worker that takes its task along.
#include "engine/world/explain.h"
#include "tests/world/lanes.h"

#include <QtTest>

using namespace forkscope::world;
using namespace forkscope;

namespace {

// main with a pool of two workers.
struct PoolScene {
    Script run;
    Actor main = run.main();
    Actor a = main.startsAndBegins("worker", true), b = main.startsAndBegins("worker", true);
    ObjectId pool = main.creates(Kind::PoolCreate, "pool", 2);

    PoolScene() {
        main.does(Kind::PoolWorker, Phase::Point, pool, a.pid());
        main.does(Kind::PoolWorker, Phase::Point, pool, b.pid());
        run.at(100);
    }
    void submits(std::int32_t job, int tasks) {
        main.does(Kind::PoolSubmit, Phase::Point, pool, job,
                  {Script::text(Tag::Call, "map"), Script::text(Tag::Target, "square"),
                   Script::number(Tag::Size, tasks)});
    }
    void begins(Actor& who, std::int32_t job, int index) {
        who.does(Kind::PoolTask, Phase::Begin, pool, job, {Script::number(Tag::Index, index)});
    }
    void ends(Actor& who, std::int32_t job) { who.ends(Kind::PoolTask, pool, job); }
    Pool now() const { return *run.world().pool(pool); }
    QString told(const Actor& who) const {
        return text(explainProcess(run.world(), who.id(), run.log.back().time));
    }
};

} // namespace

class TestPools : public QObject {
    Q_OBJECT

  private slots:
    void aJobFromEndToEnd();
    void arrows();
    void lane();
    void workersAreIdleInBetween();
    void workersOfATerminatedPool();
    void aWorkerTakesItsTaskAlong();
    void replacedWorkers();
    void manyJobs();
    void jobsInAnyOrder();
    void executor();
    void executorBreaks();
};

void TestPools::aJobFromEndToEnd() {
    PoolScene s;
    QVERIFY(s.run.world().process(s.a.id())->role == ProcessRole::Worker);
    QCOMPARE(text(s.run.world().labelOf(s.a.id())), QString("P1 worker"));
    s.submits(0, 4);
    QCOMPARE(s.now().pending, 4);
    s.begins(s.a, 0, 0);
    s.begins(s.b, 0, 1);
    s.ends(s.a, 0);
    s.main.begin(Kind::PoolGet, s.pool, 0);
    QCOMPARE(s.told(s.main),
             QString("P0 main waits for the result of map(square) from pool: 1 of 4 tasks done, P2 runs 1, 2 "
                     "wait for a worker. It has waited since 0.10 s, for 0 µs now."));
    QCOMPARE(s.told(s.b), QString("P2 worker is running task 2 of 4 of map(square) of pool."));
    s.begins(s.a, 0, 2);
    s.ends(s.a, 0);
    s.ends(s.b, 0);
    s.begins(s.b, 0, 3);
    s.ends(s.b, 0);
    s.main.does(Kind::PoolResult, Phase::Point, s.pool, 0);
    s.main.ends(Kind::PoolGet, s.pool, 0);
    QCOMPARE(s.now().pending, 0);
    QCOMPARE(s.now().running, 0);
    QCOMPARE(s.now().done, 4);
    QCOMPARE(s.now().results, 1u);
    QVERIFY(s.now().job(0)->back);
    QVERIFY(s.now().getters.empty());
    QCOMPARE(text(explainObject(s.run.world(), s.pool, 0)),
             QString("pool has 2 workers: 0 tasks wait, 0 run, 4 are done."));
}

void TestPools::arrows() {
    PoolScene s;
    s.submits(0, 1);
    const std::uint64_t submit = s.run.log.back().order;
    s.begins(s.a, 0, 0);
    s.ends(s.a, 0);
    const std::uint64_t end = s.run.log.back().order;
    s.main.does(Kind::PoolResult, Phase::Point, s.pool, 0);
    History history(s.run.log);
    history.advance();
    const auto& arrows = history.arrows();
    const Arrow& task = arrows[arrows.size() - 2];
    QVERIFY(task.kind == ArrowKind::Task);
    QCOMPARE(task.fromOrder, submit);
    QCOMPARE(task.target, s.a.id());
    QVERIFY(arrows.back().kind == ArrowKind::Result);
    QCOMPARE(arrows.back().fromOrder, end);
    QCOMPARE(arrows.back().target, s.main.id());
}

void TestPools::lane() {
    PoolScene s;
    s.submits(0, 2); // 100
    s.begins(s.a, 0, 0);
    s.begins(s.b, 0, 1);
    History history(s.run.log);
    history.advance();
    QVERIFY(laneOf(history, s.pool)->kind == LaneKind::Pool);
    QVERIFY(written(*laneOf(history, s.pool)).endsWith("100 Running(2), 101 Running(1), 102 Absent"));
    QCOMPARE(laneOf(history, s.pool)->peak, 2);
}

void TestPools::workersAreIdleInBetween() {
    PoolScene s;
    QCOMPARE(s.told(s.a),
             QString("P1 worker waits for a task of pool. It has waited since 8.0 ms, for 1.0 ms now."));
    s.submits(0, 1);
    s.begins(s.a, 0, 0);
    QVERIFY(s.run.world().process(s.a.id())->state == ProcessState::Running);
    QVERIFY(!waitsForOthers(*s.run.world().process(s.a.id())));
    s.ends(s.a, 0);
    QVERIFY(s.run.world().process(s.a.id())->state == ProcessState::Blocked);
    QVERIFY(waitsForOthers(*s.run.world().process(s.a.id())));
    s.a.line(3).does(Kind::Print); // the learner's line outside of a task
    QVERIFY(s.run.world().process(s.a.id())->state == ProcessState::Running);
}

void TestPools::workersOfATerminatedPool() {
    PoolScene s;
    s.main.begin(Kind::PoolTerminate, s.pool, 0);
    const QString told = s.told(s.a);
    QVERIFY2(told.startsWith("P1 worker waits for a task of pool, which has been terminated."),
             qUtf8Printable(told));
}

void TestPools::aWorkerTakesItsTaskAlong() {
    PoolScene s;
    s.submits(0, 2);
    s.begins(s.a, 0, 0);
    s.begins(s.b, 0, 1);
    s.ends(s.b, 0);
    s.run.seesExit(s.a, -9);
    s.main.begin(Kind::PoolGet, s.pool, 0);
    QCOMPARE(s.now().lost, 1);
    QCOMPARE(s.now().running, 0);
    QCOMPARE(s.now().pending, 0);
    QCOMPARE(s.told(s.main),
             QString("P0 main waits for the result of map(square) from pool: 1 of 2 tasks done, 1 went down "
                     "with P1, so the result never comes. It has waited since 0.10 s, for 0 µs now."));
    QVERIFY(s.told(s.a).contains("was ended by SIGKILL (-9), in the middle of a task of map(square)"));
    QVERIFY(waitsForOthers(*s.run.world().process(s.main.id())));
    QVERIFY(waitsForOthers(*s.run.world().process(s.b.id())));
}

void TestPools::replacedWorkers() {
    PoolScene s;
    for (int i = 0; i < 300; ++i) {
        Actor worker = s.main.startsAndBegins("worker", true);
        s.main.does(Kind::PoolWorker, Phase::Point, s.pool, worker.pid(), {}, trace::kHelper);
        s.submits(i, 1);
        s.begins(worker, i, 0);
        s.ends(worker, i);
        worker.exits();
        s.main.does(Kind::PoolResult, Phase::Point, s.pool, i);
    }
    QCOMPARE(s.now().replaced, 300u);
    QCOMPARE(s.now().done, 300);
    QVERIFY(s.now().workers.size() <= 130);
    QVERIFY(text(explainObject(s.run.world(), s.pool, 0))
                .startsWith("pool has 2 workers (300 replaced): 0 tasks"));
}

void TestPools::manyJobs() {
    PoolScene s;
    for (int i = 0; i < 1000; ++i)
        s.submits(i, 3);
    QCOMPARE(s.now().pending, 3000);
    for (int i = 0; i < 999; ++i)
        s.main.does(Kind::PoolResult, Phase::Point, s.pool, i);
    QCOMPARE(s.now().pending, 3);
    s.submits(1000, 0); // map of an empty list
    QCOMPARE(s.now().pending, 3);
    QVERIFY(s.now().jobs.size() < 20);
    QCOMPARE(s.now().job(999)->tasks, 3);
    QVERIFY(!s.now().job(5));
}

void TestPools::jobsInAnyOrder() {
    PoolScene s;
    for (const int job : {5, 3, 4, 3, 1, -7, 2'000'000'000})
        s.submits(job, 1);
    QCOMPARE(s.now().pending, 6); // 3 came twice
    for (const int job : {1, 3, 4, 5, -7})
        QCOMPARE(s.now().job(job)->number, job);
}

void TestPools::executor() {
    Script run;
    Actor main = run.main();
    const ObjectId executor = main.creates(Kind::ExecutorCreate, "executor", 2);
    main.does(Kind::ExecutorSubmit, Phase::Point, executor, 0,
              {Script::text(Tag::Target, "square"), Script::text(Tag::Preview, "(3)")});
    Actor worker = main.startsAndBegins("_process_worker");
    main.does(Kind::ExecutorWorker, Phase::Point, executor, worker.pid());
    worker.begin(Kind::ExecutorTask, executor, 0);
    main.begin(Kind::ExecutorGet, executor, 0);
    QCOMPARE(text(explainProcess(run.world(), main.id(), run.log.back().time)),
             QString("P0 main waits for the result of square(3) from executor: P1 runs it. It has waited "
                     "since 9.0 ms, for 0 µs now."));
    QCOMPARE(text(explainProcess(run.world(), worker.id(), run.log.back().time)),
             QString("P1 worker is running square(3) of executor."));
    worker.ends(Kind::ExecutorTask, executor, 0);
    main.does(Kind::ExecutorResult, Phase::Point, executor, 0);
    main.ends(Kind::ExecutorGet, executor, 0);
    main.begin(Kind::ExecutorShutdown, executor);
    QCOMPARE(text(explainProcess(run.world(), main.id(), run.log.back().time)),
             QString("P0 main waits in shutdown of executor. It has waited since 13.0 ms, for 0 µs now."));
    QVERIFY(run.world().pool(executor)->isExecutor);
    QVERIFY(run.world().pool(executor)->closed);
}

void TestPools::executorBreaks() {
    Script run;
    Actor main = run.main();
    const ObjectId executor = main.creates(Kind::ExecutorCreate, "", 2);
    main.does(Kind::ExecutorBroken, Phase::Point, executor, 0,
              {Script::text(Tag::Message, "A process in the process pool was terminated abruptly")});
    QCOMPARE(
        text(explainObject(run.world(), executor, 0)),
        QString(
            "ProcessPoolExecutor 1 has 0 workers: 0 tasks wait, 0 run, 0 are done; it is broken: A process "
            "in the process pool was terminated abruptly."));
    History history(run.log);
    history.advance();
    QVERIFY(history.marks().back().kind == MarkKind::Trouble);
    QVERIFY(written(*laneOf(history, executor)).endsWith("Stopped"));
}

QTEST_APPLESS_MAIN(TestPools)
#include "test_pools.moc"
