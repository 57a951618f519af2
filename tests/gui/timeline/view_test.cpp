// SPDX-License-Identifier: GPL-3.0-or-later
// What the timeline shows: lanes, bars, colours, and that it survives what happens to its data.
#include "gui/timeline/timeline_view.h"
#include "tests/gui/timeline/frame_fixture.h"
#include "tests/gui/timeline/small_run.h"

#include <QScrollBar>
#include <QtTest>

#include <set>

using namespace forkscope;
using gui::FakeLanes;
using gui::LaneArrangement;
using gui::SmallRun;
using gui::TimelineColors;
using gui::TimelineView;
using world::kMs;
using world::LaneState;

static std::size_t state(LaneState s) {
    return std::size_t(s);
}

class PaintCounter : public QObject {
  public:
    int paints = 0;
    bool eventFilter(QObject*, QEvent* event) override {
        paints += event->type() == QEvent::Paint;
        return false;
    }
};

class ViewTest : public QObject {
    Q_OBJECT
  private slots:
    void init();
    void lanesStandInGroupsWithTheirNames();
    void helpersAreShownWhenAskedFor();
    void barsStandWhereTheirTimeIs();
    void everyStateHasItsShape();
    void aLockShowsItsOwnersColor();
    void aQueueShowsItsDepth();
    void aKilledProcessHasARedCross();
    void marksFindTheLaneOfAProcessThatBeganLater();
    void lightColorsRepaintEverything();
    void manyLanesScroll();
    void sizeHintFollowsTheLanes();
    void aHistoryCanBeReplacedAfterItIsGone();
    void liveFollowsTheRun();
    void nothingIsPaintedWhenNothingHappens();
    void movingThePlayheadFromOutsideTellsNothing();
    void itDrawsAtTwiceTheDensity();
    void emptyAndTinyViewsAreHarmless();

  private:
    QColor at(double x, double y) { return image().pixelColor(int(x), int(y)); }
    QImage image() { return view_->viewport()->grab().toImage(); }
    // Distinct colours in a rectangle.
    std::set<QRgb> colorsIn(const QRectF& rect);

    std::unique_ptr<SmallRun> run_;
    std::unique_ptr<TimelineView> view_;
};

void ViewTest::init() {
    view_.reset();
    run_ = std::make_unique<SmallRun>();
    view_ = std::make_unique<TimelineView>();
    view_->resize(1000, 400);
    view_->setHistory(run_->history.get());
    view_->show();
    QVERIFY(QTest::qWaitForWindowExposed(view_.get()));
}

std::set<QRgb> ViewTest::colorsIn(const QRectF& rect) {
    const QImage picture = image();
    std::set<QRgb> found;
    for (int y = int(rect.top()); y < int(rect.bottom()); ++y)
        for (int x = int(rect.left()); x < int(rect.right()); ++x)
            found.insert(picture.pixel(x, y));
    return found;
}

void ViewTest::lanesStandInGroupsWithTheirNames() {
    QCOMPARE(view_->laneNames(), QStringList({"P0 main", "P1 buyer", "P2 seller", "mutex", "orders"}));
}

void ViewTest::helpersAreShownWhenAskedFor() {
    LaneArrangement arrangement;
    arrangement.helpers = true;
    view_->setArrangement(arrangement);
    QCOMPARE(view_->laneNames().size(), 6);
    QVERIFY(!view_->laneNames()[3].startsWith('P'));
    view_->setArrangement({});
    QCOMPARE(view_->laneNames().size(), 5);
}

void ViewTest::barsStandWhereTheirTimeIs() {
    view_->zoom()->setVisible({0, 500 * kMs});
    const QRect plot = view_->plotRect();
    const world::Track& track = run_->history->lane(SmallRun::Seller).track;
    const std::size_t waits = track.find(200 * kMs);
    QCOMPARE(track.state(waits), LaneState::WaitsLock);
    const QRectF bar = view_->intervalRect(SmallRun::Seller, waits);
    QVERIFY(std::abs(bar.left() - (plot.left() + plot.width() * 150 / 500.0)) <= 1);
    QVERIFY(std::abs(bar.right() - (plot.left() + plot.width() * 301 / 500.0)) <= 1);
    // The lane below the buyer's.
    const QRectF above = view_->intervalRect(SmallRun::Buyer, 1);
    QVERIFY(above.bottom() < bar.top());
}

