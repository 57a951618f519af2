// SPDX-License-Identifier: GPL-3.0-or-later
// How processes of real runs end: a daemon step by step, a zombie until it is joined, an orphan that is
// adopted.
#include "gui/inspector/tone_paint.h"
#include "gui/stage/card_item.h"
#include "gui/stage/link_item.h"
#include "gui/theme/theme.h"
#include "tests/gui/primitives/recorded_views.h"

#include <QtTest>

using namespace forkscope;
using namespace forkscope::gui;
using namespace forkscope::tests;
using world::LaneState;
using world::ProcessId;
using world::ProcessState;
using world::World;

class RecordedLivesTest : public QObject {
    Q_OBJECT
  private slots:
    void daemon();
    void zombie();
    void orphan();
};

static const QRectF kCrack(140, 4, 22, 62), kStripe(0, 6, 9, 58);

// Main's code ends, the signal is sent, the daemon falls, it is collected.
void RecordedLivesTest::daemon() {
    RecordedViews run(QStringLiteral("probe/daemons_at_the_end.py"));
    QVERIFY(run.ran());
    const auto end = [&](auto holds) {
        return run.goTo([holds](const World& world) {
            const world::Process* daemon = named(world.processes(), "daemon");
            return daemon && holds(world.processes()[0], *daemon);
        });
    };
    using world::Process;
    QVERIFY(end(
        [](const Process& main, const Process& d) { return !main.mainEnded && d.alive() && d.began > 0; }));
    const ProcessId id = run.process("daemon");
    const CardItem* card = run.stage().card(id);
    QCOMPARE(card->card().role, world::ProcessRole::Daemon);
    QVERIFY(run.stage().link(id)->look().daemon);
    QCOMPARE(card->rotation(), 0.0);
    QVERIFY(end([](const Process& main, const Process& d) { return main.mainEnded && d.alive(); }));
    QVERIFY(run.stage().card(run.world().processes()[0].id)->card().mainEnded);
    QVERIFY(end([](const Process&, const Process& d) { return d.signalled.signal == 15 && d.alive(); }));
    QCOMPARE(card->card().signalBy, run.world().processes()[0].id);
    QCOMPARE(run.pixels(gui::colors().ended.fill, id, kCrack), 0);
    // Its parent may collect it at the moment at which it falls.
    if (end([](const Process&, const Process& d) { return d.state == ProcessState::Zombie; })) {
        QVERIFY(card->rotation() > 5);
        QVERIFY(run.pixels(gui::colors().ended.fill, id, kCrack) > 40);
        QCOMPARE(int(run.bar(id).state), int(LaneState::Zombie));
    }
    QVERIFY(end([](const Process&, const Process& d) { return d.state == ProcessState::Reaped; }));
    QCOMPARE(card->rotation(), 0.0);
    QVERIFY(card->opacity() < 0.7);
    QCOMPARE(card->card().exitText, QStringLiteral("exit -15"));
    QCOMPARE(int(run.bar(id).state), int(LaneState::Absent));
}

// An empty shell: no stripe, no fill.
void RecordedLivesTest::zombie() {
    RecordedViews run(QStringLiteral("run/zombie.py"));
    QVERIFY(run.ran());
    const auto child = [](ProcessState state) {
        return [state](const World& world) {
            return world.processes().size() == 2 && world.processes()[1].state == state;
        };
    };
    QVERIFY(run.goTo(child(ProcessState::Zombie)));
    const ProcessId id = run.world().processes()[1].id;
    const QRectF inside(100, 6, 50, 16);
    QCOMPARE(run.stage().card(id)->card().tone, Tone::Zombie);
    QCOMPARE(run.pixels(gui::colors().sleeping.fill, id, kStripe.adjusted(3, 0, 0, 0)), 0);
    QCOMPARE(run.pixels(gui::colors().raised, id, inside, RecordedViews::kSameShade), 0);
    QCOMPARE(run.stage().card(id)->card().words, QStringLiteral("Zombie, exit 7"));
    const auto shell = run.bar(id);
    QCOMPARE(int(shell.state), int(LaneState::Zombie));
    QVERIFY(shell.share(run.colors().panel) > 0.6); // hollow
    QVERIFY(run.goTo(child(ProcessState::Reaped)));
    QVERIFY(run.stage().card(id)->opacity() < 0.7);
    QCOMPARE(int(run.bar(id).state), int(LaneState::Absent));
}

// The link to its parent is cut, and the mark of who has adopted it stands over it.
void RecordedLivesTest::orphan() {
    RecordedViews run(QStringLiteral("probe/orphan_adopted.py"));
    QVERIFY(run.ran());
    const auto left = [](bool isOrphan) {
        return [isOrphan](const World& world) {
            const world::Process *child = named(world.processes(), "left"),
                                 *parent = named(world.processes(), "parent");
            return child && parent && child->alive() && child->began >= 0 && parent->alive() != isOrphan;
        };
    };
    if (run.goTo(left(false))) { // its parent may end before it speaks for the first time
        QVERIFY(!run.stage().card(run.process("left"))->card().orphan);
        QVERIFY(!run.stage().link(run.process("left"))->look().orphan);
    }
    QVERIFY(run.goTo(left(true)));
    const ProcessId id = run.process("left");
    const LinkItem* link = run.stage().link(id);
    QVERIFY(run.stage().card(id)->card().orphan);
    QVERIFY(link->look().orphan);
    QVERIFY(run.pixels(mixed(gui::colors().panel, gui::colors().accent, 0.25), link->adopterPill()) > 100);
    const QRectF cut(link->adopterPill().left() - 30, link->adopterPill().top() + 8, 22, 18);
    QVERIFY(run.pixels(gui::colors().ended.fill, cut) > 8);
    QVERIFY(run.stage().card(id)->card().tone != Tone::Ended); // it lives on
}

QTEST_MAIN(RecordedLivesTest)
#include "recorded_lives_test.moc"
