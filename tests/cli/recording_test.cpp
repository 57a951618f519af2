// SPDX-License-Identifier: GPL-3.0-or-later
// A run kept in a file, looked at and exported; and what becomes of damaged files and full disks.
#include "tests/cli/command.h"
#include "tests/cli/json_trace.h"
#include "tests/support/paths.h"
#include "tests/support/run_program.h"

#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

namespace forkscope::tests {

class RecordingTest : public QObject {
    Q_OBJECT
  private slots:
    void initTestCase();
    void cleanup() { QCOMPARE(processesLeft(), QStringList()); }

    void showsTheEnd();
    void showsAnyMoment();
    void exportEqualsTheEventsOfTheRun();
    void perfettoIsBalanced();
    void damagedFilesAreExplained_data();
    void damagedFilesAreExplained();
    void aScratchIsToldAndTheRestIsShown();
    void placesThatCannotBeWritten_data();
    void placesThatCannotBeWritten();
    void aFullDiskIsExplained_data();
    void aFullDiskIsExplained();

  private:
    Folder folder_;
    QByteArray events_;
};

namespace {

// What the processes told, in any order: read live, an event that came late stands behind others, and the
// kernel's are put between as they come.
QStringList told(const JsonTrace& trace) {
    QStringList lines;
    for (QJsonObject e : trace.events()) {
        for (const char* const key : {"seq", "t"})
            e.remove(QLatin1String(key));
        if (!e["ev"].toString().startsWith("cpu."))
            lines << QString::fromUtf8(QJsonDocument(e).toJson(QJsonDocument::Compact));
    }
    lines.sort();
    return lines;
}

} // namespace

void RecordingTest::initTestCase() {
    QFile source(tests::lessonsSource() + QStringLiteral("/08-mutex/programs/tickets_locked.py"));
    QVERIFY(source.open(QIODevice::ReadOnly));
    folder_.write("tickets_locked.py", source.readAll());
    const Finished done = forkscope({"run", "--record", "run.fscope", "--events", "-", "tickets_locked.py"},
                                    {{}, folder_.path(), {}, {}});
    QCOMPARE(done.status, 0);
    events_ = done.out;
}

void RecordingTest::showsTheEnd() {
    const Finished done = forkscope({"show", folder_.path("run.fscope")});
    QCOMPARE(done.status, 0);
    QCOMPARE(done.err, QByteArray());
    QVERIFY2(done.out.startsWith("tickets_locked.py ended normally, after "), done.out);
    QVERIFY2(done.out.contains("P5 buyer-5 ended normally (exit code 0)."), done.out);
    QVERIFY2(done.out.contains("mutex is free."), done.out);
}

void RecordingTest::showsAnyMoment() {
    // While the first buyer sleeps in its critical section, with the others waiting.
    const JsonTrace t(events_);
    double then = 0;
    for (const QJsonObject& e : t.of("sleep", "begin"))
        if (e["line"].toInt() == 22 && then == 0)
            then = double(e["t"].toInteger()) / 1e9 + 0.15;
    const Finished done = forkscope({"show", "--at", QString::number(then), folder_.path("run.fscope")});
    QCOMPARE(done.status, 0);
    QVERIFY2(done.out.contains("mutex is held since "), done.out);
    QVERIFY2(done.out.contains("waits for mutex, held since "), done.out);
    QCOMPARE(forkscope({"show", "--at", "1e30", folder_.path("run.fscope")}).out,
             forkscope({"show", folder_.path("run.fscope")}).out);
    QVERIFY(forkscope({"show", "--at", "0", folder_.path("run.fscope")}).out.contains("At 0 "));
}

void RecordingTest::exportEqualsTheEventsOfTheRun() {
    QCOMPARE(
        forkscope({"export", folder_.path("run.fscope"), "--to", "jsonl", folder_.path("out.jsonl")}).status,
        0);
    QCOMPARE(told(JsonTrace(folder_.read("out.jsonl"))), told(JsonTrace(events_)));
}

void RecordingTest::perfettoIsBalanced() {
    QCOMPARE(
        forkscope({"export", "--to=perfetto", folder_.path("run.fscope"), folder_.path("out.json")}).status,
        0);
    const QJsonArray events =
        QJsonDocument::fromJson(folder_.read("out.json")).object()["traceEvents"].toArray();
    QVERIFY(events.size() > 50);
    QHash<QString, QStringList> open; // slices of a thread nest
    QHash<QString, int> held;         // asynchronous ones are matched by name and id
    for (const auto& value : events) {
        const QJsonObject e = value.toObject();
        const QString ph = e["ph"].toString(), name = e["name"].toString();
        const QString thread = QStringLiteral("%1/%2").arg(e["pid"].toInt()).arg(e["tid"].toInt());
        QVERIFY2(!ph.isEmpty() && !name.isEmpty() && e["ts"].isDouble(), QJsonDocument(e).toJson());
        if (ph == "B") {
            open[thread] << name;
        } else if (ph == "E") {
            QVERIFY2(!open[thread].isEmpty(), QJsonDocument(e).toJson());
            QCOMPARE(open[thread].takeLast(), name);
        } else if (ph == "b") {
            ++held[name];
        } else if (ph == "e") {
            QVERIFY(--held[name] >= 0);
        }
    }
    for (auto i = open.cbegin(); i != open.cend(); ++i)
        QVERIFY2(i->isEmpty(), qPrintable(i.key() + " still has " + i->join(u' ')));
    for (auto i = held.cbegin(); i != held.cend(); ++i)
        QVERIFY2(i.value() == 0, qPrintable(i.key()));
    QVERIFY(!held.isEmpty());
}

void RecordingTest::damagedFilesAreExplained_data() {
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("sentence");
    folder_.write("empty.fscope", {});
    folder_.write("text.fscope", "I am no recording\n");
    folder_.write("long.fscope", QByteArray(1 << 20, 'x'));
    folder_.write("head.fscope", folder_.read("run.fscope").left(100));
    for (const char* const name : {"empty", "text", "long", "head"})
        QTest::newRow(name) << folder_.path(QLatin1String(name) + ".fscope") << QByteArray(name) + ".fscope";
    QTest::newRow("not there") << folder_.path("none.fscope") << QByteArray("none.fscope");
    QTest::newRow("a folder") << folder_.path() << folder_.path().toUtf8();
}

void RecordingTest::damagedFilesAreExplained() {
    QFETCH(const QString, file);
    QFETCH(const QByteArray, sentence);
    for (const QStringList& words : {QStringList{"show", file}, QStringList{"export", file, "--to", "jsonl",
                                                                            folder_.path("unwritten")}}) {
        const Finished done = forkscope(words);
        QCOMPARE(done.status, 125);
        QCOMPARE(done.out, QByteArray());
        QVERIFY2(done.err.startsWith("forkscope: ") && done.err.contains(sentence), done.err);
        QCOMPARE(done.err.count('\n'), 1);
    }
    QVERIFY(!QFile::exists(folder_.path("unwritten")));
}

void RecordingTest::aScratchIsToldAndTheRestIsShown() {
    QByteArray bytes = folder_.read("run.fscope");
    const qsizetype at = bytes.indexOf("buyer-3");
    QVERIFY(at > 0);
    bytes.replace(at - 64, 128, QByteArray(128, '\xa5'));
    folder_.write("scratched.fscope", bytes);
    const Finished scratched = forkscope({"show", folder_.path("scratched.fscope")});
    QCOMPARE(scratched.status, 0);
    QVERIFY2(scratched.err.contains("damaged"), scratched.err);
    QVERIFY2(scratched.out.contains("P1 buyer-1 ended normally"), scratched.out);
    folder_.write("cut.fscope", folder_.read("run.fscope").chopped(folder_.read("run.fscope").size() / 3));
    const Finished cut = forkscope({"show", folder_.path("cut.fscope")});
    QVERIFY2(!cut.err.isEmpty() && cut.err.startsWith("forkscope: "), cut.err);
    QVERIFY(cut.status == 0 || cut.status == 125);
}

void RecordingTest::placesThatCannotBeWritten_data() {
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QByteArray>("sentence");
    QTest::newRow("record, no folder")
        << QStringList{"--record", "/nowhere/run.fscope"} << QByteArray("no such folder");
    QTest::newRow("record, a folder") << QStringList{"--record", "/tmp"} << QByteArray("it is a folder");
    QTest::newRow("events, no folder")
        << QStringList{"--events", "/nowhere/e.jsonl"} << QByteArray("/nowhere/e.jsonl");
    QTest::newRow("events, a folder") << QStringList{"--events", "/tmp"} << QByteArray("Is a directory");
}

// Found out before the program has started.
void RecordingTest::placesThatCannotBeWritten() {
    QFETCH(const QStringList, words);
    QFETCH(const QByteArray, sentence);
    const QString program = folder_.write("says.py", "print('started')\n");
    const Finished done = forkscope(QStringList{"run"} + words + QStringList{program});
    QCOMPARE(done.status, 125);
    QCOMPARE(done.out, QByteArray());
    QVERIFY2(done.err.contains(sentence), done.err);
    QCOMPARE(done.err.count('\n'), 1);
}

void RecordingTest::aFullDiskIsExplained_data() {
    QTest::addColumn<QString>("what");
    QTest::newRow("recording") << "--record";
    QTest::newRow("events") << "--events";
    QTest::newRow("export") << "";
}

// On a file system of 64 KiB, in a mount namespace of its own (unshare(1)).
void RecordingTest::aFullDiskIsExplained() {
    QFETCH(const QString, what);
    const QString disk = folder_.path("disk");
    QDir().mkpath(disk);
    const QString program = folder_.write("loop.py", "import multiprocessing as mp\n"
                                                     "lock = mp.Lock()\n"
                                                     "for _ in range(20000):\n"
                                                     "    with lock:\n"
                                                     "        pass\n"
                                                     "print('done')\n");
    QString command = "mount -t tmpfs -o size=64k none '%1' && echo before > '%1/out' && \"$0\" ";
    if (what.isEmpty()) {
        QCOMPARE(forkscope({"run", "--record", folder_.path("loop.fscope"), program}).status, 0);
        command += "export '" + folder_.path("loop.fscope") + "' --to jsonl '%1/out'";
    } else {
        command += "run " + what + " '%1/out' '" + program + "'";
    }
    command += "; status=$?; echo; cat '%1/out' | head -c 7; exit $status";
    const Finished done =
        runProgramFile("unshare", {"-rm", "sh", "-c", command.arg(disk), forkscopeProgram()});
    if (done.err.contains("unshare failed") || done.err.contains("mount:"))
        QSKIP("This machine lets nobody mount a file system of one's own.");
    QCOMPARE(done.status, 125);
    QVERIFY2(done.err.contains("disk is full") || done.err.contains("No space left on device"), done.err);
    QCOMPARE(done.err.count('\n'), 1);
    if (what != "--events") // what was there before is still there
        QVERIFY2(done.out.endsWith("\nbefore\n"), done.out);
    if (!what.isEmpty())
        QVERIFY(done.out.startsWith("done\n"));
}

} // namespace forkscope::tests

QTEST_GUILESS_MAIN(forkscope::tests::RecordingTest)
#include "recording_test.moc"
