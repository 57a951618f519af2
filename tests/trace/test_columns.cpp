// SPDX-License-Identifier: GPL-3.0-or-later
// TimedColumns and SparseColumn against plain vectors.
#include "engine/trace/sparse_column.h"
#include "engine/trace/timed_columns.h"

#include <QtTest>

#include <algorithm>
#include <random>

using namespace forkscope::trace;

namespace {

using Columns = TimedColumns<2>;
constexpr std::size_t kBlock = Columns::kBlock;

struct Pair {
    Columns columns;
    std::vector<Time> times;
    std::vector<Columns::Shape> shapes;

    void append(Time time, const Columns::Shape& shape) {
        columns.append(time, shape);
        times.push_back(time);
        shapes.push_back(shape);
    }
    // Empty where both hold the same.
    QString difference() const {
        if (columns.size() != times.size())
            return QStringLiteral("%1 elements").arg(columns.size());
        for (std::size_t i = 0; i < times.size(); ++i)
            if (columns.time(i) != times[i] || columns.shape(i) != shapes[i])
                return QStringLiteral("element %1 of %2").arg(i).arg(times.size());
        return {};
    }
    // The same, told by each() in one go; and of a stretch of it, cut off after `most`.
    QString differenceOfEach(std::size_t first, std::size_t last, std::size_t most) const {
        std::size_t told = 0;
        QString found;
        columns.each(first, last, [&](std::size_t i, Time time, const Columns::Shape& shape) {
            if (i != first + told || time != times[i] || shape != shapes[i])
                found = QStringLiteral("element %1").arg(i);
            return ++told < most;
        });
        return told == std::min(last - first, most) ? found : QStringLiteral("%1 told").arg(told);
    }
    QString differenceInBounds(Time t) const {
        const auto expected = std::size_t(std::upper_bound(times.begin(), times.end(), t) - times.begin());
        const std::size_t found = columns.upperBound(t);
        return found == expected ? QString()
                                 : QStringLiteral("%1: %2, not %3").arg(t).arg(found).arg(expected);
    }
};

} // namespace

class TestColumns : public QObject {
    Q_OBJECT
  private slots:
    void chance_data();
    void chance();
    void isReadWhileItGrows();
    void spanOfABlock();
    void farthestTimes();
    void asManyShapesAsElements();
    void repeatingIsSmall();
    void fewIsSmall();
    void sparse();
};

