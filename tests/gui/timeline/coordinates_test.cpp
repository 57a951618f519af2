// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/timeline/coordinates.h"
#include "gui/timeline/lane_layout.h"
#include "tests/gui/timeline/fake_lanes.h"

#include <QtTest>

using namespace forkscope::gui;
using namespace forkscope::gui::timeline;
using forkscope::world::LaneKind;

Q_DECLARE_METATYPE(TimeRange)

class CoordinatesTest : public QObject {
    Q_OBJECT
  private slots:
    void timeAndPixel_data();
    void timeAndPixel();
    void zoomed_data();
    void zoomed();
    void panned_data();
    void panned();
    void tickSteps_data();
    void tickSteps();
    void ticksAreMultiplesWithinTheRange();
    void tickTexts_data();
    void tickTexts();
    void laneHeights_data();
    void laneHeights();
    void lanesAreGroupedByKind();
    void everyPixelOfALaneFindsIt();
};

static constexpr Time kMs = 1'000'000;

void CoordinatesTest::timeAndPixel_data() {
    QTest::addColumn<TimeRange>("visible");
    QTest::addColumn<double>("width");
    QTest::addColumn<qint64>("time");
    QTest::addColumn<double>("x");
    QTest::newRow("left edge") << TimeRange{0, 1000} << 500.0 << qint64(0) << 0.0;
    QTest::newRow("right edge") << TimeRange{0, 1000} << 500.0 << qint64(1000) << 500.0;
    QTest::newRow("before") << TimeRange{1000, 2000} << 100.0 << qint64(500) << -50.0;
    QTest::newRow("an hour in, a nanosecond a pixel")
        << TimeRange{3'600'000'000'000, 3'600'000'001'000} << 1000.0 << qint64(3'600'000'000'250) << 250.0;
    QTest::newRow("more pixels than time") << TimeRange{0, 10} << 1000.0 << qint64(5) << 500.0;
    QTest::newRow("no width counts as one") << TimeRange{0, 10} << 0.0 << qint64(10) << 1.0;
}

void CoordinatesTest::timeAndPixel() {
    QFETCH(TimeRange, visible);
    QFETCH(double, width);
    QFETCH(qint64, time);
    QFETCH(double, x);
    QCOMPARE(xAt(time, visible, width), x);
    QCOMPARE(qint64(timeAt(x, visible, width)), time);
}

void CoordinatesTest::zoomed_data() {
    QTest::addColumn<TimeRange>("visible");
    QTest::addColumn<qint64>("pivot");
    QTest::addColumn<double>("factor");
    QTest::addColumn<TimeRange>("expected");
    const TimeRange all{0, 100 * kMs};
    QTest::newRow("in, at the middle") << all << qint64(50 * kMs) << 0.5 << TimeRange{25 * kMs, 75 * kMs};
    QTest::newRow("in, at the left edge") << all << qint64(0) << 0.5 << TimeRange{0, 50 * kMs};
    QTest::newRow("in, at a fifth") << all << qint64(20 * kMs) << 0.5 << TimeRange{10 * kMs, 60 * kMs};
    QTest::newRow("out, stopped by the limits")
        << TimeRange{40 * kMs, 60 * kMs} << qint64(50 * kMs) << 100.0 << all;
    QTest::newRow("out, pushed from the edge")
        << TimeRange{0, 20 * kMs} << qint64(10 * kMs) << 2.0 << TimeRange{0, 40 * kMs};
    QTest::newRow("in, no further than the shortest")
        << TimeRange{500, 1500} << qint64(1000) << 0.01 << TimeRange{500, 1500};
}

void CoordinatesTest::zoomed() {
    QFETCH(TimeRange, visible);
    QFETCH(qint64, pivot);
    QFETCH(double, factor);
    QFETCH(TimeRange, expected);
    QCOMPARE(timeline::zoomed(visible, pivot, factor, {0, 100 * kMs}), expected);
}

void CoordinatesTest::panned_data() {
    QTest::addColumn<qint64>("by");
    QTest::addColumn<TimeRange>("expected");
    QTest::newRow("right") << qint64(10) << TimeRange{30, 50};
    QTest::newRow("left") << qint64(-10) << TimeRange{10, 30};
    QTest::newRow("to the left end") << qint64(-1000) << TimeRange{0, 20};
    QTest::newRow("to the right end") << qint64(1000) << TimeRange{80, 100};
}

void CoordinatesTest::panned() {
    QFETCH(qint64, by);
    QFETCH(TimeRange, expected);
    QCOMPARE(timeline::panned({20, 40}, by, {0, 100}), expected);
}

void CoordinatesTest::tickSteps_data() {
    QTest::addColumn<qint64>("span");
    QTest::addColumn<qint64>("step");
    QTest::newRow("1 s on 1000 px") << qint64(1000 * kMs) << qint64(100 * kMs);
    QTest::newRow("820 ms") << qint64(820 * kMs) << qint64(100 * kMs);
    QTest::newRow("2 s") << qint64(2000 * kMs) << qint64(200 * kMs);
    QTest::newRow("2.6 s") << qint64(2600 * kMs) << qint64(500 * kMs);
    QTest::newRow("one microsecond") << qint64(1000) << qint64(100);
}

