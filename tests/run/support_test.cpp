// SPDX-License-Identifier: GPL-3.0-or-later
// What tests see of a program that hangs.
#include "tests/support/run_program.h"
#include "tests/support/watchdog.h"

#include <QRegularExpression>
#include <QTest>

using namespace std::chrono_literals;

namespace forkscope::tests {

class SupportTest : public QObject {
    Q_OBJECT
  private slots:
    void initTestCase() { qputenv("PYTHONFAULTHANDLER", "1"); }
    void showsTheStacksOfAHang();
    void seesProcessesThatAreLeft();
};

void SupportTest::showsTheStacksOfAHang() {
    run::Session session;
    run::LaunchSpec spec;
    spec.program = testProgram("run/sleep_long.py");
    QVERIFY(session.start(spec));
    QVERIFY(QTest::qWaitFor([&] { return session.outputUntil(session.now()).contains("ready"); }, 30000));
    const QString text = describeProcesses(&session);
    QVERIFY2(text.contains("sleep_long.py"), qPrintable(text));
    QVERIFY2(text.contains("most recent call first"), qPrintable(text));
    // It sleeps in line 5, or is on its way there from line 4, where it says that it is ready.
    const QRegularExpression place(QStringLiteral("line [45] in <module>"));
    QVERIFY2(text.contains(place), qPrintable(text));
    QVERIFY2(text.contains("By the World"), qPrintable(text));
    QVERIFY(waitUntilEnded(session, 30s));
}

void SupportTest::seesProcessesThatAreLeft() {
    QCOMPARE(processesLeft(), QStringList());
    run::Session session;
    run::LaunchSpec spec;
    spec.program = testProgram("run/sleep_long.py");
    QVERIFY(session.start(spec));
    QVERIFY(processesLeft().join(u'\n').contains("sleep_long.py"));
    session.stop();
    QVERIFY(waitUntilEnded(session, 30s));
    QCOMPARE(processesLeft(), QStringList());
}

} // namespace forkscope::tests

QTEST_GUILESS_MAIN(forkscope::tests::SupportTest)
#include "support_test.moc"