void TestColumns::chance_data() {
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("shapes");
    QTest::addColumn<qlonglong>("longest"); // between two elements
    for (const int count : {0, 1, int(kBlock) - 1, int(kBlock), int(kBlock) + 1, 20'000})
        for (const int shapes : {1, 255, 256, 257, 100'000})
            for (const qlonglong longest : {0LL, 300LL, 8'000'000LL, 1LL << 40})
                QTest::addRow("%d elements, %d shapes, %lld ns", count, shapes, longest)
                    << count << shapes << longest;
}

void TestColumns::chance() {
    QFETCH(int, count);
    QFETCH(int, shapes);
    QFETCH(qlonglong, longest);
    std::mt19937_64 random(std::uint64_t(count) * 31 + std::uint64_t(shapes));
    Pair pair;
    Time time = -1000;
    for (int i = 0; i < count; ++i) {
        time += Time(random() % std::uint64_t(longest + 1));
        // Words that differ in high bits or low ones alone.
        const std::uint64_t which = random() % std::uint64_t(shapes);
        pair.append(time, {which % 3 == 0 ? which << 40 : which, ~which});
    }
    QCOMPARE(pair.difference(), QString());
    QCOMPARE(pair.differenceOfEach(0, pair.times.size(), SIZE_MAX), QString());
    for (int i = 0; i < 20; ++i) {
        const std::size_t first = random() % (pair.times.size() + 1);
        const std::size_t last = first + random() % (pair.times.size() - first + 1);
        QCOMPARE(pair.differenceOfEach(first, last, 1 + random() % 3000), QString());
    }
    for (int i = 0; i < 1000; ++i) {
        const Time t = -1100 + Time(random() % std::uint64_t(time + 1300));
        QCOMPARE(pair.differenceInBounds(t), QString());
        if (count > 0)
            QCOMPARE(pair.differenceInBounds(pair.times[random() % pair.times.size()]), QString());
    }
}

void TestColumns::isReadWhileItGrows() {
    Pair pair;
    std::mt19937_64 random(3);
    for (std::size_t i = 0; i < 4 * kBlock; ++i) {
        pair.append(Time(i / 3 * 7), {random() % 300, i % 5});
        const std::size_t any = random() % pair.times.size();
        QCOMPARE(pair.columns.time(any), pair.times[any]);
        QVERIFY(pair.columns.shape(any) == pair.shapes[any]);
        QCOMPARE(pair.columns.time(i), pair.times[i]);
        QVERIFY(pair.columns.shape(i) == pair.shapes[i]);
        QCOMPARE(pair.differenceInBounds(pair.times[any]), QString());
    }
}

// The last time that fits into 32 bits, and the first that does not.
void TestColumns::spanOfABlock() {
    for (const Time span : {Time(UINT32_MAX) - 1, Time(UINT32_MAX), Time(UINT32_MAX) + 1}) {
        Pair pair;
        for (int round = 0; round < 2; ++round) {
            const Time from = round * (Time(1) << 33);
            for (std::size_t i = 0; i < kBlock; ++i)
                pair.append(i + 1 == kBlock ? from + span : from, {i % 2, 0});
        }
        QCOMPARE(pair.difference(), QString());
        for (const Time t : {Time(-1), Time(0), span - 1, span, span + 1, (Time(1) << 33) + span})
            QCOMPARE(pair.differenceInBounds(t), QString());
    }
}

void TestColumns::farthestTimes() {
    Pair pair;
    for (std::size_t i = 0; i < 3 * kBlock; ++i)
        pair.append(i < kBlock / 2 ? INT64_MIN : i < 2 * kBlock ? 0 : INT64_MAX, {UINT64_MAX, 0});
    QCOMPARE(pair.difference(), QString());
    for (const Time t : {INT64_MIN, Time(-1), Time(0), Time(1), INT64_MAX - 1, INT64_MAX})
        QCOMPARE(pair.differenceInBounds(t), QString());
}

void TestColumns::asManyShapesAsElements() {
    Pair pair;
    for (std::size_t i = 0; i < 30 * kBlock + 5; ++i)
        pair.append(Time(i), {i, i << 32});
    QCOMPARE(pair.difference(), QString());
    QVERIFY(pair.columns.memoryBytes() < pair.times.size() * 26);
}

void TestColumns::repeatingIsSmall() {
    Columns columns;
    for (std::size_t i = 0; i < 100'000; ++i)
        columns.append(Time(i) * 500, {i % 6, 7});
    QVERIFY2(columns.memoryBytes() < 600'000, qPrintable(QString::number(columns.memoryBytes())));
}

void TestColumns::fewIsSmall() {
    Columns columns;
    columns.append(0, {1, 2});
    QVERIFY(columns.memoryBytes() < 200);
}

void TestColumns::sparse() {
    for (const unsigned every : {1U, 2U, 3U, 64U, 511U, 100'000U}) {
        SparseColumn column;
        std::vector<std::uint32_t> expected;
        std::mt19937 random(every);
        for (std::size_t i = 0; i < 5000; ++i) {
            expected.push_back(random() % every == 0 ? UINT32_MAX - std::uint32_t(i) : 0);
            column.append(expected.back());
            QCOMPARE(column[i], expected[i]);
        }
        QCOMPARE(column.size(), expected.size());
        for (std::size_t i = 0; i < expected.size(); ++i)
            QCOMPARE(column[i], expected[i]);
    }
}

QTEST_APPLESS_MAIN(TestColumns)
#include "test_columns.moc"
