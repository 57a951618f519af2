// SPDX-License-Identifier: GPL-3.0-or-later
// What the lesson on producers and consumers says, checked on the traces of real runs and on the timeline's
// lanes.
#include "engine/world/explain.h"
#include "tests/lesson/claims_always.h"
#include "tests/support/run_program.h"

#include <QTest>

#include <algorithm>
#include <csignal>

namespace forkscope::tests {

using trace::Event;
using trace::Kind;
using trace::Phase;
using world::LaneState;
using world::MarkKind;
using world::World;

namespace {

bool waitsIn(const World& world, std::string_view name, Kind what) {
    return std::ranges::any_of(world.processes(), [&](const world::Process& p) {
        const bool isIt = p.name == name || (name == "main" && p.role == world::ProcessRole::Main);
        return isIt && p.mainThread() && p.mainThread()->wait.what == what;
    });
}

bool consumerWaitsForEver(const World& world) {
    return world.queues().size() == 1 && world.queues()[0].gets == 8 &&
           waitsIn(world, "consumer", Kind::QueueGet) && waitsIn(world, "main", Kind::ProcessJoin);
}

QStringList gotBy(const LessonRun& run, const QString& name) {
    QStringList items;
    for (const Event& e : run.events(Kind::QueueGet, run.process(name)))
        if (e.phase == Phase::End && !e.has(trace::kFailed))
            items << run.preview(e);
    return items;
}

// The lane's states in order, each once for each line where it began.
std::size_t intervals(const LessonRun& run, const QString& name, LaneState state, std::uint32_t line) {
    const world::Lane* const lane = run.lane(run.process(name));
    std::size_t count = 0;
    for (std::size_t i = 0; lane && i < lane->track.size(); ++i)
        count += lane->track.state(i) == state && lane->track.note(i).line == line;
    return count;
}

} // namespace

class QueueClaims : public QObject {
    Q_OBJECT
  private slots:
    void initTestCase();
    void always();
    void neverEndsWaitsAtGet();
    void consumerIsPinkAtTheStartAndAtTheEnd();
    void ordersRiseAndSink();
    void boundedQueueMakesProducersWait();
    void eachOrderGoesToOneConsumer();
    void eachConsumerGetsOneMarkerAndEnds();
    void queueIsJoinedWhenNothingIsUnfinished();
    void consumersAreEndedWithoutAnOrder();

  private:
    const LessonRun& neverEnds() const { return *runs_[0]; }
    const LessonRun& bounded() const { return *runs_[1]; }
    const LessonRun& sentinels() const { return *runs_[2]; }
    const LessonRun& joinable() const { return *runs_[3]; }

