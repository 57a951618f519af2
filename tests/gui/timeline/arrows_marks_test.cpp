// SPDX-License-Identifier: GPL-3.0-or-later
// What is drawn over the bars: arrows, never more than can be told apart; rare marks, at every zoom.
#include "gui/timeline/arrows.h"
#include "gui/timeline/marks.h"
#include "tests/gui/timeline/frame_fixture.h"

#include <QtTest>

#include <map>

using namespace forkscope;
using gui::FakeLanes;
using gui::FrameFixture;
using gui::timeline::ArrowIndex;
using gui::timeline::MarkIndex;
using gui::timeline::MarkSpot;
using world::ArrowKind;
static constexpr forkscope::trace::Time kMs = 1'000'000;
using world::LaneKind;
using world::LaneState;
using world::MarkKind;
using world::Time;

class ArrowsMarksTest : public QObject {
    Q_OBJECT
  private slots:
    void fewArrowsAreAllShown();
    void manyArrowsAreThinnedOut_data();
    void manyArrowsAreThinnedOut();
    void aBurstHidesNoArrowElsewhere();
    void theSameArrowsStayWhilePanning();
    void arrowsOfHiddenLanesTakeNoPlace();
    void signalsAreAlwaysShownAndReachTheDeath();
    void rareMarksSurviveAtEveryZoom_data();
    void rareMarksSurviveAtEveryZoom();
    void theGravestMarkIsSeenAndCounted();
    void marksOfFoldedProcessesStandAtTheirHead();

  private:
    static std::vector<std::size_t> shown(const FrameFixture& fixture) {
        ArrowIndex index;
        index.update(fixture.source);
        return shownArrows(fixture.frame(), index);
    }
    static std::vector<MarkSpot> spots(const FrameFixture& fixture) {
        MarkIndex index;
        index.update(fixture.source.marks());
        return markSpots(fixture.frame(), index);
    }
};

// Three processes, ids 1 to 3.
static std::unique_ptr<FakeLanes> threeProcesses(Time end) {
    auto lanes = std::make_unique<FakeLanes>();
    for (int i = 0; i < 3; ++i)
        lanes->add(LaneKind::Process).append(0, LaneState::Running);
    lanes->extendTo(end);
    return lanes;
}

