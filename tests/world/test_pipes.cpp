// SPDX-License-Identifier: GPL-3.0-or-later
// Pipes, connections and sockets: what is on its way, who holds which end, the end of file.
#include "engine/world/explain.h"
#include "engine/world/wait_chain.h"
#include "tests/world/lanes.h"

#include <QtTest>

using namespace forkscope::world;
using namespace forkscope;

namespace {

QString told(const Script& run, const Actor& who) {
    return text(explainProcess(run.world(), who.id(), run.log.back().time));
}

// A duplex pipe of main's: its two ends.
struct Ends {
    ObjectId left, right;
};
Ends duplex(Script& run, Actor& main) {
    Ends ends{run.newObject(), run.newObject()};
    main.does(Kind::PipeCreate, Phase::Point, ends.left, 1, {main.field(Tag::Peer, ends.right)});
    run.names(ends.left, "left");
    run.names(ends.right, "right");
    return ends;
}

void sends(Actor& who, ObjectId end, std::string_view item, std::int32_t bytes = 5) {
    who.begin(Kind::PipeSend, end, 0, {Script::text(Tag::Preview, item)});
    who.ends(Kind::PipeSend, end, bytes);
}
void receives(Actor& who, ObjectId end, std::string_view item) {
    who.ends(Kind::PipeRecv, end, 5, {Script::text(Tag::Preview, item)});
}

} // namespace

class TestPipes : public QObject {
    Q_OBJECT

  private slots:
    void bothDirections();
    void oneWay();
    void arrowsAndLane();
    void aForkHasItsParentsEnds_data();
    void aForkHasItsParentsEnds();
    void aSpawnedChildHasWhatItGets();
    void endOfFile();
    void ownCopyOfTheOtherEnd();
    void full();
    void aSendThatFails();
    void execGivesUpAll();
    void waitForSeveral();
    void sockets();
    void whatIsOnItsWayBetweenSockets();
};

void TestPipes::bothDirections() {
    Script run;
    Actor main = run.main();
    const Ends ends = duplex(run, main);
    sends(main, ends.left, "'a'");
    sends(main, ends.right, "'b'");
    World world = run.world();
    QCOMPARE(world.pipe(ends.right)->items.size(), 1u);
    QCOMPARE(text(world.pipe(ends.right)->items.front().preview), QString("'a'"));
    QCOMPARE(world.pipe(ends.right)->items.front().bytes, 5u);
    QCOMPARE(text(world.pipe(ends.left)->items.front().preview), QString("'b'"));
    receives(main, ends.right, "'a'");
    world = run.world();
    QVERIFY(world.pipe(ends.right)->items.empty());
    QCOMPARE(world.pipe(ends.left)->items.size(), 1u);
    QCOMPARE(world.pipe(ends.right)->received, 1u);
}

void TestPipes::oneWay() {
    Script run;
    Actor main = run.main();
    const ObjectId pipe = run.newObject();
    main.does(Kind::PipeCreate, Phase::Point, pipe, 0, {main.field(Tag::Peer, pipe)});
    main.does(Kind::PipeClose, Phase::Point, pipe, 1);
    QCOMPARE(int(run.world().process(main.id())->ends.use(pipe)), 2);
    sends(main, pipe, "1");
    QCOMPARE(run.world().pipe(pipe)->items.size(), 1u);
    main.does(Kind::PipeClose, Phase::Point, pipe, 2);
    QVERIFY(run.world().process(main.id())->ends.empty());
}

void TestPipes::arrowsAndLane() {
    Script run;
    Actor main = run.main();
    run.at(10);
    const Ends ends = duplex(run, main);
    Actor child = main.startsAndBegins("reader");
    run.at(20);
    child.waitsIn(Kind::PipeRecv, ends.right);
    run.at(30);
    main.begin(Kind::PipeSend, ends.left, 0, {Script::text(Tag::Preview, "5")});
    const std::uint64_t sent = run.log.back().order;
    receives(child, ends.right, "5"); // before the sender has come to say that it is done
    main.ends(Kind::PipeSend, ends.left, 5);
    History history(run.log);
    history.advance();
    const Arrow& arrow = history.arrows().back();
    QVERIFY(arrow.kind == ArrowKind::Item);
    QCOMPARE(arrow.fromOrder, sent);
    QCOMPARE(arrow.source, main.id());
    QCOMPARE(arrow.target, child.id());
    QVERIFY(laneOf(history, ends.right)->kind == LaneKind::Pipe);
    QCOMPARE(written(*laneOf(history, ends.right)), QString("10 Absent, 30 Running(1), 31 Absent"));
    QVERIFY(history.now().pipe(ends.right)->openSends.empty());
    QVERIFY(history.now().pipe(ends.right)->items.empty());
}

