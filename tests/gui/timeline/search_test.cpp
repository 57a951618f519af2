// SPDX-License-Identifier: GPL-3.0-or-later
// Finding events by text, measuring a stretch, the overview of the whole run, and what is chosen elsewhere.
#include "engine/trace/names.h"
#include "gui/timeline/axis.h"
#include "gui/timeline/hits.h"
#include "gui/timeline/measure.h"
#include "gui/timeline/overview.h"
#include "gui/timeline/timeline_table_model.h"
#include "gui/timeline/timeline_view.h"
#include "tests/gui/timeline/frame_fixture.h"
#include "tests/gui/timeline/small_run.h"

#include <QScrollBar>
#include <QSignalSpy>
#include <QWheelEvent>
#include <QtTest>

using namespace forkscope;
using gui::SearchHit;
using gui::SmallRun;
using gui::TimelineOverview;
using gui::TimelineSearch;
using gui::TimelineView;
using gui::timeline::Place;
using trace::Time;
using world::kMs;
using world::LaneState;

class SearchTest : public QObject {
    Q_OBJECT
  private slots:
    void init();
    void whatIsFound_data();
    void whatIsFound();
    void nextAndPreviousGoRound();
    void hitsOfOneMomentAreToldApart();
    void itGoesOnAsTheRunGrows();
    void aMillionEventsHoldNothingUp();
    void aHistoryCanBeTakenAway();
    void hitsAreMarked();
    void ctrlFAsksForTheField();
    void aStretchIsMeasured();
    void theMeasureAvoidsThePlayheadsTag();
    void aMeasuredStretchIsWhatTheTableShows();
    void activityIsTheShareOfTime();
    void theOverviewShowsWhereOneIs();
    void theOverviewIsDragged();
    void lanesChosenElsewhereAreShown();

  private:
    std::vector<Time> find(const QString& query) {
        view_->search()->setQuery(query);
        std::vector<Time> times;
        for (const SearchHit& hit : view_->search()->hits())
            times.push_back(hit.at / kMs);
        return times;
    }
    std::unique_ptr<SmallRun> run_;
    std::unique_ptr<TimelineView> view_;
};

void SearchTest::init() {
    view_.reset();
    run_ = std::make_unique<SmallRun>();
    view_ = std::make_unique<TimelineView>();
    view_->resize(1000, 420);
    view_->setHistory(run_->history.get());
    view_->show();
    QVERIFY(QTest::qWaitForWindowExposed(view_.get()));
}

void SearchTest::whatIsFound_data() {
    QTest::addColumn<QString>("query");
    QTest::addColumn<QList<int>>("times"); // ms
    const QList<int> mutex{1, 100, 150, 300, 301, 400};
    QTest::newRow("an object") << "mutex" << mutex;
    QTest::newRow("in other letters") << "  MUTEX " << mutex;
    QTest::newRow("a part of its name") << "mut" << mutex;
    QTest::newRow("a line") << "line 12" << QList<int>{100, 150, 301};
    QTest::newRow("a line and an object") << "line 13 mutex" << QList<int>{300, 400};
    QTest::newRow("a line that nobody came by") << "line 99" << QList<int>{};
    QTest::newRow("no pid") << "pid 1" << QList<int>{};
    QTest::newRow("a kind") << "lock.release" << QList<int>{300, 400};
    QTest::newRow("a kind in words") << "lock release" << QList<int>{300, 400};
    QTest::newRow("what was put") << "'tea'" << QList<int>{200, 451};
    QTest::newRow("nothing like it") << "xyzzy" << QList<int>{};
    QTest::newRow("nothing") << "" << QList<int>{};
}

void SearchTest::whatIsFound() {
    QFETCH(QString, query);
    QFETCH(QList<int>, times);
    const std::vector<Time> expected(times.begin(), times.end());
    QCOMPARE(find(query), expected);
    QVERIFY(view_->search()->isDone());
}

void SearchTest::nextAndPreviousGoRound() {
    find("line 12");
    view_->setPlayhead(120 * kMs);
    QSignalSpy moved(view_.get(), &TimelineView::playheadMoved),
        lane(view_.get(), &TimelineView::laneSelected);
    QCOMPARE(view_->currentHit(), -1);
    for (const Time t : {150, 301, 100, 150}) {
        view_->goToHit(true);
        QCOMPARE(view_->playhead(), t * kMs);
    }
    QCOMPARE(view_->currentHit(), 1);
    QCOMPARE(moved.size(), 4);
    QCOMPARE(lane[0][0].value<world::ProcessId>().value, run_->history->lane(SmallRun::Seller).process.value);
    for (const Time t : {100, 301}) {
        view_->goToHit(false);
        QCOMPARE(view_->playhead(), t * kMs);
    }
    QTest::keyClick(view_.get(), Qt::Key_F3);
    QCOMPARE(view_->playhead(), 100 * kMs);
    // It scrolls into sight.
    view_->zoom()->setVisible({800 * kMs, 900 * kMs});
    view_->goToHit(true);
    QVERIFY(view_->zoom()->visible().contains(150 * kMs));
}

