// SPDX-License-Identifier: GPL-3.0-or-later
// The stage says what the World says, at every moment; nothing on it moves because something else came.
#include "gui/inspector/process_rows.h"
#include "gui/inspector/tone_paint.h"
#include "gui/stage/card_item.h"
#include "gui/stage/padlock_item.h"
#include "gui/stage/stage_view.h"
#include "gui/theme/theme.h"
#include "tests/world/random_run.h"
#include "tests/world/script.h"

#include <QLineF>
#include <QSignalSpy>
#include <QtTest>

#include <algorithm>

using namespace forkscope::gui;
using namespace forkscope::world;

class TestStage : public QObject {
    Q_OBJECT

  private slots:
    void initTestCase() { Theme::instance().apply(ThemeMode::Dark); }
    void placesNeverMeet_data();
    void placesNeverMeet();
    void agreesWithTheWorld();
    void padlockStandsOnItsOwner();
    void padlockTravels();
    void queueShowsItsPlaces();
    void cardsStayWhereTheyAre();
    void stateIsSeenInColour();
    void choosingACard();
};

// Two buyers, a mutex held by the first and wanted by the second.
struct Buyers {
    Script run;
    Actor main = run.main();
    ObjectId mutex = main.lock("mutex");
    Actor first = main.startsAndBegins("first");
    Actor second = main.startsAndBegins("second");
    Buyers() {
        first.line(14).acquires(mutex);
        second.line(13).wants(mutex);
    }
    // When nobody had taken the mutex yet.
    World before() const {
        World world(run.log);
        for (std::size_t i = 0; i + 2 < run.log.size(); ++i)
            world.apply(run.log[i]);
        return world;
    }
};

void TestStage::placesNeverMeet_data() {
    QTest::addColumn<Arrangement>("arrangement");
    QTest::newRow("wide") << Arrangement::Wide;
    QTest::newRow("tall") << Arrangement::Tall;
}

void TestStage::placesNeverMeet() {
    QFETCH(const Arrangement, arrangement);
    QList<QRectF> all;
    for (int i = 0; i < 200; ++i)
        all.append(cardPlace(i));
    ObjectPlaces objects(arrangement);
    for (int i = 0; i < 40; ++i)
        all.append(objects.add(i % 3 == 0 ? 68 : i % 3 == 1 ? 128 : 92));
    for (qsizetype i = 0; i < all.size(); ++i)
        for (qsizetype k = 0; k < i; ++k)
            QVERIFY2(!all[i].intersects(all[k]), qPrintable(QStringLiteral("%1 and %2").arg(i).arg(k)));
}

static std::vector<ProcessId> processesOf(const std::vector<StageTag>& tags) {
    std::vector<ProcessId> ids;
    for (const StageTag& tag : tags)
        ids.push_back(tag.process);
    return ids;
}

template <typename Who> static std::vector<ProcessId> idsOf(const std::vector<Who>& who) {
    std::vector<ProcessId> ids;
    for (const Who& w : who)
        ids.push_back(w.process);
    return ids;
}

static void compareObject(const World& world, const StageObject& object) {
    if (const Lock* lock = world.lock(object.id)) {
        QCOMPARE(processesOf(object.holders), idsOf(lock->holders));
        QCOMPARE(processesOf(object.waiters), idsOf(lock->waiters));
        QCOMPARE(object.known, lock->known);
        return;
    }
    if (const Queue* queue = world.queue(object.id)) {
        QCOMPARE(std::size_t(object.caller.size() + object.callerMore + object.pipe.size() + object.pipeMore),
                 queue->depth());
        QCOMPARE(processesOf(object.waiters), idsOf(queue->getters));
    } else if (const EventObject* event = world.event(object.id)) {
        QCOMPARE(object.on, event->isSet);
        QCOMPARE(processesOf(object.waiters), idsOf(event->waiters));
    } else if (const Condition* condition = world.condition(object.id)) {
        QCOMPARE(processesOf(object.waiters), idsOf(condition->waiters));
    } else if (const Barrier* barrier = world.barrier(object.id)) {
        QCOMPARE(processesOf(object.holders), idsOf(barrier->arrived));
        QCOMPARE(object.broken, barrier->broken);
    } else if (const PipeEnd* end = world.pipe(object.id)) {
        QCOMPARE(std::size_t(object.pipe.size() + object.pipeMore), end->items.size());
        QCOMPARE(processesOf(object.waiters), idsOf(end->readers));
    } else if (const Pool* pool = world.pool(object.id)) {
        QCOMPARE(object.shelfMore, int(pool->pending));
        QCOMPARE(object.broken, pool->broken);
    } else {
        QVERIFY(world.sharedBlock(object.id) || world.manager(object.id) || world.openedFile(object.id));
    }
}

