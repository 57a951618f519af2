// SPDX-License-Identifier: GPL-3.0-or-later
// Lanes in families and groups; folded, hidden, moved and remembered, with and without a view.
#include "gui/timeline/lane_drag.h"
#include "gui/timeline/timeline_view.h"
#include "tests/gui/timeline/fake_lanes.h"
#include "tests/gui/timeline/small_run.h"

#include <QMenu>
#include <QSignalSpy>
#include <QtTest>

using namespace forkscope;
using gui::LaneArrangement;
using gui::SmallRun;
using gui::TimelineView;
using gui::timeline::LaneGroup;
using gui::timeline::LaneLayout;
using gui::timeline::LaneRow;
using world::kMs;
using world::LaneKind;

// Lanes whose families a test says itself.
class FamilyLanes : public gui::FakeLanes {
  public:
    std::map<std::uint32_t, std::uint32_t> parents; // ProcessId values
    std::map<std::size_t, std::uint32_t> owners;    // thread lane → ProcessId value
    std::set<std::size_t> helpers;

    world::ProcessId parent(world::ProcessId id) const override {
        const auto found = parents.find(id.value);
        return {found == parents.end() ? 0 : found->second};
    }
    world::ProcessId owner(std::size_t lane) const override {
        const auto found = owners.find(lane);
        return {found == owners.end() ? 0 : found->second};
    }
    bool helper(std::size_t lane) const override { return helpers.contains(lane); }
    gui::LaneTitle title(std::size_t lane) const override {
        if (kind(lane) == LaneKind::Thread)
            return {{}, QStringLiteral("thread%1").arg(lane)};
        return FakeLanes::title(lane);
    }
};

// main (0) with children 1 and 3, grandchild 2 of 1, a thread 4 of 1, a lock 5, a queue 6, an Event 7.
static std::unique_ptr<FamilyLanes> family() {
    auto lanes = std::make_unique<FamilyLanes>();
    for (int i = 0; i < 4; ++i)
        lanes->add(LaneKind::Process).append(0, world::LaneState::Running);
    for (const LaneKind kind : {LaneKind::Thread, LaneKind::Lock, LaneKind::Queue, LaneKind::Event})
        lanes->add(kind).append(0, world::LaneState::Running);
    lanes->parents = {{2, 1}, {3, 2}, {4, 1}};
    lanes->owners = {{4, 2}};
    lanes->extendTo(1000 * kMs);
    return lanes;
}

static std::vector<std::size_t> lanesOf(const LaneLayout& layout) {
    std::vector<std::size_t> lanes;
    for (const LaneRow& row : layout.rows())
        lanes.push_back(row.lane);
    return lanes;
}

class ArrangementTest : public QObject {
    Q_OBJECT
  private slots:
    void familiesStandTogether();
    void everyGroupHasAHeader();
    void aLoneGroupHasNoHeaderAndDoesNotFold();
    void aFoldedFamilyLeavesItsHead();
    void aFoldedGroupLeavesItsHeader();
    void hiddenLanesAreGoneWithTheirThreads();
    void childrenOfAHiddenHelperClimbUp();
    void aCircleOfParentsIsHarmless();
    void lanesMoveAmongTheirSiblings();
    void aLaneIsDroppedWhereItIsHeld();
    void whatIsSavedComesBack();
    void whatCannotBeReadIsNothing();
    void keysAreTheSameInTheNextRun();
    void aClickOnAHeaderFolds();
    void draggingANameMovesTheLane();
    void hidingAndShowingInTheView();
    void everythingByKeyboard();
    void settingAnArrangementTellsNothing();

  private:
    QPoint namePoint(const TimelineView& view, std::size_t lane) {
        return {40, int(view.intervalRect(lane, 0).center().y())};
    }
    void drag(TimelineView& view, QPoint from, QPoint to);
};

void ArrangementTest::familiesStandTogether() {
    const auto lanes = family();
    const LaneLayout layout = LaneLayout::make(*lanes, {}, 600);
    QCOMPARE(lanesOf(layout), (std::vector<std::size_t>{0, 1, 4, 2, 3, 5, 6, 7}));
    QCOMPARE(layout.rows()[0].depth, 0);
    QCOMPARE(layout.rows()[2].depth, 2); // the thread, below its process
    QCOMPARE(layout.rows()[3].depth, 2); // the grandchild
    QVERIFY(layout.rows()[1].foldable && !layout.rows()[4].foldable);
    QVERIFY(layout.rows()[2].height < layout.rows()[1].height);
}