void SearchTest::hitsOfOneMomentAreToldApart() {
    world::Script script;
    script.at(0);
    world::Actor main = script.main();
    const world::ObjectId lock = main.lock("gate");
    for (int i = 0; i < 3; ++i) {
        script.at(50);
        main.acquires(lock);
    }
    world::History history(script.log);
    history.advance();
    view_->setHistory(&history);
    find("gate");
    view_->setPlayhead(40 * kMs);
    std::set<int> seen;
    for (int i = 0; i < 3; ++i) {
        view_->goToHit(true);
        QCOMPARE(view_->playhead(), 50 * kMs);
        seen.insert(view_->currentHit());
    }
    QCOMPARE(seen.size(), std::size_t(3));
    view_->setHistory(nullptr);
}

void SearchTest::itGoesOnAsTheRunGrows() {
    find("mutex");
    const std::size_t before = view_->search()->hits().size();
    QSignalSpy changed(view_.get(), &TimelineView::searchChanged);
    run_->script.at(1500);
    world::Actor late = run_->script.process();
    late.begins("child", 1001);
    late.acquires(run_->mutex);
    run_->history->advance();
    view_->refresh();
    QTRY_COMPARE(view_->search()->hits().size(), before + 1);
    QVERIFY(changed.size() > 0);
}

void SearchTest::aMillionEventsHoldNothingUp() {
    world::Script script;
    script.at(0);
    world::Actor main = script.main();
    const world::ObjectId lock = main.lock("gate"), other = main.lock("other");
    constexpr int kEvents = 300'000;
    for (int i = 0; i < kEvents / 2; ++i) {
        main.acquires(i % 100 == 0 ? lock : other);
        main.releases(i % 100 == 0 ? lock : other);
    }
    world::History history(script.log);
    history.advance();
    TimelineSearch search;
    search.setHistory(&history);
    search.setQuery("gate");
    QVERIFY(!search.isDone()); // the first slice only
    QTRY_VERIFY(search.isDone());
    QCOMPARE(search.hits().size(), std::size_t(1 + kEvents / 100));
    search.setQuery("lock");
    QTRY_VERIFY(search.isDone());
    QVERIFY(search.isFull());
    QCOMPARE(search.hits().size(), TimelineSearch::kMostHits);
}

void SearchTest::aHistoryCanBeTakenAway() {
    find("mutex");
    QSignalSpy changed(view_.get(), &TimelineView::searchChanged);
    view_->setHistory(nullptr);
    QCOMPARE(view_->search()->hits().size(), std::size_t(0));
    QCOMPARE(changed.size(), 1);
    run_ = std::make_unique<SmallRun>();
    view_->setHistory(run_->history.get()); // the same question to another run
    QCOMPARE(view_->search()->hits().size(), std::size_t(6));
}

