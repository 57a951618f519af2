// SPDX-License-Identifier: GPL-3.0-or-later
// Tracks against a naive list of intervals.
#include "engine/world/track.h"

#include <QtTest>

#include <random>

using namespace forkscope::world;
using forkscope::trace::FileId;

namespace {

struct Interval {
    Time start;
    LaneState state;
    IntervalNote note;
};

struct Pair {
    Track track;
    std::vector<Interval> naive;

    void append(Time at, LaneState state, IntervalNote note) {
        track.append(at, state, note);
        naive.push_back({at, state, note});
    }
};

// Intervals that differ from their neighbours, so that none is joined to the one before.
Pair randomPair(std::size_t count, unsigned seed) {
    std::mt19937 random(seed);
    Pair pair;
    Time at = 0;
    for (std::size_t i = 0; i < count; ++i) {
        pair.append(at, LaneState(random() % 9),
                    {std::uint32_t(i + 1), std::uint32_t(random() % 1000), FileId{std::uint16_t(i % 3)}});
        at += random() % 5 == 0 ? 0 : Time(random() % 2'000'000);
    }
    pair.track.extendTo(at + 1000);
    return pair;
}

} // namespace

class TestTrack : public QObject {
    Q_OBJECT

  private slots:
    void empty();
    void intervals_data();
    void intervals();
    void blockSums();
    void sumsWrap();
    void equalNeighboursJoin();
    void timeNeverGoesBack();
    void smallTracksAreSmall();
    void notesBeyondTheirBits();
};

void TestTrack::empty() {
    Track track;
    QVERIFY(track.empty());
    QCOMPARE(track.find(10), 0u);
    QCOMPARE(track.blocks(), 0u);
    QCOMPARE(track.blockOf(10), 0u);
    track.extendTo(50);
    QCOMPARE(track.end(), Time(50));
}

void TestTrack::intervals_data() {
    QTest::addColumn<int>("count");
    // Around the edges of blocks of sums (64) and of intervals (1024).
    for (int count : {1, 2, 63, 64, 65, 1023, 1024, 1025, 1087, 1088, 1089, 2048, 70000})
        QTest::addRow("%d", count) << count;
}

void TestTrack::intervals() {
    QFETCH(int, count);
    const Pair pair = randomPair(std::size_t(count), unsigned(count));
    const Track& track = pair.track;
    QCOMPARE(track.size(), std::size_t(count));
    QCOMPARE(track.blocks(), std::size_t(count + 63) / 64);
    for (std::size_t i = 0; i < track.size(); ++i) {
        const Interval& expected = pair.naive[i];
        if (track.start(i) != expected.start || track.state(i) != expected.state ||
            track.note(i) != expected.note)
            QFAIL(qPrintable(QString("interval %1 differs").arg(i)));
        const Time stop = i + 1 < track.size() ? pair.naive[i + 1].start : track.end();
        if (track.stop(i) != stop)
            QFAIL(qPrintable(QString("interval %1 ends elsewhere").arg(i)));
    }
    std::mt19937_64 random(5);
    for (int i = 0; i < 200; ++i) {
        const std::size_t first = random() % track.size();
        const std::size_t last = i == 0 ? track.size() : first + random() % (track.size() - first + 1);
        std::size_t next = first;
        bool isSame = true;
        track.each(first, last, [&](std::size_t at, Time begin, Time end, LaneState state) {
            isSame = isSame && at == next && begin == track.start(at) && end == track.stop(at) &&
                     state == track.state(at);
            ++next;
            return true;
        });
        QVERIFY(isSame && next == last);
    }
    for (int i = 0; i < 2000; ++i) {
        const Time t = Time(random() % std::uint64_t(track.end() + 10)) - 5;
        const auto later = std::upper_bound(pair.naive.begin(), pair.naive.end(), t,
                                            [](Time a, const Interval& b) { return a < b.start; });
        const auto expected = std::size_t(std::max<std::ptrdiff_t>(later - pair.naive.begin() - 1, 0));
        QCOMPARE(track.find(t), expected);
        const std::size_t from = random() % track.size();
        QCOMPARE(track.find(t, from), std::max(expected, from));
    }
}

void TestTrack::blockSums() {
    const Pair pair = randomPair(40'000, 9);
    const Track& track = pair.track;
    Track::Sums sums{};
    for (std::size_t i = 0; i < track.size(); ++i) {
        if (i % Track::kBlock == 0) {
            const std::size_t b = i / Track::kBlock;
            QVERIFY(track.blockSums(b) == sums);
            QCOMPARE(track.blockStart(b), pair.naive[i].start);
            unsigned mask = 0;
            for (std::size_t k = i; k < std::min(i + Track::kBlock, track.size()); ++k)
                if (pair.naive[k].state != LaneState::Absent)
                    mask |= 1u << unsigned(pair.naive[k].state);
            QCOMPARE(unsigned(track.blockMask(b)), mask);
        }
        if (i + 1 < track.size() && pair.naive[i].state != LaneState::Absent)
            sums[std::size_t(pair.naive[i].state)] += std::uint32_t(
                (pair.naive[i + 1].start >> Track::kUnitShift) - (pair.naive[i].start >> Track::kUnitShift));
    }
    QVERIFY(track.runningSums() == sums);
}

// Hours of one state: the sums wrap, the differences stay right.
void TestTrack::sumsWrap() {
    Track track;
    constexpr Time kMinute = 60'000'000'000;
    for (std::size_t i = 0; i <= 3 * Track::kBlock; ++i)
        track.append(Time(i) * kMinute, LaneState(i % 2), {});
    for (std::size_t b = 0; b + 1 < track.blocks(); ++b) {
        const std::uint32_t ran = track.blockSums(b + 1)[0] - track.blockSums(b)[0];
        QCOMPARE(ran, std::uint32_t((Track::kBlock / 2 * kMinute) >> Track::kUnitShift));
    }
    QVERIFY(track.blockSums(3)[0] < track.blockSums(1)[0] || track.blockSums(2)[0] < track.blockSums(1)[0]);
}

void TestTrack::equalNeighboursJoin() {
    Track track;
    track.append(0, LaneState::Running, {1, 14, {}});
    track.append(10, LaneState::Running, {1, 14, {}});
    QCOMPARE(track.size(), 1u);
    QCOMPARE(track.end(), Time(10));
    track.append(20, LaneState::Running, {1, 15, {}});
    track.append(30, LaneState::Ready, {1, 15, {}});
    QCOMPARE(track.size(), 3u);
    QCOMPARE(track.stop(0), Time(20));
}

void TestTrack::timeNeverGoesBack() {
    Track track;
    track.append(100, LaneState::Running);
    track.append(50, LaneState::Ready);
    QCOMPARE(track.start(1), Time(100));
    track.extendTo(80);
    QCOMPARE(track.end(), Time(100));
}

void TestTrack::smallTracksAreSmall() {
    Track track;
    track.append(0, LaneState::Running);
    QVERIFY(track.memoryBytes() < 6000);
}

void TestTrack::notesBeyondTheirBits() {
    Track track;
    track.append(0, LaneState::Running, {0xffffffff, 0xfffff, FileId{4095}});
    track.append(1, LaneState::Ready, {1, 0x100000, FileId{4096}});
    QVERIFY((track.note(0) == IntervalNote{0xffffffff, 0xfffff, FileId{4095}}));
    QVERIFY((track.note(1) == IntervalNote{1, 0, FileId{0}}));
}

QTEST_APPLESS_MAIN(TestTrack)
#include "test_track.moc"
