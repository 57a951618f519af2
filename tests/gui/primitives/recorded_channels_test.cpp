// SPDX-License-Identifier: GPL-3.0-or-later
// Queues and pipes of real runs: what lies where on the stage, and how high the curve of the timeline stands.
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

class RecordedChannelsTest : public QObject {
    Q_OBJECT
  private slots:
    void queue();
    void joinableQueue();
    void simpleQueue();
    void pipe();
    void bothEndsHaveNames();
};

// A slot that holds something is filled, a free one is an outline of dashes.
static int filled(RecordedViews& run, ObjectId id, const QRectF& slot) {
    const QColor fill = mixed(gui::colors().panel, gui::colors().waitsQueue.fill, 0.38);
    return run.pixels(fill, id, slot.adjusted(3, 3, -3, -3));
}
static constexpr int kFull = 200, kEmpty = 12;                            // a dash may come near
static const QRectF kMouth(channel::kTray - 2, channel::kRow - 4, 4, 36); // of the tray, where it is shut

void RecordedChannelsTest::queue() {
    RecordedViews run(QStringLiteral("probe/queue_full_and_empty.py"));
    QVERIFY(run.ran());
    const QColor pink = gui::colors().waitsQueue.fill;
    // Empty: main waits where items come out.
    QVERIFY(run.goTo([](const World& world) {
        const world::Queue* q = named(world.queues(), "q");
        return q && q->depth() == 0 && q->getters.size() == 1;
    }));
    const ObjectId q = named(run.world().queues(), "q")->id;
    const ProcessId getter = named(run.world().queues(), "q")->getters[0].process;
    const QRectF taker(channel::kTaker, channel::kRow + 2, 36, 24);
    QCOMPARE(run.object(q)->count, QStringLiteral("0 of 1"));
    for (int i = 0; i < channel::kTubeSlots; ++i)
        QVERIFY(filled(run, q, channel::tubeSlot(channel::kTube, i)) < kEmpty);
    QVERIFY(run.pixels(pink, q, taker) > 40);
    QVERIFY(run.pixels(pink, getter, QRectF(0, 6, 9, 58)) > 50);
    QCOMPARE(run.pixels(pink, q, kMouth), 0);
    QCOMPARE(int(run.bar(getter).state), int(LaneState::WaitsQueue));
    QCOMPARE(int(run.bar(q).state), int(LaneState::Absent));

    // Full: the mouth is shut, and who wants to put stands before it.
    QVERIFY(run.goTo([&](const World& world) {
        return world.queue(q)->depth() == 1 && world.queue(q)->pipe.size() == 1 &&
               !world.queue(q)->putters.empty();
    }));
    const ProcessId putter = run.world().queue(q)->putters[0].process;
    QCOMPARE(run.object(q)->count, QStringLiteral("1 of 1"));
    QVERIFY(run.object(q)->full);
    QVERIFY(run.pixels(pink, q, kMouth) > 60);
    QVERIFY(filled(run, q, channel::tubeSlot(channel::kTube, 0)) > kFull);
    QVERIFY(filled(run, q, channel::tubeSlot(channel::kTube, 1)) < kEmpty);
    QCOMPARE(run.stage().card(putter)->card().tone, Tone::WaitsQueue);
    const auto full = run.bar(q);
    QCOMPARE(full.subject, 1U);
    QVERIFY(run.curve(full) > 0.8);
    const auto waits = run.bar(putter);
    QCOMPARE(int(waits.state), int(LaneState::WaitsQueue));
    QVERIFY(waits.share(run.colors().state[std::size_t(LaneState::WaitsQueue)]) > 0.4);

    // The last one was taken: it lies with who took it.
    QVERIFY(run.goTo([&](const World& world) { return world.queue(q)->gets == 2; }));
    QCOMPARE(run.object(q)->taken[0].text, QStringLiteral("second"));
    QVERIFY(filled(run, q, channel::takenSlot()) > kFull / 2);
    QCOMPARE(run.pixels(pink, q, kMouth), 0);
    QCOMPARE(int(run.bar(q).state), int(LaneState::Absent));
}

