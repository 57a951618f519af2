// SPDX-License-Identifier: GPL-3.0-or-later
// The two axes: the map between times and places, the steps of a log, and the timeline on the axis of steps.
#include "engine/trace/names.h"
#include "gui/timeline/axis.h"
#include "gui/timeline/timeline_view.h"
#include "tests/gui/timeline/frame_fixture.h"
#include "tests/gui/timeline/small_run.h"

#include <QSignalSpy>
#include <QtTest>

#include <random>

using namespace forkscope;
using gui::FakeLanes;
using gui::ListedSteps;
using gui::LogSteps;
using gui::SmallRun;
using gui::TimelineView;
using gui::timeline::AxisKind;
using gui::timeline::Place;
using gui::timeline::StepAxis;
using gui::timeline::TimeAxis;
using trace::Time;
using world::kMs;
using world::LaneState;

class AxisTest : public QObject {
    Q_OBJECT
  private slots:
    void aTimeIsItsOwnPlace();
    void everyStepHasAColumn();
    void betweenStepsTimeRunsOnEvenly();
    void stepsOfOneMomentShareTheirColumns();
    void thereAndBackAgain_data();
    void thereAndBackAgain();
    void noStepsAreHarmless();
    void theLogsStepsAreItsEvents();
    void theKernelsSwitchesAreNoSteps();
    void manyStepsAreFoundAgain();
    void aLongSleepAndAShortHandOverAreEquallyWide();
    void intervalsWeighTheSameWhereManyShareAPixel();
    void blocksAreCountedOnce();
    void theViewKeepsWhatIsInSight();
    void leftAndRightGoFromColumnToColumn();
    void altGoesToTheEventsOfTheChosenLane();
    void theTagSaysTheStep();
    void everythingVisibleHasEveryStep();
    void liveStepsFollowTheRun();
};

void AxisTest::aTimeIsItsOwnPlace() {
    for (const Time t : {Time(0), Time(1), 123'456'789 * kMs})
        QVERIFY(TimeAxis::instance().place(t) == t && TimeAxis::instance().time(t) == t);
}

static ListedSteps stepsAt(std::vector<Time> times, Time end) {
    ListedSteps steps;
    steps.times = std::move(times);
    steps.last = end;
    return steps;
}