void ViewTest::everyStateHasItsShape() {
    const TimelineColors& colors = TimelineColors::dark();
    view_->setShowArrows(false);
    view_->zoom()->setVisible({0, 1000 * kMs});
    const auto barAt = [this](std::size_t lane, world::Time t) {
        return view_->intervalRect(lane, run_->history->lane(lane).track.find(t));
    };
    const QRectF running = barAt(SmallRun::Buyer, 200 * kMs);
    QCOMPARE(at(running.left() + 3, running.top() + 1), colors.state[state(LaneState::Running)]);
    QCOMPARE(at(running.left() + 3, running.bottom() - 2), colors.state[state(LaneState::Running)]);

    // Hatched: its colour and a darker one.
    const auto waiting = colorsIn(barAt(SmallRun::Seller, 200 * kMs).adjusted(60, 1, -2, -1));
    QVERIFY(waiting.contains(colors.state[state(LaneState::WaitsLock)].rgb()));
    QVERIFY(waiting.size() >= 3 && waiting.size() <= 4);

    const QRectF sleeping = barAt(SmallRun::Buyer, 500 * kMs);
    QCOMPARE(at(sleeping.left() + 50, sleeping.center().y()), colors.state[state(LaneState::Sleeping)]);
    QCOMPARE(at(sleeping.left() + 50, sleeping.top() + 3), colors.panel);

    const QRectF dotted = barAt(SmallRun::Seller, 700 * kMs);
    QCOMPARE(colorsIn(dotted.adjusted(80, 1, -2, -1)).size(), std::size_t(2));

    const QRectF joining = barAt(SmallRun::Main, 700 * kMs);
    QCOMPARE(at(joining.left() + 100, joining.top() + 5), colors.raised);
    QCOMPARE(at(joining.left() + 100, joining.top()), colors.state[state(LaneState::WaitsProcess)]);

    const QRectF zombie = barAt(SmallRun::Buyer, 950 * kMs);
    QCOMPARE(at(zombie.right() - 12, zombie.center().y()), colors.panel);
}

void ViewTest::aLockShowsItsOwnersColor() {
    const TimelineColors& colors = TimelineColors::dark();
    const world::Track& track = run_->history->lane(SmallRun::Mutex).track;
    const QRectF first = view_->intervalRect(SmallRun::Mutex, track.find(200 * kMs));
    const QRectF second = view_->intervalRect(SmallRun::Mutex, track.find(350 * kMs));
    QCOMPARE(at(first.left() + 3, first.top() + 2), colors.identity[1]);
    QCOMPARE(at(second.left() + 3, second.top() + 2), colors.identity[2]);
    const QRectF free = view_->intervalRect(SmallRun::Mutex, track.find(600 * kMs));
    QCOMPARE(at(free.left() + 8, free.top() + 2), colors.panel);
}

void ViewTest::aQueueShowsItsDepth() {
    const TimelineColors& colors = TimelineColors::dark();
    const world::Track& track = run_->history->lane(SmallRun::Orders).track;
    const QRectF full = view_->intervalRect(SmallRun::Orders, track.find(300 * kMs));
    const QRectF empty = view_->intervalRect(SmallRun::Orders, track.find(700 * kMs));
    const QColor line = colors.state[state(LaneState::WaitsQueue)];
    QCOMPARE(at(full.center().x(), full.top()), line);
    QCOMPARE(at(empty.center().x() + 3, empty.bottom() - 1), line);
    QVERIFY(at(empty.center().x() + 3, empty.top()) != line);
}

