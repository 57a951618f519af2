// SPDX-License-Identifier: GPL-3.0-or-later
// What moves on the stage: where it starts and ends, that it follows from the difference of two Worlds, and
// that it never holds up the playhead. The clock is driven by hand.
#include "gui/stage/link_item.h"
#include "gui/theme/theme.h"
#include "tests/gui/stage/stage_fixture.h"
#include "tests/world/random_run.h"

#include <QScreen>

#include <algorithm>

using namespace forkscope::gui;
using namespace forkscope::world;

class TestStageMotion : public QObject {
    Q_OBJECT

  private slots:
    void initTestCase() { Theme::instance().apply(ThemeMode::Dark); }
    void itemFromHandToHand();
    void itemGoesOnFromWhereItIs();
    void burstsMoveAsOne();
    void pipeItem();
    void keys();
    void padlockArc();
    void cardsFade();
    void newCardAppears();
    void boardTurns();
    void lampGateAndBell();
    void tasksAndResults();
    void callsOfAManager();
    void backwardsIsAtOnce();
    void reduceMotion();
    void nothingIsLeftBehind();
    void piecesMakeTheWhole();
};

// From the producer's card into the buffer, into the pipe, out to the consumer.
void TestStageMotion::itemFromHandToHand() {
    Script run;
    Actor main = run.main();
    const ObjectId box = main.queue("box", "Queue", 4);
    Actor eater = main.startsAndBegins("eater");
    Stage stage;
    stage.step(run, false);
    main.puts(box, "'a'");
    stage.step(run);
    const FlightItem* item = stage.flight(MoveKind::Item);
    QVERIFY(item);
    QCOMPARE(item->pos(), stage.middle(main));
    QCOMPARE(item->way().last(), stage.spot(box, Spot::Tray));
    stage.pass(motion::kPlace);
    QVERIFY(!stage.flight(MoveKind::Item));
    main.feeds(box);
    stage.step(run);
    item = stage.flight(MoveKind::Item);
    QVERIFY(item);
    QCOMPARE(item->pos(), stage.spot(box, Spot::Tray));
    QCOMPARE(item->way().last(), stage.spot(box, Spot::Tube));
    stage.pass(motion::kPlace);
    QVERIFY(!stage.flight(MoveKind::Item));
    eater.takes(box, "'a'");
    stage.step(run);
    item = stage.flight(MoveKind::Item);
    QVERIFY(item);
    QCOMPARE(item->pos(), stage.spot(box, Spot::Tube));
    QCOMPARE(item->way()[1], stage.spot(box, Spot::Taken));
    QCOMPARE(item->way().last(), stage.middle(eater));
    stage.pass(motion::kPlace);
    QCOMPARE(item->pos(), stage.spot(box, Spot::Taken));
    stage.pass(motion::kPlace);
    QVERIFY(!stage.scene.clock().isMoving());
    QVERIFY(stage.scene.flights().empty());
}

void TestStageMotion::itemGoesOnFromWhereItIs() {
    Script run;
    Actor main = run.main();
    const ObjectId box = main.queue("box", "Queue", 4);
    Stage stage;
    stage.step(run, false);
    main.puts(box, "'a'");
    stage.step(run);
    stage.pass(motion::kPlace / 2);
    const QPointF halfway = stage.flight(MoveKind::Item)->pos();
    QVERIFY(halfway != stage.middle(main));
    main.feeds(box);
    stage.step(run);
    QCOMPARE(stage.scene.flights().size(), std::size_t(1));
    QCOMPARE(stage.flight(MoveKind::Item)->pos(), halfway);
    QCOMPARE(stage.flight(MoveKind::Item)->way().last(), stage.spot(box, Spot::Tube));
}

void TestStageMotion::burstsMoveAsOne() {
    Script run;
    Actor main = run.main();
    const ObjectId box = main.queue("box");
    Stage stage;
    stage.step(run, false);
    const auto putTen = [&] {
        for (int i = 0; i < 10; ++i)
            main.puts(box, "1");
        stage.step(run);
    };
    putTen();
    QCOMPARE(stage.scene.flights().size(), std::size_t(1));
    QCOMPARE(stage.flight(MoveKind::Burst)->count(), 10);
    QCOMPARE(stage.flight(MoveKind::Burst)->pos(), stage.middle(main));
    stage.pass(50);
    putTen();
    QCOMPARE(stage.scene.flights().size(), std::size_t(1));
    QCOMPARE(stage.flight(MoveKind::Burst)->count(), 20);
    stage.pass(3 * motion::kPlace);
    QVERIFY(stage.scene.flights().empty());
}