void AxisTest::everyStepHasAColumn() {
    const ListedSteps steps = stepsAt({100, 120, 3'000'000'120, 3'000'000'140}, 3'000'000'200);
    StepAxis axis;
    axis.setSteps(&steps);
    for (std::int64_t i = 0; i < steps.count(); ++i) {
        QCOMPARE(axis.place(steps.time(i)), i * StepAxis::kColumn);
        QCOMPARE(axis.time(i * StepAxis::kColumn), steps.time(i));
        QCOMPARE(axis.stepAt(steps.time(i)), i);
    }
    QCOMPARE(axis.extent(0), 4 * StepAxis::kColumn);
    QCOMPARE(axis.place(0), Place(0));                          // before the first
    QCOMPARE(axis.place(3'000'000'200), 4 * StepAxis::kColumn); // the end
    QCOMPARE(axis.place(9'000'000'000), 4 * StepAxis::kColumn); // beyond
    QCOMPARE(axis.time(100 * StepAxis::kColumn), Time(3'000'000'200));
    QCOMPARE(axis.time(-5), Time(100));
}

void AxisTest::betweenStepsTimeRunsOnEvenly() {
    const ListedSteps steps = stepsAt({0, 1000, 2000}, 4000);
    StepAxis axis;
    axis.setSteps(&steps);
    QCOMPARE(axis.place(250), StepAxis::kColumn / 4);
    QCOMPARE(axis.place(3000), 2 * StepAxis::kColumn + StepAxis::kColumn / 2);
    QCOMPARE(axis.time(StepAxis::kColumn / 2), Time(500));
}

void AxisTest::stepsOfOneMomentShareTheirColumns() {
    // Two, and more than are looked at one by one.
    const ListedSteps steps = stepsAt({0, 10, 10, 20, 30, 30, 30, 30, 30, 30, 30, 30, 40}, 50);
    StepAxis axis;
    axis.setSteps(&steps);
    QCOMPARE(axis.place(10), 1 * StepAxis::kColumn);
    QCOMPARE(axis.place(15), 2 * StepAxis::kColumn);
    QCOMPARE(axis.place(20), 3 * StepAxis::kColumn);
    QCOMPARE(axis.place(30), 4 * StepAxis::kColumn);
    QCOMPARE(axis.place(35), 8 * StepAxis::kColumn);
    QCOMPARE(axis.place(40), 12 * StepAxis::kColumn);
    QCOMPARE(axis.time(8 * StepAxis::kColumn), Time(35));
    QCOMPARE(axis.stepAt(39), std::int64_t(4));
}

void AxisTest::thereAndBackAgain_data() {
    QTest::addColumn<unsigned>("seed");
    QTest::addColumn<int>("longest"); // powers of ten of the gaps
    QTest::newRow("nanoseconds") << 1u << 1;
    QTest::newRow("microseconds") << 2u << 4;
    QTest::newRow("seconds among them") << 3u << 10;
}

void AxisTest::thereAndBackAgain() {
    QFETCH(unsigned, seed);
    QFETCH(int, longest);
    std::mt19937_64 random(seed);
    std::vector<Time> times;
    Time t = 5;
    for (int i = 0; i < 2000; ++i) {
        times.push_back(t);
        t += Time(random() % Time(std::pow(10, 1 + double(random() % unsigned(longest))))); // 0 too
    }
    const ListedSteps steps = stepsAt(times, t + 1000);
    StepAxis axis;
    axis.setSteps(&steps);
    Place before = -1;
    for (int i = 0; i < 5000; ++i) {
        const Time at = times.front() + (steps.last - times.front()) * i / 5000;
        const Place place = axis.place(at);
        QVERIFY(place >= before); // never back
        before = place;
        QVERIFY(axis.time(place) <= at);
        // As near as a place can tell: one place more is later.
        QVERIFY(axis.time(place + 2) >= at);
        QVERIFY(axis.place(axis.time(place)) <= place);
    }
}

void AxisTest::noStepsAreHarmless() {
    StepAxis axis;
    QCOMPARE(axis.place(100), Place(0));
    QCOMPARE(axis.time(100), Time(0));
    const ListedSteps none;
    axis.setSteps(&none);
    QCOMPARE(axis.place(100), Place(0));
    QCOMPARE(axis.stepAt(100), std::int64_t(0));
    TimelineView view;
    view.resize(600, 200);
    view.setAxis(AxisKind::Steps);
    QVERIFY(!view.viewport()->grab().isNull());
}

void AxisTest::theLogsStepsAreItsEvents() {
    const SmallRun run;
    LogSteps steps(run.script.log);
    steps.update(run.script.log.size(), run.history->end());
    std::vector<Time> expected;
    for (std::size_t i = 0; i < run.script.log.size(); ++i)
        if (trace::isStep(run.script.log[i].kind))
            expected.push_back(run.script.log[i].time);
    QCOMPARE(steps.count(), std::int64_t(expected.size()));
    for (std::size_t i = 0; i < expected.size(); ++i) {
        QCOMPARE(steps.time(std::int64_t(i)), expected[i]);
        QCOMPARE(run.script.log[steps.order(std::int64_t(i)) - 1].time, expected[i]);
        QCOMPARE(steps.before(expected[i]),
                 std::lower_bound(expected.begin(), expected.end(), expected[i]) - expected.begin());
    }
    QVERIFY(steps.count() < std::int64_t(run.script.log.size())); // names of variables are none
}

void AxisTest::theKernelsSwitchesAreNoSteps() {
    trace::Event event;
    for (const trace::Kind kind : {trace::Kind::CpuRun, trace::Kind::CpuReady, trace::Kind::CpuBlock,
                                   trace::Kind::ObjectName, trace::Kind::Output}) {
        event.kind = kind;
        QVERIFY(!trace::isStep(event.kind));
    }
    for (const trace::Kind kind : {trace::Kind::LockAcquire, trace::Kind::Print, trace::Kind::QueueFeed}) {
        event.kind = kind;
        QVERIFY(trace::isStep(event.kind));
    }
}

// Across the borders of words and blocks, taken in bit by bit.
void AxisTest::manyStepsAreFoundAgain() {
    trace::Log log;
    LogSteps steps(log);
    std::vector<Time> expected;
    std::mt19937 random(7);
    for (int i = 0; i < 3000; ++i) {
        trace::Event event;
        event.time = i * 10;
        event.kind = random() % 3 == 0 ? trace::Kind::CpuRun : trace::Kind::Print;
        if (event.kind == trace::Kind::Print)
            expected.push_back(event.time);
        log.append(event);
        if (i % 700 == 0)
            steps.update(log.size(), event.time);
    }
    steps.update(log.size(), 30'000);
    QCOMPARE(steps.count(), std::int64_t(expected.size()));
    for (std::size_t i = 0; i < expected.size(); ++i)
        QCOMPARE(steps.time(std::int64_t(i)), expected[i]);
    for (Time t = 0; t <= 30'010; t += 5)
        QCOMPARE(steps.before(t), std::lower_bound(expected.begin(), expected.end(), t) - expected.begin());
}

// -- drawn

void AxisTest::aLongSleepAndAShortHandOverAreEquallyWide() {
    FakeLanes lanes;
    world::Track& track = lanes.add(world::LaneKind::Process);
    track.append(0, LaneState::Running);
    track.append(1000, LaneState::WaitsLock); // 20 µs
    track.append(21'000, LaneState::Running);
    track.append(22'000, LaneState::Sleeping); // 3 s
    track.append(3'000'022'000, LaneState::Ready);
    lanes.extendTo(3'000'100'000);
    lanes.countSteps();
    gui::FrameFixture fixture(lanes, {800, 200});
    fixture.onSteps();
    const auto widthOf = [&](std::size_t interval) {
        return gui::timeline::barRect(fixture.frame(), {0, interval}).width();
    };
    for (std::size_t i = 1; i < 5; ++i)
        QVERIFY(std::abs(widthOf(i) - widthOf(0)) <= 1);
    QVERIFY(std::abs(widthOf(0) - fixture.geometry.plot().width() / 5.0) <= 2);
    // And so they are painted.
    const QImage image = fixture.picture();
    const auto colorAt = [&](std::size_t interval) {
        const QRectF bar = gui::timeline::barRect(fixture.frame(), {0, interval});
        return image.pixelColor(int(bar.right()) - 12, int(bar.center().y()));
    };
    const auto& colors = gui::TimelineColors::dark();
    QCOMPARE(colorAt(0), colors.state[std::size_t(LaneState::Running)]);
    QCOMPARE(colorAt(3), colors.state[std::size_t(LaneState::Sleeping)]);
    QCOMPARE(colorAt(4), colors.state[std::size_t(LaneState::Ready)]);
}

void AxisTest::intervalsWeighTheSameWhereManyShareAPixel() {
    FakeLanes lanes;
    world::Track& track = lanes.add(world::LaneKind::Process);
    Time t = 0;
    for (int i = 0; i < 20'000; ++i) { // runs for 1 µs, sleeps for 1 ms
        track.append(t, LaneState::Running);
        t += 1000;
        track.append(t, LaneState::Sleeping);
        t += kMs;
    }
    lanes.extendTo(t);
    lanes.countSteps();
    gui::FrameFixture fixture(lanes, {600, 200});
    const QImage byTime = fixture.picture().copy();
    fixture.onSteps();
    const QImage bySteps = fixture.picture();
    const QPoint at(fixture.geometry.plot().center().x(),
                    fixture.geometry.y(fixture.layout.rows()[0].barTop) +
                        fixture.layout.rows()[0].barHeight / 2);
    const QColor running = gui::TimelineColors::dark().state[0],
                 sleeping = gui::TimelineColors::dark().state[std::size_t(LaneState::Sleeping)];
    const auto greenOf = [&](const QColor& c) {
        return double(c.green() - sleeping.green()) / (running.green() - sleeping.green());
    };
    QVERIFY(greenOf(byTime.pixelColor(at)) < 0.05);
    QVERIFY(std::abs(greenOf(bySteps.pixelColor(at)) - 0.5) < 0.2);
}

void AxisTest::blocksAreCountedOnce() {
    world::Track track;
    gui::fillRandomly(track, 1000, 9);
    gui::timeline::StateCounts counts;
    counts.update(track);
    QCOMPARE(counts.blocks(), std::size_t(1000 / world::Track::kBlock));
    gui::timeline::StateCounts bitByBit;
    world::Track growing;
    for (std::size_t i = 0; i < track.size(); ++i) {
        growing.append(track.start(i), track.state(i), track.note(i));
        if (i % 37 == 0)
            bitByBit.update(growing);
    }
    bitByBit.update(growing);
    for (std::size_t b = 0; b < counts.blocks(); ++b) {
        gui::timeline::StateCounts::Counts expected{};
        for (std::size_t i = b * world::Track::kBlock; i < (b + 1) * world::Track::kBlock; ++i)
            ++expected[std::size_t(track.state(i))];
        QVERIFY(counts.block(b) == expected);
        QVERIFY(bitByBit.block(b) == expected);
    }
}

// -- in the view

static std::unique_ptr<TimelineView> viewOf(const SmallRun& run) {
    auto view = std::make_unique<TimelineView>();
    view->resize(1000, 420);
    view->setHistory(run.history.get());
    view->show();
    return view;
}

void AxisTest::theViewKeepsWhatIsInSight() {
    const SmallRun run;
    const auto view = viewOf(run);
    QVERIFY(QTest::qWaitForWindowExposed(view.get()));
    QSignalSpy axis(view.get(), &TimelineView::axisChanged);
    view->setPlayhead(300 * kMs);
    view->zoom()->setVisible({100 * kMs, 400 * kMs});
    QTest::keyClick(view.get(), Qt::Key_T);
    QCOMPARE(view->axisKind(), AxisKind::Steps);
    QCOMPARE(axis.size(), 1);
    QCOMPARE(view->playhead(), 300 * kMs);
    const auto times = view->axis().times(view->zoom()->visible());
    QVERIFY(times.begin <= 110 * kMs && times.begin >= 90 * kMs);
    QVERIFY(times.end >= 390 * kMs && times.end <= 410 * kMs);
    QTest::keyClick(view.get(), Qt::Key_T);
    QCOMPARE(view->axisKind(), AxisKind::Time);
    QVERIFY(view->zoom()->visible().contains(300 * kMs));
    view->zoom()->fit();
    view->setAxis(AxisKind::Steps);
    QVERIFY(view->zoom()->fitted());
    QCOMPARE(view->zoom()->visible(), view->zoom()->whole());
}

void AxisTest::leftAndRightGoFromColumnToColumn() {
    const SmallRun run;
    const auto view = viewOf(run);
    view->setAxis(AxisKind::Steps);
    view->setPlayhead(0);
    gui::HistorySource source(*run.history);
    const gui::Steps& steps = source.steps();
    for (std::int64_t i = 1; i < steps.count(); ++i) {
        QTest::keyClick(view.get(), Qt::Key_Right);
        QCOMPARE(view->playhead(), steps.time(i));
        QCOMPARE(view->axis().place(view->playhead()), i * StepAxis::kColumn);
    }
    QTest::keyClick(view.get(), Qt::Key_Right); // there is none after the last
    QCOMPARE(view->playhead(), steps.time(steps.count() - 1));
    QTest::keyClick(view.get(), Qt::Key_Left);
    QCOMPARE(view->playhead(), steps.time(steps.count() - 2));
}

void AxisTest::altGoesToTheEventsOfTheChosenLane() {
    const SmallRun run;
    const auto view = viewOf(run);
    view->setChosen(run.mutex);
    view->setPlayhead(50 * kMs);
    std::vector<Time> moments;
    for (int i = 0; i < 4; ++i) {
        QTest::keyClick(view.get(), Qt::Key_Right, Qt::AltModifier | Qt::ShiftModifier);
        moments.push_back(view->playhead());
    }
    QCOMPARE(moments, (std::vector<Time>{100 * kMs, 150 * kMs, 300 * kMs, 301 * kMs}));
    QTest::keyClick(view.get(), Qt::Key_Left, Qt::AltModifier | Qt::ShiftModifier);
    QCOMPARE(view->playhead(), 300 * kMs);
    // A process: what it did itself, also what changed nothing in its lane.
    view->setChosen(run.history->lane(SmallRun::Seller).process);
    QTest::keyClick(view.get(), Qt::Key_Left, Qt::AltModifier | Qt::ShiftModifier);
    QCOMPARE(view->playhead(), 150 * kMs);
}

void AxisTest::theTagSaysTheStep() {
    const SmallRun run;
    gui::HistorySource source(*run.history);
    gui::FrameFixture fixture(source);
    fixture.onSteps();
    QVERIFY(gui::timeline::momentText(fixture.frame(), source.steps().time(4)).startsWith("step 5 "));
    QVERIFY(gui::timeline::momentText(fixture.frame(), source.end())
                .startsWith(QStringLiteral("step %1 ").arg(source.steps().count())));
}

void AxisTest::everythingVisibleHasEveryStep() {
    const SmallRun run;
    gui::HistorySource source(*run.history);
    gui::FrameFixture fixture(source);
    fixture.onSteps();
    const auto ticks = gui::timeline::axisTicks(fixture.frame());
    QCOMPARE(ticks.size(), std::size_t(source.steps().count())); // columns are wide enough to be told apart
    for (std::size_t i = 1; i < ticks.size(); ++i)
        QVERIFY(std::abs(ticks[i].x - ticks[i - 1].x - (ticks[1].x - ticks[0].x)) < 0.01);
    fixture.geometry.size = {260, 200}; // now they are not: fewer numbers, and none of them touch
    std::vector<double> labels;
    for (const auto& tick : gui::timeline::axisTicks(fixture.frame()))
        if (!tick.label.isEmpty())
            labels.push_back(tick.x);
    QVERIFY(labels.size() >= 2);
    for (std::size_t i = 1; i < labels.size(); ++i)
        QVERIFY(labels[i] - labels[i - 1] >= 20);
}

void AxisTest::liveStepsFollowTheRun() {
    SmallRun run;
    const auto view = viewOf(run);
    view->setAxis(AxisKind::Steps);
    const Place before = view->zoom()->visible().end;
    run.script.at(1200);
    world::Actor late = run.script.process();
    late.begins("child", 1001);
    for (int i = 0; i < 60; ++i)
        late.acquires(run.mutex);
    run.history->advance();
    view->refresh();
    QVERIFY(view->zoom()->visible().end > before + 50 * StepAxis::kColumn);
    QVERIFY(view->live());
}

QTEST_MAIN(AxisTest)
#include "axis_test.moc"
