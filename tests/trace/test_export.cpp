// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/trace/export_jsonl.h"
#include "engine/trace/export_perfetto.h"
#include "engine/trace/json.h"
#include "scratch_trace.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace forkscope::trace;
using namespace forkscope::trace::testing;

namespace {
// A main process that makes and takes a lock, ends; the engine sees it go.
void script(ScratchTrace& trace) {
    StreamWriter& w = trace.process();
    FieldBuffer begin, file, name, put;
    begin.add(Tag::Path, "main");
    begin.add(Tag::Name, "tickets");
    file.add(Tag::Path, "/home/ann/tickets.py");
    name.add(Tag::Name, "mutex");
    put.add(Tag::Preview, "'a\n\xff'");
    point(w, Kind::ProcessBegin, 10, 0, 4211, &begin);
    point(w, Kind::FileName, 11, 0, 1, &file);
    w.append(Kind::LockCreate, Phase::Point, 0, 7, 1u << 20 | 3, 1, 0, 20);
    trace.store().write(Kind::ObjectName, 0, 21, &name, 7);
    w.append(Kind::LockAcquire, Phase::Point, 0, 7, 1u << 20 | 4, 1, 0, 30);
    w.append(Kind::QueuePut, Phase::Begin, 0, 9, 1u << 20 | 5, 0, 0, 40, &put);
    w.append(Kind::QueuePut, Phase::End, 0, 9, 1u << 20 | 5, 0, 0, 41);
    point(w, Kind::ProcessExit, 50, 0, 3);
    FieldBuffer pid;
    pid.add(Tag::Pid, std::int64_t(4211));
    trace.store().write(Kind::ProcessExit, 3, 60, &pid);
}

struct ScriptedRun {
    ScratchTrace trace;
    Log log;
    ScriptedRun() {
        script(trace);
        Reader reader(log);
        readAll(reader, trace.store().bytes());
    }
};
} // namespace

class TestExport : public QObject {
    Q_OBJECT
  private slots:
    void linesAreJsonWithTheAgreedKeys();
    void exitHasTwoEnds();
    void aChildThatNeverBeganHasItsParentsPath();
    void anyBytesStayJson();
    void perfettoIsOneDocument();
    void aFullDiskStopsTheExport();

  private:
    static QList<QJsonObject> jsonLines(const Log& log);
};

QList<QJsonObject> TestExport::jsonLines(const Log& log) {
    QByteArray all;
    exportJsonLines(log, [&all](std::string_view text) {
        all.append(text.data(), qsizetype(text.size()));
        return true;
    });
    QList<QJsonObject> objects;
    for (const QByteArray& line : all.split('\n'))
        if (!line.isEmpty()) {
            QJsonParseError error;
            objects += QJsonDocument::fromJson(line, &error).object();
            if (error.error != QJsonParseError::NoError)
                qFatal("%s: %s", qPrintable(error.errorString()), line.constData());
        }
    return objects;
}

void TestExport::linesAreJsonWithTheAgreedKeys() {
    const ScriptedRun run;
    const Log& log = run.log;
    const auto lines = jsonLines(log);
    QCOMPARE(lines.size(), 7);
    for (int i = 0; i < lines.size(); ++i) {
        QCOMPARE(lines[i]["seq"].toInt(), i + 1);
        QCOMPARE(lines[i]["proc"].toString(), "main");
        QCOMPARE(lines[i]["pid"].toInt(), 4211);
    }
    const QJsonObject acquire = lines[2];
    QCOMPARE(acquire["ev"].toString(), "lock.acquire");
    QCOMPARE(acquire["phase"].toString(), "point");
    QCOMPARE(acquire["t"].toInt(), 30);
    QCOMPARE(acquire["name"].toString(), "mutex");
    QCOMPARE(acquire["file"].toString(), "/home/ann/tickets.py");
    QCOMPARE(acquire["line"].toInt(), 4);
    QCOMPARE(acquire["got"].toBool(), true);
    QCOMPARE(lines[1]["obj"].toInt(), acquire["obj"].toInt());
    QCOMPARE(lines[1]["name"].toString(), "mutex"); // known only after the event, and there all the same
}