void TestStageMotion::pipeItem() {
    Script run;
    Actor main = run.main();
    const ObjectId left = run.newObject(), right = run.newObject();
    main.does(Kind::PipeCreate, Phase::Point, left, 1, {main.field(Tag::Peer, right)});
    Actor child = main.startsAndBegins("reader");
    child.waitsIn(Kind::PipeRecv, right);
    Stage stage;
    stage.step(run, false);
    main.begin(Kind::PipeSend, left, 0, {Script::text(Tag::Preview, "5")});
    main.ends(Kind::PipeSend, left, 5);
    stage.step(run);
    QVERIFY(stage.flight(MoveKind::Item));
    QCOMPARE(stage.flight(MoveKind::Item)->pos(), stage.middle(main));
    QCOMPARE(stage.flight(MoveKind::Item)->way().last(), stage.spot(right, Spot::Tube));
    stage.pass(1000);
    child.ends(Kind::PipeRecv, right, 5, {Script::text(Tag::Preview, "5")});
    stage.step(run);
    QVERIFY(stage.flight(MoveKind::Item));
    QCOMPARE(stage.flight(MoveKind::Item)->pos(), stage.spot(right, Spot::Tube));
    QCOMPARE(stage.flight(MoveKind::Item)->way().last(), stage.middle(child));
}

void TestStageMotion::keys() {
    Script run;
    Actor main = run.main();
    const ObjectId seats = main.lock("seats", "Semaphore", 2);
    Actor guest = main.startsAndBegins("guest");
    Stage stage;
    stage.step(run, false);
    guest.acquires(seats);
    stage.step(run);
    QVERIFY(stage.flight(MoveKind::Key));
    QCOMPARE(stage.flight(MoveKind::Key)->pos(), stage.spot(seats, Spot::Hook));
    QCOMPARE(stage.flight(MoveKind::Key)->way().last(), stage.middle(guest));
    QCOMPARE(stage.scene.card(guest.id())->card().keys, 1);
    stage.pass(motion::kPadlock);
    QVERIFY(!stage.flight(MoveKind::Key));
    guest.releases(seats);
    stage.step(run);
    QVERIFY(stage.flight(MoveKind::Key));
    QCOMPARE(stage.flight(MoveKind::Key)->pos(), stage.middle(guest));
    QCOMPARE(stage.flight(MoveKind::Key)->way().last(), stage.spot(seats, Spot::Hook));
}

// Over the straight line, not along it; at its end exactly on the card.
void TestStageMotion::padlockArc() {
    Script run;
    Actor main = run.main();
    const ObjectId mutex = main.lock("mutex");
    Stage stage;
    stage.step(run, false);
    const PadlockItem* padlock = stage.scene.padlock(mutex);
    const QPointF start = padlock->pos();
    main.acquires(mutex);
    stage.step(run);
    QCOMPARE(padlock->pos(), start);
    stage.pass(motion::kPadlock / 2);
    const QPointF middle = (start + padlock->target()) / 2;
    QVERIFY(padlock->pos().y() < middle.y() - 10);
    stage.pass(motion::kPadlock / 2);
    QCOMPARE(padlock->pos(), stage.scene.card(main.id())->padlockPlace(0));
}

void TestStageMotion::cardsFade() {
    Script run;
    Actor main = run.main();
    Stage stage;
    stage.step(run, false);
    const CardItem* card = stage.scene.card(main.id());
    const QPointF place = card->pos();
    main.sleeps(500);
    stage.step(run);
    QCOMPARE(card->fade(), 0.0);
    QCOMPARE(card->card().tone, Tone::Sleeping); // what it says is true at once
    stage.pass(motion::kFade / 2);
    QCOMPARE(card->fade(), 0.5);
    stage.pass(motion::kFade / 2);
    QCOMPARE(card->fade(), 1.0);
    QCOMPARE(card->pos(), place);
}

void TestStageMotion::newCardAppears() {
    Script run;
    Actor main = run.main();
    Stage stage;
    stage.step(run, false);
    Actor child = main.startsAndBegins("child");
    stage.step(run);
    const CardItem* card = stage.scene.card(child.id());
    QVERIFY(card);
    QCOMPARE(card->fade(), 0.0);
    QVERIFY(!stage.shows(colors().text, card->sceneBoundingRect().adjusted(12, 20, -12, -12)));
    stage.pass(motion::kFade);
    QCOMPARE(card->fade(), 1.0);
    QVERIFY(stage.shows(colors().text, card->sceneBoundingRect()));
}

