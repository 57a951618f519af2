// SPDX-License-Identifier: GPL-3.0-or-later
// A line over a whole run: each time counts once, waiting is added up over processes.
#include "engine/world/line_history.h"
#include "tests/world/script.h"

#include <QtTest>

using namespace forkscope::world;
using namespace forkscope;

class TestLineHistory : public QObject {
    Q_OBJECT
  private slots:
    void countsMomentsAndWaits();
    void knowsOneFileFromAnother();
    void nothingForALineThatNeverRan();
};

void TestLineHistory::countsMomentsAndWaits() {
    Script run;
    Actor main = run.main();
    const ObjectId mutex = main.lock("mutex");
    Actor buyer = main.startsAndBegins("buyer");
    main.line(14).acquires(mutex);
    run.at(100);
    buyer.line(14).wants(mutex); // waits for 30 ms
    run.at(130);
    main.line(20).releases(mutex);
    buyer.line(14).gets(mutex);
    run.at(200);
    buyer.line(14).sleeps(50);
    run.at(250);
    buyer.line(14).wakes();
    buyer.line(21).releases(mutex);
    History history(run.log);
    history.advance();
    const trace::FileId file = run.log[run.log.size() - 1].file;
    const LineHistory told = lineHistory(history, file, 14);
    QCOMPARE(told.events.size(), std::size_t(3)); // main's acquire, the buyer's, its sleep
    QCOMPARE(told.processes, std::size_t(2));
    QCOMPARE(told.waited, 31 * kMs + 50 * kMs); // the lock came a millisecond after its release
    for (const std::size_t i : told.events)
        QCOMPARE(run.log[i].line, 14u);
    QCOMPARE(lineHistory(history, file, 20).waited, 0);
}

void TestLineHistory::knowsOneFileFromAnother() {
    Script run;
    Actor main = run.main();
    const ObjectId mutex = main.lock("mutex");
    main.line(3).acquires(mutex);
    const trace::FileId other = run.log.internPath("/home/learner/other.py");
    History history(run.log);
    history.advance();
    QCOMPARE(lineHistory(history, run.log[run.log.size() - 1].file, 3).events.size(), std::size_t(1));
    QVERIFY(lineHistory(history, other, 3).events.empty());
}

void TestLineHistory::nothingForALineThatNeverRan() {
    Script run;
    run.main();
    History history(run.log);
    history.advance();
    QVERIFY(lineHistory(history, run.log.internPath("/home/learner/shop.py"), 99).events.empty());
    QVERIFY(lineHistory(history, {}, 1).events.empty());
}

QTEST_APPLESS_MAIN(TestLineHistory)
#include "test_line_history.moc"
