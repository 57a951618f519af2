// SPDX-License-Identifier: GPL-3.0-or-later
// One operation of a real program at a time.
#include "tests/drive/driven.h"

#include <QTest>

using namespace forkscope;
using namespace forkscope::tests;
using drive::Able;
using drive::Stance;

class StepsTest : public QObject {
    Q_OBJECT
  private slots:
    void oneOperationAtATime();
};

void StepsTest::oneOperationAtATime() {
    Driven run("two_buyers.py", {"fork", "locked"});
    QVERIFY(run.settle());
    QCOMPARE(run.driver().choices().size(), std::size_t(1));
    QCOMPARE(run.next("main"), std::string("process.start"));
    QCOMPARE(run.step("main"), std::string());
    QCOMPARE(run.next("main"), std::string("process.start"));
    QCOMPARE(run.next("main/1"), std::string("lock.acquire"));
    QCOMPARE(run.step("main"), std::string());
    QCOMPARE(run.step("main/1"), std::string());
    QCOMPARE(run.next("main/2"), std::string("lock.acquire"));
    QCOMPARE(run.choice("main/2")->able, Able::Blocks);
    QCOMPARE(run.step("main/2"), std::string());
    QCOMPARE(run.choice("main/2")->stance, Stance::Blocked);
    QCOMPARE(run.choice("main/2")->able, Able::No);
    qWarning("%s", run.situation().c_str());
    QVERIFY(run.until("main/1", "lock.release"));
    QCOMPARE(run.step("main/1"), std::string());
    QCOMPARE(run.choice("main/2")->able, Able::Yes);
    QVERIFY(run.finish());
    QVERIFY2(run.output().contains("left 0"), run.output());
    QCOMPARE(run.session().ending().status, 0);
}

QTEST_GUILESS_MAIN(StepsTest)
#include "steps_test.moc"
