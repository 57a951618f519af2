// SPDX-License-Identifier: GPL-3.0-or-later
// The rasteriser against a reference that is slow and plain.
#include "gui/timeline/depth_curve.h"
#include "gui/timeline/raster.h"
#include "tests/gui/timeline/fake_lanes.h"

#include <QtTest>

#include <array>

using namespace forkscope::gui::timeline;
using forkscope::gui::fillRandomly;
using forkscope::world::kLaneStates;
using forkscope::world::LaneState;
using forkscope::world::Track;
using Way = LaneRaster::Way;

static constexpr QRgb kBackground = 0xff1d2026;

static LanePalette somePalette() {
    LanePalette palette;
    palette.state = {0xff1fae84, 0xff5cb8ee, 0xfff0a202, 0xffd184b4,
                     0xff7b8494, 0xff545c6b, 0xffa592f5, 0xff98a1b0};
    palette.background = kBackground;
    palette.many = 0xffa8926a;
    return palette;
}

using Shares = std::array<double, kLaneStates>;

// Time of each state within [from, to), by looking at every interval of the track.
static Shares sharesOf(const Track& track, Time from, Time to) {
    Shares shares{};
    for (std::size_t i = 0; i < track.size(); ++i) {
        const Time part = std::min(track.stop(i), to) - std::max(track.start(i), from);
        if (track.state(i) != LaneState::Absent && part > 0)
            shares[std::size_t(track.state(i))] += double(part);
    }
    return shares;
}

struct Rgb {
    double red = 0, green = 0, blue = 0;
};

static Rgb mixOf(const Shares& shares, const LanePalette& palette) {
    Rgb mix;
    double total = 0;
    for (std::size_t s = 0; s < shares.size(); ++s) {
        mix.red += shares[s] * qRed(palette.state[s]);
        mix.green += shares[s] * qGreen(palette.state[s]);
        mix.blue += shares[s] * qBlue(palette.state[s]);
        total += shares[s];
    }
    return total > 0
               ? Rgb{mix.red / total, mix.green / total, mix.blue / total}
               : Rgb{double(qRed(kBackground)), double(qGreen(kBackground)), double(qBlue(kBackground))};
}

static double distance(QRgb a, const Rgb& b) {
    return std::max({std::abs(qRed(a) - b.red), std::abs(qGreen(a) - b.green), std::abs(qBlue(a) - b.blue)});
}

// The greatest difference of a channel in any column.
static double worst(const Track& track, const RasterScale& scale, Way expected) {
    LaneRaster raster;
    if (raster.draw(track, scale, somePalette()) != expected)
        return 1000;
    double most = 0;
    for (int x = 0; x < scale.columns; ++x)
        most = std::max(
            most, distance(raster.colors()[std::size_t(x)],
                           mixOf(sharesOf(track, scale.timeAt(x), scale.timeAt(x + 1)), somePalette())));
    return most;
}

class RasterTest : public QObject {
    Q_OBJECT
  private slots:
    void barsFillTheirColumnsAndLeaveAGap();
    void aBarNarrowerThanAColumnIsStillSeen();
    void sleepingBarsTouch();
    void nothingIsDrawnOutsideTheTrack();
    void scanIsTheExactMix();
    void blocksComeCloseToTheExactMix();
    void blocksAreExactForSumsThatWrap();
    void blocksAreExactInVeryLongBlocks();
    void pureColumnsKeepTheirState();
    void rareStatesTick_data();
    void rareStatesTick();
    void partsOfAZombieAreOneBar();
    void ownersHaveTheirColors();
    void aHeldLockIsSeenHoweverShort();
    void depthIsExactAtAnyZoom();
};

