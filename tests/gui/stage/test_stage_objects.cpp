// SPDX-License-Identifier: GPL-3.0-or-later
// Every kind of object and of process at telling moments: where it stands and which colours are seen there.
#include "gui/inspector/tone_paint.h"
#include "gui/stage/glyphs.h"
#include "gui/stage/object_paint.h"
#include "gui/theme/theme.h"
#include "tests/gui/stage/stage_fixture.h"

using namespace forkscope::gui;
using namespace forkscope::world;

class TestStageObjects : public QObject {
    Q_OBJECT

  private slots:
    void init() { Theme::instance().apply(ThemeMode::Dark); }
    void objectsAreSeen_data();
    void objectsAreSeen();
    void fullAndEmptyQueue();
    void kindsOfProcesses();
    void endsOfProcesses();
    void wordsFitTheCard();
    void locksAndPlacesStandApart();
};

namespace {
// The inner part of a slot, above its text, in the scene.
QRectF slotIn(Stage& stage, ObjectId object, const QRectF& slot) {
    return stage.scene.object(object)->mapRectToScene(slot.adjusted(4, 4, -4, 12 - slot.height()));
}
QRectF placeIn(Stage& stage, ObjectId object, const QRectF& place) {
    return stage.scene.object(object)->mapRectToScene(place);
}

// One of each primitive, in use.
struct Everything {
    Script run;
    Actor main = run.main();
    Actor a = main.startsAndBegins("a"), b = main.startsAndBegins("b");
    ObjectId lock = main.lock("mutex"), seats = main.lock("seats", "Semaphore", 3);
    ObjectId box = main.queue("box", "Queue", 4);
    ObjectId go = main.creates(Kind::EventCreate, "go");
    ObjectId gate = main.creates(Kind::BarrierCreate, "gate", 3);
    ObjectId turn = main.lock("");
    ObjectId bell = main.creates(Kind::ConditionCreate, "bell", 0, {main.field(Tag::Lock, turn)});
    ObjectId left = run.newObject(), right = run.newObject();
    ObjectId counter =
        main.creates(Kind::SharedCreate, "counter", 4, {Script::text(Tag::ObjectKind, "Value")});
    ObjectId pool = main.creates(Kind::PoolCreate, "pool", 2);
    ObjectId file = run.newObject();
    Everything() {
        main.does(Kind::PipeCreate, Phase::Point, left, 1, {main.field(Tag::Peer, right)});
        a.acquires(lock);
        b.acquires(seats);
        main.puts(box, "'x'");
        main.feeds(box);
        main.does(Kind::EventSet, Phase::Point, go);
        main.begin(Kind::PipeSend, left, 0, {Script::text(Tag::Preview, "5")});
        main.ends(Kind::PipeSend, left, 5);
        main.does(Kind::SharedWrite, Phase::Point, counter, 0, {Script::text(Tag::Preview, "41")});
        main.does(Kind::PoolWorker, Phase::Point, pool, b.pid());
        main.does(Kind::PoolSubmit, Phase::Point, pool, 1,
                  {Script::text(Tag::Target, "square"), Script::number(Tag::Size, 3)});
        b.does(Kind::PoolTask, Phase::Begin, pool, 1, {Script::number(Tag::Index, 0)});
        main.does(Kind::FileOpen, Phase::Point, file, 3,
                  {Script::text(Tag::Path, "/tmp/db.json"), Script::text(Tag::Mode, "w")});
        b.waitsIn(Kind::ConditionWait, bell);
        a.waitsIn(Kind::BarrierWait, gate);
    }
};
} // namespace

void TestStageObjects::objectsAreSeen_data() {
    QTest::addColumn<bool>("light");
    QTest::newRow("dark") << false;
    QTest::newRow("light") << true;
}

void TestStageObjects::objectsAreSeen() {
    QFETCH(const bool, light);
    Theme::instance().apply(light ? ThemeMode::Light : ThemeMode::Dark);
    Everything all;
    Stage stage({2400, 1400});
    stage.step(all.run, false);
    const Colors& c = colors();
    const QColor gold = c.dark ? kGold : QColor(0xd9, 0x98, 0x00);
    const QColor itemFill = mixed(c.panel, c.waitsQueue.fill, 0.38);
    QVERIFY(stage.shows(gold, QRectF(stage.scene.padlock(all.lock)->pos(), QSizeF(30, 30))));
    QVERIFY(stage.shows(gold, all.seats)); // two free keys
    QVERIFY(stage.shows(itemFill, slotIn(stage, all.box, channel::tubeSlot(channel::kTube, 0))));
    QVERIFY(!stage.shows(itemFill, slotIn(stage, all.box, channel::tubeSlot(channel::kTube, 1))));
    const QRectF lamp(5, 28, 34, 34);
    QVERIFY(stage.shows(c.running.fill, placeIn(stage, all.go, lamp))); // lit
    QVERIFY(stage.shows(c.waitsLock.fill, all.gate));                   // a seat is taken
    QVERIFY(stage.shows(c.waitsLock.fill, all.bell));                   // somebody in the waiting room
    QVERIFY(stage.shows(itemFill, slotIn(stage, all.right, channel::tubeSlot(channel::kPipeTube, 0))));
    QVERIFY(stage.shows(c.text, all.counter));
    QVERIFY(stage.shows(c.running.fill, placeIn(stage, all.pool, desk::worker(0)))); // it works
    QVERIFY(stage.shows(mixed(c.panel, c.waitsQueue.fill, 0.38), all.pool));         // tasks on the pile
    QVERIFY(stage.scene.object(all.file));
    QCOMPARE(stage.scene.picture().object(all.file)->shelf, QStringList{QStringLiteral("writes")});
    all.main.does(Kind::EventClear, Phase::Point, all.go);
    stage.step(all.run, false);
    QVERIFY(!stage.shows(c.running.fill, placeIn(stage, all.go, lamp))); // not lit
}