void TestStage::agreesWithTheWorld() {
    for (unsigned seed = 1; seed <= 10; ++seed) {
        Script run;
        randomRun(run, 4000, seed);
        History history(run.log);
        history.advance();
        for (std::uint64_t i = 1; i <= 20; ++i) {
            const World world = history.atOrder(history.applied() * i / 20);
            const StagePicture picture = stagePicture(world, world.time());
            QCOMPARE(picture.cards.size(), world.processes().size());
            for (std::size_t p = 0; p < picture.cards.size(); ++p)
                QCOMPARE(picture.cards[p].tone, toneOf(world.processes()[p]));
            for (const StageObject& object : picture.objects)
                compareObject(world, object);
        }
    }
}

void TestStage::padlockStandsOnItsOwner() {
    Buyers buyers;
    StageView view;
    const World now = buyers.run.world();
    view.showWorld(now, now, now.time(), false);
    const CardItem* owner = view.stage().card(buyers.first.id());
    const PadlockItem* padlock = view.stage().padlock(buyers.mutex);
    QVERIFY(owner && padlock);
    QVERIFY(owner->sceneBoundingRect().contains(padlock->sceneBoundingRect().center()));
    QCOMPARE(view.stage().card(buyers.second.id())->card().queuePlace, 1);
    // Before anybody had it, it stood elsewhere.
    const World before = buyers.before();
    view.showWorld(now, before, before.time(), false);
    QVERIFY(!owner->sceneBoundingRect().intersects(padlock->sceneBoundingRect()));
}

void TestStage::padlockTravels() {
    Buyers buyers;
    StageView view;
    view.resize(700, 400);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    const World now = buyers.run.world();
    const World before = buyers.before();
    view.showWorld(now, before, before.time(), false);
    const PadlockItem* padlock = view.stage().padlock(buyers.mutex);
    const QPointF start = padlock->pos();
    view.showWorld(now, now, now.time(), true);
    QVERIFY(QLineF(start, padlock->pos()).length() < QLineF(start, padlock->target()).length() / 2);
    QVERIFY(padlock->target() != start);
    QTRY_COMPARE(padlock->pos(), padlock->target());
    view.setReduceMotion(true);
    view.showWorld(now, before, before.time(), true);
    QCOMPARE(padlock->pos(), start);
}

static QStringList textsOf(const std::vector<StageItem>& items) {
    QStringList texts;
    for (const StageItem& item : items)
        texts += item.text;
    return texts;
}

void TestStage::queueShowsItsPlaces() {
    Script run;
    Actor main = run.main();
    const ObjectId orders = main.queue("orders", "Queue", 3);
    main.puts(orders, "'a'");
    main.puts(orders, "'b'");
    main.puts(orders, "'c'");
    main.feeds(orders);
    const StagePicture picture = stagePicture(run.world(), run.world().time());
    QCOMPARE(picture.objects.size(), std::size_t(1));
    QCOMPARE(textsOf(picture.objects[0].pipe), QStringList{"a"});
    QCOMPARE(textsOf(picture.objects[0].caller), (QStringList{"b", "c"}));
    QCOMPARE(picture.objects[0].count, QStringLiteral("3 of 3"));
    QVERIFY(picture.objects[0].full);
}

void TestStage::cardsStayWhereTheyAre() {
    Script run;
    Actor main = run.main();
    main.startsAndBegins("first");
    StageView view;
    view.showWorld(run.world(), run.world(), run.world().time(), false);
    const QPointF place = view.stage().card(main.id())->pos();
    for (int i = 0; i < 50; ++i) {
        main.startsAndBegins("more");
        main.lock(std::string("lock") + std::to_string(i));
        view.showWorld(run.world(), run.world(), run.world().time(), false);
        QCOMPARE(view.stage().card(main.id())->pos(), place);
    }
}

void TestStage::stateIsSeenInColour() {
    Buyers buyers;
    StageView view;
    view.resize(900, 500);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    const World now = buyers.run.world();
    view.showWorld(now, now, now.time(), false);
    const QImage image = view.viewport()->grab().toImage();
    for (const ProcessId id : {buyers.first.id(), buyers.second.id()}) {
        const CardItem* card = view.stage().card(id);
        const QPoint edge = view.mapFromScene(card->mapToScene(QPointF(card->frame().center().x(), 1)));
        const QColor wanted = toneColor(card->card().tone).fill;
        int nearest = 999;
        for (int dy = -2; dy <= 2; ++dy) {
            const QColor seen = image.pixelColor(edge + QPoint(0, dy));
            nearest = std::min(nearest, std::abs(seen.red() - wanted.red()) +
                                            std::abs(seen.green() - wanted.green()) +
                                            std::abs(seen.blue() - wanted.blue()));
        }
        QVERIFY2(nearest < 90,
                 qPrintable(QStringLiteral("%1: off by %2").arg(card->card().tag).arg(nearest)));
    }
}

void TestStage::choosingACard() {
    Buyers buyers;
    StageView view;
    view.resize(900, 500);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    const World now = buyers.run.world();
    view.showWorld(now, now, now.time(), false);
    QSignalSpy chosen(&view, &StageView::processChosen);
    const CardItem* card = view.stage().card(buyers.second.id());
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {},
                      view.mapFromScene(card->sceneBoundingRect().center()));
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen[0][0].value<ProcessId>(), buyers.second.id());
}

QTEST_MAIN(TestStage)
#include "test_stage.moc"
