// SPDX-License-Identifier: GPL-3.0-or-later
// Shared values, managers, pools, executors and files of real runs.
#include "gui/inspector/tone_paint.h"
#include "gui/stage/card_item.h"
#include "gui/stage/object_paint.h"
#include "gui/theme/theme.h"
#include "tests/gui/primitives/recorded_views.h"

#include <QtTest>

using namespace forkscope;
using namespace forkscope::gui;
using namespace forkscope::tests;
using world::LaneState;
using world::ObjectId;
using world::ProcessId;
using world::World;

class RecordedThingsTest : public QObject {
    Q_OBJECT
  private slots:
    void value();
    void array();
    void manager();
    void pool();
    void executor();
    void file();
};

// Each write is on the board at once, with who wrote it; its padlock is on the card of who counts.
void RecordedThingsTest::value() {
    RecordedViews run(QStringLiteral("probe/value_counter.py"));
    QVERIFY(run.ran());
    const auto says = [](const char* text) {
        return [text](const World& world) {
            const world::Shared* counter = named(world.shared(), "counter");
            const world::Lock* lock = counter ? world.lock(counter->lock) : nullptr;
            return lock && !lock->holders.empty() && counter->element(-1) &&
                   counter->element(-1)->value == text && counter->lastWrite.process.value != 0;
        };
    };
    for (const char* text : {"1", "7", "40"}) {
        QVERIFY(run.goTo(says(text)));
        const world::Shared counter = *named(run.world().shared(), "counter");
        QCOMPARE(run.object(counter.id)->text, QLatin1String(text));
        QVERIFY(run.pixels(gui::colors().text, counter.id, QRectF(80, 28, 64, 38)) > 10); // its figures
        const ProcessId writer = counter.lastWrite.process;
        QCOMPARE(run.object(counter.id)->last[0].process, writer);
        QVERIFY(
            run.padlockIsOn(run.world().lock(counter.lock)->holders[0].process, counter.lock, counter.id));
        const auto lane = run.bar(counter.id);
        QCOMPARE(lane.subject, writer.value);
        QVERIFY(lane.share(run.identity(writer)) > 0.5);
    }
}

void RecordedThingsTest::array() {
    RecordedViews run(QStringLiteral("probe/shared_types.py"));
    QVERIFY(run.ran());
    QVERIFY(run.goTo([](const World& world) {
        const world::Shared* numbers = named(world.shared(), "numbers");
        return numbers && numbers->writes == 1;
    }));
    const world::Shared numbers = *named(run.world().shared(), "numbers");
    QVERIFY(run.object(numbers.id)->text.contains(u'7'));
    QVERIFY(run.pixels(gui::colors().text, numbers.id, QRectF(14, 28, 196, 38)) > 10);
    QCOMPARE(run.bar(numbers.id).subject, numbers.lastWrite.process.value);
}

// The clerk keeps what was asked for on the shelf; a call lies on the counter while its caller waits.
void RecordedThingsTest::manager() {
    RecordedViews run(QStringLiteral("probe/manager_objects.py"));
    QVERIFY(run.ran());
    const QRectF call(2, 26, 110, 18), clerk(130, 28, 40, 38);
    QVERIFY(run.goTo([](const World& world) {
        for (const world::Managed& managed : world.managed())
            if (managed.kind == "Event" && !managed.calls.empty() && managed.calls[0].method == "wait")
                return true;
        return false;
    }));
    const world::Manager manager = run.world().managers()[0];
    const StageObject counter = *run.object(manager.id);
    QVERIFY(counter.shelf.size() >= 4);
    QVERIFY(counter.text.contains(QLatin1String("wait")));
    QVERIFY(run.pixels(gui::colors().waitsQueue.text, manager.id, call) > 15);
    QVERIFY(run.pixels(gui::colors().running.fill, manager.id, clerk) > 60);
    QCOMPARE(run.stage().card(manager.server)->card().role, world::ProcessRole::Manager);
    const ProcessId caller = counter.waiters[0].process;
    QCOMPARE(run.stage().card(caller)->card().tone, Tone::WaitsQueue);
    QCOMPARE(int(run.bar(caller).state), int(LaneState::WaitsQueue));

    QVERIFY(run.goTo([&](const World& world) { return world.manager(manager.id)->shutDown; }));
    QCOMPARE(run.pixels(gui::colors().running.fill, manager.id, clerk), 0);
    QCOMPARE(run.pixels(gui::colors().waitsQueue.text, manager.id, call), 0);
}

