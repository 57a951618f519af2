// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/trace/clock.h"
#include "scratch_trace.h"

#include <QtTest>

#include <ctime>

using namespace forkscope::trace;
using namespace forkscope::trace::testing;

class TestClock : public QObject {
    Q_OBJECT
  private slots:
    void staysWithTheSystemsClock();
    void unusedStaleAndHalfWrittenPagesAreRefused();
};

static std::uint64_t systemNs() {
    timespec t{};
    clock_gettime(CLOCK_MONOTONIC, &t);
    return std::uint64_t(t.tv_sec) * 1'000'000'000u + std::uint64_t(t.tv_nsec);
}

// Between two looks at the system's clock, with room for what the fit may be off.
void TestClock::staysWithTheSystemsClock() {
    ScratchTrace trace;
    std::uint64_t ns = 0;
    QTest::qSleep(30);
    trace.store().tend();
    if (!readClock(trace.store().header().clock, ns))
        QSKIP("this kernel does not take its time from the counter");
    constexpr std::uint64_t kOff = 5'000;
    int within = 0;
    for (int i = 0; i < 200; ++i) {
        QTest::qSleep(1);
        if (i % 10 == 0)
            trace.store().tend();
        const std::uint64_t before = systemNs();
        QVERIFY(readClock(trace.store().header().clock, ns));
        const std::uint64_t after = systemNs();
        within += ns + kOff >= before && ns <= after + kOff;
    }
    QVERIFY2(within >= 195, qPrintable(QString::number(within)));
}

void TestClock::unusedStaleAndHalfWrittenPagesAreRefused() {
    wire::ClockPage page{};
    std::uint64_t ns = 0;
    QVERIFY(!readClock(page, ns));
    page.version = 2;
    page.rate = 1ull << 32;
    page.counter = timeStampCounter();
    QCOMPARE(readClock(page, ns), kHasTimeStampCounter);
    page.version = 3;
    QVERIFY(!readClock(page, ns));
    page.version = 4;
    page.counter = timeStampCounter() - 10'000'000'000ull;
    QVERIFY(!readClock(page, ns));
    page.counter = timeStampCounter() + 10'000'000'000ull;
    QVERIFY(!readClock(page, ns));
}

QTEST_GUILESS_MAIN(TestClock)
#include "test_clock.moc"