void ArrangementTest::everyGroupHasAHeader() {
    const auto lanes = family();
    const LaneLayout layout = LaneLayout::make(*lanes, {}, 600);
    QCOMPARE(layout.headers().size(), std::size_t(4));
    for (const auto& header : layout.headers()) {
        QVERIFY(!layout.rowAt(header.top));
        QCOMPARE(layout.headerAt(header.bottom() - 1), &header);
        QVERIFY(!layout.headerAt(header.bottom()));
        const auto below = layout.rowAt(header.bottom());
        QVERIFY(below.has_value());
        QCOMPARE(gui::timeline::groupOf(layout.rows()[*below].kind), header.group);
    }
    QCOMPARE(layout.headers()[0].lanes, 5);
    QCOMPARE(layout.headers()[3].group, LaneGroup::Others);
}

void ArrangementTest::aLoneGroupHasNoHeaderAndDoesNotFold() {
    gui::FakeLanes lanes;
    lanes.add(LaneKind::Process);
    LaneArrangement arrangement;
    arrangement.folded.insert(gui::timeline::groupKey(LaneGroup::Processes));
    const LaneLayout layout = LaneLayout::make(lanes, arrangement, 600);
    QVERIFY(layout.headers().empty());
    QCOMPARE(layout.rows().size(), std::size_t(1));
}

void ArrangementTest::aFoldedFamilyLeavesItsHead() {
    const auto lanes = family();
    LaneArrangement arrangement;
    arrangement.folded.insert(lanes->key(1));
    const LaneLayout layout = LaneLayout::make(*lanes, arrangement, 600);
    QCOMPARE(lanesOf(layout), (std::vector<std::size_t>{0, 1, 3, 5, 6, 7}));
    QCOMPARE(layout.rows()[1].folded, 2);
    QVERIFY(layout.rows()[1].foldable);
    arrangement.folded.insert(lanes->key(0));
    const LaneLayout main = LaneLayout::make(*lanes, arrangement, 600);
    QCOMPARE(lanesOf(main), (std::vector<std::size_t>{0, 5, 6, 7}));
    QCOMPARE(main.rows()[0].folded, 4);
}

void ArrangementTest::aFoldedGroupLeavesItsHeader() {
    const auto lanes = family();
    LaneArrangement arrangement;
    arrangement.folded.insert(gui::timeline::groupKey(LaneGroup::Processes));
    const LaneLayout layout = LaneLayout::make(*lanes, arrangement, 600);
    QCOMPARE(lanesOf(layout), (std::vector<std::size_t>{5, 6, 7}));
    QVERIFY(layout.headers()[0].folded);
    QCOMPARE(layout.headers()[0].lanes, 5);
    QCOMPARE(layout.headers()[1].top, gui::timeline::kHeaderHeight);
}

void ArrangementTest::hiddenLanesAreGoneWithTheirThreads() {
    const auto lanes = family();
    LaneArrangement arrangement;
    arrangement.hidden = {lanes->key(1), lanes->key(5)};
    const LaneLayout layout = LaneLayout::make(*lanes, arrangement, 600);
    QCOMPARE(lanesOf(layout), (std::vector<std::size_t>{0, 2, 3, 6, 7})); // the grandchild stays
    QCOMPARE(layout.headers().size(), std::size_t(3));
    // Hidden and folded: what it would hide cannot be unfolded, so it is shown.
    arrangement.folded.insert(lanes->key(1));
    QCOMPARE(lanesOf(LaneLayout::make(*lanes, arrangement, 600)), lanesOf(layout));
}

void ArrangementTest::childrenOfAHiddenHelperClimbUp() {
    const auto lanes = family();
    lanes->helpers = {1};
    const LaneLayout layout = LaneLayout::make(*lanes, {}, 600);
    QCOMPARE(lanesOf(layout), (std::vector<std::size_t>{0, 2, 3, 5, 6, 7}));
    QCOMPARE(layout.rows()[1].depth, 1);
}

