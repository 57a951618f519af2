// SPDX-License-Identifier: GPL-3.0-or-later
// Many processes: places that stay, groups, keys, what a screen reader is told, choices from elsewhere.
#include "gui/stage/group_item.h"
#include "gui/stage/stage_walk.h"
#include "gui/theme/theme.h"
#include "tests/gui/stage/stage_fixture.h"

#include <QAccessible>
#include <QSignalSpy>

using namespace forkscope::gui;
using namespace forkscope::world;

class TestStageMany : public QObject {
    Q_OBJECT

  private slots:
    void initTestCase() { Theme::instance().apply(ThemeMode::Dark); }
    void nothingJumps_data();
    void nothingJumps();
    void fortyAreLegible();
    void moreAreGrouped();
    void aGroupOpens();
    void padlockOfAGroup();
    void arrowKeys();
    void screenReader();
    void chosenElsewhere();
    void anyMayBeNext();
    void staysFittedAndZooms();
};

void TestStageMany::nothingJumps_data() {
    QTest::addColumn<QSize>("size");
    QTest::newRow("wide") << QSize(1200, 500);
    QTest::newRow("tall") << QSize(500, 900);
}

// Every step brings a process or an object of some kind; what was there stays where it was.
void TestStageMany::nothingJumps() {
    QFETCH(const QSize, size);
    Script run;
    Actor main = run.main();
    Stage stage(size);
    std::map<QGraphicsObject*, QPointF> places;
    for (int i = 0; i < 45; ++i) {
        if (i % 3 == 0)
            main.lock(std::string("lock") + std::to_string(i), i % 2 ? "Semaphore" : "Lock", 2);
        else if (i % 3 == 1)
            main.queue(std::string("queue") + std::to_string(i));
        main.startsAndBegins("child");
        stage.step(run, i % 2 == 0);
        stage.pass(1000);
        for (const auto& [item, place] : places)
            QCOMPARE(item->pos(), place);
        for (QGraphicsObject* item : stage.scene.stops())
            places.emplace(item, item->pos());
    }
    QCOMPARE(places.size(), std::size_t(1 + 45 + 30));
    const auto stops = stage.scene.stops();
    for (std::size_t i = 0; i < stops.size(); ++i)
        for (std::size_t k = 0; k < i; ++k) {
            const QRectF a(stops[i]->pos(), QSizeF(160, 60)), b(stops[k]->pos(), QSizeF(160, 60));
            QVERIFY(!a.intersects(b));
        }
}

// In the stage of a usual window, ids are still higher than nine pixels.
void TestStageMany::fortyAreLegible() {
    Script run;
    Actor main = run.main();
    main.lock("mutex");
    main.queue("box");
    for (int i = 0; i < 39; ++i)
        main.startsAndBegins("worker");
    Stage stage({780, 400});
    stage.step(run, false);
    QVERIFY(stage.view.transform().m11() * 26 > 9);
    QVERIFY(stage.view.mapToScene(stage.view.viewport()->rect())
                .boundingRect()
                .adjusted(-3, -3, 3, 3) // half a pixel of the view
                .contains(stage.scene.sceneRect()));
}

namespace {
struct Crowd {
    Script run;
    Actor main = run.main();
    std::vector<Actor> workers;
    Crowd() {
        for (int i = 0; i < 80; ++i)
            workers.push_back(main.startsAndBegins("worker"));
        main.startsAndBegins("other");
        for (int i = 0; i < 30; ++i)
            workers[std::size_t(i)].sleeps(1000);
    }
};
} // namespace

void TestStageMany::moreAreGrouped() {
    Crowd crowd;
    Stage stage;
    stage.step(crowd.run, false);
    QVERIFY(stage.scene.card(crowd.main.id()));
    const GroupItem* group = stage.scene.group(crowd.workers[3].id());
    QVERIFY(group);
    QVERIFY(!stage.scene.card(crowd.workers[3].id()));
    QCOMPARE(group->cards().size(), std::size_t(80));
    QCOMPARE(group->title(), QStringLiteral("80 × worker"));
    QCOMPARE(group->counts(), QStringLiteral("50 running, 30 sleeping"));
    QCOMPARE(stage.scene.stops().size(), std::size_t(3)); // main, the workers, the other
    QVERIFY(stage.view.transform().m11() > 0.8);
    // Sixty have each their own.
    Script few;
    Actor main = few.main();
    for (int i = 0; i < 59; ++i)
        main.startsAndBegins("worker");
    Stage small;
    small.step(few, false);
    QCOMPARE(small.scene.stops().size(), std::size_t(60));
}