    LessonRuns runs_;
};

void QueueClaims::initTestCase() {
    const QString endless = QStringLiteral("14-producer-and-consumer/never_ends");
    runs_.push_back(std::make_unique<LessonRun>(endless, QList<LessonEdit>{}, consumerWaitsForEver));
    runs_.push_back(std::make_unique<LessonRun>(
        endless, QList<LessonEdit>{{"mp.Queue()", "mp.Queue(maxsize=2)"}}, consumerWaitsForEver));
    runs_.push_back(std::make_unique<LessonRun>("14-producer-and-consumer/sentinels"));
    runs_.push_back(std::make_unique<LessonRun>("14-producer-and-consumer/joinable_daemon"));
    const QString fault = runAll(runs_);
    QVERIFY2(fault.isEmpty(), qPrintable(fault));
    QCOMPARE(processesLeft(), QStringList());
}

void QueueClaims::always() {
    for (const auto& run : runs_)
        QCOMPARE(whatAlwaysHolds(*run), QString());
}

void QueueClaims::neverEndsWaitsAtGet() {
    const LessonRun& run = neverEnds();
    const trace::Time then = run.stoppedAt();
    QVERIFY(then > 0);
    const world::Process* const consumer = run.process("consumer");
    const World world = run.session().history().at(then);
    const world::Wait wait = world.process(consumer->id)->mainThread()->wait;
    QVERIFY(wait.what == Kind::QueueGet);
    QCOMPARE(wait.line, 17u);
    QCOMPARE(QString::fromStdString(world.nameOf(wait.object)), QStringLiteral("orders"));
    QCOMPARE(world.queue(wait.object)->depth(), std::size_t(0));
    QVERIFY(world.process(run.process("producer-A")->id)->state == world::ProcessState::Reaped);
    QVERIFY(world.process(run.process("producer-B")->id)->state == world::ProcessState::Reaped);
    const std::string words = world::explainProcess(world, consumer->id, then);
    QVERIFY2(words.find("waits at get: orders is empty, and all that put items into it have ended: P1 "
                        "producer-A and P2 producer-B") != std::string::npos,
             words.c_str());
    QCOMPARE(run.printOf("the consumer has ended").order, std::uint64_t(0));
    // A click on the last bar jumps to these lines.
    const auto lastLine = [&](const char* name) {
        const world::Track& track = run.lane(run.process(name))->track;
        return track.note(track.find(then)).line;
    };
    QCOMPARE(lastLine("consumer"), 17u);
    QCOMPARE(lastLine("main"), 35u);
    QVERIFY(run.stateAt(run.process("main"), then) == LaneState::WaitsProcess);
}

void QueueClaims::consumerIsPinkAtTheStartAndAtTheEnd() {
    const LessonRun& run = neverEnds();
    const world::Process* const consumer = run.process("consumer");
    trace::Time firstGot = 0;
    for (const Event& e : run.events(Kind::QueueGet, consumer)) {
        firstGot = e.time;
        if (e.phase == Phase::End)
            break;
    }
    QVERIFY(run.stateAt(consumer, firstGot - 1) == LaneState::WaitsQueue);
    QVERIFY(run.stateAt(consumer, run.stoppedAt()) == LaneState::WaitsQueue);
    QCOMPARE(gotBy(run, "consumer").size(), 8);
}

void QueueClaims::ordersRiseAndSink() {
    const world::Lane* const lane = neverEnds().lane(QStringLiteral("orders"));
    QVERIFY(lane);
    QVERIFY(lane->kind == world::LaneKind::Queue);
    QVERIFY(lane->peak >= 1);
    QCOMPARE(lane->track.note(lane->track.size() - 1).subject, 0u);
    for (const world::Arrow& arrow : neverEnds().arrows(world::ArrowKind::Item)) {
        QVERIFY(neverEnds().nameOf(arrow.source).startsWith("producer-"));
        QCOMPARE(neverEnds().nameOf(arrow.target), QStringLiteral("consumer"));
    }
}

void QueueClaims::boundedQueueMakesProducersWait() {
    const world::Lane* const lane = bounded().lane(QStringLiteral("orders"));
    QVERIFY(lane);
    QVERIFY2(lane->peak <= 2, qPrintable(QString::number(lane->peak)));
    QVERIFY(intervals(bounded(), "producer-A", LaneState::WaitsQueue, 11) > 0);
}

void QueueClaims::eachOrderGoesToOneConsumer() {
    for (const LessonRun* const run : {&sentinels(), &joinable()}) {
        QStringList orders = gotBy(*run, "consumer-1") + gotBy(*run, "consumer-2");
        orders.removeAll("None");
        orders.sort();
        QCOMPARE(orders, QStringList({"'A1'", "'A2'", "'A3'", "'A4'", "'A5'", "'B1'", "'B2'", "'B3'", "'B4'",
                                      "'B5'"}));
    }
}

void QueueClaims::eachConsumerGetsOneMarkerAndEnds() {
    const world::Process* const main = sentinels().process("main");
    for (const char* const name : {"consumer-1", "consumer-2"}) {
        const QStringList got = gotBy(sentinels(), name);
        QCOMPARE(got.count("None"), 1);
        QCOMPARE(got.last(), QStringLiteral("None"));
        const world::Process* const consumer = sentinels().process(name);
        QCOMPARE(consumer->status.value(), 0);
        QCOMPARE(sentinels().markAt(MarkKind::Killed, consumer), trace::Time(-1));
        QVERIFY(sentinels().markAt(MarkKind::Exit, consumer) >= 0);
        QVERIFY(consumer->exited < main->exited);
    }
    // The markers were put by main, when all producers had ended.
    for (const Event& e : sentinels().events(Kind::QueuePut, main)) {
        const World world = sentinels().session().history().atOrder(e.order);
        QVERIFY(!world.process(sentinels().process("producer-A")->id)->alive());
        QVERIFY(!world.process(sentinels().process("producer-B")->id)->alive());
    }
    QVERIFY(sentinels().printOf("all consumers have ended").order > 0);
    QCOMPARE(sentinels().session().ending().status, 0);
}

void QueueClaims::queueIsJoinedWhenNothingIsUnfinished() {
    const LessonRun& run = joinable();
    const world::Process* const main = run.process("main");
    const auto join = run.events(Kind::QueueJoin, main);
    QVERIFY(join.size() >= 2); // between them it may say that it has to wait
    QVERIFY(join.front().phase == Phase::Begin && join.back().phase == Phase::End);
    QCOMPARE(join.front().line, 39u);
    QVERIFY(run.session().history().atOrder(join.front().order).queues().at(0).unfinished > 0);
    const World then = run.session().history().atOrder(join.back().order);
    QCOMPARE(then.queues().at(0).unfinished, 0);
    const auto done = run.events(Kind::QueueTaskDone);
    QCOMPARE(done.size(), std::size_t(10));
    QCOMPARE(std::ranges::min(done, {}, &Event::value).value, 0);
    // Hollow while it joins the producers, then pink.
    QVERIFY(run.stateAt(main, run.process("producer-B")->exited - 1) == LaneState::WaitsProcess);
    QVERIFY(run.stateAt(main, join.back().time - 1) == LaneState::WaitsQueue);
    QVERIFY(run.printOf("all orders are done").order > join.back().order);
}

void QueueClaims::consumersAreEndedWithoutAnOrder() {
    const LessonRun& run = joinable();
    const world::Process* const main = run.process("main");
    const trace::Time flag = run.markAt(MarkKind::MainEnd, main);
    QVERIFY(flag >= 0);
    const auto sent = run.events(Kind::ProcessTerminate, main);
    QCOMPARE(sent.size(), std::size_t(2));
    for (const char* const name : {"consumer-1", "consumer-2"}) {
        const world::Process* const consumer = run.process(name);
        QVERIFY(consumer->role == world::ProcessRole::Daemon);
        QCOMPARE(consumer->status.value(), -SIGTERM);
        QVERIFY(run.markAt(MarkKind::Killed, consumer) >= flag);
        QVERIFY(std::ranges::any_of(sent, [&](const Event& e) { return e.value == consumer->pid; }));
        // It waits, or, where it did the last order, main may have been faster than its way back to get().
        const auto done = run.events(Kind::QueueTaskDone, consumer);
        const auto asked = run.events(Kind::QueueGet, consumer);
        const bool isOnItsWay = done.back().order > asked.back().order;
        QVERIFY(isOnItsWay ? done.back().value == 0
                           : run.stateAt(consumer, consumer->exited - 1) == LaneState::WaitsQueue);
        QCOMPARE(std::ranges::count(asked, Phase::End, &Event::phase), std::ptrdiff_t(done.size()));
    }
    QCOMPARE(run.session().ending().status, 0);
}

} // namespace forkscope::tests

QTEST_GUILESS_MAIN(forkscope::tests::QueueClaims)
#include "claims_test_queue.moc"
