// SPDX-License-Identifier: GPL-3.0-or-later
// `forkscope run --events -` on each program of the lessons: what comes out is well-formed, and what the
// lessons say can be read off it, with the documented keys alone.
#include "tests/cli/command.h"
#include "tests/cli/json_trace.h"
#include "tests/support/paths.h"
#include "tests/support/run_program.h"
#include "tests/support/watchdog.h"

#include <QTest>

#include <algorithm>
#include <map>

namespace forkscope::tests {

class EventsTest : public QObject {
    Q_OBJECT
  private slots:
    void initTestCase();
    void cleanup() { QCOMPARE(processesLeft(), QStringList()); }

    void formIsAsAgreed_data();
    void formIsAsAgreed();
    void daemonEndsWithMainsCode();
    void consortEndsWithTheEmperor();
    void ticketIsOversold();
    void oneBuyerAtATime();
    void neverReleased();
    void neverEnds();
    void oneMarkerForEachConsumer();
    void queueIsJoined();
    void everyStartMethodGivesTheSameObjects_data();
    void everyStartMethodGivesTheSameObjects();
    void readerMayGoAway();

  private:
    const JsonTrace& trace(const char* program) const { return traces_.at(QLatin1String(program)); }
    std::map<QString, JsonTrace> traces_;
    std::map<QString, int> statuses_;
};

namespace {

const QStringList kPrograms = {"06-daemon-processes/three_timings",
                               "06-daemon-processes/emperor_and_consort",
                               "08-mutex/tickets_oversold",
                               "08-mutex/tickets_locked",
                               "08-mutex/never_released",
                               "14-producer-and-consumer/never_ends",
                               "14-producer-and-consumer/sentinels",
                               "14-producer-and-consumer/joinable_daemon"};

constexpr qsizetype kProgramCount = 8;

bool isEndless(const QString& program) {
    return program.startsWith("never_");
}

// From a buyer's first event at the file to its last word.
struct Sale {
    qint64 from, to;
    bool hasTicket;
};
QList<Sale> sales(const JsonTrace& trace) {
    QList<Sale> all;
    for (int n = 1; n <= 5; ++n) {
        const QString proc = trace.procNamed(QStringLiteral("buyer-%1").arg(n));
        const auto opened = trace.of("file.open", {}, proc), said = trace.of("print", {}, proc);
        if (!proc.isEmpty() && !opened.isEmpty() && !said.isEmpty())
            all << Sale{seqOf(opened.first()), seqOf(said.last()),
                        preview(said.last()).endsWith("has a ticket")};
    }
    std::ranges::sort(all, {}, &Sale::from);
    return all;
}
qsizetype sold(const QList<Sale>& all) {
    return std::ranges::count_if(all, &Sale::hasTicket);
}
bool overlap(const QList<Sale>& all) {
    for (qsizetype i = 1; i < all.size(); ++i)
        if (all[i].from < all[i - 1].to)
            return true;
    return false;
}

// The last event of a process before it was stopped: what it waits in.
QJsonObject lastOf(const JsonTrace& trace, const QString& proc) {
    QJsonObject last;
    for (const QJsonObject& e : trace.events()) {
        const QString ev = e["ev"].toString();
        const bool isOutside = ev.startsWith("cpu.") || ev == "process.reap" || ev == "process.exit";
        if (e["proc"].toString() == proc && !isOutside && !e.contains("thread"))
            last = e;
    }
    return last;
}

// How a process ended, by whoever knew: it itself, its parent, the engine.
QJsonObject exitOf(const JsonTrace& trace, const QString& proc) {
    auto ends = trace.of("process.exit", {}, proc) + trace.of("process.reap", {}, proc);
    for (const QJsonObject& start : trace.of("process.start"))
        for (const QJsonObject& reap : trace.of("process.reap"))
            if (start["path"].toString() == proc && reap["child"] == start["child"])
                ends << reap;
    for (const QJsonObject& e : ends)
        if (e["status"].isDouble())
            return e;
    return {};
}

} // namespace

// All at the same time; a file for standard output, so that none of them waits for this test to read.
void EventsTest::initTestCase() {
    const Watchdog watchdog(std::chrono::seconds(180));
    const Folder folders[kProgramCount];
    QProcess runs[kProgramCount];
    for (qsizetype i = 0; i < kProgramCount; ++i) {
        const QString name = kPrograms[i].section(u'/', 1), pack = kPrograms[i].section(u'/', 0, 0);
        QFile source(tests::lessonsSource() + QStringLiteral("/%1/programs/%2.py").arg(pack, name));
        QVERIFY(source.open(QIODevice::ReadOnly));
        folders[i].write(name + ".py", source.readAll());
        QStringList words{"run", "--events", "-"};
        if (isEndless(name))
            words += {"--timeout", "10"};
        runs[i].setWorkingDirectory(folders[i].path());
        runs[i].setStandardOutputFile(folders[i].path("out"));
        runs[i].setStandardErrorFile(QProcess::nullDevice());
        runs[i].start(forkscopeProgram(), words << name + ".py");
    }
    for (qsizetype i = 0; i < kProgramCount; ++i) {
        QVERIFY(runs[i].waitForFinished(120'000));
        const QString name = kPrograms[i].section(u'/', 1);
        traces_.emplace(name, JsonTrace(folders[i].read("out")));
        statuses_[name] = runs[i].exitCode();
    }
}

void EventsTest::formIsAsAgreed_data() {
    QTest::addColumn<QString>("program");
    for (const QString& program : kPrograms)
        QTest::newRow(qPrintable(program)) << program.section(u'/', 1);
}

void EventsTest::formIsAsAgreed() {
    QFETCH(const QString, program);
    const JsonTrace& t = traces_.at(program);
    QCOMPARE(t.formFault(), QString());
    QCOMPARE(t.locksFault(), QString());
    QCOMPARE(t.queuesFault(), QString());
    QCOMPARE(statuses_.at(program), isEndless(program) ? 124 : 0);
    for (const QJsonObject& e : t.events()) {
        const QString ev = e["ev"].toString();
        if (ev.startsWith("lock."))
            QCOMPARE(e["name"].toString(), QStringLiteral("mutex"));
        if (ev.startsWith("queue."))
            QCOMPARE(e["name"].toString(), QStringLiteral("orders"));
        if (e.contains("file"))
            QVERIFY2(e["file"].toString().endsWith(u'/' + program + ".py"), qPrintable(e["file"].toString()));
    }
}

void EventsTest::daemonEndsWithMainsCode() {
    const JsonTrace& t = trace("three_timings");
    QVERIFY(!t.printed().contains("end123"));
    const auto mainEnd = t.of("process.main_end");
    QCOMPARE(mainEnd.size(), 1);
    const QJsonObject killed = exitOf(t, t.procNamed("daemon"));
    QCOMPARE(killed["status"].toInt(), -15);
    QVERIFY(seqOf(killed) > seqOf(mainEnd[0]));
    QCOMPARE(t.printed().last(), QStringLiteral("end456"));
}

void EventsTest::consortEndsWithTheEmperor() {
    const JsonTrace& t = trace("emperor_and_consort");
    QCOMPARE(exitOf(t, t.procNamed("consort"))["status"].toInt(), -15);
    QCOMPARE(exitOf(t, t.procNamed("minister"))["status"].toInt(), 0);
    QVERIFY(t.printed().contains("minister: the books are closed"));
    QVERIFY(!t.printed().contains("consort: a long life is over"));
}

void EventsTest::ticketIsOversold() {
    const auto all = sales(trace("tickets_oversold"));
    QCOMPARE(all.size(), 5);
    QVERIFY(sold(all) > 1);
    QVERIFY(overlap(all));
}

void EventsTest::oneBuyerAtATime() {
    const JsonTrace& t = trace("tickets_locked");
    const auto all = sales(t);
    QCOMPARE(all.size(), 5);
    QCOMPARE(sold(all), 1);
    QVERIFY(!overlap(all));
}

void EventsTest::neverReleased() {
    const JsonTrace& t = trace("never_released");
    QCOMPARE(t.of("lock.release").size(), 0);
    const QString careless = t.procNamed("careless");
    const auto raised = t.of("exception", {}, careless);
    QCOMPARE(raised.size(), 1);
    QCOMPARE(raised[0]["type"].toString(), QStringLiteral("ValueError"));
    QCOMPARE(raised[0]["line"].toInt(), 13);
    QVERIFY(raised[0]["unhandled"].toBool());
    for (const char* const name : {"patient-1", "patient-2"}) {
        const QJsonObject last = lastOf(t, t.procNamed(name));
        QCOMPARE(last["ev"].toString(), QStringLiteral("lock.acquire"));
        QCOMPARE(last["phase"].toString(), QStringLiteral("begin"));
        QCOMPARE(last["line"].toInt(), 10);
    }
}

void EventsTest::neverEnds() {
    const JsonTrace& t = trace("never_ends");
    const QJsonObject last = lastOf(t, t.procNamed("consumer"));
    QCOMPARE(last["ev"].toString(), QStringLiteral("queue.get"));
    QVERIFY(last["phase"].toString() != "end");
    QCOMPARE(last["name"].toString(), QStringLiteral("orders"));
    QCOMPARE(last["line"].toInt(), 17);
    QVERIFY(last["waits"].toBool());
    QCOMPARE(t.of("queue.get", "end").size(), 8);
    QCOMPARE(t.of("queue.put", "end").size(), 8);
    QCOMPARE(lastOf(t, "main")["ev"].toString(), QStringLiteral("process.join"));
}

void EventsTest::oneMarkerForEachConsumer() {
    const JsonTrace& t = trace("sentinels");
    for (const char* const name : {"consumer-1", "consumer-2"}) {
        const QString proc = t.procNamed(name);
        const auto got = t.of("queue.get", "end", proc);
        QCOMPARE(std::ranges::count_if(got, [](const QJsonObject& e) { return preview(e) == "None"; }), 1);
        QCOMPARE(preview(got.last()), QStringLiteral("None"));
        QCOMPARE(exitOf(t, proc)["status"].toInt(-1), 0);
    }
    QCOMPARE(t.of("queue.get", "end").size(), 12);
}

void EventsTest::queueIsJoined() {
    const JsonTrace& t = trace("joinable_daemon");
    const auto done = t.of("queue.task_done");
    QCOMPARE(done.size(), 10);
    QVERIFY(std::ranges::any_of(done, [](const QJsonObject& e) { return e["unfinished"].toInt(-1) == 0; }));
    const auto joined = t.of("queue.join", "end", "main");
    QCOMPARE(joined.size(), 1);
    QVERIFY(seqOf(joined[0]) < seqOf(t.of("process.main_end")[0]));
    for (const char* const name : {"consumer-1", "consumer-2"})
        QCOMPARE(exitOf(t, t.procNamed(name))["status"].toInt(), -15);
}

void EventsTest::everyStartMethodGivesTheSameObjects_data() {
    QTest::addColumn<QString>("method");
    for (const char* const method : {"fork", "spawn", "forkserver"})
        QTest::newRow(method) << QString(method);
}

void EventsTest::everyStartMethodGivesTheSameObjects() {
    QFETCH(const QString, method);
    const Folder folder;
    folder.write("program.py",
                 "import multiprocessing as mp\n"
                 "def work(gate, results, n):\n"
                 "    with gate:\n"
                 "        results.put(n)\n"
                 "if __name__ == '__main__':\n"
                 "    mp.set_start_method('" +
                     method.toUtf8() +
                     "')\n"
                     "    gate, results = mp.Lock(), mp.Queue()\n"
                     "    workers = [mp.Process(target=work, args=(gate, results, n)) for n in range(3)]\n"
                     "    for w in workers:\n"
                     "        w.start()\n"
                     "    print(sum(results.get() for _ in workers))\n"
                     "    for w in workers:\n"
                     "        w.join()\n");
    const Finished done = forkscope({"run", "--events", "-", "program.py"}, {{}, folder.path(), {}, {}});
    QCOMPARE(done.status, 0);
    const JsonTrace t(done.out);
    QCOMPARE(t.formFault(), QString());
    QCOMPARE(t.locksFault(), QString());
    QCOMPARE(t.queuesFault(), QString());
    QSet<int> locks, queues;
    for (const QJsonObject& e : t.of("lock.acquire"))
        locks << e["obj"].toInt();
    for (const QJsonObject& e : t.of("queue.put") + t.of("queue.get"))
        queues << e["obj"].toInt();
    QCOMPARE(locks.size(), 1);
    QCOMPARE(queues.size(), 1);
    QCOMPARE(t.of("queue.get", "end", "main").size(), 3);
    for (const QJsonObject& e : t.of("process.start"))
        QCOMPARE(e["method"].toString(), method);
}

// As `forkscope run --events - … | head` does.
void EventsTest::readerMayGoAway() {
    const Folder folder;
    const QString program =
        folder.write("ticks.py", "import time\nwhile True:\n    print('.')\n    time.sleep(0.01)\n");
    const Finished done =
        runProgramFile("/bin/bash", {"-c", "\"$0\" run --events - \"$1\" | head -n 2; exit ${PIPESTATUS[0]}",
                                     forkscopeProgram(), program});
    QCOMPARE(done.status, 125);
    QCOMPARE(done.out.count('\n'), 2);
    QVERIFY2(done.err.contains("Nobody reads the events any more: ticks.py was stopped"),
             done.err.right(300));
}

} // namespace forkscope::tests

QTEST_GUILESS_MAIN(forkscope::tests::EventsTest)
#include "events_test.moc"