static int busyWorkers(const world::Pool& pool) {
    return int(std::ranges::count_if(pool.workers, &world::PoolWorker::busy));
}

void RecordedThingsTest::pool() {
    RecordedViews run(QStringLiteral("probe/pool_jobs.py"));
    QVERIFY(run.ran());
    // Tasks that nobody has begun lie on the desk.
    QVERIFY(run.goTo(
        [](const World& world) { return world.pools().size() == 1 && world.pools()[0].pending > 0; }));
    const ObjectId pool = run.world().pools()[0].id;
    const QColor sheet = mixed(gui::colors().panel, gui::colors().waitsQueue.fill, 0.38);
    const QRectF desk(16, 70, 130, 24);
    QVERIFY(run.pixels(sheet, pool, desk) > 200);
    QCOMPARE(std::int64_t(run.bar(pool).subject), run.world().pool(pool)->pending);
    // A worker that has one wears the colour of running.
    QVERIFY(run.goTo([&](const World& world) { return busyWorkers(*world.pool(pool)) > 0; }));
    const StageObject shown = *run.object(pool);
    for (std::size_t i = 0; i < shown.workers.size(); ++i) {
        const QRectF edge(desk::worker(int(i)).right() - 60, desk::worker(int(i)).top() - 1, 50, 3);
        QCOMPARE(run.pixels(gui::colors().running.fill, pool, edge, RecordedViews::kThinLine) > 20,
                 !shown.workers[i].task.isEmpty());
        if (const CardItem* card = run.stage().card(shown.workers[i].tag.process)) // it has spoken
            QCOMPARE(card->card().role, world::ProcessRole::Worker);
    }
    // All done: an empty desk.
    QVERIFY(run.goTo([&](const World& world) {
        return world.pool(pool)->closed && world.pool(pool)->pending == 0 &&
               busyWorkers(*world.pool(pool)) == 0;
    }));
    QCOMPARE(run.pixels(sheet, pool, desk), 0);
    QCOMPARE(int(run.bar(pool).state), int(LaneState::Absent));
}

void RecordedThingsTest::executor() {
    RecordedViews run(QStringLiteral("probe/executor_calls.py"));
    QVERIFY(run.ran());
    QVERIFY(run.goTo(
        [](const World& world) { return world.pools().size() == 1 && busyWorkers(world.pools()[0]) > 0; }));
    const ObjectId executor = run.world().pools()[0].id;
    QCOMPARE(run.object(executor)->type, QStringLiteral("ProcessPoolExecutor"));
    const QRectF arrow(158, 60, 40, 12);
    QCOMPARE(run.pixels(gui::colors().ended.fill, executor, arrow), 0);
    QVERIFY(run.goTo([&](const World& world) { return world.pool(executor)->broken; }));
    QCOMPARE(run.object(executor)->count, QStringLiteral("broken"));
    QVERIFY(run.pixels(gui::colors().ended.fill, executor, arrow) > 15);
}

// A tag for each who has it open, with what for.
void RecordedThingsTest::file() {
    RecordedViews run(QStringLiteral("probe/files.py"));
    QVERIFY(run.ran());
    const auto open = [](const World& world) {
        for (const world::File& file : world.files())
            if (file.path.ends_with("note.txt") && !file.openers.empty())
                return true;
        return false;
    };
    QVERIFY(run.goTo(open));
    const auto note = [&]() -> const world::File& {
        return *std::ranges::find_if(run.world().files(),
                                     [](const world::File& file) { return file.path.ends_with("note.txt"); });
    };
    const ObjectId id = note().id;
    const QRectF tag(56, 34, 36, 24);
    const ProcessId writer = note().openers[0].process;
    QCOMPARE(run.object(id)->holders[0].process, writer);
    QCOMPARE(run.object(id)->shelf, QStringList{QStringLiteral("writes")});
    QVERIFY(run.pixels(toneColor(run.object(id)->holders[0].tone).fill, id, tag) > 40);
    QVERIFY(run.goTo([&](const World& world) { return !open(world); }));
    QCOMPARE(run.object(id)->count, QStringLiteral("0 bytes read, 5 written"));
    QVERIFY(run.object(id)->holders.empty());
    QVERIFY(run.goTo(open));
    QVERIFY(note().openers[0].process != writer);
    QCOMPARE(run.object(id)->shelf, QStringList{QStringLiteral("reads")});
}

QTEST_MAIN(RecordedThingsTest)
#include "recorded_things_test.moc"
