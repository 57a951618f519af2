// SPDX-License-Identifier: GPL-3.0-or-later
// Closed wait-for chains: those that are, and those that only look like it.
#include "tests/world/scene.h"
#include "tests/world/written_chain.h"

using namespace forkscope::world;
using namespace forkscope;

class TestDeadlocks : public QObject {
    Q_OBJECT

  private slots:
    void closed_data();
    void closed();
    void open_data();
    void open();
};

namespace {

QString written(const World& world) {
    static const char* const kKinds[] = {"circle", "self", "standstill"};
    QStringList found;
    for (const Deadlock& d : deadlocks(world))
        found << QString("%1 %2").arg(kKinds[int(d.kind)], written(world, d.circle)) +
                     (d.behind.empty() ? QString() : " | " + written(world, d.behind).replace(" > ", ", "));
    return found.join("; ");
}

// Everybody but the two children waits for them.
void mainJoins(Scene& s) {
    s.main.joins(s.a);
}

} // namespace

void TestDeadlocks::closed_data() {
    sentenceColumns();
    const auto row = sentence;
    row(
        "two locks in opposite order", [](Scene& s) { crossTheirLocks(s, s.main.lock("other")); },
        "circle P1 > P2");
    row(
        "and main joins one of them",
        [](Scene& s) {
            crossTheirLocks(s, s.main.lock("other"));
            mainJoins(s);
        },
        "circle P1 > P2 | P0");
    row(
        "and a third wants one of the locks",
        [](Scene& s) {
            crossTheirLocks(s, s.main.lock("other"));
            s.main.wants(s.mutex);
        },
        "circle P1 > P2 | P0");
    row(
        "RLocks",
        [](Scene& s) {
            const ObjectId one = s.main.lock("one", "RLock"), two = s.main.lock("two", "RLock");
            s.a.acquires(one);
            s.a.acquires(one);
            s.b.acquires(two);
            s.a.wants(two);
            s.b.wants(one);
        },
        "circle P1 > P2");
    row(
        "three in a ring",
        [](Scene& s) {
            const ObjectId two = s.main.lock("two"), three = s.main.lock("three");
            s.main.acquires(s.mutex);
            s.a.acquires(two);
            s.b.acquires(three);
            s.main.wants(two);
            s.a.wants(three);
            s.b.wants(s.mutex);
        },
        "circle P0 > P1 > P2");
    row(
        "two rings",
        [](Scene& s) {
            crossTheirLocks(s, s.main.lock("other"));
            Actor c = s.main.startsAndBegins("late");
            const ObjectId x = s.main.lock("x");
            s.main.acquires(x);
            c.wants(x);
            s.main.joins(c);
        },
        "circle P0 > P3; circle P1 > P2");
    row(
        "join of one who waits for a lock that the joiner holds",
        [](Scene& s) {
            s.main.acquires(s.mutex);
            s.a.wants(s.mutex);
            s.main.joins(s.a);
        },
        "circle P0 > P1");
    row(
        "a Lock taken twice by one thread",
        [](Scene& s) {
            s.a.acquires(s.mutex);
            s.a.wants(s.mutex);
            s.b.exits();
            mainJoins(s);
        },
        "self P1 | P0");
    row(
        "a threading.Lock taken twice",
        [](Scene& s) {
            const ObjectId own = s.a.lock("own", "threading.Lock");
            s.a.acquires(own);
            s.a.wants(own);
        },
        "self P1");
    row(
        "two threads of one process",
        [](Scene& s) {
            const ObjectId x = s.a.lock("x", "threading.RLock"), y = s.a.lock("y", "threading.RLock");
            Actor t = s.a.thread(1);
            s.a.does(Kind::ThreadStart, Phase::Point, {}, 0, {Script::number(Tag::Thread, 1)});
            t.does(Kind::ThreadBegin);
            s.a.acquires(x);
            t.acquires(y);
            s.a.wants(y);
            t.wants(x);
        },
        "circle P1 > P1/1");
    row(
        "both wait for the other's answer",
        [](Scene& s) {
            const ObjectId back = s.main.queue("back");
            s.a.puts(s.orders, "1");
            s.a.feeds(s.orders);
            s.b.takes(s.orders, "1");
            s.b.puts(back, "2");
            s.b.feeds(back);
            s.a.takes(back, "2");
            s.a.waitsAtGet(back);
            s.b.waitsAtGet(s.orders);
            mainJoins(s);
        },
        "standstill P1 > P2 | P0");
    row(
        "semaphore: all holders want one more, and nobody else goes on",
        [](Scene& s) {
            s.a.acquires(s.seats);
            s.b.acquires(s.seats);
            s.a.wants(s.seats);
            s.b.wants(s.seats);
            mainJoins(s);
        },
        "standstill P1 > P2 | P0");
    row(
        "nobody is left to notify",
        [](Scene& s) {
            const ObjectId ready =
                s.main.creates(Kind::ConditionCreate, "ready", 0, {s.main.field(Tag::Lock, s.mutex)});
            s.main.acquires(s.seats);
            s.main.acquires(s.seats);
            s.a.acquires(s.mutex);
            s.a.waitsIn(Kind::ConditionWait, ready);
            s.a.releases(s.mutex);
            s.main.wants(s.seats);
            s.b.exits();
        },
        "self P0");
    row(
        "both send more than the pipe takes",
        [](Scene& s) {
            const ObjectId far = s.run.newObject();
            const ObjectId near =
                s.main.line(3).creates(Kind::PipeCreate, "near", 1, {s.main.field(Tag::Peer, far)});
            Actor c = s.main.startsAndBegins("talker");
            s.main.waitsIn(Kind::PipeSend, near);
            c.waitsIn(Kind::PipeSend, far);
            s.a.exits();
            s.b.exits();
        },
        "standstill P0 > P3");
    row(
        "a worker wants what the one who waits for its result holds",
        [](Scene& s) {
            const ObjectId pool = s.main.creates(Kind::PoolCreate, "pool", 1);
            s.main.acquires(s.mutex);
            s.main.does(Kind::PoolWorker, Phase::Point, pool, s.a.pid());
            s.main.does(Kind::PoolSubmit, Phase::Point, pool, 0, {Script::text(Tag::Call, "apply")});
            s.a.begin(Kind::PoolTask, pool, 0);
            s.a.wants(s.mutex);
            s.main.begin(Kind::PoolGet, pool, 0);
        },
        "circle P0 > P1");
}

