// SPDX-License-Identifier: GPL-3.0-or-later
// The sentences, by table: what happened on the left, what a person reads on the right.
#include "engine/world/explain.h"
#include "tests/world/script.h"

#include <QtTest>

#include <functional>

using namespace forkscope::world;
using namespace forkscope;

namespace {

// main, two children called buyer, one lock and one queue; each row goes on from here.
struct Scene {
    Script run;
    Actor main = run.main();
    Actor a = main.startsAndBegins("buyer"), b = main.startsAndBegins("buyer");
    ObjectId mutex = main.lock("mutex");
    ObjectId orders = main.queue("orders", "JoinableQueue", 3);
    ObjectId seats = main.lock("seats", "Semaphore", 2);

    Scene() { run.at(100); }
};
using Play = std::function<void(Scene&)>;

} // namespace
Q_DECLARE_METATYPE(Play)

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
    void events_data();
    void events();
    void intervals_data();
    void intervals();
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
    QTest::addColumn<Play>("play");
    QTest::addColumn<QString>("words");
    const auto row = [](const char* name, Play play, const char* words) {
        QTest::newRow(name) << play << words;
    };
    row(
        "runs", [](Scene& s) { s.b.line(7).does(Kind::Print); }, "P2 buyer is running (line 7).");
    row(
        "on a CPU", [](Scene& s) { s.run.cpu(Kind::CpuRun, s.b); }, "P2 buyer is running on a CPU.");
    row(
        "ready", [](Scene& s) { s.run.cpu(Kind::CpuReady, s.b); },
        "P2 buyer could run and waits for a CPU (for 0.41 s).");
    row(
        "untraced call", [](Scene& s) { s.run.cpu(Kind::CpuBlock, s.b); },
        "P2 buyer waits in a call that is not traced (waiting for 0.41 s).");
    row(
        "lock",
        [](Scene& s) {
            s.a.line(14).acquires(s.mutex);
            s.b.line(14).wants(s.mutex);
        },
        "P2 buyer waits for mutex, held by P1 buyer since line 14 (waiting for 0.41 s).");
    row(
        "lock with time-out",
        [](Scene& s) {
            s.a.acquires(s.mutex);
            s.b.does(Kind::LockAcquire, Phase::Begin, s.mutex, 0,
                     {Script::number(Tag::Timeout, 2'000'000'000)});
        },
        "P2 buyer waits for mutex, held by P1 buyer (waiting for 0.41 s, at most 1.59 s more).");
    row(
        "lock of its own",
        [](Scene& s) {
            s.b.line(14).acquires(s.mutex);
            s.b.line(15).wants(s.mutex);
        },
        "P2 buyer waits for mutex, which it holds itself since line 14 (waiting for 0.41 s).");
    row(
        "lock of the dead",
        [](Scene& s) {
            s.a.line(14).acquires(s.mutex);
            s.a.exits();
            s.b.wants(s.mutex);
        },
        "P2 buyer waits for mutex, held by P1 buyer since line 14, which has ended without releasing it "
        "(waiting for 0.41 s).");
    row(
        "lock just released",
        [](Scene& s) {
            s.a.acquires(s.mutex);
            s.b.wants(s.mutex);
            s.a.releases(s.mutex);
        },
        "P2 buyer waits for mutex, which is free again (waiting for 0.41 s).");
    row(
        "semaphore",
        [](Scene& s) {
            s.a.acquires(s.seats);
            s.main.acquires(s.seats);
            s.b.wants(s.seats);
        },
        "P2 buyer waits for seats, held by P1 buyer and P0 main (waiting for 0.41 s).");
    row(
        "get", [](Scene& s) { s.b.waitsAtGet(s.orders); },
        "P2 buyer waits at get: orders is empty (waiting for 0.41 s).");
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
        "ended "
        "(waiting for 0.41 s).");
    row(
        "get, in the buffer",
        [](Scene& s) {
            s.a.puts(s.orders, "1");
            s.b.waitsAtGet(s.orders);
        },
        "P2 buyer waits at get: 1 item of orders not yet in the pipe (waiting for 0.41 s).");
    row(
        "put",
        [](Scene& s) {
            s.b.beginsPut(s.orders, "1");
            s.b.waitsAtPut(s.orders);
        },
        "P2 buyer waits at put: orders is full (3 places) (waiting for 0.41 s).");
    row(
        "queue join",
        [](Scene& s) {
            s.a.puts(s.orders, "1");
            s.b.does(Kind::QueueJoin, Phase::Begin, s.orders);
        },
        "P2 buyer waits in join of orders: 1 task unfinished (waiting for 0.41 s).");
    row(
        "main joins", [](Scene& s) { s.main.line(30).joins(s.a); },
        "P0 main waits in join for P1 buyer to end (waiting for 0.41 s).");
    row(
        "input", [](Scene& s) { s.b.does(Kind::Input, Phase::Begin); },
        "P2 buyer waits for input from the terminal (waiting for 0.41 s).");
    row(
        "sleep", [](Scene& s) { s.b.line(8).sleeps(1000); }, "P2 buyer sleeps (line 8), 0.59 s more.");
    row(
        "other wait", [](Scene& s) { s.b.does(Kind::EventWait, Phase::Begin); },
        "P2 buyer waits in event.wait (waiting for 0.41 s).");
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
    QTest::addColumn<Play>("play");
    QTest::addColumn<QString>("words");
    const auto row = [](const char* name, Play play, const char* words) {
        QTest::newRow(name) << play << words;
    };
    row(
        "free", [](Scene&) {}, "mutex is free.");
    row(
        "held", [](Scene& s) { s.a.line(14).acquires(s.mutex); }, "mutex is held by P1 buyer (line 14).");
    row(
        "wanted",
        [](Scene& s) {
            s.a.line(14).acquires(s.mutex);
            s.b.wants(s.mutex);
        },
        "mutex is held by P1 buyer (line 14); P2 waits.");
    row(
        "wanted by two",
        [](Scene& s) {
            s.a.line(14).acquires(s.mutex);
            s.b.wants(s.mutex);
            s.main.wants(s.mutex);
        },
        "mutex is held by P1 buyer (line 14); P2 and P0 wait.");
    row(
        "held by the dead",
        [](Scene& s) {
            s.a.line(14).acquires(s.mutex);
            s.a.exits();
        },
        "mutex is held by P1 buyer (line 14), which has ended without releasing it.");
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

// The last event of the row, at 100 ms.
void TestExplain::events_data() {
    QTest::addColumn<Play>("play");
    QTest::addColumn<QString>("words");
    const auto row = [](const char* name, Play play, const char* words) {
        QTest::newRow(name) << play << words;
    };
    row(
        "acquire", [](Scene& s) { s.a.line(14).acquires(s.mutex); },
        "0.10 s  P1 buyer  acquires mutex  (shop.py, line 14)");
    row(
        "wants", [](Scene& s) { s.a.wants(s.mutex); }, "0.10 s  P1 buyer  has to wait for mutex");
    row(
        "gets", [](Scene& s) { s.a.gets(s.mutex); }, "0.10 s  P1 buyer  has waited and acquires mutex");
    row(
        "gives up", [](Scene& s) { s.a.givesUp(s.mutex); }, "0.10 s  P1 buyer  gives up waiting for mutex");
    row(
        "release", [](Scene& s) { s.a.releases(s.mutex); }, "0.10 s  P1 buyer  releases mutex");
    row(
        "create", [](Scene& s) { s.main.lock("", "RLock"); }, "0.10 s  P0 main  creates RLock 1, a RLock");
    row(
        "put", [](Scene& s) { s.a.beginsPut(s.orders, "('bun', 3)"); },
        "0.10 s  P1 buyer  puts ('bun', 3) into orders");
    row(
        "full", [](Scene& s) { s.a.waitsAtPut(s.orders); }, "0.10 s  P1 buyer  waits at put: orders is full");
    row(
        "feed", [](Scene& s) { s.a.feeds(s.orders); },
        "0.10 s  P1 buyer  writes an item of orders to the pipe");
    row(
        "get", [](Scene& s) { s.a.hasGot(s.orders, "5"); }, "0.10 s  P1 buyer  gets 5 from orders");
    row(
        "empty", [](Scene& s) { s.a.waitsAtGet(s.orders); },
        "0.10 s  P1 buyer  waits at get: orders is empty");
    row(
        "task done", [](Scene& s) { s.a.reportsTaskDone(s.orders, 2); },
        "0.10 s  P1 buyer  reports a task of orders done, 2 left");
    row(
        "start", [](Scene& s) { s.main.starts("seller"); }, "0.10 s  P0 main  starts P3 seller");
    row(
        "join", [](Scene& s) { s.main.joins(s.a); }, "0.10 s  P0 main  waits in join for P1 buyer");
    row(
        "exit", [](Scene& s) { s.a.exits(); }, "0.10 s  P1 buyer  ended normally (exit code 0)");
    row(
        "exit seen", [](Scene& s) { s.run.seesExit(s.a, -9); }, "0.10 s  P1 buyer was ended by SIGKILL (-9)");
    row(
        "reap", [](Scene& s) { s.main.reaps(s.a, 0); },
        "0.10 s  P0 main  reaps P1 buyer, which ended normally (exit code 0)");
    row(
        "terminate", [](Scene& s) { s.main.does(Kind::ProcessTerminate, Phase::Point, {}, s.a.pid()); },
        "0.10 s  P0 main  terminates P1 buyer (SIGTERM)");
    row(
        "sleep", [](Scene& s) { s.a.sleeps(1000); }, "0.10 s  P1 buyer  sleeps for 1.00 s");
    row(
        "print",
        [](Scene& s) { s.a.does(Kind::Print, Phase::Point, {}, 0, {Script::text(Tag::Preview, "456")}); },
        "0.10 s  P1 buyer  prints 456");
    row(
        "print in colour",
        [](Scene& s) {
            s.a.does(Kind::Print, Phase::Point, {}, 0,
                     {Script::text(Tag::Preview, "\x1b[1;32ma\tb\x1b[0m\n")});
        },
        "0.10 s  P1 buyer  prints a b ");
    row(
        "gone", [](Scene& s) { s.run.seesReap(s.a, trace::kUnknownStatus); }, "0.10 s  P1 buyer is gone");
    row(
        "cpu", [](Scene& s) { s.run.cpu(Kind::CpuReady, s.a); }, "0.10 s  P1 buyer has to give up its CPU");
    row(
        "other", [](Scene& s) { s.a.does(Kind::EventSet); }, "0.10 s  P1 buyer  event.set");
    row(
        "open",
        [](Scene& s) {
            s.a.does(Kind::FileOpen, Phase::Point, s.run.newObject(), 3,
                     {Script::text(Tag::Path, "/tmp/log.txt"), Script::text(Tag::Mode, "a")});
        },
        "0.10 s  P1 buyer  opens log.txt (a)");
}

void TestExplain::events() {
    QFETCH(Play, play);
    QFETCH(QString, words);
    Scene scene;
    play(scene);
    QCOMPARE(text(explainEvent(scene.run.world(), scene.run.log.back())), words);
}

// The interval before the last one of P2's lane, or of the object that the row's name begins with.
void TestExplain::intervals_data() {
    QTest::addColumn<Play>("play");
    QTest::addColumn<QString>("words");
    const auto row = [](const char* name, Play play, const char* words) {
        QTest::newRow(name) << play << words;
    };
    row(
        "lock",
        [](Scene& s) {
            s.a.line(14).acquires(s.mutex);
            s.b.line(14).wants(s.mutex);
            s.run.at(147);
            s.a.releases(s.mutex);
            s.b.gets(s.mutex);
        },
        "P2 buyer waited for mutex, held by P1 buyer since line 14, for 47.0 ms (line 14).");
    row(
        "get",
        [](Scene& s) {
            s.b.line(21).waitsAtGet(s.orders);
            s.run.at(110);
            s.b.failsToGet(s.orders);
        },
        "P2 buyer waited at get: orders was empty, for 10.0 ms (line 21).");
    row(
        "sleep",
        [](Scene& s) {
            s.b.line(8).sleeps(10);
            s.run.at(110);
            s.b.wakes();
        },
        "P2 buyer slept for 10.0 ms (line 8).");
    row(
        "ran",
        [](Scene& s) {
            s.run.at(125);
            s.b.sleeps(5);
        },
        "P2 buyer ran for 0.12 s.");
    row(
        "zombie",
        [](Scene& s) {
            s.b.exits();
            s.run.at(105);
            s.main.reaps(s.b, 0);
        },
        "P2 buyer had ended and was not yet joined (a zombie) for 5.0 ms.");
    row(
        "mutex of the dead",
        [](Scene& s) {
            s.a.line(14).acquires(s.mutex);
            s.a.exits();
            s.run.at(105);
            s.main.releases(s.mutex);
        },
        "mutex was held by P1 buyer for 5.0 ms (line 14).");
    row(
        "mutex",
        [](Scene& s) {
            s.a.line(14).acquires(s.mutex);
            s.run.at(105);
            s.a.releases(s.mutex);
        },
        "mutex was held by P1 buyer for 5.0 ms (line 14).");
    row(
        "orders",
        [](Scene& s) {
            s.a.puts(s.orders, "1");
            s.run.at(105);
            s.a.puts(s.orders, "2");
        },
        "orders held 1 item for 5.0 ms.");
}

void TestExplain::intervals() {
    QFETCH(Play, play);
    QFETCH(QString, words);
    Scene scene;
    play(scene);
    History history(scene.run.log);
    history.advance();
    const QString row = QTest::currentDataTag();
    const ObjectId object = row.startsWith("mutex") ? scene.mutex
                            : row == "orders"       ? scene.orders
                                                    : ObjectId{};
    for (std::size_t i = 0; i < history.laneCount(); ++i) {
        const Lane& lane = history.lane(i);
        const bool isAsked = object ? lane.object == object : lane.process == scene.b.id();
        if (!isAsked)
            continue;
        QCOMPARE(text(explainInterval(history, i, lane.track.size() - 2)), words);
        QVERIFY(explainInterval(history, i, lane.track.size() - 1).find("so far") != std::string::npos);
        return;
    }
    QFAIL("no lane");
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