void ViewTest::aKilledProcessHasARedCross() {
    const world::Track& track = run_->history->lane(SmallRun::Buyer).track;
    const QRectF zombie = view_->intervalRect(SmallRun::Buyer, track.find(950 * kMs));
    const auto found = colorsIn(QRectF(zombie.left() - 2, zombie.center().y() - 6, 14, 12));
    QVERIFY(found.contains(TimelineColors::dark().ended.rgb()));
}

// Live: the lane is there with its start, under a provisional number; the process's own events come a tick
// later.
void ViewTest::marksFindTheLaneOfAProcessThatBeganLater() {
    world::Script script;
    script.at(0);
    world::Actor main = script.main();
    script.at(10);
    world::Actor buyer = main.starts("buyer");
    world::History history(script.log);
    history.advance();
    history.extendTo(500 * kMs);
    view_->setHistory(&history);
    QCoreApplication::processEvents();
    script.at(20);
    buyer.begins("child", main.pid());
    script.at(600);
    script.seesExit(buyer, -9);
    history.advance();
    history.extendTo(1000 * kMs);
    view_->refresh();
    QCoreApplication::processEvents();
    const world::Track& track = history.lane(1).track;
    const QRectF zombie = view_->intervalRect(1, track.find(700 * kMs));
    const auto found = colorsIn(QRectF(zombie.left() - 2, zombie.center().y() - 6, 14, 12));
    view_->setHistory(nullptr);
    QVERIFY(found.contains(TimelineColors::dark().ended.rgb()));
}

void ViewTest::lightColorsRepaintEverything() {
    view_->setColors(TimelineColors::light());
    const QRect plot = view_->plotRect();
    QCOMPARE(at(2, plot.bottom() - 3), TimelineColors::light().panel);
    QCOMPARE(at(plot.right() - 3, 2), TimelineColors::light().panel);
    QCOMPARE(at(2, view_->viewport()->height() - 3), TimelineColors::light().raised);
}

void ViewTest::manyLanesScroll() {
    FakeLanes lanes;
    for (int i = 0; i < 40; ++i)
        lanes.add(world::LaneKind::Process).append(0, i % 2 ? LaneState::Running : LaneState::Sleeping);
    lanes.extendTo(1000 * kMs);
    view_->setSource(&lanes);
    QCoreApplication::processEvents();
    QVERIFY(view_->verticalScrollBar()->maximum() > 0);
    QVERIFY(view_->intervalRect(39, 0).isEmpty());
    view_->verticalScrollBar()->setValue(view_->verticalScrollBar()->maximum());
    const QRectF last = view_->intervalRect(39, 0);
    QVERIFY(last.height() >= 16);
    QVERIFY(last.bottom() <= view_->plotRect().bottom());
    QCOMPARE(at(last.left() + 3, last.top() + 1), TimelineColors::dark().state[state(LaneState::Running)]);
    view_->setSource(nullptr);
}

void ViewTest::sizeHintFollowsTheLanes() {
    const int five = view_->sizeHint().height();
    view_->setHistory(nullptr);
    QVERIFY(view_->sizeHint().height() < five - 150);
}

void ViewTest::aHistoryCanBeReplacedAfterItIsGone() {
    view_->tableModel();
    run_.reset(); // script, log and history
    run_ = std::make_unique<SmallRun>();
    view_->setHistory(run_->history.get());
    QVERIFY(!image().isNull());
    QCOMPARE(view_->laneNames().size(), 5);
    view_->setHistory(nullptr);
    run_.reset();
    view_->refresh();
    QVERIFY(!image().isNull());
    QCOMPARE(view_->laneNames().size(), 0);
}