void TestExport::exitHasTwoEnds() {
    const ScriptedRun run;
    const Log& log = run.log;
    const auto lines = jsonLines(log);
    QCOMPARE(lines[5]["ev"].toString(), "process.exit");
    QCOMPARE(lines[5]["phase"].toString(), "begin");
    QCOMPARE(lines[6]["phase"].toString(), "end");
    QCOMPARE(lines[6]["status"].toInt(), 3);
}

void TestExport::aChildThatNeverBeganHasItsParentsPath() {
    ScratchTrace trace;
    StreamWriter& w = trace.process();
    FieldBuffer begin, child, pid;
    begin.add(Tag::Path, "main");
    child.add(Tag::Name, "Process-1");
    pid.add(Tag::Pid, std::int64_t(4212));
    point(w, Kind::ProcessBegin, 10, 0, 4211, &begin);
    point(w, Kind::ProcessStart, 20, 0, 4212, &child);
    trace.store().write(Kind::ProcessExit, -15, 30, &pid);
    Log log;
    Reader reader(log);
    readAll(reader, trace.store().bytes());
    const QJsonObject exit = jsonLines(log).last();
    QCOMPARE(exit["ev"].toString(), "process.exit");
    QCOMPARE(exit["pid"].toInt(), 4212);
    QCOMPARE(exit["proc"].toString(), "main/Process-1");
    QCOMPARE(exit["status"].toInt(), -15);
}

void TestExport::anyBytesStayJson() {
    for (int first = 0; first < 256; ++first) {
        const char text[] = {'a', char(first), 'b', char(0xe2), char(0x82), 0};
        const QByteArray json = QByteArray::fromStdString("[" + jsonString({text, 5}) + "]");
        QJsonParseError error;
        const auto document = QJsonDocument::fromJson(json, &error);
        QVERIFY2(error.error == QJsonParseError::NoError, json.constData());
        QVERIFY(document.array()[0].toString().startsWith('a'));
    }
    QCOMPARE(QString::fromStdString(jsonString("grüße €")), QStringLiteral("\"grüße €\""));
}

void TestExport::perfettoIsOneDocument() {
    const ScriptedRun run;
    const Log& log = run.log;
    QByteArray all;
    QVERIFY(exportPerfetto(log, [&all](std::string_view text) {
        all.append(text.data(), qsizetype(text.size()));
        return true;
    }));
    QJsonParseError error;
    const auto events = QJsonDocument::fromJson(all, &error).object()["traceEvents"].toArray();
    QCOMPARE(error.error, QJsonParseError::NoError);
    int begins = 0, ends = 0, lockBegins = 0, lockEnds = 0, counters = 0;
    for (const auto& value : events) {
        const QString phase = value.toObject()["ph"].toString();
        begins += phase == "B";
        ends += phase == "E";
        lockBegins += phase == "b";
        lockEnds += phase == "e";
        counters += phase == "C";
    }
    QCOMPARE(begins, 1);
    QCOMPARE(ends, begins);
    QCOMPARE(lockBegins, 1);
    QCOMPARE(lockEnds, 1); // never released: held to the end
    QCOMPARE(counters, 1);
}

void TestExport::aFullDiskStopsTheExport() {
    const ScriptedRun run;
    const Log& log = run.log;
    int calls = 0;
    QVERIFY(!exportJsonLines(log, [&calls](std::string_view) { return ++calls < 3; }));
    QCOMPARE(calls, 3);
    calls = 0;
    QVERIFY(!exportPerfetto(log, [&calls](std::string_view) { return ++calls < 3; }));
    QCOMPARE(calls, 3);
}

QTEST_GUILESS_MAIN(TestExport)
#include "test_export.moc"
