// SPDX-License-Identifier: GPL-3.0-or-later
// How processes end on the stage, step by step: the teardown of daemons, orphans, and the deadlock that ends
// in nothing. The clock is driven by hand.
#include "gui/stage/link_item.h"
#include "gui/stage/ring_item.h"
#include "gui/theme/theme.h"
#include "tests/gui/stage/stage_fixture.h"

#include <algorithm>

using namespace forkscope::gui;
using namespace forkscope::world;

class TestStageEndings : public QObject {
    Q_OBJECT

  private slots:
    void initTestCase() { Theme::instance().apply(ThemeMode::Dark); }
    void daemonTeardown();
    void daemonTeardownAllAtOnce();
    void orphanIsAdopted();
    void deadlockRing();
    void standstillRing();
};

void TestStageEndings::daemonTeardown() {
    Teardown end;
    Stage stage;
    stage.step(end.run, false);
    const CardItem* card = stage.scene.card(end.daemon.id());
    end.codeEnds();
    stage.step(end.run);
    QVERIFY(stage.flight(MoveKind::EndTag));
    stage.pass(motion::kBeat);
    end.signal();
    stage.step(end.run);
    QVERIFY(stage.flight(MoveKind::Bolt));
    QCOMPARE(stage.flight(MoveKind::Bolt)->pos(), stage.middle(end.main));
    QCOMPARE(stage.flight(MoveKind::Bolt)->way().last(), stage.middle(end.daemon));
    stage.pass(motion::kBeat);
    end.falls();
    stage.step(end.run);
    QCOMPARE(card->rotation(), 0.0);
    stage.pass(motion::kBeat / 2);
    QVERIFY(card->rotation() > 1);
    stage.pass(motion::kBeat / 2);
    const double lies = card->rotation();
    QVERIFY(lies > 5);
    stage.pass(10 * motion::kBeat);
    QCOMPARE(card->rotation(), lies); // a zombie lies there until somebody collects it
    QCOMPARE(card->card().tone, Tone::Zombie);
    end.reaped();
    stage.step(end.run);
    QVERIFY(stage.flight(MoveKind::ExitTag));
    QCOMPARE(stage.flight(MoveKind::ExitTag)->pos(), stage.middle(end.daemon));
    QCOMPARE(stage.flight(MoveKind::ExitTag)->way().last(), stage.middle(end.main));
    stage.pass(motion::kBeat);
    QCOMPARE(card->rotation(), 0.0);
    QVERIFY(card->opacity() < 0.7);
}

// Between two pictures of a real run it is over: its beats follow each other all the same.
void TestStageEndings::daemonTeardownAllAtOnce() {
    Teardown end;
    Stage stage;
    stage.step(end.run, false);
    end.codeEnds();
    end.signal();
    end.falls();
    end.reaped();
    stage.step(end.run);
    const CardItem* card = stage.scene.card(end.daemon.id());
    QVERIFY(stage.flight(MoveKind::EndTag)->isVisible());
    QVERIFY(!stage.flight(MoveKind::Bolt)->isVisible());
    stage.pass(motion::kBeat + 10);
    QVERIFY(!stage.flight(MoveKind::EndTag));
    QVERIFY(stage.flight(MoveKind::Bolt)->isVisible());
    QCOMPARE(card->rotation(), 0.0);
    stage.pass(motion::kBeat);
    QVERIFY(!stage.flight(MoveKind::Bolt));
    stage.pass(motion::kBeat / 2);
    QVERIFY(card->rotation() > 1);
    stage.pass(motion::kBeat);
    QVERIFY(stage.flight(MoveKind::ExitTag)->isVisible());
    stage.pass(2 * motion::kBeat);
    QVERIFY(!stage.scene.clock().isMoving());
    QCOMPARE(card->rotation(), 0.0);
    QVERIFY(card->card().gone);
}

void TestStageEndings::orphanIsAdopted() {
    Script run;
    Actor main = run.main();
    Actor parent = main.startsAndBegins("parent");
    Actor child = parent.startsAndBegins("child");
    Stage stage;
    stage.step(run, false);
    const LinkItem* link = stage.scene.link(child.id());
    QVERIFY(link && !link->look().orphan);
    parent.exits(0);
    run.seesExit(parent, 0);
    stage.step(run);
    QVERIFY(link->look().orphan);
    QCOMPARE(link->adoption(), 0.0);
    stage.pass(motion::kBeat);
    QCOMPARE(link->adoption(), 1.0);
    QVERIFY(stage.shows(mixed(colors().panel, colors().accent, 0.25),
                        link->adopterPill().translated(link->pos())));
}

void TestStageEndings::deadlockRing() {
    Script run;
    Actor main = run.main();
    const ObjectId a = main.lock("fork_a"), b = main.lock("fork_b");
    Actor left = main.startsAndBegins("left"), right = main.startsAndBegins("right");
    left.acquires(a);
    right.acquires(b);
    left.wants(b);
    Stage stage;
    stage.step(run, false);
    QVERIFY(stage.scene.rings().empty());
    right.wants(a);
    stage.step(run);
    QCOMPARE(stage.scene.rings().size(), std::size_t(1));
    const RingItem& ring = *stage.scene.rings().front();
    QCOMPARE(ring.share(), 0.0);
    stage.pass(2 * motion::kBeat);
    QCOMPARE(ring.share(), 1.0);
    QCOMPARE(ring.arcs().size(), std::size_t(2));
    QVERIFY(stage.shows(colors().ended.fill, ring.pill()));
    for (const RingItem::Arc& arc : ring.arcs()) {
        QVERIFY(arc.waits.length() > 20);
        for (const Actor& who : {main, left, right})
            QVERIFY(!arc.label.intersects(cardPlace(int(who.id().value) - 1)));
    }
    main.sleeps(1);
    stage.step(run);
    QCOMPARE(stage.scene.rings().front().get(), &ring); // still, not drawn anew
}
// Both wait for what only the other would put: nobody who might help goes on.
void TestStageEndings::standstillRing() {
    Script run;
    Actor main = run.main();
    const ObjectId orders = main.queue("orders"), answers = main.queue("answers");
    Actor asks = main.startsAndBegins("asks"), replies = main.startsAndBegins("replies");
    asks.puts(orders, "1");
    asks.feeds(orders);
    replies.takes(orders, "1");
    replies.puts(answers, "2");
    replies.feeds(answers);
    asks.takes(answers, "2");
    asks.waitsAtGet(answers);
    replies.waitsAtGet(orders);
    Stage stage;
    stage.step(run, false);
    QVERIFY(stage.scene.rings().empty()); // main could
    for (const Actor& child : {asks, replies})
        main.joins(child);
    stage.step(run, false);
    QCOMPARE(stage.scene.rings().size(), std::size_t(1));
    const RingItem& ring = *stage.scene.rings().front();
    QCOMPARE(ring.word(), QStringLiteral("standstill"));
    QCOMPARE(ring.arcs().size(), std::size_t(2));
    QCOMPARE(ring.arcs()[0].name, QStringLiteral("answers"));
    QVERIFY(stage.shows(colors().ended.fill, ring.pill()));
}

QTEST_MAIN(TestStageEndings)
#include "test_stage_endings.moc"
