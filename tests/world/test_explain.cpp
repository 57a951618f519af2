// SPDX-License-Identifier: GPL-3.0-or-later
// The sentences about processes and objects, by table.
#include "tests/world/scene.h"

using namespace forkscope::world;
using namespace forkscope;

class TestExplain : public QObject {
    Q_OBJECT

  private slots:
    void times_data();
    void times();
    void statuses_data();
    void statuses();
    void processes_data();
    void processes();
    void objects_data();
    void objects();
    void nothingThere();
};

void TestExplain::times_data() {
    QTest::addColumn<qint64>("time");
    QTest::addColumn<QString>("words");
    QTest::newRow("s") << qint64(1'250'000'000) << "1.25 s";
    QTest::newRow("tenths of a second") << qint64(410'000'000) << "0.41 s";
    QTest::newRow("ms") << qint64(46'600'000) << "46.6 ms";
    QTest::newRow("µs") << qint64(20'000) << "20 µs";
    QTest::newRow("ns") << qint64(640) << "640 ns";
    QTest::newRow("zero") << qint64(0) << "0 µs";
    QTest::newRow("hours") << qint64(7'200'000'000'000) << "7200.00 s";
}

void TestExplain::times() {
    QFETCH(qint64, time);
    QFETCH(QString, words);
    QCOMPARE(text(formatTime(time)), words);
}

void TestExplain::statuses_data() {
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("words");
    QTest::newRow("0") << 0 << "ended normally (exit code 0)";
    QTest::newRow("1") << 1 << "ended with exit code 1";
    QTest::newRow("-15") << -15 << "was ended by SIGTERM (-15)";
    QTest::newRow("-9") << -9 << "was ended by SIGKILL (-9)";
    QTest::newRow("-40") << -40 << "was ended by signal 40 (-40)";
    QTest::newRow("?") << int(trace::kUnknownStatus) << "ended (its exit code is not known)";
}

void TestExplain::statuses() {
    QFETCH(int, status);
    QFETCH(QString, words);
    QCOMPARE(text(explainStatus(status)), words);
}

// About P2 (the second buyer) unless the row's name begins with "main", 410 ms after the row's last event.
void TestExplain::processes_data() {
    sentenceColumns();
    const auto row = sentence;
    row(
        "runs", [](Scene& s) { s.b.line(7).does(Kind::Print); }, "P2 buyer is running (line 7).");
    row(
        "on a CPU", [](Scene& s) { s.run.cpu(Kind::CpuRun, s.b); }, "P2 buyer is running on a CPU.");
    row(
        "ready", [](Scene& s) { s.run.cpu(Kind::CpuReady, s.b); },
        "P2 buyer could run and waits for a CPU (for 0.41 s).");
    row(
        "untraced call", [](Scene& s) { s.run.cpu(Kind::CpuBlock, s.b); },
        "P2 buyer waits in a call that is not traced. It has waited since 0.10 s, for 0.41 s now.");
    row(
        "lock",
        [](Scene& s) {
            s.a.line(14).acquires(s.mutex);
            s.b.line(14).wants(s.mutex);
        },
        "P2 buyer waits for mutex, held since 0.10 s by P1 buyer (line 14), which is running (line 14). It "
        "has waited since 0.10 s at line 14, for 0.41 s now.");
    row(
        "lock with time-out",
        [](Scene& s) {
            s.a.acquires(s.mutex);
            s.b.does(Kind::LockAcquire, Phase::Begin, s.mutex, 0,
                     {Script::number(Tag::Timeout, 2'000'000'000)});
        },
        "P2 buyer waits for mutex, held since 0.10 s by P1 buyer, which is running. It has waited since 0.10 "
        "s, for 0.41 s now, and gives up at 2.10 s.");
    row(
        "lock of one who sleeps",
        [](Scene& s) {
            s.a.line(9).acquires(s.mutex);
            s.a.line(10).sleeps(1000);
            s.b.line(8).wants(s.mutex);
        },
        "P2 buyer waits for mutex, held since 0.10 s by P1 buyer (line 9), which sleeps until 1.10 s (line "
        "10). "
        "It has waited since 0.10 s at line 8, for 0.41 s now.");
    row(
        "chain of three",
        [](Scene& s) {
            const ObjectId other = s.main.lock("other");
            s.main.line(3).acquires(other);
            s.main.waitsAtGet(s.orders);
            s.a.line(9).acquires(s.mutex);
            s.a.line(10).wants(other);
            s.b.wants(s.mutex);
        },
        "P2 buyer waits for mutex, held since 0.10 s by P1 buyer (line 9), which waits for other, held since "
        "0.10 s by P0 main (line 3), which waits at get: orders is empty. It has waited since 0.11 s, for "
        "0.41 s "
        "now.");
    row(
        "circle",
        [](Scene& s) {
            const ObjectId other = s.main.lock("other");
            s.a.acquires(s.mutex);
            s.b.acquires(other);
            s.a.wants(other);
            s.b.wants(s.mutex);
        },
        "P2 buyer waits for mutex, held since 0.10 s by P1 buyer, which waits for other, held since 0.10 s "
        "by P2 buyer: they wait for each other for ever. It has waited since 0.10 s, for 0.41 s now.");
    row(
        "main waits behind a circle",
        [](Scene& s) {
            const ObjectId other = s.main.lock("other");
            s.a.acquires(s.mutex);
            s.b.acquires(other);
            s.a.wants(other);
            s.b.wants(s.mutex);
            s.main.joins(s.b);
        },
        "P0 main waits in join for P2 buyer, which waits for mutex, held since 0.10 s by P1 buyer, which "
        "waits for "
        "other, held since 0.10 s by P2 buyer: P2 and P1 wait for each other for ever. It has waited since "
        "0.11 s, "
        "for 0.41 s now.");
    row(
        "RLock of the dead",
        [](Scene& s) {
            const ObjectId again = s.main.lock("again", "RLock");
            s.a.acquires(again);
            s.a.exits();
            s.b.wants(again);
        },
        "P2 buyer waits for again, held since 0.10 s by P1 buyer, which has ended without releasing it. It "
        "has "
        "waited since 0.10 s, for 0.41 s now. Nobody else can release again: it waits for ever.");
    row(
        "lock of its own",
        [](Scene& s) {
            s.b.line(14).acquires(s.mutex);
            s.b.line(15).wants(s.mutex);
        },
        "P2 buyer waits for mutex, which it holds itself since 0.10 s (line 14). It has waited since 0.10 s "
        "at line 15, for 0.41 s now. It could go on only if somebody else released mutex: a Lock can be "
        "taken only once.");
    row(
        "lock of the dead",
        [](Scene& s) {
            s.a.line(14).acquires(s.mutex);
            s.a.exits();
            s.b.wants(s.mutex);
        },
        "P2 buyer waits for mutex, held since 0.10 s by P1 buyer (line 14), which has ended without "
        "releasing it. It has waited since 0.10 s, for 0.41 s now. It goes on only if somebody else releases "
        "mutex.");
    row(
        "lock just released",
        [](Scene& s) {
            s.a.acquires(s.mutex);
            s.b.wants(s.mutex);
            s.a.releases(s.mutex);
        },
        "P2 buyer waits for mutex, which is free again. It has waited since 0.10 s, for 0.41 s now.");
    row(
        "semaphore",
        [](Scene& s) {
            s.a.acquires(s.seats);
            s.main.acquires(s.seats);
            s.b.wants(s.seats);
        },
        "P2 buyer waits for seats, held by P1 buyer and P0 main. It has waited since 0.10 s, for 0.41 s "
        "now.");
    row(
        "get", [](Scene& s) { s.b.waitsAtGet(s.orders); },
        "P2 buyer waits at get: orders is empty. It has waited since 0.10 s, for 0.41 s now. It goes on when "
        "somebody puts an item into orders.");
    row(
        "get, producer gone",
        [](Scene& s) {
            s.a.puts(s.orders, "1");
            s.a.feeds(s.orders);
            s.b.takes(s.orders, "1");
            s.a.exits();
            s.b.waitsAtGet(s.orders);
        },
        "P2 buyer waits at get: orders is empty, and P1 buyer, the only one that put items into it, has "
        "ended. It has waited since 0.11 s, for 0.41 s now. It goes on when somebody puts an item into "
        "orders.");
    row(
        "get, in the buffer",
        [](Scene& s) {
            s.a.puts(s.orders, "1");
            s.b.waitsAtGet(s.orders);
        },
        "P2 buyer waits at get: 1 item of orders not yet in the pipe. It has waited since 0.10 s, for 0.41 s "
        "now.");
    row(
        "put",
        [](Scene& s) {
            s.b.beginsPut(s.orders, "1");
            s.b.waitsAtPut(s.orders);
        },
        "P2 buyer waits at put: orders is full (3 places). It has waited since 0.10 s, for 0.41 s now. It "
        "goes on when somebody takes an item out of orders.");
    row(
        "queue join",
        [](Scene& s) {
            s.a.puts(s.orders, "1");
            s.b.does(Kind::QueueJoin, Phase::Begin, s.orders);
        },
        "P2 buyer waits in join of orders: 1 task unfinished. It has waited since 0.10 s, for 0.41 s now. It "
        "goes on when task_done() has been called for each of them.");
    row(
        "main joins", [](Scene& s) { s.main.line(30).joins(s.a); },
        "P0 main waits in join for P1 buyer, which is running. It has waited since 0.10 s at line 30, for "
        "0.41 s now.");
    row(
        "input", [](Scene& s) { s.b.does(Kind::Input, Phase::Begin); },
        "P2 buyer waits for input from the terminal. It has waited since 0.10 s, for 0.41 s now. It goes on "
        "when a line is typed.");
    row(
        "sleep", [](Scene& s) { s.b.line(8).sleeps(1000); }, "P2 buyer sleeps until 1.10 s (line 8).");
    row(
        "other wait", [](Scene& s) { s.b.does(Kind::EventWait, Phase::Begin); },
        "P2 buyer waits for an event to be set. It has waited since 0.10 s, for 0.41 s now. It goes on when "
        "somebody calls set().");
    row(
        "held", [](Scene& s) { s.b.line(9).does(Kind::GateWait); },
        "P2 buyer is held before its next operation (line 9).");
    row(
        "zombie", [](Scene& s) { s.b.exits(0); },
        "P2 buyer ended normally (exit code 0); P0 main has not joined it yet (a zombie).");
    row(
        "raised",
        [](Scene& s) {
            s.b.does(Kind::Exception, Phase::Point, {}, 1,
                     {Script::text(Tag::Type, "ValueError"), Script::text(Tag::Message, "no seats")});
            s.b.exits(1);
            s.main.reaps(s.b, 1);
        },
        "P2 buyer ended with exit code 1 after ValueError: no seats.");
    row(
        "killed",
        [](Scene& s) {
            s.run.seesExit(s.b, -15);
            s.main.reaps(s.b, -15);
        },
        "P2 buyer was ended by SIGTERM (-15).");
    row(
        "orphan", [](Scene& s) { s.run.seesExit(s.main, -9); },
        "P2 buyer is running; its parent P0 main has ended (an orphan).");
    row(
        "main ended", [](Scene& s) { s.main.does(Kind::ProcessMainEnd); },
        "P0 main has come to the end of its code and runs its exit handlers.");
}

void TestExplain::processes() {
    QFETCH(Play, play);
    QFETCH(QString, words);
    Scene scene;
    play(scene);
    const bool isMain = QString(QTest::currentDataTag()).startsWith("main");
    const ProcessId who = isMain ? scene.main.id() : scene.b.id();
    QCOMPARE(text(explainProcess(scene.run.world(), who, scene.run.log.back().time + 410 * kMs)), words);
}

// About the lock, unless the row's name begins with the queue's or the semaphore's.
void TestExplain::objects_data() {
    sentenceColumns();
    const auto row = sentence;
    row(
        "free", [](Scene&) {}, "mutex is free.");
    row(
        "held", [](Scene& s) { s.a.line(14).acquires(s.mutex); },
        "mutex is held since 0.10 s by P1 buyer (line 14).");
    row(
        "wanted",
        [](Scene& s) {
            s.a.line(14).acquires(s.mutex);
            s.b.wants(s.mutex);
        },
        "mutex is held since 0.10 s by P1 buyer (line 14); P2 waits.");
    row(
        "wanted by two",
        [](Scene& s) {
            s.a.line(14).acquires(s.mutex);
            s.b.wants(s.mutex);
            s.main.wants(s.mutex);
        },
        "mutex is held since 0.10 s by P1 buyer (line 14); P2 and P0 wait.");
    row(
        "held by the dead",
        [](Scene& s) {
            s.a.line(14).acquires(s.mutex);
            s.a.exits();
        },
        "mutex is held since 0.10 s by P1 buyer (line 14), which has ended without releasing it.");
    row(
        "unknown",
        [](Scene& s) {
            s.a.acquires(s.mutex);
            s.a.releases(s.mutex);
            s.run.seesExit(s.a, -9);
        },
        "mutex is in an unknown state: a process ended while it took it or gave it back.");
    row(
        "seats free", [](Scene&) {}, "seats has 2 of 2 permits free.");
    row(
        "seats taken",
        [](Scene& s) {
            s.a.acquires(s.seats);
            s.b.acquires(s.seats);
            s.main.wants(s.seats);
        },
        "seats has 0 of 2 permits free; held by P1 buyer and P2 buyer; P0 waits.");
    row(
        "orders empty", [](Scene&) {}, "orders is empty.");
    row(
        "orders in places",
        [](Scene& s) {
            s.a.puts(s.orders, "1");
            s.a.puts(s.orders, "2");
            s.main.puts(s.orders, "3");
            s.a.feeds(s.orders);
            s.a.feeds(s.orders);
        },
        "orders holds 3 items: 2 in the pipe and 1 in P0's buffer; 3 tasks unfinished.");
    row(
        "orders waited at",
        [](Scene& s) {
            s.a.waitsAtGet(s.orders);
            s.b.waitsAtGet(s.orders);
        },
        "orders is empty; P1 and P2 wait at get.");
    row(
        "orders lost",
        [](Scene& s) {
            s.a.puts(s.orders, "1");
            s.run.seesExit(s.a, -9);
        },
        "orders is empty; 1 task unfinished; 1 item lost with the process that put it.");
}

void TestExplain::objects() {
    QFETCH(Play, play);
    QFETCH(QString, words);
    Scene scene;
    play(scene);
    const QString row = QTest::currentDataTag();
    const ObjectId id = row.startsWith("orders")  ? scene.orders
                        : row.startsWith("seats") ? scene.seats
                                                  : scene.mutex;
    QCOMPARE(text(explainObject(scene.run.world(), id, scene.run.log.back().time)), words);
}

void TestExplain::nothingThere() {
    Scene scene;
    const World world = scene.run.world();
    QCOMPARE(text(explainProcess(world, {77}, 0)), QString("This process does not exist at this moment."));
    QCOMPARE(text(explainObject(world, {}, 0)), QString("This object does not exist at this moment."));
    History history(scene.run.log);
    QCOMPARE(text(explainInterval(history, 0, 0)), QString());
}

QTEST_APPLESS_MAIN(TestExplain)
#include "test_explain.moc"