void TestStageMany::aGroupOpens() {
    Crowd crowd;
    Stage stage({1200, 900});
    stage.step(crowd.run, false);
    auto* group = const_cast<GroupItem*>(stage.scene.group(crowd.workers[0].id()));
    QTest::mouseClick(stage.view.viewport(), Qt::LeftButton, {}, stage.view.mapFromScene(group->middle()));
    QVERIFY(group->isOpen());
    QSignalSpy chosen(&stage.view, &StageView::processChosen);
    const QPointF tag = group->mapToScene(group->tagPlace(7).center());
    QTest::mouseClick(stage.view.viewport(), Qt::LeftButton, {}, stage.view.mapFromScene(tag));
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen[0][0].value<ProcessId>(), crowd.workers[7].id());
    QTest::mouseClick(stage.view.viewport(), Qt::LeftButton, {}, stage.view.mapFromScene(group->middle()));
    QVERIFY(!group->isOpen());
}

void TestStageMany::padlockOfAGroup() {
    Crowd crowd;
    const ObjectId mutex = crowd.main.lock("mutex");
    crowd.workers[5].acquires(mutex);
    Stage stage;
    stage.step(crowd.run, false);
    const GroupItem* group = stage.scene.group(crowd.workers[5].id());
    QVERIFY(stage.scene.padlock(mutex)->sceneBoundingRect().intersects(group->sceneBoundingRect()));
}

void TestStageMany::arrowKeys() {
    const std::vector<QRectF> grid{{0, 0, 10, 10}, {20, 0, 10, 10}, {0, 20, 10, 10}, {20, 20, 10, 10}};
    QCOMPARE(nextInDirection(grid[0], grid, Qt::Key_Right), 1);
    QCOMPARE(nextInDirection(grid[0], grid, Qt::Key_Down), 2);
    QCOMPARE(nextInDirection(grid[3], grid, Qt::Key_Left), 2);
    QCOMPARE(nextInDirection(grid[3], grid, Qt::Key_Up), 1);
    QCOMPARE(nextInDirection(grid[0], grid, Qt::Key_Left), -1);
    Script run;
    Actor main = run.main();
    Actor first = main.startsAndBegins("first");
    main.startsAndBegins("second");
    const ObjectId mutex = main.lock("mutex");
    Stage stage;
    stage.step(run, false);
    stage.view.activateWindow();
    stage.view.setFocus(Qt::TabFocusReason);
    QTRY_VERIFY(stage.view.hasFocus());
    QTest::keyClick(&stage.view, Qt::Key_Home);
    QCOMPARE(stage.scene.focusItem(), stage.scene.card(main.id()));
    QTest::keyClick(&stage.view, Qt::Key_Down);
    QCOMPARE(stage.scene.focusItem(), stage.scene.card(first.id()));
    QSignalSpy process(&stage.view, &StageView::processChosen), object(&stage.view, &StageView::objectChosen);
    QTest::keyClick(&stage.view, Qt::Key_Return);
    QCOMPARE(process.count(), 1);
    // From anywhere to anything: no thing is out of reach.
    for (int i = 0; i < 4 && stage.scene.focusItem() != stage.scene.object(mutex); ++i)
        QTest::keyClick(&stage.view, i == 0 ? Qt::Key_Up : Qt::Key_Right);
    QCOMPARE(stage.scene.focusItem(), stage.scene.object(mutex));
    QTest::keyClick(&stage.view, Qt::Key_Return);
    QCOMPARE(object.count(), 1);
}