void RasterTest::barsFillTheirColumnsAndLeaveAGap() {
    Track track;
    track.append(100, LaneState::Running);
    track.append(300, LaneState::WaitsLock);
    track.append(500, LaneState::Running);
    track.extendTo(1000);
    LaneRaster raster;
    QCOMPARE(raster.draw(track, {0, 10, 110, 1}, somePalette()), Way::Bars);
    const auto states = raster.states();
    for (int x = 0; x < 110; ++x) {
        const std::uint8_t expected = x < 10 || x == 29 || x == 49 || x >= 100 ? kAbsentColumn
                                      : x < 29 || x >= 50 ? std::uint8_t(LaneState::Running)
                                                          : std::uint8_t(LaneState::WaitsLock);
        QCOMPARE(int(states[std::size_t(x)]), int(expected));
    }
    QCOMPARE(raster.colors()[0], kBackground);
    QCOMPARE(raster.colors()[10], somePalette().state[0]);
    QCOMPARE(raster.colors()[30], somePalette().state[2]);
}

void RasterTest::aBarNarrowerThanAColumnIsStillSeen() {
    Track track;
    track.append(0, LaneState::Sleeping);
    track.append(503, LaneState::Running);
    track.append(504, LaneState::Sleeping);
    track.extendTo(1000);
    const auto runningColumns = [&](const RasterScale& scale) {
        LaneRaster raster;
        raster.draw(track, scale, somePalette());
        std::vector<int> columns;
        for (int x = 0; x < scale.columns; ++x)
            if (raster.states()[std::size_t(x)] == std::uint8_t(LaneState::Running))
                columns.push_back(x);
        return columns;
    };
    QCOMPARE(runningColumns({0, 10, 100, 1}), (std::vector<int>{50, 51, 52}));
    QCOMPARE(runningColumns({0, 5, 200, 2}), (std::vector<int>{100, 101, 102, 103, 104, 105}));
    // Where it is crowded it gets one.
    for (int i = 0; i < 10; ++i)
        track.append(600 + i, i % 2 ? LaneState::WaitsLock : LaneState::Sleeping);
    track.extendTo(2000);
    QCOMPARE(runningColumns({0, 10, 100, 1}), (std::vector<int>{50}));
}

void RasterTest::sleepingBarsTouch() {
    Track track;
    track.append(0, LaneState::Sleeping, {0, 1, {1}});
    track.append(500, LaneState::Sleeping, {0, 2, {1}});
    track.extendTo(1000);
    LaneRaster raster;
    raster.draw(track, {0, 10, 100, 1}, somePalette());
    QCOMPARE(std::count(raster.states().begin(), raster.states().end(), std::uint8_t(LaneState::Sleeping)),
             100);
}