void ViewTest::liveFollowsTheRun() {
    QVERIFY(view_->live());
    QCOMPARE(view_->playhead(), 1000 * kMs);
    run_->script.at(4000);
    world::Actor late = run_->script.process();
    late.begins("child", 1001);
    run_->history->advance();
    view_->refresh();
    QCOMPARE(view_->playhead(), 4000 * kMs);
    QVERIFY(view_->zoom()->visible().contains(4000 * kMs));
    QCOMPARE(view_->laneNames().size(), 6);
    view_->setPlayhead(500 * kMs);
    QVERIFY(!view_->live());
    run_->history->extendTo(5000 * kMs);
    view_->refresh();
    QCOMPARE(view_->playhead(), 500 * kMs);
}

void ViewTest::nothingIsPaintedWhenNothingHappens() {
    QCoreApplication::processEvents();
    PaintCounter counter;
    view_->viewport()->installEventFilter(&counter);
    for (int i = 0; i < 20; ++i) {
        view_->refresh();
        QCoreApplication::processEvents();
    }
    QTest::qWait(50);
    QCOMPARE(counter.paints, 0);
    // Ten changes before the next paint are one paint.
    for (int i = 1; i <= 10; ++i) {
        run_->history->extendTo((1000 + i) * kMs);
        view_->refresh();
    }
    QTRY_COMPARE(counter.paints, 1);
    // What happens outside of what is visible is not painted, when the playhead is not live.
    view_->setPlayhead(100 * kMs);
    view_->zoom()->setVisible({0, 200 * kMs});
    QCoreApplication::processEvents();
    counter.paints = 0;
    run_->history->extendTo(2000 * kMs);
    view_->refresh();
    QTest::qWait(50);
    QCOMPARE(counter.paints, 0);
}

void ViewTest::movingThePlayheadFromOutsideTellsNothing() {
    QSignalSpy moved(view_.get(), &TimelineView::playheadMoved),
        live(view_.get(), &TimelineView::liveChanged);
    view_->setPlayhead(400 * kMs);
    view_->setLive(true);
    QCOMPARE(moved.size() + live.size(), 0);
    QCOMPARE(view_->playhead(), 1000 * kMs);
}

void ViewTest::itDrawsAtTwiceTheDensity() {
    gui::timeline::Picture picture;
    FakeLanes lanes;
    lanes.add(world::LaneKind::Process).append(250 * kMs, LaneState::Running);
    lanes.extendTo(750 * kMs);
    gui::FrameFixture fixture(lanes, {600, 200});
    fixture.geometry.ratio = 2;
    fixture.geometry.visible = {0, 1000 * kMs};
    const auto& geometry = fixture.geometry;
    const auto& layout = fixture.layout;
    const TimelineColors& colors = TimelineColors::dark();
    picture.update(lanes, colors);
    picture.render(fixture.frame(), true);
    QCOMPARE(picture.image().size(), QSize(1200, 400));
    const int left = int(geometry.x(250 * kMs) * 2), right = int(geometry.x(750 * kMs) * 2);
    const int y = (geometry.y(layout.rows()[0].barTop) + 2) * 2;
    const auto pixel = [&](int x) { return picture.image().pixelColor(x, y); };
    QCOMPARE(pixel(left + 2), colors.state[0]);
    QCOMPARE(pixel(right - 2), colors.state[0]);
    QVERIFY(pixel(left - 2) != colors.state[0]);
    QVERIFY(pixel(right + 2) != colors.state[0]);
}

void ViewTest::emptyAndTinyViewsAreHarmless() {
    for (const QSize size : {QSize(1, 1), QSize(60, 30), QSize(120, 58), QSize(5000, 80)}) {
        view_->resize(size);
        QVERIFY(!image().isNull());
    }
    view_->setHistory(nullptr);
    view_->resize(300, 200);
    QVERIFY(!image().isNull());
    QTest::keyClick(view_.get(), Qt::Key_Right);
    QTest::keyClick(view_.get(), Qt::Key_Down);
    QTest::keyClick(view_.get(), Qt::Key_Return);
    QTest::mouseClick(view_->viewport(), Qt::LeftButton, {}, QPoint(200, 10));
    QCOMPARE(view_->playhead(), 0);
}

QTEST_MAIN(ViewTest)
#include "view_test.moc"
