// SPDX-License-Identifier: GPL-3.0-or-later
// The text of schedules: what is written is read again, what is wrong is said with its line.
#include "engine/drive/schedule.h"

#include <QTest>

using namespace forkscope;
using namespace forkscope::drive;
using trace::Kind;

class ScheduleTest : public QObject {
    Q_OBJECT
  private slots:
    void whatIsWrittenIsReadAgain();
    void remarksAndBlanksAreLeftOut();
    void aMistakeIsSaidWithItsLine_data();
    void aMistakeIsSaidWithItsLine();
    void onlyNamedObjectsAreCompared();
};

void ScheduleTest::whatIsWrittenIsReadAgain() {
    const Schedule schedule{{{"main", Kind::ProcessStart, "", 21, How::Begins},
                             {"main/1", Kind::LockAcquire, "mutex", 9, How::Begins},
                             {"main/1#2", Kind::LockAcquire, "Lock 2", 9, How::GoesOn},
                             {"main/2", Kind::QueueGet, "tasks", 0, How::TimeIsUp},
                             {"main/2", Kind::None, "", 0, How::Computes},
                             {"main", Kind::GateLine, "", 3, How::Begins, 4},
                             {"main", Kind::LockAcquire, "mutex", 5, How::GoesOn, 6}}};
    const auto again = readSchedule(textOf(schedule));
    QVERIFY2(again, again ? "" : again.error().c_str());
    QCOMPARE(QString::fromStdString(textOf(*again)), QString::fromStdString(textOf(schedule)));
    QVERIFY(*again == schedule);
    QVERIFY(!again->isExact());
    QVERIFY(again->firstSteps(4).isExact());
    QCOMPARE(again->firstSteps(100).steps.size(), schedule.steps.size());
}

void ScheduleTest::remarksAndBlanksAreLeftOut() {
    const auto read = readSchedule("# head\n\n   main  print   line 4   # the first\r\nmain/1#2 print");
    QVERIFY(read);
    QCOMPARE(read->steps.size(), std::size_t(2));
    QCOMPARE(read->steps[0].line, 4u);
    QCOMPARE(read->steps[1].actor, std::string("main/1#2"));
}

void ScheduleTest::aMistakeIsSaidWithItsLine_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("says");
    QTest::newRow("no process") << QByteArray("main print\nP1 print")
                                << "Line 2 of the schedule: 'P1' is no process";
    QTest::newRow("no operation") << QByteArray("main/1")
                                  << "Line 1 of the schedule: an operation is missing";
    QTest::newRow("unknown") << QByteArray("#\n\nmain lock.take m")
                             << "Line 3 of the schedule: 'lock.take' is no op";
}

void ScheduleTest::aMistakeIsSaidWithItsLine() {
    QFETCH(QByteArray, text);
    QFETCH(QString, says);
    const auto read = readSchedule(text.toStdString());
    QVERIFY(!read);
    QVERIFY2(QString::fromStdString(read.error()).startsWith(says), read.error().c_str());
}

void ScheduleTest::onlyNamedObjectsAreCompared() {
    const Step wanted{"main/1", Kind::LockAcquire, "mutex", 9, How::Begins};
    Step there = wanted;
    QVERIFY(fits(wanted, there));
    there.object = "";
    QVERIFY(fits(wanted, there));
    there.object = "other";
    QVERIFY(!fits(wanted, there));
    there = wanted;
    there.how = How::GoesOn;
    QVERIFY(!fits(wanted, there));
    there = wanted;
    there.line = 10;
    QVERIFY(!fits(wanted, there));
    there.line = 0;
    QVERIFY(fits(wanted, there));
}

QTEST_APPLESS_MAIN(ScheduleTest)
#include "schedule_test.moc"