void TestPipes::aForkHasItsParentsEnds_data() {
    QTest::addColumn<bool>("startFirst");
    QTest::newRow("start, then begin") << true;
    QTest::newRow("begin, then start") << false;
}

void TestPipes::aForkHasItsParentsEnds() {
    QFETCH(bool, startFirst);
    Script run;
    Actor main = run.main();
    const Ends ends = duplex(run, main);
    Actor child(run, 2, 1002);
    if (startFirst)
        main.starts("reader");
    child.begins("child", main.pid());
    if (!startFirst)
        main.starts("reader");
    QCOMPARE(int(run.world().process(child.id())->ends.use(ends.right)), 3);
    main.does(Kind::PipeClose, Phase::Point, ends.right, 3);
    QCOMPARE(int(run.world().process(child.id())->ends.use(ends.right)), 3);
    QCOMPARE(int(run.world().process(main.id())->ends.use(ends.right)), 0);
}

void TestPipes::aSpawnedChildHasWhatItGets() {
    Script run;
    Actor main = run.main();
    const Ends ends = duplex(run, main);
    Actor child = run.process();
    main.does(Kind::ProcessStart, Phase::Point, {}, child.pid(), {Script::text(Tag::Method, "spawn")});
    child.begins("child", main.pid());
    QVERIFY(run.world().process(child.id())->ends.empty());
    child.does(Kind::PipeOpen, Phase::Point, ends.right, 3);
    QCOMPARE(int(run.world().process(child.id())->ends.use(ends.right)), 3);
}

void TestPipes::endOfFile() {
    Script run;
    Actor main = run.main();
    const Ends ends = duplex(run, main);
    Actor child = main.startsAndBegins("reader");
    main.does(Kind::PipeClose, Phase::Point, ends.right, 3);
    child.does(Kind::PipeClose, Phase::Point, ends.left, 3);
    child.waitsIn(Kind::PipeRecv, ends.right);
    QCOMPARE(told(run, child),
             QString("P1 reader waits for data in right: P0 holds the other end. It has waited since 9.0 ms, "
                     "for 0 µs now. It goes on when somebody sends, or all have closed the other end."));
    main.does(Kind::PipeClose, Phase::Point, ends.left, 3);
    QCOMPARE(told(run, child), QString("P1 reader waits for data in right: no one will ever write, all other "
                                       "ends are closed. It has waited since 9.0 ms, for 1.0 ms now."));
    child.does(Kind::PipeEof, Phase::Point, ends.right);
    child.fails(Kind::PipeRecv, ends.right);
    QCOMPARE(run.world().pipe(ends.right)->eof.process, child.id());
    QCOMPARE(told(run, child), QString("P1 reader is running."));
    QCOMPARE(
        text(explainObject(run.world(), ends.right, 0)),
        QString("right has nothing to receive; P1 can receive; no one can send any more: who receives meets "
                "the end of file."));
}

void TestPipes::ownCopyOfTheOtherEnd() {
    Script run;
    Actor main = run.main();
    const Ends ends = duplex(run, main);
    Actor child = main.startsAndBegins("reader");
    main.does(Kind::PipeClose, Phase::Point, ends.left, 3);
    child.waitsIn(Kind::PipeRecv, ends.right);
    QVERIFY(
        told(run, child).contains("its own copy of the other end is open, so the end of file never comes"));
}

void TestPipes::full() {
    Script run;
    Actor main = run.main();
    const Ends ends = duplex(run, main);
    Actor child = main.startsAndBegins("reader");
    child.does(Kind::PipeClose, Phase::Point, ends.left, 3);
    main.does(Kind::PipeClose, Phase::Point, ends.right, 3);
    main.begin(Kind::PipeSend, ends.left, 0, {Script::text(Tag::Preview, "b'…'")});
    QVERIFY(run.world().process(main.id())->state == ProcessState::Running);
    main.does(Kind::PipeSend, Phase::Wait, ends.left);
    QCOMPARE(told(run, main), QString("P0 main waits at send: left is full until P1 receives. It has waited "
                                      "since 10.0 ms, for 0 µs now."));
    QCOMPARE(run.world().pipe(ends.right)->writers.size(), 1u);
    main.ends(Kind::PipeSend, ends.left, 70000);
    QVERIFY(run.world().pipe(ends.right)->writers.empty());
}