void TestStageMotion::boardTurns() {
    Script run;
    Actor main = run.main();
    const ObjectId counter =
        main.creates(Kind::SharedCreate, "counter", 4, {Script::text(Tag::ObjectKind, "Value")});
    const auto writes = [&](std::string_view value) {
        main.does(Kind::SharedWrite, Phase::Point, counter, 0, {Script::text(Tag::Preview, value)});
    };
    writes("40");
    Stage stage;
    stage.step(run, false);
    writes("41");
    stage.step(run);
    const ObjectItem* board = stage.scene.object(counter);
    QCOMPARE(board->pulse().share, 0.0);
    QCOMPARE(board->pulse().was, QStringLiteral("40"));
    QCOMPARE(board->object().text, QStringLiteral("41"));
    stage.pass(motion::kFade);
    QVERIFY(board->pulse().isResting());
    QCOMPARE(board->pulse().was, QStringLiteral("40")); // still told for a while
    stage.pass(motion::kWas);
    QVERIFY(board->pulse().was.isEmpty());
}

void TestStageMotion::lampGateAndBell() {
    Script run;
    Actor main = run.main();
    Actor child = main.startsAndBegins("child");
    const ObjectId go = main.creates(Kind::EventCreate, "go");
    const ObjectId gate = main.creates(Kind::BarrierCreate, "gate", 2);
    const ObjectId lock = main.lock("");
    const ObjectId bell = main.creates(Kind::ConditionCreate, "bell", 0, {main.field(Tag::Lock, lock)});
    child.waitsIn(Kind::BarrierWait, gate);
    Stage stage;
    stage.step(run, false);
    for (const ObjectId id : {go, gate, bell})
        QVERIFY(stage.scene.object(id)->pulse().isResting());
    main.does(Kind::EventSet, Phase::Point, go);
    main.begin(Kind::BarrierWait, gate);
    main.ends(Kind::BarrierWait, gate, 1);
    main.does(Kind::ConditionNotify, Phase::Point, bell, 1);
    stage.step(run);
    for (const ObjectId id : {go, gate, bell}) {
        QCOMPARE(stage.scene.object(id)->pulse().share, 0.0);
    }
    stage.pass(500);
    for (const ObjectId id : {go, gate, bell})
        QVERIFY(stage.scene.object(id)->pulse().isResting());
}

void TestStageMotion::tasksAndResults() {
    Script run;
    Actor main = run.main();
    Actor worker = main.startsAndBegins("worker", true);
    const ObjectId pool = main.creates(Kind::PoolCreate, "pool", 1);
    main.does(Kind::PoolWorker, Phase::Point, pool, worker.pid());
    main.does(
        Kind::PoolSubmit, Phase::Point, pool, 1,
        {Script::text(Tag::Call, "map"), Script::text(Tag::Target, "square"), Script::number(Tag::Size, 2)});
    Stage stage;
    stage.step(run, false);
    worker.does(Kind::PoolTask, Phase::Begin, pool, 1, {Script::number(Tag::Index, 0)});
    stage.step(run);
    QVERIFY(stage.flight(MoveKind::Task));
    QCOMPARE(stage.flight(MoveKind::Task)->pos(), stage.spot(pool, Spot::Desk));
    QCOMPARE(stage.flight(MoveKind::Task)->way().last(), stage.spot(pool, Spot::Worker));
    stage.pass(1000);
    worker.ends(Kind::PoolTask, pool, 1);
    stage.step(run);
    QVERIFY(stage.flight(MoveKind::Result));
    QCOMPARE(stage.flight(MoveKind::Result)->pos(), stage.spot(pool, Spot::Worker));
    QCOMPARE(stage.flight(MoveKind::Result)->way().last(), stage.middle(main));
}

void TestStageMotion::callsOfAManager() {
    Script run;
    Actor main = run.main();
    Actor server = main.startsAndBegins("server");
    const ObjectId manager = main.creates(Kind::ManagerStart, "manager", server.pid());
    const ObjectId squares =
        main.creates(Kind::ManagerCreate, "squares", 0,
                     {Script::text(Tag::ObjectKind, "list"), main.field(Tag::Owner, manager)});
    Stage stage;
    stage.step(run, false);
    main.begin(Kind::ManagerCall, squares, 0, {Script::text(Tag::Call, "append")});
    stage.step(run);
    QVERIFY(stage.flight(MoveKind::Call));
    QCOMPARE(stage.flight(MoveKind::Call)->pos(), stage.middle(main));
    QCOMPARE(stage.flight(MoveKind::Call)->way().last(), stage.spot(manager, Spot::Counter));
    stage.pass(1000);
    main.ends(Kind::ManagerCall, squares, 0, {Script::text(Tag::Call, "append")});
    stage.step(run);
    QVERIFY(stage.flight(MoveKind::Reply));
    QCOMPARE(stage.flight(MoveKind::Reply)->way().last(), stage.middle(main));
}

