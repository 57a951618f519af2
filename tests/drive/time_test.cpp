// SPDX-License-Identifier: GPL-3.0-or-later
// Time-outs, sleeps and operations that must not wait, of a program that is held.
#include "tests/drive/driven.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>

using namespace forkscope;
using namespace forkscope::tests;
using drive::Able;
using drive::Stance;

namespace {
constexpr int kPatience = 5; // seconds, of the program's waits
constexpr int kWaits = 14;   // in it
constexpr int kLongWhile = 60'000;

struct Waits {
    explicit Waits(const char* method, bool timeRuns = false, const char* only = nullptr)
        : run("waits_before.py", arguments(method, only), wish(timeRuns)) {
        allWait = QTest::qWaitFor([this] { return run.output().contains("all wait"); }, kLongWhile);
        QTest::qWait(200);
    }
    static QStringList arguments(const char* method, const char* only) {
        QStringList list{method, QString::number(kPatience)};
        return only ? list << only : list;
    }
    static run::DriveWish wish(bool timeRuns) {
        run::DriveWish w;
        w.timeRuns = timeRuns;
        w.computesAfter = std::chrono::seconds(5);
        return w;
    }
    int came(const QByteArray& what) { return int(run.output().count(what)); }
    // Waits that the kernel has sent back.
    int withTime() {
        const auto& all = run.driver().choices();
        return int(std::ranges::count_if(all, [](const drive::Choice& c) {
            return c.stance == Stance::Blocked && c.hasTimeOut && c.what != trace::Kind::Sleep;
        }));
    }

    Driven run;
    bool allWait = false;
};
} // namespace

class TimeTest : public QObject {
    Q_OBJECT
  private slots:
    void waitsThatHadBegunHaveTheirTimeAfterwards_data();
    void waitsThatHadBegunHaveTheirTimeAfterwards();
    void waitsThatHadBegunRunOutWhereTimeRunsOn();
    void theTimeOfAWaitThatHadBegunCanRunOut();
    void aSleepThatHadBegunIsHeldAndCanBeEnded();
    void aSleepGoesOnForWhatIsLeft();
    void whatMustNotWaitSaysWhatItWouldDo();
    void aResultThatWasTriedInVainIsTakenWhenItComes();
};

void TimeTest::waitsThatHadBegunHaveTheirTimeAfterwards_data() {
    QTest::addColumn<QByteArray>("method");
    for (const char* method : {"fork", "spawn"})
        QTest::newRow(method) << QByteArray(method);
}

void TimeTest::waitsThatHadBegunHaveTheirTimeAfterwards() {
    QFETCH(QByteArray, method);
    const bool all = method == "fork"; // spawned ones take too long to be all in their waits at one time
    Waits waits(method.constData(), false, all ? nullptr : "wait_lock");
    QVERIFY(waits.allWait);
    for (int n = 0; n < 3; ++n) {
        waits.run.driver().pause();
        QTest::qWait(100);
        waits.run.driver().goOn();
    }
    waits.run.driver().pause();
    QVERIFY(waits.run.settle());
    QTest::qWait((kPatience + 1) * 1000); // longer than all of them would wait
    QCOMPARE(waits.came("timed out"), 0);
    QVERIFY(waits.run.finish());
    QVERIFY2(waits.came("got it") == (all ? kWaits : 1), waits.run.output());
}

void TimeTest::waitsThatHadBegunRunOutWhereTimeRunsOn() {
    Waits waits("fork", true);
    QVERIFY(waits.allWait);
    waits.run.driver().pause();
    QVERIFY(waits.run.settle());
    QVERIFY2(QTest::qWaitFor([&] { return waits.run.next("main/1") == "print"; }, kLongWhile),
             waits.run.situation().c_str());
    QVERIFY(waits.run.finish());
    QVERIFY2(waits.came("timed out") + waits.came("got it") == kWaits && waits.came("timed out") > 0,
             waits.run.output());
}

void TimeTest::theTimeOfAWaitThatHadBegunCanRunOut() {
    for (const char* wait :
         {"wait_lock", "wait_get", "wait_join", "wait_event", "wait_pool", "wait_thread"}) {
        Waits waits("fork", false, wait);
        QVERIFY(waits.allWait);
        waits.run.driver().pause();
        QVERIFY(waits.run.settle());
        QVERIFY2(QTest::qWaitFor([&] { return waits.withTime() == 1; }, kLongWhile),
                 waits.run.situation().c_str());
        QCOMPARE(waits.run.choice("main/1")->able, Able::TimesOut);
        QVERIFY(waits.run.choice("main/1")->line > 0);
        QCOMPARE(waits.run.step("main/1"), std::string());
        QVERIFY2(waits.run.until("main/1", "print"), waits.run.situation().c_str());
        QCOMPARE(waits.run.step("main/1"), std::string());
        QVERIFY2(waits.came("timed out") == 1, waits.run.output());
    }
}

