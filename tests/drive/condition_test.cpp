// SPDX-License-Identifier: GPL-3.0-or-later
// What a shuffle can look for: conditions as text, and when they are met.
#include "engine/drive/condition.h"

#include <QTest>

using namespace forkscope;
using drive::Condition;

class ConditionTest : public QObject {
    Q_OBJECT
  private slots:
    void whatIsNotUnderstoodIsExplained_data();
    void whatIsNotUnderstoodIsExplained();
    void outputAndStatus_data();
    void outputAndStatus();
};

void ConditionTest::whatIsNotUnderstoodIsExplained_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("says");
    QTest::newRow("nothing") << ""
                             << "is no condition";
    QTest::newRow("a word") << "sometimes"
                            << "is no condition";
    QTest::newRow("no status") << "exit soon"
                               << "needs the exit status";
    QTest::newRow("no text") << "output"
                             << "needs the text";
    QTest::newRow("no count") << "printed x > often"
                              << "needs a text and how often";
    QTest::newRow("no such field") << "lock.mutex.colour = red"
                                   << "is no condition";
    QTest::newRow("owners are not ordered") << "lock.mutex.owner > P1"
                                            << "can only be compared by";
    QTest::newRow("no state") << "process.P1.state = bored"
                              << "is no state";
    QTest::newRow("no number") << "queue.tasks.items > many"
                               << "is compared with a number";
    QTest::newRow("half an operator") << "lock.mutex.owner ! P1"
                                      << "is no condition";
}

void ConditionTest::whatIsNotUnderstoodIsExplained() {
    QFETCH(QString, text);
    QFETCH(QString, says);
    const auto condition = Condition::read(text.toStdString());
    QVERIFY(!condition);
    QVERIFY2(QString::fromStdString(condition.error()).contains(says), condition.error().c_str());
}

void ConditionTest::outputAndStatus_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isMet");
    QTest::newRow("in the output") << "output sold out" << true;
    QTest::newRow("not in it") << "output sold in" << false;
    QTest::newRow("twice") << "printed buyer = 2" << true;
    QTest::newRow("more than twice") << "printed buyer > 2" << false;
    QTest::newRow("another number") << "printed buyer != 3" << true;
    QTest::newRow("status") << "exit 3" << true;
    QTest::newRow("another status") << "exit 0" << false;
    QTest::newRow("an object that is not there") << "lock.mutex.value = 0" << false;
    QTest::newRow("no exception") << "exception" << false;
    QTest::newRow("a standstill") << "deadlock" << true;
}

void ConditionTest::outputAndStatus() {
    QFETCH(QString, text);
    QFETCH(bool, isMet);
    const auto condition = Condition::read(text.toStdString());
    QVERIFY2(condition, condition ? "" : condition.error().c_str());
    const trace::Log log;
    const world::World world(log);
    QCOMPARE(condition->isMetBy({world, "buyer 1: sold out\nbuyer 2\n", 3, true}), isMet);
}

QTEST_APPLESS_MAIN(ConditionTest)
#include "condition_test.moc"