void RecordedChannelsTest::joinableQueue() {
    RecordedViews run(QStringLiteral("probe/joinable_queue.py"));
    QVERIFY(run.ran());
    const auto depth = [](std::size_t count) {
        return [count](const World& world) {
            const world::Queue* tasks = named(world.queues(), "tasks");
            return tasks && tasks->puts == 5 && tasks->depth() == count;
        };
    };
    QVERIFY(run.goTo(depth(5)));
    const ObjectId tasks = named(run.world().queues(), "tasks")->id;
    QCOMPARE(run.object(tasks)->type, QStringLiteral("JoinableQueue"));
    QCOMPARE(run.object(tasks)->count, QStringLiteral("5 items"));
    const auto five = run.bar(tasks);
    QCOMPARE(five.subject, 5U);
    QVERIFY(run.curve(five) > 0.8);
    QVERIFY(run.goTo(depth(2)));
    const auto two = run.bar(tasks);
    QVERIFY(std::abs(run.curve(two) - 2.0 / 5) < 0.15);
    QVERIFY(run.goTo(depth(0)));
    for (int i = 0; i < channel::kTubeSlots; ++i)
        QVERIFY(filled(run, tasks, channel::tubeSlot(channel::kTube, i)) < kEmpty);
}

// No buffer: what is put lies in the pipe at once, the oldest at the right.
void RecordedChannelsTest::simpleQueue() {
    RecordedViews run(QStringLiteral("probe/simple_queue.py"));
    QVERIFY(run.ran());
    const auto inPipe = [](std::size_t count) {
        return [count](const World& world) {
            const world::Queue* mail = named(world.queues(), "mail");
            return mail && mail->pipe.size() == count;
        };
    };
    for (int count = 1; count <= 3; ++count) {
        QVERIFY(run.goTo(inPipe(std::size_t(count))));
        const ObjectId mail = named(run.world().queues(), "mail")->id;
        QVERIFY(run.object(mail)->direct);
        for (int i = 0; i < channel::kTubeSlots; ++i)
            QCOMPARE(filled(run, mail, channel::tubeSlot(channel::kTube, i)) > kFull, i < count);
        QVERIFY(filled(run, mail, channel::traySlot(0)) < kEmpty);
        QCOMPARE(run.bar(mail).subject, std::uint32_t(count));
    }
    QCOMPARE(run.object(named(run.world().queues(), "mail")->id)->pipe[0].text, QStringLiteral("a"));
}

// What was sent lies in the tube between its two ends; a closed other end wears a red cap.
void RecordedChannelsTest::pipe() {
    RecordedViews run(QStringLiteral("probe/pipe_one_way.py"));
    QVERIFY(run.ran());
    QVERIFY(run.goTo(
        [](const World& world) { return !world.pipes().empty() && world.pipes()[0].items.size() == 1; }));
    const ObjectId pipe = run.world().pipes()[0].id;
    const QRectF cap(channel::kPipeTube - 3, channel::kRow - 6, 9, channel::kSlotHeight + 12);
    QVERIFY(filled(run, pipe, channel::tubeSlot(channel::kPipeTube, 0)) > kFull);
    QVERIFY(filled(run, pipe, channel::tubeSlot(channel::kPipeTube, 1)) < kEmpty);
    QCOMPARE(run.pixels(gui::colors().ended.fill, pipe, cap), 0);
    const auto one = run.bar(pipe);
    QCOMPARE(one.subject, 1U);
    QVERIFY(std::abs(run.curve(one) - 1.0 / double(one.peak)) < 0.2);

    QVERIFY(run.goTo([&](const World& world) { return world.pipe(pipe)->eof.process.value != 0; }));
    QVERIFY(run.object(pipe)->broken);
    QVERIFY(run.pixels(gui::colors().ended.fill, pipe, cap) > 100);
    QVERIFY(filled(run, pipe, channel::tubeSlot(channel::kPipeTube, 0)) < kEmpty);
}

// here, there = ctx.Pipe(): each end is the one that the program's line says.
void RecordedChannelsTest::bothEndsHaveNames() {
    RecordedViews run(QStringLiteral("probe/pipe_duplex.py"));
    QVERIFY(run.ran());
    QVERIFY(run.goTo([](const World& world) { return world.pipes().size() == 2; }));
    const auto& ends = run.world().pipes();
    QCOMPARE(run.world().nameOf(ends[0].id), std::string("here"));
    QCOMPARE(run.world().nameOf(ends[1].id), std::string("there"));
    // What main has sent by its own end waits at the other one.
    QVERIFY(run.goTo([](const World& world) {
        const world::PipeEnd* there = named(world.pipes(), "there");
        return there && there->items.size() == 1;
    }));
}

QTEST_MAIN(RecordedChannelsTest)
#include "recorded_channels_test.moc"
