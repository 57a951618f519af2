// SPDX-License-Identifier: GPL-3.0-or-later
// The reader of perf's ring buffer on a buffer written here: wrap-around, lost records, nonsense; and the
// shares that the sampler draws.
#include "engine/run/cpu_ring.h"
#include "engine/run/cpu_sampler.h"

#include <QRandomGenerator>
#include <QTest>

#include <linux/perf_event.h>

#include <cstring>
#include <vector>

using namespace forkscope::run;

namespace {

// Writes as the kernel does.
struct FakeKernel {
    static constexpr std::size_t kBytes = 256;
    alignas(8) std::byte data[kBytes] = {};
    perf_event_mmap_page page{};

    void put(const void* bytes, std::size_t size) {
        for (std::size_t i = 0; i < size; ++i)
            data[(page.data_head + i) % kBytes] = static_cast<const std::byte*>(bytes)[i];
        page.data_head += size;
    }
    void putRecord(std::uint32_t type, std::uint16_t misc, const std::vector<std::uint32_t>& body,
                   std::uint32_t pid, std::uint64_t time) {
        const perf_event_header header{type, misc, std::uint16_t(8 + body.size() * 4 + 24)};
        const std::uint32_t id[6] = {pid, pid, std::uint32_t(time), std::uint32_t(time >> 32), 0, 0};
        put(&header, sizeof header);
        put(body.data(), body.size() * 4);
        put(id, sizeof id);
    }
    void putSwitch(std::uint16_t misc, std::uint32_t pid, std::uint64_t time) {
        putRecord(PERF_RECORD_SWITCH, misc, {}, pid, time);
    }
};

std::vector<CpuRecord> readAll(CpuRing& ring) {
    std::vector<CpuRecord> all;
    ring.refresh();
    while (const CpuRecord* record = ring.front()) {
        all.push_back(*record);
        ring.pop();
    }
    ring.release();
    return all;
}

constexpr std::uint16_t kOut = PERF_RECORD_MISC_SWITCH_OUT;
constexpr std::uint16_t kPreempted = PERF_RECORD_MISC_SWITCH_OUT | PERF_RECORD_MISC_SWITCH_OUT_PREEMPT;

} // namespace

class CpuRingTest : public QObject {
    Q_OBJECT

  private slots:
    void tellsTheStatesApart();
    void wrapsAround();
    void countsWhatWasLost();
    void skipsWhatItDoesNotKnow();
    void nonsenseEndsInAGapAndNotInACrash();
    void anyBytesAreSurvived();
    void sharesAreTheKernels_data();
    void sharesAreTheKernels();
    void whatNoLongerMovesIsBlockedAtOnce();
};

void CpuRingTest::tellsTheStatesApart() {
    FakeKernel kernel;
    CpuRing ring(&kernel.page, kernel.data, FakeKernel::kBytes);
    QVERIFY(readAll(ring).empty());
    kernel.putRecord(PERF_RECORD_FORK, 0, {7, 5, 8, 5, 0, 0}, 5, 100);
    kernel.putSwitch(0, 7, 101);
    kernel.putSwitch(kPreempted, 7, 102);
    kernel.putSwitch(kOut, 7, 103);
    kernel.putRecord(PERF_RECORD_EXIT, 0, {7, 5, 7, 5, 0, 0}, 7, 104);
    const auto all = readAll(ring);
    QCOMPARE(all.size(), std::size_t(5));
    const CpuState expected[] = {CpuState::Ready, CpuState::Run, CpuState::Ready, CpuState::Block,
                                 CpuState::Exit};
    for (std::size_t i = 0; i < all.size(); ++i) {
        QCOMPARE(all[i].state, expected[i]);
        QCOMPARE(all[i].pid, 7);
        QCOMPARE(all[i].clockNs, 100 + i);
    }
    QCOMPARE(all[0].tid, 8);
    QCOMPARE(kernel.page.data_tail, kernel.page.data_head);
}

void CpuRingTest::wrapsAround() {
    FakeKernel kernel;
    CpuRing ring(&kernel.page, kernel.data, FakeKernel::kBytes);
    for (std::uint64_t round = 0; round < 100; ++round) {
        kernel.putSwitch(0, 7, 2 * round);
        kernel.putRecord(PERF_RECORD_EXIT, 0, {9, 5, 9, 5, 0, 0}, 9, 2 * round + 1);
        const auto all = readAll(ring);
        QCOMPARE(all.size(), std::size_t(2));
        QCOMPARE(all[0].clockNs, 2 * round);
        QCOMPARE(all[1].tid, 9);
    }
    QCOMPARE(ring.lost(), std::uint64_t(0));
}

