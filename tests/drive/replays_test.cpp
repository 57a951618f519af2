// SPDX-License-Identifier: GPL-3.0-or-later
// Random orders of programs whose processes and threads meet in other ways than by locks of multiprocessing,
// or where something of the library's or the kernel's could go one way or the other: each order can be
// repeated exactly.
#include "tests/drive/driven.h"

#include <QTest>

using namespace forkscope;
using namespace forkscope::tests;

namespace {
constexpr std::uint64_t kOrders = 3;
constexpr int kReplays = 5;

run::DriveWish byChance(std::uint64_t seed) {
    run::DriveWish wish = Driven::held();
    wish.start = run::StartMode::Shuffle;
    wish.seed = seed;
    return wish;
}

run::DriveWish again(const drive::Schedule& order) {
    run::DriveWish wish = Driven::held();
    wish.start = run::StartMode::Schedule;
    wish.schedule = order;
    wish.goesOnFreely = true;
    return wish;
}
} // namespace

class ReplaysTest : public QObject {
    Q_OBJECT
  private slots:
    void anOrderCanBeRepeated_data();
    void anOrderCanBeRepeated();
};

void ReplaysTest::anOrderCanBeRepeated_data() {
    QTest::addColumn<QString>("program");
    QTest::addColumn<QString>("method");
    for (const char* program : {"sockets.py", "thread_meetings.py", "notified.py", "asked_after_its_end.py",
                                "cannot_be_pickled.py", "replaced_workers.py"})
        for (const char* method : {"fork", "spawn"})
            QTest::addRow("%s, %s", program, method) << program << method;
    QTest::addRow("top_of_file.py, forkserver") << "top_of_file.py"
                                                << "forkserver";
}

void ReplaysTest::anOrderCanBeRepeated() {
    QFETCH(QString, program);
    QFETCH(QString, method);
    for (std::uint64_t seed = 1; seed <= kOrders; ++seed) {
        Driven first(program, {method}, byChance(seed));
        QVERIFY2(waitUntilEnded(first.session(), std::chrono::minutes(1)), first.situation().c_str());
        const drive::Schedule order = first.driver().done();
        QCOMPARE(first.session().ending().status, 0);
        QVERIFY2(order.isExact(), textOf(order).c_str());
        for (int n = 0; n < kReplays; ++n) {
            Driven replay(program, {method}, again(order));
            QVERIFY2(waitUntilEnded(replay.session(), std::chrono::minutes(1)),
                     (textOf(order) + "\nso far:\n" + replay.situation()).c_str());
            QCOMPARE(QString::fromStdString(textOf(replay.driver().done())),
                     QString::fromStdString(textOf(order)));
            QCOMPARE(replay.output(), first.output());
        }
    }
}

QTEST_GUILESS_MAIN(ReplaysTest)
#include "replays_test.moc"
