// SPDX-License-Identifier: GPL-3.0-or-later
// `forkscope run --schedule, --save-schedule, --shuffle, --until, --cpus, --fix-seeds`.
#include "tests/cli/command.h"
#include "tests/support/run_program.h"

#include <QTest>

namespace forkscope::tests {

namespace {
QString driveProgram(const QString& name) {
    return testProgram(QStringLiteral("drive/") + name);
}
} // namespace

class DriveTest : public QObject {
    Q_OBJECT
  private slots:
    void cleanup() { QCOMPARE(processesLeft(), QStringList()); }

    void anOrderIsSavedAndReplayed_data();
    void anOrderIsSavedAndReplayed();
    void manyReplaysOfOneOrderAreCompared();
    void anOrderThatDoesNotFitSaysWhere();
    void randomOrdersFindWhatIsLookedFor_data();
    void randomOrdersFindWhatIsLookedFor();
    void aRunIsGoodInEveryOrder();
    void seedsAreFixedOnRequest();
    void onOneCpu();
    void badWordsAreExplained_data();
    void badWordsAreExplained();
};

void DriveTest::anOrderIsSavedAndReplayed_data() {
    QTest::addColumn<QString>("method");
    for (const char* method : {"fork", "spawn", "forkserver"})
        QTest::newRow(method) << method;
}

void DriveTest::anOrderIsSavedAndReplayed() {
    QFETCH(QString, method);
    const Folder folder;
    const QString order = folder.path("order.txt"), again = folder.path("again.txt");
    for (int seed = 1; seed <= 3; ++seed) {
        const Finished first = forkscope({"run", "--shuffle", QString::number(seed), "--save-schedule", order,
                                          driveProgram("two_buyers.py"), method});
        QVERIFY2(first.status == 0, first.err);
        for (int n = 0; n < 3; ++n) {
            const Finished second = forkscope({"run", "--schedule", order, "--save-schedule", again,
                                               driveProgram("two_buyers.py"), method});
            QVERIFY2(second.status == 0, second.err);
            QCOMPARE(second.out, first.out);
            QCOMPARE(folder.read("again.txt"), folder.read("order.txt"));
        }
    }
}

void DriveTest::manyReplaysOfOneOrderAreCompared() {
    const Folder folder;
    const QString order = folder.path("order.txt"), again = folder.path("again.txt");
    const QStringList program{driveProgram("two_buyers.py"), "fork"};
    const Finished first =
        forkscope(QStringList{"run", "--shuffle", "2", "--save-schedule", order} + program);
    const QStringList replay{"run", "--schedule", order, "--times", "4"};
    const Finished done = forkscope(replay + QStringList{"--save-schedule", again} + program);
    QVERIFY2(done.status == 0, done.out + done.err);
    QVERIFY2(done.out.contains("4 in the same order, 4 printed the same, 4 ended the same."), done.out);
    QVERIFY2(done.out.endsWith("The first has printed:\n" + first.out), done.out);
    QCOMPARE(folder.read("again.txt"), folder.read("order.txt"));
    QCOMPARE(forkscope(replay + QStringList{"--quiet"} + program).out, first.out);

    // What comes out is another thing each time, whatever the order.
    const QString other = folder.write("other.py", "import os\nprint(os.urandom(9).hex())\n");
    const QString one = folder.write("one.txt", "main print line 2\n");
    const Finished differs = forkscope({"run", "--schedule", one, "--times", "2", other});
    QVERIFY2(differs.status == 1, differs.out + differs.err);
    QVERIFY2(differs.out.contains("2 in the same order, 1 printed the same"), differs.out);

    const QString bad = folder.write("bad.txt", "main process.start\nmain/1 queue.put\n");
    const Finished lost = forkscope(QStringList{"run", "--schedule", bad, "--times", "2"} + program);
    QVERIFY2(lost.status == 123, lost.out + lost.err);
    QVERIFY2(lost.out.contains("Replay 1: Step 2 of the schedule, 'main/1 queue.put', cannot be done"),
             lost.out);
}

void DriveTest::anOrderThatDoesNotFitSaysWhere() {
    const Folder folder;
    const QString order = folder.write("order.txt", "main process.start\nmain/1 queue.put\n");
    const Finished done = forkscope({"run", "--schedule", order, driveProgram("two_buyers.py"), "fork"});
    QCOMPARE(done.status, 123);
    QVERIFY2(done.err.contains(
                 "Step 2 of the schedule, 'main/1 queue.put', cannot be done: instead main/1 is next to "
                 "do shared.read of left at line 9"),
             done.err);
}

void DriveTest::randomOrdersFindWhatIsLookedFor_data() {
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("a ticket sold twice")
        << QStringList{"--until", "printed bought > 1", driveProgram("two_buyers.py"), "fork"}
        << QByteArray("meets the condition (printed bought > 1)");
    QTest::newRow("two locks") << QStringList{driveProgram("two_locks.py"), "fork"}
                               << QByteArray("wait for each other for ever");
    QTest::newRow("a lost update") << QStringList{"--until", "output sum 1", driveProgram("managed_list.py"),
                                                  "fork"}
                                   << QByteArray("meets the condition (output sum 1)");
    QTest::newRow("a line of the World")
        << QStringList{"--until", "lock.mutex.owner = P2", driveProgram("two_buyers.py"), "fork", "locked"}
        << QByteArray("meets the condition (lock.mutex.owner = P2)");
}

void DriveTest::randomOrdersFindWhatIsLookedFor() {
    QFETCH(QStringList, words);
    QFETCH(QByteArray, says);
    const Folder folder;
    const QString order = folder.path("order.txt");
    const Finished found =
        forkscope(QStringList{"run", "--shuffle", "1", "--times", "50", "--save-schedule", order} + words);
    QCOMPARE(found.status, 1);
    QVERIFY2(found.out.contains(says), found.out + found.err);
    QVERIFY2(found.out.contains("to see it again: --schedule"), found.out);
    // Its schedule leads there again.
    const int program = words.indexOf(QStringLiteral("--until")) < 0 ? 0 : 2;
    const Finished again =
        forkscope(QStringList{"run", "--schedule", order, "--timeout", "60"} + words.mid(program));
    QVERIFY2(again.status == 0 || (again.status == 1 && again.err.contains(says)), again.err);
}

void DriveTest::aRunIsGoodInEveryOrder() {
    const Finished done = forkscope({"run", "--shuffle", "1", "--times", "3", "--until", "printed bought > 1",
                                     driveProgram("two_buyers.py"), "fork", "locked"});
    QVERIFY2(done.status == 0, done.out + done.err);
    QVERIFY2(done.out.startsWith("3 runs in random orders, about 1"), done.out);
}

void DriveTest::seedsAreFixedOnRequest() {
    for (const char* method : {"fork", "spawn", "forkserver"}) {
        const QStringList words{"run", "--fix-seeds", driveProgram("seeds.py"), method};
        const Finished first = forkscope(words), second = forkscope(words);
        QCOMPARE(first.status, 0);
        QCOMPARE(first.out, second.out);
        const QByteArrayList lines = first.out.split('\n');
        QVERIFY2(lines.size() == 3 && lines[0].mid(6, 12) != lines[1].mid(5, 12), first.out);
    }
}

void DriveTest::onOneCpu() {
    const Folder folder;
    const QString program = folder.write("cpus.py", "import os\nprint(len(os.sched_getaffinity(0)))\n");
    QCOMPARE(forkscope({"run", "--cpus", "one", program}).out, QByteArray("1\n"));
    QVERIFY(forkscope({"run", "--cpus", "all", program}).out.toInt() >= 1);
}

void DriveTest::badWordsAreExplained_data() {
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("no file") << QStringList{"--schedule", "/nowhere/order.txt"}
                             << QByteArray("cannot be read");
    QTest::newRow("both") << QStringList{"--schedule", "x", "--shuffle", "1"}
                          << QByteArray("exclude each other");
    QTest::newRow("no seed") << QStringList{"--shuffle", "well"} << QByteArray("--shuffle takes a number");
    QTest::newRow("no shuffle") << QStringList{"--until", "deadlock"}
                                << QByteArray("--until goes with --shuffle");
    QTest::newRow("no condition") << QStringList{"--shuffle", "1", "--until", "soon"}
                                  << QByteArray("is no condition");
    QTest::newRow("nothing to save") << QStringList{"--save-schedule", "x"}
                                     << QByteArray("--save-schedule goes with");
    QTest::newRow("no such time") << QStringList{"--time", "flies"}
                                  << QByteArray("--time takes 'runs' or 'stands'");
    QTest::newRow("two processors") << QStringList{"--cpus", "two"}
                                    << QByteArray("--cpus takes 'one' or 'all'");
}

void DriveTest::badWordsAreExplained() {
    QFETCH(QStringList, words);
    QFETCH(QByteArray, says);
    const Finished done =
        forkscope(QStringList{"run"} + words + QStringList{driveProgram("two_buyers.py"), "fork"});
    QCOMPARE(done.status, 2);
    QVERIFY2(done.err.contains(says), done.err);
}

} // namespace forkscope::tests

QTEST_GUILESS_MAIN(forkscope::tests::DriveTest)
#include "drive_test.moc"