void CpuRingTest::countsWhatWasLost() {
    FakeKernel kernel;
    CpuRing ring(&kernel.page, kernel.data, FakeKernel::kBytes);
    kernel.putRecord(PERF_RECORD_LOST, 0, {1, 0, 41, 0}, 7, 10);
    kernel.putSwitch(0, 7, 11);
    kernel.putRecord(PERF_RECORD_LOST, 0, {1, 0, 1, 0}, 7, 12);
    QCOMPARE(readAll(ring).size(), std::size_t(1));
    QCOMPARE(ring.lost(), std::uint64_t(42));
}

void CpuRingTest::skipsWhatItDoesNotKnow() {
    FakeKernel kernel;
    CpuRing ring(&kernel.page, kernel.data, FakeKernel::kBytes);
    kernel.putRecord(PERF_RECORD_THROTTLE, 0, {1, 2, 3, 4, 5, 6}, 7, 10);
    kernel.putSwitch(0, std::uint32_t(-1), 11); // already reaped
    kernel.putSwitch(0, 7, 12);
    const auto all = readAll(ring);
    QCOMPARE(all.size(), std::size_t(1));
    QCOMPARE(all[0].clockNs, std::uint64_t(12));
}

void CpuRingTest::nonsenseEndsInAGapAndNotInACrash() {
    FakeKernel kernel;
    CpuRing ring(&kernel.page, kernel.data, FakeKernel::kBytes);
    const perf_event_header nonsense{PERF_RECORD_SWITCH, 0, 3};
    kernel.put(&nonsense, sizeof nonsense);
    kernel.putSwitch(0, 7, 11);
    QVERIFY(readAll(ring).empty());
    QCOMPARE(ring.lost(), std::uint64_t(1));
    kernel.putSwitch(0, 7, 12);
    QCOMPARE(readAll(ring).size(), std::size_t(1));
}

void CpuRingTest::anyBytesAreSurvived() {
    QRandomGenerator random(7);
    for (int round = 0; round < 2000; ++round) {
        FakeKernel kernel;
        CpuRing ring(&kernel.page, kernel.data, FakeKernel::kBytes);
        for (std::byte& b : kernel.data)
            b = std::byte(random.bounded(4) ? random.bounded(48) : random.bounded(256));
        kernel.page.data_head = std::uint64_t(random.bounded(256));
        const std::size_t most = kernel.page.data_head / 8;
        QVERIFY(readAll(ring).size() <= most);
        QCOMPARE(kernel.page.data_tail <= kernel.page.data_head, true);
    }
}

void CpuRingTest::sharesAreTheKernels_data() {
    QTest::addColumn<int>("runs"); // of 100, the rest blocked
    QTest::addColumn<int>("waits");
    QTest::addColumn<int>("bookedEvery"); // intervals after which the kernel books the waiting
    QTest::newRow("spins alone") << 100 << 0 << 1;
    QTest::newRow("two spinners on one processor") << 50 << 50 << 1;
    QTest::newRow("three spinners") << 33 << 67 << 1;
    QTest::newRow("booked late") << 20 << 80 << 5;
    QTest::newRow("mostly asleep") << 5 << 2 << 1;
    QTest::newRow("a bit of everything") << 40 << 25 << 1;
}

void CpuRingTest::sharesAreTheKernels() {
    QFETCH(int, runs);
    QFETCH(int, waits);
    QFETCH(int, bookedEvery);
    constexpr std::int64_t kInterval = 16'000'000;
    constexpr int kRounds = 1000;
    CpuShares shares;
    std::array<int, 3> shown{};
    std::int64_t unbooked = 0;
    for (int i = 1; i <= kRounds; ++i) {
        unbooked += kInterval / 100 * waits;
        const std::int64_t booked = i % bookedEvery == 0 ? std::exchange(unbooked, 0) : 0;
        const bool runnable = runs + waits == 100;
        ++shown[std::size_t(shares.next(kInterval, kInterval / 100 * runs, booked, runnable))];
    }
    QVERIFY2(std::abs(shown[0] - kRounds * runs / 100) <= 1 + bookedEvery,
             qPrintable(QString::number(shown[0])));
    QVERIFY2(std::abs(shown[1] - kRounds * waits / 100) <= 1 + bookedEvery,
             qPrintable(QString::number(shown[1])));
}

void CpuRingTest::whatNoLongerMovesIsBlockedAtOnce() {
    CpuShares shares;
    QCOMPARE(shares.next(100, 90, 0, true), CpuState::Run);
    QCOMPARE(shares.next(100, 0, 0, false), CpuState::Block);
    QCOMPARE(shares.next(100, 0, 0, true), CpuState::Ready); // runnable, but it has not run: it waits
}

QTEST_GUILESS_MAIN(CpuRingTest)
#include "cpu_ring_test.moc"