void RasterTest::nothingIsDrawnOutsideTheTrack() {
    Track track;
    fillRandomly(track, 100'000, 7);
    for (const RasterScale& scale :
         {RasterScale{track.end() + 10, 1000, 300, 1}, RasterScale{-900'000, 1000, 300, 1}}) {
        LaneRaster raster;
        raster.draw(track, scale, somePalette());
        QCOMPARE(std::count(raster.states().begin(), raster.states().end(), kAbsentColumn), 300);
    }
    LaneRaster raster;
    raster.draw(Track(), {0, 10, 50, 1}, somePalette());
    QCOMPARE(std::count(raster.colors().begin(), raster.colors().end(), kBackground), 50);
}

void RasterTest::scanIsTheExactMix() {
    Track track;
    fillRandomly(track, 20'000, 3);
    const double whole = double(track.end()) / 400;
    QVERIFY(worst(track, {track.end() / 3, whole / 40, 400, 1}, Way::Scan) <= 1.01);
    QVERIFY(worst(track, {track.end() / 2, whole / 20, 400, 1}, Way::Scan) <= 1.01);
    // Across the end of the track, where the last column is covered in part.
    QVERIFY(worst(track, {track.end() - Time(whole / 25 * 399.5), whole / 25, 400, 1}, Way::Scan) <= 1.01);
}

void RasterTest::blocksComeCloseToTheExactMix() {
    Track track;
    fillRandomly(track, 200'000, 11);
    // A thousand intervals a column: an edge falls within one block of 64.
    const RasterScale scale{0, double(track.end()) / 200, 200, 1};
    QVERIFY(worst(track, scale, Way::Blocks) <= 12);
    // No time is lost or counted twice.
    LaneRaster raster;
    raster.draw(track, scale, somePalette());
    Rgb mean;
    for (const QRgb c : raster.colors())
        mean = {mean.red + qRed(c) / 200.0, mean.green + qGreen(c) / 200.0, mean.blue + qBlue(c) / 200.0};
    const Rgb expected = mixOf(sharesOf(track, 0, track.end()), somePalette());
    QVERIFY(std::abs(mean.red - expected.red) < 1.5);
    QVERIFY(std::abs(mean.green - expected.green) < 1.5);
    QVERIFY(std::abs(mean.blue - expected.blue) < 1.5);
}

void RasterTest::blocksAreExactForSumsThatWrap() {
    Track track; // an hour: the sums wrap three times
    fillRandomly(track, 30'000, 5, 60'000'000);
    QVERIFY(track.end() > Time(3'000) * 1'000'000'000);
    QVERIFY(worst(track, {track.end() * 9 / 10, double(track.end()) / 10 / 30, 30, 1}, Way::Blocks) <= 30);
    QVERIFY(worst(track, {0, double(track.end()) / 30, 30, 1}, Way::Blocks) <= 12);
}

void RasterTest::blocksAreExactInVeryLongBlocks() {
    Track track; // one block lasts longer than half of what a sum can count
    for (int i = 0; i < 1000; ++i)
        track.append(Time(i) * 20'000'000'000, i % 2 == 0 ? LaneState::Running : LaneState::Sleeping);
    track.extendTo(Time(1000) * 20'000'000'000);
    QVERIFY(worst(track, {0, double(track.end()) / 100, 100, 1}, Way::Blocks) <= 1.5);
}

void RasterTest::pureColumnsKeepTheirState() {
    Track track; // bursts, and between them a long wait
    Time t = 0;
    for (int burst = 0; burst < 4; ++burst) {
        for (int i = 0; i < 6400; ++i, t += 1000)
            track.append(t, i % 2 == 0 ? LaneState::Running : LaneState::Sleeping);
        track.append(t, LaneState::WaitsLock);
        t += 6'400'000;
    }
    track.extendTo(t);
    LaneRaster raster;
    QCOMPARE(raster.draw(track, {0, double(t) / 400, 400, 1}, somePalette()), Way::Blocks);
    QCOMPARE(int(raster.states()[25]), int(kMixedColumn));
    QCOMPARE(int(raster.states()[75]), int(LaneState::WaitsLock));
    QCOMPARE(raster.colors()[75], somePalette().state[std::size_t(LaneState::WaitsLock)]);
}

void RasterTest::rareStatesTick_data() {
    QTest::addColumn<int>("intervals");
    QTest::addColumn<int>("way");
    QTest::newRow("bars") << 30 << int(Way::Bars);
    QTest::newRow("scan") << 500 << int(Way::Scan);
    QTest::newRow("blocks") << 100'000 << int(Way::Blocks);
}

void RasterTest::rareStatesTick() {
    QFETCH(int, intervals);
    Track track;
    const int rare = intervals * 2 / 3;
    for (int i = 0; i < intervals; ++i)
        track.append(Time(i) * 1000, i == rare ? LaneState::Zombie
                                     : i % 2   ? LaneState::Running
                                               : LaneState::Sleeping);
    track.append(Time(rare) * 1000 + 10,
                 LaneState::Running); // raised to the last start: changes nothing before
    track.extendTo(Time(intervals) * 1000);
    LaneRaster raster;
    const RasterScale scale{0, double(intervals) * 1000 / 300, 300, 4};
    QTEST(int(raster.draw(track, scale, somePalette())), "way");
    QCOMPARE(raster.ticks().size(), std::size_t(1));
    QCOMPARE(raster.ticks()[0].column, int(double(rare) * 1000 / scale.timePerColumn));
    QCOMPARE(int(raster.ticks()[0].state), int(LaneState::Zombie));
}

void RasterTest::partsOfAZombieAreOneBar() {
    Track track;
    track.append(0, LaneState::Running);
    track.append(500, LaneState::Zombie, {0, 7, {1}});
    track.append(505, LaneState::Zombie);
    track.extendTo(1000);
    LaneRaster raster;
    raster.draw(track, {0, 10, 100, 1}, somePalette());
    QCOMPARE(raster.ticks().size(), std::size_t(0));
    for (int x = 50; x < 100; ++x)
        QCOMPARE(int(raster.states()[std::size_t(x)]), int(LaneState::Zombie));
}

void RasterTest::ownersHaveTheirColors() {
    Track track;
    track.append(0, LaneState::Running, {1, 0, {}});
    track.append(300, LaneState::Absent);
    track.append(500, LaneState::Running, {2, 0, {}});
    track.append(700, LaneState::Running, {9, 0, {}}); // nobody we know
    track.extendTo(1000);
    const std::vector<QRgb> owners{0xff000000, 0xff8fb7e8, 0xffe5c07b};
    LanePalette palette = somePalette();
    palette.owners = owners;
    LaneRaster raster;
    raster.draw(track, {0, 10, 100, 1}, palette);
    QCOMPARE(raster.colors()[5], owners[1]);
    QCOMPARE(raster.colors()[40], kBackground);
    QCOMPARE(raster.colors()[55], owners[2]);
    QCOMPARE(raster.colors()[80], palette.many);
}

void RasterTest::aHeldLockIsSeenHoweverShort() {
    Track track; // held for a thousandth of the time
    for (int i = 0; i < 20'000; ++i) {
        track.append(Time(i) * 1'000'000, LaneState::Running, {1, 0, {}});
        track.append(Time(i) * 1'000'000 + 1000, LaneState::Absent);
    }
    track.extendTo(Time(20'000) * 1'000'000);
    const std::vector<QRgb> owners{0xff000000, 0xff8fb7e8};
    LanePalette palette = somePalette();
    palette.owners = owners;
    LaneRaster raster;
    QCOMPARE(raster.draw(track, {0, double(track.end()) / 500, 500, 1}, palette), Way::Blocks);
    for (const QRgb c : raster.colors())
        QVERIFY(qRed(c) > qRed(kBackground) + 30);
}

void RasterTest::depthIsExactAtAnyZoom() {
    Track track;
    std::mt19937 random(2);
    std::uint32_t depth = 0;
    Time t = 0;
    for (int i = 0; i < 10'000; ++i, t += 10 + random() % 1000) {
        depth = depth == 0 || random() % 2 ? depth + 1 : depth - 1;
        track.append(t, depth > 0 ? LaneState::Running : LaneState::Absent, {depth, 0, {}});
    }
    track.extendTo(t);
    DepthSummary summary;
    summary.update(track);
    for (const double perColumn : {double(t) / 100, double(t) / 3000, 37.0}) {
        const RasterScale scale{t / 5, perColumn, 120, 1};
        const auto columns = summary.columns(track, scale);
        for (int x = 0; x < scale.columns; ++x) {
            DepthColumn expected;
            for (std::size_t i = 0; i < track.size(); ++i) {
                const bool touches = track.start(i) < scale.timeAt(x + 1) && track.stop(i) > scale.timeAt(x);
                const std::uint32_t here = track.note(i).subject;
                if (touches)
                    expected = expected.present ? DepthColumn{std::min(expected.least, here),
                                                              std::max(expected.most, here), true}
                                                : DepthColumn{here, here, true};
            }
            QCOMPARE(columns[std::size_t(x)], expected);
        }
    }
}

QTEST_GUILESS_MAIN(RasterTest)
#include "raster_test.moc"
