// SPDX-License-Identifier: GPL-3.0-or-later
// A Batch runs real programs many times: what is counted, what is kept, and what is left behind.
#include "engine/batch/batch.h"
#include "engine/batch/outcome_groups.h"
#include "tests/support/run_program.h"
#include "tests/support/watchdog.h"

#include <QDir>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

#include <set>

using namespace std::chrono_literals;

namespace forkscope::tests {

using batch::Batch;
using batch::GroupBy;
using batch::groupOutcomes;
using batch::OutcomeGroup;
using batch::RunOutcome;

class BatchTest : public QObject {
    Q_OBJECT
  private slots:
    void cleanup() { QCOMPARE(processesLeft(), QStringList()); }

    void sameProgramHasOneOutcome();
    void racesHaveSeveral();
    void failuresOfChildrenAreEndings();
    void aHangIsAnOutcome();
    void inputIsAtItsEnd();
    void recordingsOpen();
    void goesOnWithoutRecordings();
    void cancelLeavesNothing();
    void destructionLeavesNothing();
    void changedProgramEndsTheRuns();
    void refusesWhatCannotRun();
};

namespace {

run::LaunchSpec specOf(const QString& program) {
    run::LaunchSpec spec;
    spec.program = testProgram(QStringLiteral("batch/") + program);
    return spec;
}

// Starts and waits for the end; the test has failed where it does not come.
void runAll(Batch& batch, const run::LaunchSpec& spec, int runs, qint64 bytes = Batch::kRecordingBytes) {
    const Watchdog watchdog(300s, spec.program);
    const QSignalSpy finished(&batch, &Batch::finished);
    const Outcome started = batch.start(spec, runs, bytes);
    QVERIFY2(started, started ? "" : started.error().c_str());
    QVERIFY(QTest::qWaitFor([&] { return !finished.isEmpty(); }, 240'000));
    QCOMPARE(finished.size(), 1);
    QVERIFY(!batch.isRunning());
}

int runsIn(const std::vector<OutcomeGroup>& groups) {
    std::set<int> runs;
    for (const OutcomeGroup& group : groups)
        runs.insert(group.runs.begin(), group.runs.end());
    return int(runs.size());
}

QString folderOf(const Batch& batch) {
    return QFileInfo(batch.outcomes().front().recording).path();
}

} // namespace

void BatchTest::sameProgramHasOneOutcome() {
    Batch batch;
    const QSignalSpy done(&batch, &Batch::oneDone);
    runAll(batch, specOf("same.py"), 4);
    QCOMPARE(done.size(), 4);
    QCOMPARE(batch.outcomes().size(), std::size_t(4));
    for (const GroupBy by : {GroupBy::Printed, GroupBy::PrintedOrder, GroupBy::EndOrder, GroupBy::Ending}) {
        const auto groups = groupOutcomes(batch.outcomes(), by);
        QCOMPARE(groups.size(), std::size_t(1));
        QCOMPARE(groups[0].runs, (std::vector<int>{0, 1, 2, 3}));
        QCOMPARE(groups[0].troubled, 0);
    }
    const RunOutcome& first = batch.outcomes().front();
    QCOMPARE(first.number, 1);
    QCOMPARE(first.endOrder, QStringLiteral("P1 talker → P0 main"));
    QVERIFY2(first.comparable.contains("talker was [P1 talker], <object object at 0x…>\ntook … s"),
             qPrintable(first.comparable));
}

void BatchTest::racesHaveSeveral() {
    Batch batch;
    runAll(batch, specOf("racing.py"), 24); // all the same once in 2^23
    const auto orders = groupOutcomes(batch.outcomes(), GroupBy::PrintedOrder);
    QCOMPARE(orders.size(), std::size_t(2));
    QCOMPARE(runsIn(orders), 24);
    QCOMPARE(int(orders[0].runs.size() + orders[1].runs.size()), 24);
    QCOMPARE(groupOutcomes(batch.outcomes(), GroupBy::Printed).size(), std::size_t(1));
    const QStringList ends{"P1 ann → P2 ben → P0 main", "P2 ben → P1 ann → P0 main"};
    for (const RunOutcome& outcome : batch.outcomes())
        QVERIFY2(ends.contains(outcome.endOrder), qPrintable(outcome.endOrder));
}

void BatchTest::failuresOfChildrenAreEndings() {
    Batch batch;
    runAll(batch, specOf("fails_at_times.py"), 24);
    const auto endings = groupOutcomes(batch.outcomes(), GroupBy::Ending);
    QCOMPARE(endings.size(), std::size_t(2));
    QCOMPARE(runsIn(endings), 24);
    for (const OutcomeGroup& group : endings) {
        const bool good = group.preview.front().text == "ended normally";
        if (!good)
            QCOMPARE(group.preview.front().text,
                     QStringLiteral("ended normally; P1 worker ended by ValueError"));
        QCOMPARE(group.troubled, good ? 0 : int(group.runs.size()));
    }
}

void BatchTest::aHangIsAnOutcome() {
    Batch batch;
    run::LaunchSpec spec = specOf("locks_crosswise.py");
    spec.limits.time = 1500ms;
    runAll(batch, spec, 2);
    for (const RunOutcome& outcome : batch.outcomes()) {
        QVERIFY(!outcome.isGood);
        QVERIFY(!outcome.isInTime);
        QCOMPARE(outcome.ending,
                 QStringLiteral("ran longer than 1.5 s: stopped; a deadlock of P1 lefty, P2 righty"));
        QCOMPARE(outcome.endOrder,
                 QStringLiteral("nobody (never ended: P0 main, P1 lefty, P2 righty)"));
        QCOMPARE(outcome.printed, QStringLiteral("begin\n"));
    }
    QCOMPARE(groupOutcomes(batch.outcomes(), GroupBy::Ending).size(), std::size_t(1));
}

void BatchTest::inputIsAtItsEnd() {
    Batch batch;
    runAll(batch, specOf("reads.py"), 1);
    QCOMPARE(batch.outcomes().front().printed, QStringLiteral("nobody there\n"));
    QVERIFY(batch.outcomes().front().isInTime);
}

void BatchTest::recordingsOpen() {
    QString folder;
    {
        Batch batch;
        runAll(batch, specOf("racing.py"), 3);
        folder = folderOf(batch);
        for (const RunOutcome& outcome : batch.outcomes()) {
            run::Session session;
            const Outcome opened = session.open(outcome.recording);
            QVERIFY2(opened, opened ? "" : opened.error().c_str());
            QCOMPARE(QString::fromUtf8(session.outputUntil(session.now())), outcome.printed);
            QCOMPARE(batch::outcomeOf(session, -1).endOrder, outcome.endOrder);
            QCOMPARE(batch::outcomeOf(session, -1).duration, outcome.duration);
        }
        QVERIFY(QFileInfo::exists(folder));
    }
    QVERIFY(!QFileInfo::exists(folder));
}

void BatchTest::goesOnWithoutRecordings() {
    Batch batch;
    const QSignalSpy notes(&batch, &Batch::noted);
    runAll(batch, specOf("racing.py"), 3, 1);
    QCOMPARE(batch.outcomes().size(), std::size_t(3));
    QCOMPARE(batch.outcomes().back().recording, QString());
    QCOMPARE(notes.size(), 1); // said once
    QVERIFY(notes[0][0].toString().startsWith("From run 1 on"));
}

void BatchTest::cancelLeavesNothing() {
    Batch batch;
    const Watchdog watchdog(120s);
    const QSignalSpy finished(&batch, &Batch::finished);
    connect(&batch, &Batch::oneDone, &batch, [&batch] {
        // In the middle of the second run.
        QTimer::singleShot(60, &batch, &Batch::cancel);
    });
    QVERIFY(batch.start(specOf("racing.py"), 1000));
    QVERIFY(QTest::qWaitFor([&] { return !finished.isEmpty(); }, 60'000));
    QCOMPARE(finished.size(), 1);
    QVERIFY(batch.wasCancelled());
    QVERIFY(!batch.outcomes().empty() && batch.outcomes().size() < 1000);
    QCOMPARE(processesLeft(), QStringList());
    QCOMPARE(int(QDir(folderOf(batch)).entryList(QDir::Files).size()), int(batch.outcomes().size()));
}

void BatchTest::destructionLeavesNothing() {
    const Watchdog watchdog(120s);
    QString folder;
    {
        Batch batch;
        const QSignalSpy done(&batch, &Batch::oneDone);
        QVERIFY(batch.start(specOf("racing.py"), 1000));
        QVERIFY(QTest::qWaitFor([&] { return !done.isEmpty(); }, 60'000));
        folder = folderOf(batch);
        QVERIFY(batch.isRunning());
    }
    QCOMPARE(processesLeft(), QStringList());
    QVERIFY(!QFileInfo::exists(folder));
}

void BatchTest::changedProgramEndsTheRuns() {
    const QTemporaryDir folder;
    const auto write = [&](const QByteArray& text) {
        QFile file(folder.filePath("program.py"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    };
    write("print('before')\n");
    Batch batch;
    const Watchdog watchdog(120s);
    const QSignalSpy finished(&batch, &Batch::finished), notes(&batch, &Batch::noted);
    connect(&batch, &Batch::oneDone, this, [&] { write("print('after')\n"); });
    run::LaunchSpec spec;
    spec.program = folder.filePath("program.py");
    QVERIFY(batch.start(spec, 50));
    QVERIFY(QTest::qWaitFor([&] { return !finished.isEmpty(); }, 60'000));
    QCOMPARE(batch.outcomes().size(), std::size_t(1));
    QCOMPARE(batch.program(), QByteArray("print('before')\n"));
    QVERIFY(notes[0][0].toString().contains("program.py was changed"));
}

void BatchTest::refusesWhatCannotRun() {
    Batch nowhere;
    run::LaunchSpec spec;
    spec.program = QStringLiteral("/nowhere/program.py");
    QVERIFY(!nowhere.start(spec, 5));
    QVERIFY(!nowhere.isRunning());
    Batch none, many;
    QVERIFY(!none.start(specOf("same.py"), 0));
    QVERIFY(!many.start(specOf("same.py"), Batch::kMostRuns + 1));
}

} // namespace forkscope::tests

QTEST_GUILESS_MAIN(forkscope::tests::BatchTest)
#include "runs_test.moc"