void ArrowsMarksTest::fewArrowsAreAllShown() {
    const auto lanes = threeProcesses(10'000 * kMs);
    for (int i = 0; i < 90; ++i)
        lanes->arrowList.push_back({ArrowKind::Item, i * 100 * kMs, (i * 100 + 3) * kMs, {1}, {2}, {}, 0, 0});
    const FrameFixture fixture(*lanes);
    QCOMPARE(shown(fixture).size(), std::size_t(90));
}

void ArrowsMarksTest::manyArrowsAreThinnedOut_data() {
    QTest::addColumn<int>("arrows");
    QTest::addColumn<bool>("steps");
    for (const int arrows : {200, 10'000, 300'000}) {
        QTest::addRow("%d, time", arrows) << arrows << false;
        QTest::addRow("%d, steps", arrows) << arrows << true;
    }
}

void ArrowsMarksTest::manyArrowsAreThinnedOut() {
    QFETCH(int, arrows);
    QFETCH(bool, steps);
    const auto lanes = threeProcesses(Time(arrows) * kMs);
    for (int i = 0; i < arrows; ++i) {
        lanes->arrowList.push_back({ArrowKind::Item, std::max(0, i - 3) * kMs, i * kMs, {1}, {2}, {}, 0, 0});
        lanes->listed.times.push_back(i * kMs);
    }
    lanes->listed.last = lanes->end();
    FrameFixture fixture(*lanes);
    if (steps)
        fixture.onSteps();
    const auto found = shown(fixture);
    QVERIFY(found.size() > gui::timeline::kMostArrows / 3);
    QVERIFY(found.size() <= gui::timeline::kMostArrows);
    // No pixel column has two.
    std::set<int> columns;
    for (const std::size_t i : found)
        QVERIFY(columns.insert(int(fixture.geometry.x(lanes->arrowList[i].to))).second);
}

void ArrowsMarksTest::aBurstHidesNoArrowElsewhere() {
    const auto lanes = threeProcesses(1000 * kMs);
    for (int i = 0; i < 50'000; ++i) // within a millisecond
        lanes->arrowList.push_back({ArrowKind::Item, 100 * kMs, 100 * kMs + i * 20, {1}, {2}, {}, 0, 0});
    lanes->arrowList.push_back({ArrowKind::Wake, 700 * kMs, 701 * kMs, {2}, {3}, {}, 0, 0});
    const auto found = shown(FrameFixture(*lanes));
    QVERIFY(std::find(found.begin(), found.end(), std::size_t(50'000)) != found.end());
    QVERIFY2(found.size() <= 3, qPrintable(QString::number(found.size())));
}

void ArrowsMarksTest::theSameArrowsStayWhilePanning() {
    const auto lanes = threeProcesses(10'000 * kMs);
    for (int i = 0; i < 10'000; ++i)
        lanes->arrowList.push_back({ArrowKind::Item, i * kMs, (i + 1) * kMs, {1}, {2}, {}, 0, 0});
    FrameFixture fixture(*lanes);
    fixture.geometry.visible = {1000 * kMs, 6000 * kMs};
    const auto before = shown(fixture);
    fixture.geometry.visible = {1003 * kMs, 6003 * kMs};
    std::size_t common = 0;
    const auto after = shown(fixture);
    for (const std::size_t i : after)
        common += std::binary_search(before.begin(), before.end(), i);
    QVERIFY(common + 2 >= after.size());
}

void ArrowsMarksTest::arrowsOfHiddenLanesTakeNoPlace() {
    const auto lanes = threeProcesses(1000 * kMs);
    lanes->arrowList.push_back({ArrowKind::Item, 400 * kMs, 500 * kMs, {1}, {3}, {}, 0, 0});
    lanes->arrowList.push_back({ArrowKind::Item, 400 * kMs, 500 * kMs + 1, {1}, {2}, {}, 0, 0});
    FrameFixture fixture(*lanes);
    fixture.arrangement.hidden.insert(lanes->key(2));
    fixture.layOut();
    QCOMPARE(shown(fixture), (std::vector<std::size_t>{1}));
}

void ArrowsMarksTest::signalsAreAlwaysShownAndReachTheDeath() {
    const auto lanes = threeProcesses(1000 * kMs);
    const auto add = [&](ArrowKind kind, Time at, std::uint32_t to) {
        lanes->arrowList.push_back({kind, at, at, {1}, {to}, {}, 0, 0});
        return lanes->arrowList.size() - 1;
    };
    const std::size_t handled = add(ArrowKind::Signal, 100 * kMs, 2);
    for (int i = 0; i < 1000; ++i)
        add(ArrowKind::Item, 200 * kMs + i, 3);
    const std::size_t deadly = add(ArrowKind::Signal, 200 * kMs + 1000, 2);
    lanes->markList.push_back({MarkKind::Killed, 350 * kMs, {2}, 1});
    ArrowIndex index;
    index.update(*lanes);
    const FrameFixture fixture(*lanes);
    const auto found = shownArrows(fixture.frame(), index);
    QVERIFY(std::binary_search(found.begin(), found.end(), handled));
    QVERIFY(std::binary_search(found.begin(), found.end(), deadly));
    QCOMPARE(index.endOf(*lanes, handled), 100 * kMs);
    QCOMPARE(index.endOf(*lanes, deadly), 350 * kMs);
}

void ArrowsMarksTest::rareMarksSurviveAtEveryZoom_data() {
    QTest::addColumn<bool>("steps");
    QTest::newRow("time") << false;
    QTest::newRow("steps") << true;
}

// One death and one exception among a million intervals and a hundred thousand prints.
void ArrowsMarksTest::rareMarksSurviveAtEveryZoom() {
    QFETCH(bool, steps);
    FakeLanes lanes;
    gui::fillRandomly(lanes.add(LaneKind::Process), 1'000'000, 3);
    lanes.add(LaneKind::Process).append(0, LaneState::Running);
    const Time end = lanes.track(0).end();
    const Time death = end / 2, raised = end / 2 + end / 5;
    for (int i = 0; i < 100'000; ++i)
        lanes.markList.push_back({MarkKind::Print, end / 100'000 * i, {1}, 0});
    lanes.markList.push_back({MarkKind::Killed, death, {1}, 0});
    lanes.markList.push_back({MarkKind::Raised, raised, {2}, 0});
    std::stable_sort(lanes.markList.begin(), lanes.markList.end(),
                     [](const auto& a, const auto& b) { return a.at < b.at; });
    lanes.extendTo(end);
    lanes.countSteps();
    FrameFixture fixture(lanes);
    if (steps)
        fixture.onSteps();
    const auto whole = fixture.geometry.visible;
    const QColor red = gui::TimelineColors::dark().ended;
    for (double share = 1; share > 1e-5; share /= 8)
        for (const Time at : {death, raised}) {
            const auto place = fixture.geometry.axis->place(at);
            const auto span = gui::timeline::Place(double(whole.span()) * share);
            fixture.geometry.visible =
                gui::timeline::clamped({place - span / 2, place + span - span / 2}, whole);
            const QImage image = fixture.picture();
            const auto& row = fixture.layout.rows()[at == death ? 0 : 1];
            const QPoint centre(int(fixture.geometry.x(at)) + 6,
                                fixture.geometry.y(row.barTop) + row.barHeight / 2);
            int found = 0;
            for (int dx = -5; dx <= 5; ++dx)
                for (int dy = -5; dy <= 5; ++dy)
                    found += image.pixelColor(centre + QPoint(dx, dy)) == red;
            QVERIFY2(found >= 8, qPrintable(QStringLiteral("share %1: %2 pixels").arg(share).arg(found)));
        }
}

void ArrowsMarksTest::theGravestMarkIsSeenAndCounted() {
    const auto lanes = threeProcesses(1000 * kMs);
    const auto mark = [&](MarkKind kind, Time at) { lanes->markList.push_back({kind, at, {1}, 0}); };
    mark(MarkKind::Exit, 500 * kMs);
    mark(MarkKind::Signal, 500 * kMs + 1);
    mark(MarkKind::Raised, 500 * kMs + 2);
    mark(MarkKind::Exit, 500 * kMs + 3);
    mark(MarkKind::Killed, 500 * kMs + 4);
    mark(MarkKind::Exit, 900 * kMs);
    FrameFixture fixture(*lanes);
    const auto found = spots(fixture);
    QCOMPARE(found.size(), std::size_t(2));
    QCOMPARE(found[0].mark, std::size_t(2));
    QCOMPARE(found[0].count, 2); // the exception and the kill
    QCOMPARE(found[1].count, 1);
    // Near enough, each is on its own.
    fixture.geometry.visible = {500 * kMs - 100, 500 * kMs + 900};
    QCOMPARE(spots(fixture).size(), std::size_t(1));
    fixture.geometry.visible = {500 * kMs - 5, 500 * kMs + 15};
    QCOMPARE(spots(fixture).size(), std::size_t(5));
}

void ArrowsMarksTest::marksOfFoldedProcessesStandAtTheirHead() {
    struct Family : FakeLanes {
        world::ProcessId parent(world::ProcessId id) const override { return {id.value == 1 ? 0u : 1u}; }
    } lanes;
    for (int i = 0; i < 5; ++i)
        lanes.add(LaneKind::Process).append(0, LaneState::Running);
    lanes.add(LaneKind::Lock).append(0, LaneState::Running);
    lanes.extendTo(1000 * kMs);
    for (std::uint32_t p = 2; p <= 5; ++p)
        lanes.markList.push_back({MarkKind::Killed, 500 * kMs + p, {p}, 0});
    FrameFixture fixture(lanes);
    QCOMPARE(spots(fixture).size(), std::size_t(4));
    fixture.arrangement.folded.insert(lanes.key(0));
    fixture.layOut();
    QCOMPARE(spots(fixture).size(), std::size_t(1));
    QCOMPARE(spots(fixture)[0].count, 4);
    const auto& head = fixture.layout.rows()[0];
    QVERIFY(spots(fixture)[0].at.y() > fixture.geometry.y(head.top) &&
            spots(fixture)[0].at.y() < fixture.geometry.y(head.bottom()));
    fixture.arrangement.folded.insert(gui::timeline::groupKey(gui::timeline::LaneGroup::Processes));
    fixture.layOut();
    QCOMPARE(spots(fixture).size(), std::size_t(1));
    QVERIFY(spots(fixture)[0].at.y() < fixture.geometry.y(gui::timeline::kHeaderHeight));
}

QTEST_MAIN(ArrowsMarksTest)
#include "arrows_marks_test.moc"