void TestStageObjects::fullAndEmptyQueue() {
    Script run;
    Actor main = run.main();
    const ObjectId box = main.queue("box", "Queue", 2);
    Stage stage({1600, 800});
    const QRectF mouth(channel::kTray - 2, channel::kRow - 4, 4, 36);
    stage.step(run, false);
    QVERIFY(!stage.shows(colors().waitsQueue.fill, placeIn(stage, box, mouth)));
    main.puts(box, "1");
    main.puts(box, "2");
    stage.step(run, false);
    QVERIFY(stage.shows(colors().waitsQueue.fill, placeIn(stage, box, mouth)));
    QCOMPARE(stage.scene.picture().object(box)->count, QStringLiteral("2 of 2"));
}

// Told apart by mark, outline and link, not by colour.
void TestStageObjects::kindsOfProcesses() {
    Script run;
    Actor main = run.main();
    Actor daemon = main.startsAndBegins("heartbeat", true);
    Actor child = main.startsAndBegins("child");
    Stage stage({1600, 800});
    stage.step(run, false);
    const auto markOf = [&](const Actor& who) {
        const CardItem* card = stage.scene.card(who.id());
        return stage.shows(colors().dim, card->mapRectToScene(QRectF(139, 9, 15, 15)));
    };
    QVERIFY(markOf(main));
    QVERIFY(markOf(daemon));
    QVERIFY(!markOf(child));
}

void TestStageObjects::endsOfProcesses() {
    Script run;
    Actor main = run.main();
    Actor zombie = main.startsAndBegins("zombie"), killed = main.startsAndBegins("killed"),
          joined = main.startsAndBegins("joined");
    run.seesExit(zombie, 0);
    run.seesExit(killed, -9);
    run.seesExit(joined, 3);
    main.reaps(joined, 3);
    Stage stage({1600, 800});
    stage.step(run, false);
    const CardItem* empty = stage.scene.card(zombie.id());
    QVERIFY(!stage.shows(colors().raised, empty->mapRectToScene(QRectF(100, 8, 50, 15)), 8)); // a shell
    QCOMPARE(empty->card().words, QStringLiteral("Zombie, exit 0"));
    QVERIFY(stage.scene.card(killed.id())->rotation() > 5);
    QVERIFY(
        stage.shows(colors().ended.fill, stage.scene.card(killed.id())->sceneBoundingRect())); // the crack
    QCOMPARE(stage.scene.card(joined.id())->card().words, QStringLiteral("Exit 3, joined"));
    QVERIFY(stage.scene.card(joined.id())->opacity() < 0.7);
    QCOMPARE(stage.scene.card(joined.id())->rotation(), 0.0);
}

void TestStageObjects::wordsFitTheCard() {
    Script run;
    Actor main = run.main();
    Actor sleeper = main.startsAndBegins("sleeper"), waiter = main.startsAndBegins("waiter"),
          killed = main.startsAndBegins("killed");
    const ObjectId mutex = main.lock("stock_lock");
    main.acquires(mutex);
    sleeper.sleeps(250);
    waiter.wants(mutex);
    run.seesExit(killed, -15);
    const StagePicture picture = stagePicture(run.world(), run.world().time());
    const QFontMetricsF words(uiFont(12, QFont::DemiBold));
    for (const StageCard& card : picture.cards) {
        const double room = stage::kCard.width() - 17 - 8 - 16 - (card.killed ? 15 : 0);
        QVERIFY2(words.horizontalAdvance(card.words) <= room, qPrintable(card.words));
    }
    QCOMPARE(picture.card(waiter.id())->words, QStringLiteral("Waits: stock_lock"));
    // The words of a sleeper do not change as time goes on: nothing has to be drawn anew.
    QVERIFY(picture.showsTheSame(stagePicture(run.world(), run.world().time() + 100 * kMs)));
}

// An owner that itself waits has its padlock beside the number, and a main that owns one beside its crown.
void TestStageObjects::locksAndPlacesStandApart() {
    Script run;
    Actor main = run.main();
    const ObjectId a = main.lock("a"), b = main.lock("b");
    main.acquires(a);
    main.acquires(b);
    Actor child = main.startsAndBegins("child");
    const ObjectId c = main.lock("c");
    child.acquires(c);
    child.wants(a);
    Stage stage;
    stage.step(run, false);
    const CardItem *owner = stage.scene.card(main.id()), *waiter = stage.scene.card(child.id());
    const QRectF first(stage.scene.padlock(a)->pos(), QSizeF(26, 30)),
        second(stage.scene.padlock(b)->pos(), QSizeF(26, 30));
    QVERIFY(!first.intersects(second));
    for (const QRectF& padlock : {first, second}) {
        QVERIFY(owner->mapRectToScene(owner->frame()).contains(padlock));
        QVERIFY(!padlock.intersects(owner->mapRectToScene(QRectF(139, 9, 15, 15))));
    }
    const QRectF disc = waiter->mapRectToScene(QRectF(138, 8, 18, 18));
    QVERIFY(!QRectF(stage.scene.padlock(c)->pos(), QSizeF(28, 30)).intersects(disc));
}

QTEST_MAIN(TestStageObjects)
#include "test_stage_objects.moc"