void TestPipes::aSendThatFails() {
    Script run;
    Actor main = run.main();
    const Ends ends = duplex(run, main);
    main.begin(Kind::PipeSend, ends.left, 0, {Script::text(Tag::Preview, "1")});
    main.does(Kind::PipeSend, Phase::End, ends.left, 0, {Script::text(Tag::Type, "BrokenPipeError")},
              trace::kFailed);
    QCOMPARE(text(explainWhat(run.world(), run.log.back())),
             QString("could not send through left (BrokenPipeError)"));
    QVERIFY(run.world().pipe(ends.right)->items.empty());
    QCOMPARE(run.world().pipe(ends.right)->sent, 0u);
}

void TestPipes::execGivesUpAll() {
    Script run;
    Actor main = run.main();
    duplex(run, main);
    main.does(Kind::ProcessExec, Phase::Point, {}, 0, {}, trace::kFailed);
    QVERIFY(!run.world().process(main.id())->ends.empty());
    main.does(Kind::ProcessExec);
    QVERIFY(run.world().process(main.id())->ends.empty());
}

void TestPipes::waitForSeveral() {
    Script run;
    Actor main = run.main();
    main.does(Kind::PipeWait, Phase::Begin, {}, 3);
    QCOMPARE(
        told(run, main),
        QString("P0 main waits until one of 3 objects is ready. It has waited since 2.0 ms, for 0 µs now."));
    main.ends(Kind::PipeWait, {}, 1);
    QCOMPARE(told(run, main), QString("P0 main is running."));
}

void TestPipes::sockets() {
    Script run;
    Actor main = run.main();
    const ObjectId listener = run.newObject(), guest = run.newObject();
    main.does(Kind::SocketListen, Phase::Point, listener, 5, {Script::text(Tag::Path, "127.0.0.1:5000")});
    main.begin(Kind::SocketAccept, listener);
    QCOMPARE(told(run, main), QString("P0 main waits for somebody to connect to 127.0.0.1:5000. It has "
                                      "waited since 3.0 ms, for 0 µs now."));
    main.ends(Kind::SocketAccept, listener, 0,
              {main.field(Tag::Peer, guest), Script::text(Tag::Path, "127.0.0.1:40000")});
    const World world = run.world();
    QCOMPARE(world.socket(listener)->accepted, 1u);
    QCOMPARE(world.socket(guest)->listener, listener);
    QCOMPARE(text(explainObject(world, guest, 0)), QString("socket 2 is connected with 127.0.0.1:40000."));
}

void TestPipes::whatIsOnItsWayBetweenSockets() {
    Script run;
    Actor main = run.main();
    const ObjectId listener = run.newObject(), client = run.newObject(), guest = run.newObject();
    const auto at = [&](Kind kind, ObjectId object) {
        const World world = run.world();
        Wait wait;
        wait.what = kind;
        wait.object = object;
        return waitFor(world, {world.processes()[0].id, 0}, wait).help;
    };
    main.does(Kind::SocketListen, Phase::Point, listener, 5, {Script::text(Tag::Path, "0.0.0.0:5000")});
    QCOMPARE(at(Kind::SocketAccept, listener), Help::Outside);
    main.does(Kind::SocketConnect, Phase::Begin, client, 0, {Script::text(Tag::Path, "127.0.0.1:5000")});
    main.ends(Kind::SocketConnect, client, 0, {Script::text(Tag::Name, "127.0.0.1:40000")});
    QCOMPARE(at(Kind::SocketAccept, listener), Help::Coming);
    QCOMPARE(at(Kind::SocketRecv, client), Help::Outside); // nobody is known yet at its other end
    main.begin(Kind::SocketAccept, listener);
    main.ends(Kind::SocketAccept, listener, 0,
              {main.field(Tag::Peer, guest), Script::text(Tag::Path, "127.0.0.1:40000")});
    QCOMPARE(at(Kind::SocketAccept, listener), Help::Outside);
    QCOMPARE(at(Kind::SocketRecv, guest), Help::Anyone);
    main.begin(Kind::SocketSend, client);
    main.ends(Kind::SocketSend, client, 5);
    QCOMPARE(at(Kind::SocketRecv, guest), Help::Coming);
    main.begin(Kind::SocketRecv, guest);
    main.ends(Kind::SocketRecv, guest, 5);
    QCOMPARE(at(Kind::SocketRecv, guest), Help::Anyone);
    main.does(Kind::SocketClose, Phase::Point, client);
    QCOMPARE(at(Kind::SocketRecv, guest), Help::NotKnown); // another process may have it, too
}

QTEST_APPLESS_MAIN(TestPipes)
#include "test_pipes.moc"