void ArrangementTest::aCircleOfParentsIsHarmless() {
    const auto lanes = family();
    lanes->parents = {{1, 2}, {2, 3}, {3, 1}, {4, 4}};
    const LaneLayout layout = LaneLayout::make(*lanes, {}, 600);
    std::vector<std::size_t> found = lanesOf(layout);
    std::sort(found.begin(), found.end());
    QCOMPARE(found, (std::vector<std::size_t>{0, 1, 2, 3, 4, 5, 6, 7}));
}

void ArrangementTest::lanesMoveAmongTheirSiblings() {
    const auto lanes = family();
    const LaneArrangement down = gui::timeline::laneStepped(*lanes, {}, 1, +1);
    QCOMPARE(lanesOf(LaneLayout::make(*lanes, down, 600)), // with its family
             (std::vector<std::size_t>{0, 3, 1, 4, 2, 5, 6, 7}));
    QCOMPARE(gui::timeline::laneStepped(*lanes, down, 1, +1), down); // it is the last
    QCOMPARE(lanesOf(LaneLayout::make(*lanes, gui::timeline::laneStepped(*lanes, down, 1, -1), 600)),
             lanesOf(LaneLayout::make(*lanes, {}, 600)));
    QCOMPARE(gui::timeline::laneStepped(*lanes, {}, 4, +1), LaneArrangement()); // the only thread
    QCOMPARE(gui::timeline::laneStepped(*lanes, {}, 99, +1), LaneArrangement());
}

void ArrangementTest::aLaneIsDroppedWhereItIsHeld() {
    const auto lanes = family();
    const LaneLayout layout = LaneLayout::make(*lanes, {}, 600);
    const auto rowOf = [&](std::size_t lane) { return layout.rows()[*layout.rowOfLane(lane)]; };
    const auto up = gui::timeline::laneDropAt(*lanes, {}, layout, 3, rowOf(1).top + 2);
    QVERIFY(up.has_value());
    QCOMPARE(up->y, rowOf(1).top);
    QCOMPARE(lanesOf(LaneLayout::make(*lanes, up->arrangement, 600)),
             (std::vector<std::size_t>{0, 3, 1, 4, 2, 5, 6, 7}));
    // Far below its own group: at the end of it.
    const auto down = gui::timeline::laneDropAt(*lanes, {}, layout, 1, layout.height());
    QCOMPARE(down->y, rowOf(3).bottom());
    QCOMPARE(lanesOf(LaneLayout::make(*lanes, down->arrangement, 600)),
             (std::vector<std::size_t>{0, 3, 1, 4, 2, 5, 6, 7}));
    QVERIFY(!gui::timeline::laneDropAt(*lanes, {}, layout, 5, 0)); // the only lock
}

void ArrangementTest::whatIsSavedComesBack() {
    LaneArrangement arrangement;
    arrangement.order = {QStringLiteral("main/2"), QStringLiteral("main/1")};
    arrangement.hidden = {QStringLiteral("1:käse \"x\"")};
    arrangement.folded = {QStringLiteral("group:locks"), QStringLiteral("main")};
    arrangement.helpers = true;
    QCOMPARE(LaneArrangement::restore(arrangement.save()), arrangement);
    QCOMPARE(LaneArrangement::restore(LaneArrangement().save()), LaneArrangement());
}

void ArrangementTest::whatCannotBeReadIsNothing() {
    for (const QByteArray& bytes :
         {QByteArray(), QByteArray("{"), QByteArray("[1,2]"), QByteArray("{\"order\":7,\"hidden\":{}}"),
          QByteArray("{\"hidden\":[1,null,[]]}"), QByteArray("\xff\xfe\x00", 3)})
        QCOMPARE(LaneArrangement::restore(bytes), LaneArrangement());
}

void ArrangementTest::keysAreTheSameInTheNextRun() {
    const SmallRun one, other;
    const gui::HistorySource a(*one.history), b(*other.history);
    std::set<QString> keys;
    for (std::size_t i = 0; i < a.laneCount(); ++i) {
        QCOMPARE(a.key(i), b.key(i));
        keys.insert(a.key(i));
    }
    QCOMPARE(keys.size(), a.laneCount());
}

// -- in the view

