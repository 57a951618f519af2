// SPDX-License-Identifier: GPL-3.0-or-later
// `forkscope run --times N`: the table counts what came out.
#include "tests/cli/command.h"
#include "tests/support/run_program.h"

#include <QTest>

namespace forkscope::tests {

class TimesTest : public QObject {
    Q_OBJECT
  private slots:
    void cleanup() { QCOMPARE(processesLeft(), QStringList()); }

    void tableCountsTheOutcomes();
    void badEndsAreTold();
    void whatDoesNotGoTogetherIsExplained_data();
    void whatDoesNotGoTogetherIsExplained();
};

void TimesTest::tableCountsTheOutcomes() {
    const Folder folder;
    const QString program = folder.write("same.py", "import os\nprint('pid', os.getpid())\n");
    const Finished done = forkscope({"run", "--times", "3", program});
    QCOMPARE(done.status, 0);
    QCOMPARE(done.err, QByteArray());
    QVERIFY2(done.out.startsWith("3 runs. "), done.out);
    QVERIFY2(done.out.contains("     3  100 %  ########################################\n"
                               "             1 | pid [P0 main]\n"),
             done.out);
    QVERIFY2(done.out.contains("How it ended:\n     3  100 %"), done.out);
}

void TimesTest::badEndsAreTold() {
    const Folder folder;
    const QString program = folder.write("slow.py", "import time\ntime.sleep(600)\n");
    const Finished done = forkscope({"run", "--times", "2", "--timeout", "0.5", program});
    QCOMPARE(done.status, 1);
    QVERIFY2(done.out.contains("| ran longer than 0.5 s: stopped"), done.out);
    QVERIFY2(done.out.contains("| did not end"), done.out);
}

void TimesTest::whatDoesNotGoTogetherIsExplained_data() {
    QTest::addColumn<QStringList>("words");
    QTest::newRow("none") << QStringList{"--times", "0", "x.py"};
    QTest::newRow("too many") << QStringList{"--times", "1001", "x.py"};
    QTest::newRow("no number") << QStringList{"--times", "often", "x.py"};
    QTest::newRow("one recording") << QStringList{"--times", "2", "--record", "x.fscope", "x.py"};
    QTest::newRow("one stream of events") << QStringList{"--times", "2", "--events", "-", "x.py"};
    QTest::newRow("a program that comes once") << QStringList{"--times", "2", "-"};
}

void TimesTest::whatDoesNotGoTogetherIsExplained() {
    QFETCH(const QStringList, words);
    const Finished done = forkscope(QStringList{"run"} + words);
    QCOMPARE(done.status, 2);
    QVERIFY2(done.err.contains("--times"), done.err);
}

} // namespace forkscope::tests

QTEST_GUILESS_MAIN(forkscope::tests::TimesTest)
#include "times_test.moc"