void TestStageMany::screenReader() {
    Script run;
    Actor main = run.main();
    const ObjectId mutex = main.lock("mutex");
    Actor buyer = main.startsAndBegins("buyer");
    main.acquires(mutex);
    buyer.wants(mutex);
    Stage stage;
    stage.step(run, false);
    QAccessibleInterface* list = QAccessible::queryAccessibleInterface(&stage.view);
    QVERIFY(list);
    QCOMPARE(list->role(), QAccessible::List);
    QCOMPARE(list->childCount(), 3);
    QAccessibleInterface* card = list->child(1);
    QVERIFY(card);
    QCOMPARE(card->text(QAccessible::Name), QStringLiteral("P1 buyer, Waits: mutex"));
    QVERIFY(card->text(QAccessible::Description).contains(QStringLiteral("P0 main")));
    QVERIFY(card->state().focusable && !card->state().selected);
    stage.view.setChosen(buyer.id());
    QVERIFY(card->state().selected);
    QVERIFY(list->child(2)->text(QAccessible::Name).contains(QStringLiteral("mutex")));
    QCOMPARE(list->indexOfChild(card), 1);
    QVERIFY(!card->rect().isEmpty());
}

void TestStageMany::chosenElsewhere() {
    Script run;
    Actor main = run.main();
    const ObjectId mutex = main.lock("mutex");
    Actor buyer = main.startsAndBegins("buyer");
    Stage stage;
    stage.step(run, false);
    stage.view.setChosen(buyer.id());
    QVERIFY(stage.scene.card(buyer.id())->isChosen());
    QVERIFY(stage.shows(colors().accent, stage.scene.card(buyer.id())->sceneBoundingRect()));
    stage.view.setChosen(mutex);
    QVERIFY(!stage.scene.card(buyer.id())->isChosen());
    QVERIFY(stage.scene.object(mutex)->isChosen());
    stage.view.setChosen(buyer.id()); // and stays so as the run goes on
    buyer.sleeps(10);
    stage.step(run);
    QVERIFY(stage.scene.card(buyer.id())->isChosen());
    stage.view.setChosen(ProcessId{});
    QVERIFY(!stage.scene.card(buyer.id())->isChosen());
}

void TestStageMany::anyMayBeNext() {
    Script run;
    Actor main = run.main();
    const ObjectId mutex = main.lock("mutex");
    Actor a = main.startsAndBegins("a"), b = main.startsAndBegins("b");
    main.acquires(mutex);
    a.wants(mutex);
    b.wants(mutex);
    Stage stage;
    stage.step(run, false);
    const QString waiter = stage.view.sentenceOf(stage.scene.card(b.id()));
    QVERIFY2(waiter.contains(QStringLiteral("number 2")) && waiter.contains(QStringLiteral("any of those")),
             qPrintable(waiter));
    QVERIFY(
        stage.view.sentenceOf(stage.scene.object(mutex)).contains(QStringLiteral("any of them may be next")));
    QVERIFY(!stage.view.sentenceOf(stage.scene.card(main.id())).contains(QStringLiteral("any of")));
}

void TestStageMany::staysFittedAndZooms() {
    Script run;
    Actor main = run.main();
    Stage stage;
    for (int i = 0; i < 30; ++i) {
        main.startsAndBegins("child");
        stage.step(run, false);
        QVERIFY(stage.view.mapToScene(stage.view.viewport()->rect())
                    .boundingRect()
                    .adjusted(-2, -2, 2, 2)
                    .contains(stage.scene.sceneRect()));
    }
    const double fitted = stage.view.transform().m11();
    QTest::keyClick(&stage.view, Qt::Key_Plus);
    QVERIFY(stage.view.transform().m11() > fitted);
    for (int i = 0; i < 12; ++i)
        main.startsAndBegins("child");
    const double zoomed = stage.view.transform().m11();
    stage.step(run, false);
    QCOMPARE(stage.view.transform().m11(), zoomed); // the learner's own choice stays
    QTest::keyClick(&stage.view, Qt::Key_0);
    QVERIFY(stage.view.transform().m11() < zoomed);
}

QTEST_MAIN(TestStageMany)
#include "test_stage_many.moc"