void TimeTest::aSleepThatHadBegunIsHeldAndCanBeEnded() {
    Waits waits("fork", false, "wait_lock");
    QVERIFY(waits.allWait);
    waits.run.driver().pause();
    QVERIFY(waits.run.settle());
    const auto sleeper = [&] { return waits.run.choice("main/1/1"); };
    QVERIFY2(QTest::qWaitFor([&] { return sleeper() != nullptr; }, kLongWhile),
             waits.run.situation().c_str());
    QCOMPARE(sleeper()->what, trace::Kind::Sleep);
    QCOMPARE(sleeper()->stance, Stance::Blocked);
    QCOMPARE(sleeper()->able, Able::Yes);
    QVERIFY(sleeper()->file && sleeper()->line > 0);
    QCOMPARE(waits.run.step("main/1/1"), std::string());
    QCOMPARE(waits.run.next("main/1/1"), std::string("lock.release"));
    QCOMPARE(waits.run.step("main/1/1"), std::string());
    QVERIFY(QTest::qWaitFor([&] { return waits.run.next("main/1") == "print"; }, kLongWhile));
    QVERIFY(waits.run.finish());
    QCOMPARE(waits.came("got it"), 1);
}

void TimeTest::aSleepGoesOnForWhatIsLeft() {
    run::DriveWish free;
    Driven run("sleeps.py", {}, free);
    QVERIFY(QTest::qWaitFor([&] { return run.output().contains("sleeps"); }, kLongWhile));
    QTest::qWait(300);
    double held = 0;
    for (int n = 0; n < 3; ++n) {
        run.driver().pause();
        QVERIFY(run.settle());
        QCOMPARE(run.choice("main")->stance, Stance::Blocked);
        QElapsedTimer clock;
        clock.start();
        QTest::qWait(700);
        held += double(clock.elapsed()) / 1000;
        run.driver().goOn();
        QTest::qWait(100);
    }
    QVERIFY(run.finish());
    const double took = run.output().split(' ').constLast().toDouble();
    QVERIFY2(took >= 3 + held, (run.output() + QByteArray::number(held)).constData());
}

void TimeTest::whatMustNotWaitSaysWhatItWouldDo() {
    Driven run("refusals.py");
    QVERIFY(run.settle());
    QVERIFY(run.until("main", "process.start"));
    QCOMPARE(run.step("main"), std::string());
    QVERIFY(run.until("main/1", "event.wait"));
    const auto says = [&](const char* operation, const char* words) {
        if (!run.until("main", operation))
            return false;
        const drive::Choice* c = run.choice("main");
        const std::string sentence = drive::sentenceOf(run.world(), *c);
        const bool good = c->able == Able::Fails && sentence.find(words) != std::string::npos;
        if (!good)
            qWarning("%s", sentence.c_str());
        return good && run.step("main").empty();
    };
    QVERIFY(says("lock.acquire", "would return False: waits for mutex, held since"));
    QVERIFY(says("lock.acquire", "would return False: waits for mutex, held since"));
    QVERIFY(says("queue.get", "would raise Empty"));
    QVERIFY(says("queue.put", "would raise Full"));
    QVERIFY(says("event.wait", "would return False"));
    QVERIFY(says("process.join", "would return at once"));
    QVERIFY(run.finish());
    QVERIFY2(run.output().contains("[False, False, 'refused', 'refused', False]"), run.output());
}

// In one of eight orders main is tried in vain for so long, before the task has slept, that it was given up.
void TimeTest::aResultThatWasTriedInVainIsTakenWhenItComes() {
    for (std::uint64_t seed = 1; seed <= 8; ++seed) {
        run::DriveWish wish;
        wish.start = run::StartMode::Shuffle;
        wish.seed = seed;
        wish.timeRuns = true;
        Driven run("slow_thread_task.py", {}, wish);
        QVERIFY2(tests::waitUntilEnded(run.session(), std::chrono::seconds(60)), run.situation().c_str());
        QVERIFY2(run.output().contains("after 0 s"), std::to_string(seed).c_str());
    }
}

QTEST_GUILESS_MAIN(TimeTest)
#include "time_test.moc"
