// SPDX-License-Identifier: GPL-3.0-or-later
// The sentences about events and intervals of lanes, by table.
#include "tests/world/scene.h"

using namespace forkscope::world;
using namespace forkscope;

class TestExplainEvents : public QObject {
    Q_OBJECT

  private slots:
    void events_data();
    void events();
    void intervals_data();
    void intervals();
};

// The last event of the row, at 100 ms.
void TestExplainEvents::events_data() {
    sentenceColumns();
    const auto row = sentence;
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
        "create", [](Scene& s) { s.main.lock("", "RLock"); }, "0.10 s  P0 main  creates RLock 1, an RLock");
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
        "no object", [](Scene& s) { s.a.does(Kind::EventSet); }, "0.10 s  P1 buyer  sets it");
    row(
        "open",
        [](Scene& s) {
            s.a.does(Kind::FileOpen, Phase::Point, s.run.newObject(), 3,
                     {Script::text(Tag::Path, "/tmp/log.txt"), Script::text(Tag::Mode, "a")});
        },
        "0.10 s  P1 buyer  opens log.txt (a)");
}

void TestExplainEvents::events() {
    QFETCH(Play, play);
    QFETCH(QString, words);
    Scene scene;
    play(scene);
    QCOMPARE(text(explainEvent(scene.run.world(), scene.run.log.back())), words);
}

// The interval before the last one of P2's lane, or of the object that the row's name begins with.
void TestExplainEvents::intervals_data() {
    sentenceColumns();
    const auto row = sentence;
    row(
        "lock",
        [](Scene& s) {
            s.a.line(14).acquires(s.mutex);
            s.b.line(14).wants(s.mutex);
            s.run.at(147);
            s.a.releases(s.mutex);
            s.b.gets(s.mutex);
        },
        "P2 buyer waited for mutex, held since 0.10 s by P1 buyer (line 14), for 47.0 ms (line 14).");
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

void TestExplainEvents::intervals() {
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

QTEST_APPLESS_MAIN(TestExplainEvents)
#include "test_explain_events.moc"
