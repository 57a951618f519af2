// SPDX-License-Identifier: GPL-3.0-or-later
// At any moment of a recorded run every view says the same: who has a lock is asked of the stage, of the
// lock's lane, of the list and of the sentence; how much a queue holds of its slots, its lane, the chart and
// the events themselves. The moments are drawn at random, anew in each run of the test.
#include "gui/charts/run_figures.h"
#include "gui/editor/badge_gutter.h"
#include "gui/inspector/moment_model.h"
#include "gui/inspector/moment_view.h"
#include "gui/inspector/tone_paint.h"
#include "gui/inspector/why_view.h"
#include "gui/stage/card_item.h"
#include "gui/stage/object_item.h"
#include "gui/stage/padlock_item.h"
#include "gui/stage/stage_view.h"
#include "gui/timeline/timeline_view.h"
#include "gui/window/editor_panel.h"
#include "gui/window/moment_sync.h"
#include "gui/window/playhead.h"
#include "gui/window/selection.h"
#include "gui/window/stage_panel.h"
#include "gui/window/timeline_panel.h"
#include "tests/gui/window/window_fixture.h"
#include "tests/support/run_program.h"

#include <QtTest>

#include <algorithm>
#include <random>

using namespace forkscope;
using namespace forkscope::gui;
using namespace forkscope::tests;
using trace::Kind;
using trace::Phase;
using trace::Time;
using world::ObjectId;
using world::ProcessId;
using world::World;