void SearchTest::hitsAreMarked() {
    const auto accentAt = [this](world::Time t, std::size_t lane) {
        const QImage image = view_->viewport()->grab().toImage();
        const QRect plot = view_->plotRect();
        const double x = plot.left() + gui::timeline::xAt(t, view_->zoom()->visible(), plot.width());
        const QRectF bar = view_->intervalRect(lane, run_->history->lane(lane).track.find(t));
        return image.pixelColor(int(x), int(bar.bottom()) + 1) == gui::TimelineColors::dark().accent;
    };
    view_->setPlayhead(0);
    QVERIFY(!accentAt(150 * kMs, SmallRun::Seller));
    find("line 12");
    QVERIFY(accentAt(150 * kMs, SmallRun::Seller));
    QVERIFY(accentAt(100 * kMs, SmallRun::Buyer));
    QVERIFY(!accentAt(150 * kMs, SmallRun::Buyer));
    // Notches stay where wedges would be too many.
    std::vector<SearchHit> hits;
    for (int i = 0; i < 100'000; ++i)
        hits.push_back({i * 10'000, std::uint64_t(i + 1), {1}, {}, 0});
    gui::HistorySource source(*run_->history);
    const gui::FrameFixture fixture(source);
    QVERIFY(gui::timeline::hitSpots(fixture.frame(), hits).empty());
    const auto columns = gui::timeline::hitColumns(fixture.geometry, hits);
    QVERIFY(columns.size() <= std::size_t(fixture.geometry.plot().width()));
    QVERIFY(columns.size() >= std::size_t(fixture.geometry.plot().width()) - 2);
}

void SearchTest::ctrlFAsksForTheField() {
    QSignalSpy asked(view_.get(), &TimelineView::searchRequested);
    QKeyEvent over(QEvent::ShortcutOverride, Qt::Key_F, Qt::ControlModifier);
    over.ignore();
    QApplication::sendEvent(view_.get(), &over);
    QVERIFY(over.isAccepted()); // the window's shortcut is not meant
    QTest::keyClick(view_.get(), Qt::Key_F, Qt::ControlModifier);
    QCOMPARE(asked.size(), 1);
}

// -- measuring

void SearchTest::aStretchIsMeasured() {
    gui::HistorySource source(*run_->history);
    gui::FrameFixture fixture(source);
    const gui::timeline::TimeRange range{100 * kMs, 302 * kMs};
    std::int64_t events = 0;
    for (std::size_t i = 0; i < run_->script.log.size(); ++i)
        events += range.contains(run_->script.log[i].time) && trace::isStep(run_->script.log[i].kind);
    QCOMPARE(gui::timeline::measureText(fixture.frame(), range),
             QStringLiteral("202 ms · %1 events").arg(events));
    QCOMPARE(gui::timeline::measureText(fixture.frame(), {300 * kMs, 301 * kMs}),
             QStringLiteral("1.00 ms · 1 event"));
    fixture.onSteps();
    QCOMPARE(gui::timeline::measureText(fixture.frame(), range),
             QStringLiteral("%1 events · 202 ms").arg(events));
}

void SearchTest::theMeasureAvoidsThePlayheadsTag() {
    gui::HistorySource source(*run_->history);
    const gui::FrameFixture fixture(source);
    gui::timeline::TextCache texts;
    for (int ms = 0; ms <= 1000; ms += 10) {
        const QRectF tag = gui::timeline::tagRect(fixture.frame(), ms * kMs, texts);
        const QRectF rect = gui::timeline::measureRect(fixture.frame(), {400 * kMs, 600 * kMs}, tag, texts);
        QVERIFY(rect.isValid() && !rect.intersects(tag));
        QVERIFY(QRectF(0, 0, fixture.geometry.size.width(), gui::timeline::Geometry::kAxis).contains(rect));
    }
    QVERIFY(!gui::timeline::measureRect(fixture.frame(), {5000 * kMs, 6000 * kMs}, {}, texts).isValid());
}

void SearchTest::aMeasuredStretchIsWhatTheTableShows() {
    gui::TimelineTableModel* table = view_->tableModel();
    const int all = table->rowCount();
    view_->zoom()->setSelection(gui::timeline::TimeRange{310 * kMs, 390 * kMs});
    QTRY_COMPARE(table->rowCount(), 5); // one interval of each lane
    QTest::keyClick(view_.get(), Qt::Key_Escape);
    QVERIFY(!view_->zoom()->selection());
    QTRY_COMPARE(table->rowCount(), all);
}

// -- the overview

void SearchTest::activityIsTheShareOfTime() {
    gui::FakeLanes lanes;
    gui::fillRandomly(lanes.add(world::LaneKind::Process), 20'000, 5);
    gui::fillRandomly(lanes.add(world::LaneKind::Process), 300, 6, 4'000'000);
    lanes.extendTo(std::max(lanes.track(0).end(), lanes.track(1).end()));
    std::vector<Time> edges;
    for (int i = 0; i <= 40; ++i)
        edges.push_back(lanes.end() * i / 40);
    const std::vector<std::size_t> both{0, 1};
    const auto activity = gui::timeline::activityOf(lanes, both, edges);
    for (std::size_t column = 0; column < 40; ++column) {
        gui::timeline::StateTimes expected{};
        for (const std::size_t lane : both)
            for (std::size_t i = 0; i < lanes.track(lane).size(); ++i) {
                const auto& track = lanes.track(lane);
                const Time part =
                    std::min(track.stop(i), edges[column + 1]) - std::max(track.start(i), edges[column]);
                if (part > 0 && track.state(i) != LaneState::Absent)
                    expected[std::size_t(track.state(i))] +=
                        double(part) / double(edges[column + 1] - edges[column]);
            }
        for (std::size_t s = 0; s < world::kLaneStates; ++s)
            QVERIFY(std::abs(activity.columns[column][s] - expected[s]) < 0.002);
    }
    QVERIFY(activity.most > 1.9 && activity.most < 2.001);
}

void SearchTest::theOverviewShowsWhereOneIs() {
    TimelineOverview overview(view_.get(), nullptr);
    overview.resize(view_->width(), overview.height());
    overview.show();
    const QRect plot = view_->plotRect();
    QVERIFY(std::abs(overview.windowRect().left() - plot.left()) <= 1);
    QVERIFY(std::abs(overview.windowRect().right() - plot.right()) <= 2);
    view_->zoom()->setVisible({255 * kMs, 510 * kMs}); // of 0 to 1020
    QVERIFY(std::abs(overview.windowRect().left() - (plot.left() + plot.width() / 4.0)) <= 2);
    QVERIFY(std::abs(overview.windowRect().right() - (plot.left() + plot.width() / 2.0)) <= 2);
    // Activity is there where processes are, in their states' colours; nothing after the end.
    const QImage image = overview.grab().toImage();
    std::set<QRgb> colors;
    for (int x = int(overview.windowRect().left()) + 4; x < int(overview.windowRect().right()) - 4; ++x)
        for (int y = 6; y < overview.height() - 6; ++y)
            colors.insert(image.pixel(x, y));
    for (const LaneState state : {LaneState::Running, LaneState::WaitsLock, LaneState::Sleeping})
        QVERIFY(colors.contains(gui::TimelineColors::dark().state[std::size_t(state)].rgb()));
    QCOMPARE(image.pixelColor(plot.right() - 2, overview.height() / 2), gui::TimelineColors::dark().panel);
}

void SearchTest::theOverviewIsDragged() {
    TimelineOverview overview(view_.get(), nullptr);
    overview.resize(view_->width(), overview.height());
    overview.show();
    const auto drag = [&overview](double from, double to) {
        QTest::mousePress(&overview, Qt::LeftButton, {}, QPoint(int(from), 15));
        QMouseEvent move(QEvent::MouseMove, QPointF(to, 15), overview.mapToGlobal(QPointF(to, 15)),
                         Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&overview, &move);
        QTest::mouseRelease(&overview, Qt::LeftButton, {}, QPoint(int(to), 15));
    };
    const double perPixel = 1020.0 * kMs / view_->plotRect().width();
    view_->zoom()->setVisible({200 * kMs, 400 * kMs});
    drag(overview.windowRect().center().x(), overview.windowRect().center().x() + 100);
    QVERIFY(std::abs(double(view_->zoom()->visible().begin - 200 * kMs) - 100 * perPixel) < 3 * perPixel);
    QCOMPARE(view_->zoom()->visible().span(), 200 * kMs);
    // An edge.
    const Place begin = view_->zoom()->visible().begin;
    drag(overview.windowRect().right(), overview.windowRect().right() - 60);
    QCOMPARE(view_->zoom()->visible().begin, begin);
    QVERIFY(view_->zoom()->visible().span() < 150 * kMs);
    // A click elsewhere brings the window there.
    QTest::mouseClick(&overview, Qt::LeftButton, {}, QPoint(view_->plotRect().left() + 100, 15));
    QVERIFY(view_->zoom()->visible().contains(Place(100 * perPixel)));
    QTest::mouseDClick(&overview, Qt::LeftButton, {}, QPoint(view_->plotRect().left() + 300, 15));
    QVERIFY(view_->zoom()->fitted());
}

// -- chosen elsewhere

void SearchTest::lanesChosenElsewhereAreShown() {
    gui::FakeLanes lanes;
    for (int i = 0; i < 40; ++i)
        lanes.add(world::LaneKind::Process).append(0, LaneState::Running);
    lanes.add(world::LaneKind::Lock).append(0, LaneState::Running, {1, 0, {}});
    lanes.extendTo(1000 * kMs);
    view_->setSource(&lanes);
    QSignalSpy told(view_.get(), &TimelineView::laneSelected);
    const auto isMarked = [this](std::size_t lane) {
        const QRectF bar = view_->intervalRect(lane, 0);
        const QImage image = view_->viewport()->grab().toImage();
        return !bar.isEmpty() &&
               image.pixelColor(1, int(bar.center().y())) == gui::TimelineColors::dark().accent;
    };
    view_->setChosen(world::ProcessId{35});
    QVERIFY(isMarked(34));
    QVERIFY(view_->verticalScrollBar()->value() > 0);
    view_->setChosen(world::ObjectId{41});
    QVERIFY(isMarked(40));
    view_->setChosen(world::ProcessId{1});
    QVERIFY(isMarked(0));
    QCOMPARE(view_->verticalScrollBar()->value(), 22); // below the header
    view_->setChosen(world::ProcessId{});
    QVERIFY(!isMarked(0));
    QCOMPARE(told.size(), 0);
    view_->setSource(nullptr);
}

QTEST_MAIN(SearchTest)
#include "search_test.moc"