void TestDeadlocks::closed() {
    QFETCH(Play, play);
    QFETCH(QString, words);
    Scene scene;
    play(scene);
    QCOMPARE(written(scene.run.world()), words);
}

void TestDeadlocks::open_data() {
    sentenceColumns();
    const auto row = [](const char* name, Play play) { sentence(name, play, ""); };
    row("nothing waits", [](Scene&) {});
    row("one of the two gives up after a while", [](Scene& s) {
        const ObjectId other = s.main.lock("other");
        s.a.acquires(s.mutex);
        s.b.acquires(other);
        s.a.wants(other);
        wantsFor(s.b, s.mutex, 50);
    });
    row("the holder sleeps", [](Scene& s) {
        s.a.acquires(s.mutex);
        s.a.sleeps(1000);
        s.b.wants(s.mutex);
        mainJoins(s);
    });
    row("a second thread of the holder goes on", [](Scene& s) {
        s.a.does(Kind::ThreadStart, Phase::Point, {}, 0, {Script::number(Tag::Thread, 1)});
        s.a.thread(1).does(Kind::ThreadBegin);
        crossTheirLocks(s, s.main.lock("other"));
    });
    row("a second thread of the holder was started and has not begun", [](Scene& s) {
        s.a.does(Kind::ThreadStart, Phase::Point, {}, 0, {Script::number(Tag::Thread, 1)});
        crossTheirLocks(s, s.main.lock("other"));
    });
    row("a semaphore has one more holder", [](Scene& s) {
        s.a.acquires(s.seats);
        s.main.acquires(s.seats);
        s.a.wants(s.seats);
        s.b.wants(s.seats);
    });
    row("a semaphore may be released by somebody else", [](Scene& s) {
        s.a.acquires(s.seats);
        s.b.acquires(s.seats);
        s.a.wants(s.seats);
        s.b.wants(s.seats);
        s.main.sleeps(1000);
    });
    row("a Lock taken twice may be released by somebody else", [](Scene& s) {
        s.a.acquires(s.mutex);
        s.a.wants(s.mutex);
    });
    row("a Lock that is used as a signal", [](Scene& s) {
        const ObjectId other = s.main.lock("other");
        s.a.acquires(s.mutex);
        s.main.releases(s.mutex);
        crossTheirLocks(s, other);
    });
    row("one of the locks is free again", [](Scene& s) {
        const ObjectId other = s.main.lock("other");
        crossTheirLocks(s, other);
        s.b.releases(other);
    });
    row("it is not known who has one of the locks", [](Scene& s) {
        const ObjectId other = s.main.lock("other");
        Actor c = s.main.startsAndBegins("late");
        c.acquires(other);
        c.releases(other);
        s.run.seesExit(c, -9);
        s.a.acquires(s.mutex);
        s.b.wants(s.mutex);
        s.a.wants(other);
        mainJoins(s);
    });
    row("the one joined computes", [](Scene& s) {
        s.main.acquires(s.mutex);
        s.a.does(Kind::Print);
        s.main.joins(s.a);
    });
    row("an item is still on its way", [](Scene& s) {
        s.a.puts(s.orders, "1");
        s.b.waitsAtGet(s.orders);
        s.a.joins(s.b);
        mainJoins(s);
    });
    row("somebody has not run a line yet", [](Scene& s) {
        const ObjectId back = s.main.queue("back");
        s.b.puts(back, "1");
        s.b.feeds(back);
        s.a.takes(back, "1");
        s.main.starts("late");
        s.a.waitsAtGet(back);
        s.b.joins(s.a);
        mainJoins(s);
    });
    row("it is held", [](Scene& s) {
        crossTheirLocks(s, s.main.lock("other"));
        s.a.does(Kind::GateWait);
    });
    row("the report that an RLock was released is yet to come", [](Scene& s) {
        const ObjectId again = s.main.lock("again", "RLock");
        s.a.acquires(again);
        s.a.wants(again);
        s.b.exits();
        mainJoins(s);
    });
    row("the workers of a ThreadPool are threads", [](Scene& s) {
        const ObjectId pool = s.main.creates(Kind::PoolCreate, "pool", 1);
        s.main.does(Kind::PoolSubmit, Phase::Point, pool, 0, {Script::text(Tag::Call, "map")});
        s.main.thread(2).begin(Kind::PoolTask, pool, 0);
        s.main.begin(Kind::PoolGet, pool, 0);
        s.a.exits();
        s.b.exits();
    });
    row("a Condition's lock is about to be given back", [](Scene& s) {
        const ObjectId ready =
            s.main.creates(Kind::ConditionCreate, "ready", 0, {s.main.field(Tag::Lock, s.mutex)});
        s.main.acquires(s.seats);
        s.a.acquires(s.mutex);
        s.b.wants(s.mutex);
        s.a.waitsIn(Kind::ConditionWait, ready);
        s.main.acquires(s.seats);
        s.main.wants(s.seats);
    });
    row("an end of a pipe is handed on", [](Scene& s) {
        const ObjectId pipe = s.main.line(3).creates(Kind::PipeCreate, "pipe", 0);
        s.a.does(Kind::PipeClose, Phase::Point, pipe, 3);
        s.b.does(Kind::PipeClose, Phase::Point, pipe, 3);
        s.main.waitsIn(Kind::PipeRecv, pipe);
    });
    row("an Event may be set by anybody", [](Scene& s) {
        const ObjectId event = s.main.creates(Kind::EventCreate, "ready");
        s.a.waitsIn(Kind::EventWait, event);
        s.b.joins(s.a);
    });
    row("somebody sits at the keyboard", [](Scene& s) {
        s.a.acquires(s.seats);
        s.b.acquires(s.seats);
        s.a.wants(s.seats);
        s.b.wants(s.seats);
        s.main.begin(Kind::Input);
    });
    row("the owner has ended, which is no circle", [](Scene& s) {
        s.a.acquires(s.mutex);
        s.a.exits();
        s.b.wants(s.mutex);
        s.main.joins(s.b);
    });
    row("the other end of a connection is not known", [](Scene& s) {
        const ObjectId end = s.a.creates(Kind::PipeOpen, "connection", 3);
        s.a.waitsIn(Kind::PipeRecv, end);
        s.b.joins(s.a);
        mainJoins(s);
    });
}

void TestDeadlocks::open() {
    QFETCH(Play, play);
    Scene scene;
    play(scene);
    QCOMPARE(written(scene.run.world()), QString());
}

QTEST_APPLESS_MAIN(TestDeadlocks)
#include "test_deadlocks.moc"