// Ends the check, and by it the test, with the moment and what was compared.
#define AGREE(actual, expected)                                                                              \
    do {                                                                                                     \
        if (!(QTest::qCompare(actual, expected, #actual, #expected, __FILE__, __LINE__)))                    \
            return false;                                                                                    \
    } while (false)

class TestWindowAgreement : public QObject {
    Q_OBJECT
  private slots:
    void everyViewAgreesWithTheWorld_data();
    void everyViewAgreesWithTheWorld();
    void cleanupTestCase() { QVERIFY(barsInAll_ > 0 || QTest::currentTestFailed()); }

  private:
    bool agreesAt(Time t);
    bool processesAgree(const World& world, Time t);
    bool pixelsAgree(const World& world, Time t);
    bool lockAgrees(const World& world, const world::Lock& lock, Time t);
    bool padlockStandsRight(const world::Lock& lock, ProcessId owner);
    bool queueAgrees(const world::Queue& queue, Time t);
    bool thingsAgree(const World& world, Time t);
    // What the track of the object's lane says at `t`; null: it has no lane.
    struct LaneNow {
        world::LaneState state;
        std::uint32_t subject;
    };
    std::optional<LaneNow> laneOf(ObjectId object, Time t) const;
    std::optional<LaneNow> laneOf(ProcessId process, Time t) const;
    const StageObject* onStage(ObjectId object) const;
    const MomentRow* row(RowKind kind, std::uint32_t id) const;

    std::unique_ptr<WindowFixture> f_;
    RunFigures figures_;
    // Seen in all moments.
    int locksHeld_ = 0, itemsQueued_ = 0, thingsBusy_ = 0, cardsSampled_ = 0, barsSampled_ = 0;
    int barsInAll_ = 0; // of all programs
};

void TestWindowAgreement::everyViewAgreesWithTheWorld_data() {
    QTest::addColumn<QString>("program");
    for (const char* name : {"lock_contended", "rlock_nested", "semaphore_two_places", "queue_full_and_empty",
                             "joinable_queue", "condition_hand_over", "event_signal", "barrier_three",
                             "pipe_one_way", "pool_jobs", "value_counter", "daemons_at_the_end"})
        QTest::newRow(name) << QStringLiteral("probe/%1.py").arg(QLatin1String(name));
}

void TestWindowAgreement::everyViewAgreesWithTheWorld() {
    QFETCH(const QString, program);
    f_ = std::make_unique<WindowFixture>();
    const QString recording = f_->folder() + QStringLiteral("/run.fscope");
    {
        const auto session = runProgram(testProgram(program));
        QCOMPARE(session->state(), run::SessionState::Ended);
        QVERIFY(session->save(recording));
    }
    QVERIFY(f_->window().open(recording));
    f_->workspace().stagePanel()->view()->setReduceMotion(true);
    QTRY_VERIFY(f_->workspace().timelinePanel()->view()->plotRect().width() > 300); // laid out
    figures_ = figuresOf(f_->session()->history(), 100'000);
    locksHeld_ = itemsQueued_ = thingsBusy_ = cardsSampled_ = barsSampled_ = 0;

    const world::History& history = f_->session()->history();
    std::random_device seed;
    const auto number = seed();
    std::mt19937 random(number);
    // Half of them where something happens, half anywhere.
    std::uniform_int_distribution<std::size_t> event(0, history.applied() - 1);
    std::uniform_int_distribution<Time> any(history.log()[0].time, history.end());
    for (int i = 0; i < 20; ++i) {
        const Time t = i % 2 ? any(random) : history.log()[event(random)].time;
        if (!agreesAt(t)) {
            qWarning("at %lld ns, seed %u", static_cast<long long>(t), number);
            return;
        }
    }
    qInfo("locks held %d times, items in queues %d, other objects in use %d times; %d cards and %d bars "
          "sampled",
          locksHeld_, itemsQueued_, thingsBusy_, cardsSampled_, barsSampled_);
    QVERIFY(cardsSampled_ > 0);
    barsInAll_ += barsSampled_;
    f_.reset();
}

bool TestWindowAgreement::agreesAt(Time t) {
    f_->workspace().playhead()->moveTo(t);
    f_->workspace().sync()->refresh();
    const World world = f_->session()->history().at(t);
    if (!processesAgree(world, t) || !pixelsAgree(world, t))
        return false;
    for (const world::Lock& lock : world.locks())
        if (!lockAgrees(world, lock, t))
            return false;
    for (const world::Queue& queue : world.queues())
        if (!queueAgrees(queue, t))
            return false;
    return thingsAgree(world, t);
}

std::optional<TestWindowAgreement::LaneNow> TestWindowAgreement::laneOf(ObjectId object, Time t) const {
    const LaneSource& source = f_->workspace().timelinePanel()->view()->source();
    for (std::size_t i = 0; i < source.laneCount(); ++i)
        if (source.object(i) == object) {
            const world::Track& track = source.track(i);
            if (track.empty() || track.start(0) > t)
                return LaneNow{world::LaneState::Absent, 0};
            const std::size_t at = track.find(t);
            return LaneNow{track.state(at), track.note(at).subject};
        }
    return {};
}

std::optional<TestWindowAgreement::LaneNow> TestWindowAgreement::laneOf(ProcessId process, Time t) const {
    const LaneSource& source = f_->workspace().timelinePanel()->view()->source();
    for (std::size_t i = 0; i < source.laneCount(); ++i)
        if (source.kind(i) == world::LaneKind::Process && source.known(source.process(i)) == process) {
            const world::Track& track = source.track(i);
            if (track.empty() || track.start(0) > t)
                return LaneNow{world::LaneState::Absent, 0};
            return LaneNow{track.state(track.find(t)), 0};
        }
    return {};
}

const StageObject* TestWindowAgreement::onStage(ObjectId object) const {
    const ObjectItem* item = f_->workspace().stagePanel()->view()->stage().object(object);
    return item != nullptr && item->isVisible() ? &item->object() : nullptr;
}

const MomentRow* TestWindowAgreement::row(RowKind kind, std::uint32_t id) const {
    const MomentModel* model = f_->workspace().momentView()->moments();
    const int index = model->indexOf(kind, id);
    return index < 0 ? nullptr : &model->row(index);
}

// The state in the World's word, as a lane and as a card have it.
static std::pair<world::LaneState, QList<Tone>> looksOf(const world::Process& process) {
    using world::LaneState;
    using world::ProcessState;
    switch (process.state) {
    case ProcessState::Running:
        return {LaneState::Running, {Tone::Running}};
    case ProcessState::Ready:
        return {LaneState::Ready, {Tone::Ready}};
    case ProcessState::Sleeping:
        return {LaneState::Sleeping, {Tone::Sleeping}};
    case ProcessState::Stopped:
    case ProcessState::Held:
        return {LaneState::Stopped, {Tone::Held}};
    case ProcessState::Zombie:
        return {LaneState::Zombie, {Tone::Zombie}};
    case ProcessState::Reaped:
        return {LaneState::Absent, {Tone::Ended, Tone::Trouble}};
    default:
        return {LaneState::Absent, {}}; // New has none of its own; Blocked is looked up by its wait
    }
}

bool TestWindowAgreement::processesAgree(const World& world, Time t) {
    const StageScene& scene = f_->workspace().stagePanel()->view()->stage();
    for (const world::Process& process : world.processes()) {
        const QByteArray label = QByteArray::fromStdString(world.labelOf(process.id));
        const MomentRow* const line = row(RowKind::Process, process.id.value);
        const CardItem* const card = scene.card(process.id);
        AGREE(line != nullptr, true);
        AGREE(card != nullptr && card->isVisible(), true);
        AGREE(card->card().tone, line->tone);
        AGREE(label.startsWith(line->tag.toUtf8()), true);
        AGREE(card->card().tag, line->tag);
        const auto lane = laneOf(process.id, t);
        AGREE(lane.has_value(), true);
        const auto [state, tones] = looksOf(process);
        if (tones.isEmpty())
            continue;
        AGREE(int(lane->state), int(state));
        AGREE(tones.contains(card->card().tone), true);
    }
    return true;
}

// Is this colour, nearly, anywhere in `where`?
static bool shows(const QImage& image, const QRect& where, const QColor& color) {
    const QRect box = where & image.rect();
    for (int y = box.top(); y <= box.bottom(); ++y)
        for (int x = box.left(); x <= box.right(); ++x) {
            const QColor seen = image.pixelColor(x, y);
            if (std::abs(seen.red() - color.red()) + std::abs(seen.green() - color.green()) +
                    std::abs(seen.blue() - color.blue()) <
                30)
                return true;
        }
    return false;
}

// What is painted: the stripe of each living card, and each bar under the playhead that is wide enough to
// have a colour of its own.
bool TestWindowAgreement::pixelsAgree(const World& world, Time t) {
    StageView& stage = *f_->workspace().stagePanel()->view();
    TimelineView& timeline = *f_->workspace().timelinePanel()->view();
    const QImage onStage = stage.viewport()->grab().toImage(), bars = timeline.viewport()->grab().toImage();
    for (const world::Process& process : world.processes()) {
        const CardItem* const card = stage.stage().card(process.id);
        if (!process.alive() || card->card().tone == Tone::New || card->card().tone == Tone::Zombie)
            continue;
        const QRectF stripe = card->mapRectToScene(QRectF(0, 4, 9, card->frame().height() - 8));
        AGREE(shows(onStage, stage.mapFromScene(stripe).boundingRect(), toneColor(card->card().tone).fill),
              true);
        ++cardsSampled_;
    }
    const LaneSource& source = timeline.source();
    for (std::size_t lane = 0; lane < source.laneCount(); ++lane) {
        const world::Track& track = source.track(lane);
        if (source.kind(lane) != world::LaneKind::Process || track.empty() || track.start(0) > t)
            continue;
        const std::size_t at = track.find(t);
        const QRectF bar = timeline.intervalRect(lane, at) & timeline.plotRect();
        const world::LaneState state = track.state(at);
        // A join is hollow, and what is absent is nothing.
        if (bar.width() < 8 || state > world::LaneState::Sleeping || state == world::LaneState::WaitsProcess)
            continue;
        AGREE(shows(bars, bar.adjusted(2, 1, -2, -1).toRect(), timeline.colors().state[std::size_t(state)]),
              true);
        ++barsSampled_;
    }
    return true;
}

bool TestWindowAgreement::lockAgrees(const World& world, const world::Lock& lock, Time t) {
    if (lock.initial != 1 || !lock.known || lock.isSemaphore())
        return true; // a semaphore has several owners: see thingsAgree()
    const ProcessId owner = lock.holders.empty() ? ProcessId{} : lock.holders.front().process;
    const auto lane = laneOf(lock.id, t);
    AGREE(lane.has_value(), true);
    AGREE(lane->subject, owner.value);
    AGREE(int(lane->state), int(owner.value != 0 ? world::LaneState::Running : world::LaneState::Absent));

    const MomentRow* const line = row(RowKind::Lock, lock.id.value);
    AGREE(line != nullptr, true);
    const bool isPart = lock.owner && world.thing(lock.owner) != nullptr;
    if (!isPart) {
        const StageObject* const object = onStage(lock.id);
        AGREE(object != nullptr, true);
        AGREE(object->holders.size(), lock.holders.size());
        AGREE(object->waiters.size(), lock.waiters.size());
        for (std::size_t i = 0; i < lock.waiters.size(); ++i)
            AGREE(object->waiters[i].process.value, lock.waiters[i].process.value);
    }
    if (owner.value == 0) {
        AGREE(line->state.startsWith(QLatin1String("Held")), false);
        return padlockStandsRight(lock, owner);
    }
    ++locksHeld_;
    const QString label = QString::fromStdString(world.labelOf(owner));
    AGREE(line->state.startsWith(QStringLiteral("Held by %1").arg(label.section(u' ', 0, 0))), true);
    f_->workspace().sync()->selection()->choose(lock.id);
    AGREE(f_->workspace().why()->text().contains(label.section(u' ', 0, 0)), true);
    return padlockStandsRight(lock, owner);
}

// On the card of who has it, or at its own place.
bool TestWindowAgreement::padlockStandsRight(const world::Lock& lock, ProcessId owner) {
    const StageScene& scene = f_->workspace().stagePanel()->view()->stage();
    const PadlockItem* const padlock = scene.padlock(lock.id);
    AGREE(padlock != nullptr, true);
    const ObjectItem* item = scene.object(lock.id);
    if (item == nullptr)
        item = scene.object(lock.owner);
    AGREE(item != nullptr, true);
    const QRectF around(padlock->target() - QPointF(1, 1), QSizeF(40, 40));
    AGREE(around.contains(item->padlockPlace()), owner.value == 0);
    if (owner.value != 0)
        AGREE(scene.card(owner)->sceneBoundingRect().intersects(QRectF(padlock->target(), QSizeF(30, 30))),
              true);
    return true;
}

// The depth that the chart's curve has at `t`; 0 where the queue never held anything.
static std::uint32_t depthInChart(const RunFigures& figures, ObjectId queue, Time t) {
    for (const QueueFigure& figure : figures.queues)
        if (figure.id == queue) {
            const auto after = std::ranges::upper_bound(figure.points, t, {}, &DepthPoint::at);
            return after == figure.points.begin() ? 0 : std::prev(after)->depth;
        }
    return 0;
}

// Of the events alone, without the World: puts that are done, puts that have begun, gets that are done.
struct Counts {
    std::int64_t put = 0, begun = 0, got = 0;
};
static Counts countsUntil(const trace::Log& log, ObjectId queue, Time t) {
    Counts counts;
    for (std::size_t i = 0; i < log.size() && log[i].time <= t; ++i) {
        const trace::Event& e = log[i];
        if (e.object != queue || e.has(trace::kFailed))
            continue;
        const bool isDone = e.phase == Phase::End || e.phase == Phase::Point;
        if (e.kind == Kind::QueuePut) {
            counts.put += isDone;
            counts.begun += e.phase == Phase::Begin;
            counts.begun -= e.phase == Phase::End;
        }
        counts.got += e.kind == Kind::QueueGet && isDone;
    }
    return counts;
}

bool TestWindowAgreement::queueAgrees(const world::Queue& queue, Time t) {
    const auto depth = std::uint32_t(queue.depth());
    itemsQueued_ += int(depth);
    const StageObject* const object = onStage(queue.id);
    AGREE(object != nullptr, true);
    AGREE(std::uint32_t(object->caller.size() + object->pipe.size()) +
              std::uint32_t(object->callerMore + object->pipeMore),
          depth);
    const auto lane = laneOf(queue.id, t);
    AGREE(lane.has_value(), true);
    AGREE(lane->subject, depth);
    AGREE(depthInChart(figures_, queue.id, t), depth);

    const MomentRow* const line = row(RowKind::Queue, queue.id.value);
    AGREE(line != nullptr, true);
    AGREE(line->facts.contains(QStringLiteral("%1 put, %2 taken").arg(queue.puts).arg(queue.gets)), true);
    AGREE(object->in, queue.puts);
    AGREE(object->out, queue.gets);
    const Counts counts = countsUntil(f_->session()->history().log(), queue.id, t);
    AGREE(std::int64_t(queue.puts), counts.put);
    AGREE(std::int64_t(queue.gets), counts.got);
    // A put that has begun may be in the queue already, and who has just taken one may still have to say so.
    const auto elsewhere = std::int64_t(queue.lost.size() + queue.leaving.size());
    AGREE(std::int64_t(depth) + elsewhere >= counts.put - counts.got, true);
    AGREE(std::int64_t(depth) + elsewhere <= counts.put + counts.begun - counts.got, true);
    return true;
}

bool TestWindowAgreement::thingsAgree(const World& world, Time t) {
    for (const world::Lock& lock : world.locks())
        if (const StageObject* object = onStage(lock.id); object != nullptr && lock.isSemaphore()) {
            AGREE(object->free, lock.value);
            AGREE(object->holders.size(), lock.holders.size());
            thingsBusy_ += !lock.holders.empty();
        }
    const auto laneDepth = [&](ObjectId id) {
        const auto lane = laneOf(id, t);
        return lane ? std::int64_t(lane->subject) : std::int64_t(-1);
    };
    for (const world::EventObject& event : world.events()) {
        AGREE(onStage(event.id)->on, event.isSet);
        AGREE(laneOf(event.id, t)->state == world::LaneState::Running, event.isSet);
        thingsBusy_ += event.isSet;
    }
    for (const world::Condition& condition : world.conditions()) {
        AGREE(onStage(condition.id)->waiters.size(), condition.waiters.size());
        AGREE(laneDepth(condition.id), std::int64_t(condition.waiters.size()));
        thingsBusy_ += !condition.waiters.empty();
    }
    for (const world::Barrier& barrier : world.barriers()) {
        AGREE(onStage(barrier.id)->holders.size(), barrier.arrived.size());
        AGREE(laneDepth(barrier.id), std::int64_t(barrier.arrived.size()));
        thingsBusy_ += !barrier.arrived.empty();
    }
    for (const world::PipeEnd& end : world.pipes()) {
        const StageObject* const object = onStage(end.id);
        AGREE(object->pipe.size() + std::size_t(object->pipeMore), end.items.size());
        AGREE(laneDepth(end.id), std::int64_t(end.items.size()));
        thingsBusy_ += !end.items.empty();
    }
    for (const world::Pool& pool : world.pools()) {
        AGREE(std::int64_t(onStage(pool.id)->shelfMore), pool.pending);
        AGREE(laneDepth(pool.id), pool.pending);
        thingsBusy_ += pool.running > 0;
    }
    return true;
}

QTEST_MAIN(TestWindowAgreement)
#include "test_window_agreement.moc"