void ArrangementTest::drag(TimelineView& view, QPoint from, QPoint to) {
    const auto move = [&view](QPoint at) {
        QMouseEvent event(QEvent::MouseMove, QPointF(at), view.viewport()->mapToGlobal(QPointF(at)),
                          Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(view.viewport(), &event);
    };
    QTest::mousePress(view.viewport(), Qt::LeftButton, {}, from);
    move((from + to) / 2);
    move(to);
    QTest::mouseRelease(view.viewport(), Qt::LeftButton, {}, to);
}

static void show(TimelineView& view, const gui::LaneSource& lanes) {
    view.resize(900, 460);
    view.setSource(&lanes);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
}

void ArrangementTest::aClickOnAHeaderFolds() {
    const auto lanes = family();
    TimelineView view;
    show(view, *lanes);
    QSignalSpy changed(&view, &TimelineView::arrangementChanged);
    const QPoint header(50, view.plotRect().top() + 12);
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, header);
    QCOMPARE(view.laneNames(), QStringList({"object5", "object6", "object7"}));
    QCOMPARE(changed.size(), 1);
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, header);
    QCOMPARE(view.laneNames().size(), 8);
    // The sign before a name folds the family.
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {},
                      QPoint(8, int(view.intervalRect(0, 0).center().y())));
    QCOMPARE(view.laneNames(), QStringList({"P0 worker", "object5", "object6", "object7"}));
}

void ArrangementTest::draggingANameMovesTheLane() {
    const auto lanes = family();
    TimelineView view;
    show(view, *lanes);
    QSignalSpy changed(&view, &TimelineView::arrangementChanged);
    const auto visible = view.zoom()->visible();
    drag(view, namePoint(view, 3), namePoint(view, 1) - QPoint(0, 8));
    QCOMPARE(view.laneNames().mid(0, 3), QStringList({"P0 worker", "P3 worker", "P1 worker"}));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(view.zoom()->visible(), visible);
    // Put down where it was: nothing has changed for anybody to remember but the order itself.
    drag(view, namePoint(view, 5), namePoint(view, 5) + QPoint(0, 30));
    QCOMPARE(changed.size(), 1);
}

void ArrangementTest::hidingAndShowingInTheView() {
    const auto lanes = family();
    TimelineView view;
    show(view, *lanes);
    QSignalSpy hidden(&view, &TimelineView::hiddenLanesChanged);
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, namePoint(view, 5));
    QTest::keyClick(&view, Qt::Key_Delete);
    QCOMPARE(hidden.size(), 1);
    QCOMPARE(view.hiddenLanes().size(), std::size_t(1));
    QCOMPARE(view.hiddenLanes()[0].name, QStringLiteral("object5"));
    QVERIFY(!view.laneNames().contains("object5"));
    view.showLane(view.hiddenLanes()[0].key);
    QVERIFY(view.laneNames().contains("object5"));
    QCOMPARE(hidden.size(), 2);
}

void ArrangementTest::everythingByKeyboard() {
    const auto lanes = family();
    TimelineView view;
    show(view, *lanes);
    QTest::keyClick(&view, Qt::Key_Down);
    QTest::keyClick(&view, Qt::Key_Down); // P1
    QTest::keyClick(&view, Qt::Key_Down, Qt::ControlModifier);
    QCOMPARE(view.laneNames().mid(0, 3), QStringList({"P0 worker", "P3 worker", "P1 worker"}));
    QTest::keyClick(&view, Qt::Key_Space);
    QCOMPARE(view.laneNames().size(), 6);
    QTest::keyClick(&view, Qt::Key_Space, Qt::ShiftModifier);
    QCOMPARE(view.laneNames().size(), 3); // all processes
    QTest::keyClick(&view, Qt::Key_Space);
    QCOMPARE(view.laneNames().size(), 6);
}

void ArrangementTest::settingAnArrangementTellsNothing() {
    const auto lanes = family();
    TimelineView view;
    show(view, *lanes);
    QSignalSpy changed(&view, &TimelineView::arrangementChanged);
    LaneArrangement arrangement;
    arrangement.hidden.insert(lanes->key(6));
    view.setArrangement(arrangement);
    QCOMPARE(view.laneNames().size(), 7);
    view.setSource(nullptr);
    view.setSource(lanes.get()); // it belongs to the program, not to the run
    QCOMPARE(view.laneNames().size(), 7);
    QCOMPARE(changed.size(), 0);
}

QTEST_MAIN(ArrangementTest)
#include "arrangement_test.moc"