void TestStageMotion::backwardsIsAtOnce() {
    Script run;
    Actor main = run.main();
    const ObjectId box = main.queue("box");
    const World before = run.world();
    for (int i = 0; i < 3; ++i)
        main.puts(box, "1");
    const World now = run.world();
    Stage stage;
    stage.view.showWorld(now, before, before.time(), false);
    stage.view.showWorld(now, now, now.time(), true);
    QVERIFY(!stage.scene.flights().empty());
    stage.view.showWorld(now, before, before.time(), true);
    QVERIFY(stage.scene.flights().empty());
    QVERIFY(!stage.scene.clock().isMoving());
    stage.view.showWorld(now, now, now.time(), false); // a leap
    QVERIFY(stage.scene.flights().empty());
}

void TestStageMotion::reduceMotion() {
    Teardown end;
    const ObjectId box = end.main.queue("box");
    Stage stage;
    stage.step(end.run, false);
    stage.view.setReduceMotion(true);
    end.main.puts(box, "1");
    end.codeEnds();
    end.signal();
    end.falls();
    stage.step(end.run);
    QVERIFY(!stage.scene.clock().isMoving());
    QVERIFY(stage.scene.flights().empty());
    const CardItem* card = stage.scene.card(end.daemon.id());
    QCOMPARE(card->fade(), 1.0);
    QVERIFY(card->rotation() > 5);
}

// Whatever happens: few things fly at a time, and at the end the stage is as if it had been shown at once.
void TestStageMotion::nothingIsLeftBehind() {
    for (unsigned seed = 1; seed <= 6; ++seed) {
        Script run;
        randomRun(run, 1500, seed);
        History history(run.log);
        history.advance();
        Stage stage;
        for (std::uint64_t order = 1; order <= history.applied(); order += 7) {
            const World world = history.atOrder(order);
            stage.view.showWorld(history.now(), world, world.time(), true);
            stage.pass(16);
            QVERIFY(stage.scene.flights().size() < 80);
        }
        stage.pass(5000);
        QVERIFY(!stage.scene.clock().isMoving());
        QVERIFY(stage.scene.flights().empty());
        for (const StageCard& card : stage.scene.picture().cards) {
            QCOMPARE(stage.scene.card(card.process)->fade(), 1.0);
            QCOMPARE(stage.scene.card(card.process)->card(), card);
        }
    }
}

// Pixels that differ by more than a shade.
static int apart(const QImage& a, const QImage& b) {
    if (a.size() != b.size())
        return INT_MAX;
    int count = 0;
    for (int y = 0; y < a.height(); ++y)
        for (int x = 0; x < a.width(); ++x) {
            const QColor one = a.pixelColor(x, y), other = b.pixelColor(x, y);
            count += std::abs(one.red() - other.red()) + std::abs(one.green() - other.green()) +
                         std::abs(one.blue() - other.blue()) >
                     60;
        }
    return count;
}

// What was painted piece by piece, where something moved, is on the screen as if all of it were painted now.
void TestStageMotion::piecesMakeTheWhole() {
    Script run;
    randomRun(run, 1200, 3);
    History history(run.log);
    history.advance();
    Stage stage({900, 520});
    int compared = 0;
    for (std::uint64_t order = 1; order <= history.applied(); order += 5) {
        const World world = history.atOrder(order);
        stage.view.showWorld(history.now(), world, world.time(), true);
        stage.pass(23);
        QCoreApplication::processEvents();
        if (order % 4 != 0)
            continue;
        const QImage screen = stage.view.screen()->grabWindow(stage.view.winId()).toImage();
        const QImage whole = stage.view.viewport()->grab().toImage();
        // Where a line is cut by the edge of a piece, its smoothed pixels may differ a little.
        QVERIFY2(apart(screen, whole) < 20, qPrintable(QStringLiteral("after event %1").arg(order)));
        ++compared;
    }
    QVERIFY(compared > 50);
}

QTEST_MAIN(TestStageMotion)
#include "test_stage_motion.moc"