void CoordinatesTest::tickSteps() {
    QFETCH(qint64, span);
    QFETCH(qint64, step);
    QCOMPARE(qint64(tickStep({0, span}, 1000, 80)), step);
    QVERIFY(double(tickStep({0, span}, 1000, 80)) / timePerPixel({0, span}, 1000) >= 79.99);
}

void CoordinatesTest::ticksAreMultiplesWithinTheRange() {
    const std::vector<Time> expected{200, 300, 400};
    QCOMPARE(ticks({150, 401}, 100), expected);
    QCOMPARE(ticks({200, 400}, 100), std::vector<Time>({200, 300}));
}

void CoordinatesTest::tickTexts_data() {
    QTest::addColumn<qint64>("time");
    QTest::addColumn<qint64>("step");
    QTest::addColumn<qint64>("longest");
    QTest::addColumn<QString>("text");
    QTest::newRow("milliseconds") << qint64(300 * kMs) << qint64(100 * kMs) << qint64(820 * kMs) << "300 ms";
    QTest::newRow("parts of one") << qint64(300'500'000) << qint64(500'000) << qint64(820 * kMs)
                                  << "300.5 ms";
    QTest::newRow("seconds") << qint64(1500 * kMs) << qint64(500 * kMs) << qint64(2000 * kMs) << "1.5 s";
    QTest::newRow("whole seconds") << qint64(5000 * kMs) << qint64(1000 * kMs) << qint64(9000 * kMs) << "5 s";
    QTest::newRow("deep in a long run")
        << qint64(3254'120'000) << qint64(20'000) << qint64(9000 * kMs) << "3.25412 s";
    QTest::newRow("microseconds") << qint64(20'000) << qint64(10'000) << qint64(80'000)
                                  << QString::fromUtf8("20 µs");
}

void CoordinatesTest::tickTexts() {
    QFETCH(qint64, time);
    QFETCH(qint64, step);
    QFETCH(qint64, longest);
    QTEST(tickText(time, step, longest), "text");
}

void CoordinatesTest::laneHeights_data() {
    QTest::addColumn<int>("lanes");
    QTest::addColumn<int>("preferred");
    QTest::addColumn<int>("inPlenty");
    QTest::addColumn<int>("in300");
    QTest::newRow("1") << 1 << 52 << 52 << 52;
    QTest::newRow("4") << 4 << 52 << 52 << 52;
    QTest::newRow("8") << 8 << 38 << 52 << 37;
    QTest::newRow("12") << 12 << 24 << 52 << 25;
    QTest::newRow("40") << 40 << 24 << 52 << 24;
}

void CoordinatesTest::laneHeights() {
    QFETCH(int, lanes);
    QTEST(preferredLaneHeight(lanes), "preferred");
    QTEST(laneHeightFor(lanes, 5000), "inPlenty");
    QTEST(laneHeightFor(lanes, 300), "in300");
}

void CoordinatesTest::lanesAreGroupedByKind() {
    FakeLanes lanes;
    for (const LaneKind kind : {LaneKind::Process, LaneKind::Queue, LaneKind::Lock, LaneKind::Process})
        lanes.add(kind);
    const LaneLayout layout = LaneLayout::make(lanes, {}, 400);
    std::vector<std::size_t> order;
    for (const LaneRow& row : layout.rows())
        order.push_back(row.lane);
    QCOMPARE(order, (std::vector<std::size_t>{0, 3, 2, 1}));
    QCOMPARE(layout.rowOfProcess({4}).value(), std::size_t(1));
    QVERIFY(!layout.rowOfProcess({0xffffffff}));
}

void CoordinatesTest::everyPixelOfALaneFindsIt() {
    FakeLanes lanes;
    for (int i = 0; i < 5; ++i)
        lanes.add(i < 3 ? LaneKind::Process : LaneKind::Lock);
    const LaneLayout layout = LaneLayout::make(lanes, {}, 200);
    for (std::size_t i = 0; i < layout.rows().size(); ++i) {
        const LaneRow& row = layout.rows()[i];
        QVERIFY(row.barTop >= row.top && row.barBottom() <= row.bottom());
        for (int y = row.top; y < row.bottom(); ++y)
            QCOMPARE(layout.rowAt(y).value_or(99), i);
    }
    QVERIFY(!layout.rowAt(-1));
    QVERIFY(!layout.rowAt(layout.height()));
    QVERIFY(!layout.rowAt(layout.rows()[3].top - 1)); // a header
    QVERIFY(layout.headerAt(layout.rows()[3].top - 1) != nullptr);
}

QTEST_GUILESS_MAIN(CoordinatesTest)
#include "coordinates_test.moc"
