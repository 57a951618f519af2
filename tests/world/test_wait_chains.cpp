// SPDX-License-Identifier: GPL-3.0-or-later
// Who waits for whom, link by link, and how such a chain ends; in runs of all kinds, too.
#include "tests/world/random_run.h"
#include "tests/world/scene.h"
#include "tests/world/written_chain.h"

using namespace forkscope::world;
using namespace forkscope;

class TestWaitChains : public QObject {
    Q_OBJECT

  private slots:
    void chains_data();
    void chains();
    void ofAnyRun_data();
    void ofAnyRun();
};

// Behind P2 (the second buyer).
void TestWaitChains::chains_data() {
    QTest::addColumn<Play>("play");
    QTest::addColumn<QString>("words");
    QTest::addColumn<int>("end");
    const auto row = [](const char* name, Play play, const char* words, ChainEnd end) {
        QTest::newRow(name) << play << words << int(end);
    };
    row(
        "runs", [](Scene&) {}, "P2", ChainEnd::Runs);
    row(
        "a lock whose holder sleeps",
        [](Scene& s) {
            s.a.acquires(s.mutex);
            s.a.sleeps(900);
            s.b.wants(s.mutex);
        },
        "P2", ChainEnd::Sleeps);
    row(
        "a lock whose holder waits for another",
        [](Scene& s) {
            const ObjectId other = s.main.lock("other");
            s.main.acquires(other);
            s.a.acquires(s.mutex);
            s.a.wants(other);
            s.b.wants(s.mutex);
        },
        "P2 > P1", ChainEnd::Runs);
    row(
        "the same, with a time-out",
        [](Scene& s) {
            const ObjectId other = s.main.lock("other");
            s.main.acquires(other);
            s.main.waitsAtGet(s.orders);
            s.a.acquires(s.mutex);
            wantsFor(s.a, other, 50);
            s.b.wants(s.mutex);
        },
        "P2 > P1 > P0", ChainEnd::Anyone);
    row(
        "input", [](Scene& s) { s.b.begin(Kind::Input); }, "P2", ChainEnd::Outside);
    row(
        "an Event", [](Scene& s) { s.b.waitsIn(Kind::EventWait, s.main.creates(Kind::EventCreate, "go")); },
        "P2", ChainEnd::Anyone);
    row(
        "a circle", [](Scene& s) { crossTheirLocks(s, s.main.lock("other")); }, "P2 > P1", ChainEnd::Circle);
    row(
        "behind a circle",
        [](Scene& s) {
            const ObjectId two = s.main.lock("two"), three = s.main.lock("three");
            s.main.acquires(two);
            s.a.acquires(three);
            s.main.wants(three);
            s.a.wants(two);
            s.b.wants(two);
        },
        "P2 > P0 > P1", ChainEnd::Circle);
    row(
        "a semaphore: the holder that is nearest to going on",
        [](Scene& s) {
            s.main.acquires(s.seats);
            s.a.acquires(s.seats);
            s.main.waitsAtGet(s.orders);
            s.b.wants(s.seats);
        },
        "P2", ChainEnd::Runs);
    row(
        "an RLock of the dead",
        [](Scene& s) {
            const ObjectId again = s.main.lock("again", "RLock");
            s.a.acquires(again);
            s.a.exits();
            s.b.wants(again);
        },
        "P2", ChainEnd::Nobody);
    row(
        "held", [](Scene& s) { s.b.does(Kind::GateWait); }, "P2", ChainEnd::Held);
}

void TestWaitChains::chains() {
    QFETCH(Play, play);
    QFETCH(QString, words);
    QFETCH(int, end);
    Scene scene;
    play(scene);
    const World world = scene.run.world();
    const WaitChain chain = waitChain(world, {scene.b.id(), 0});
    QCOMPARE(written(world, chain.links), words);
    QCOMPARE(int(chain.end), end);
}

void TestWaitChains::ofAnyRun_data() {
    QTest::addColumn<unsigned>("seed");
    for (unsigned seed = 1; seed <= 10; ++seed)
        QTest::addRow("%u", seed) << seed;
}

// Whatever happened: each waits for the next, nobody has a time-out, all stay for ever as far as they know.
void TestWaitChains::ofAnyRun() {
    QFETCH(unsigned, seed);
    Script run;
    randomRun(run, 3000, seed);
    World world(run.log);
    std::size_t waits = 0;
    for (std::size_t i = 0; i < run.log.size(); ++i) {
        world.apply(run.log[i]);
        if (i % 20 != 0)
            continue;
        for (const Deadlock& d : deadlocks(world))
            for (std::size_t k = 0; k < d.circle.size(); ++k) {
                const WaitFor& link = d.circle[k];
                const ThreadRef next = d.circle[(k + 1) % d.circle.size()].waiter;
                QVERIFY(std::find(link.who.begin(), link.who.end(), next) != link.who.end());
                QCOMPARE(link.until, Time(-1));
                QVERIFY(link.since <= d.since);
                QVERIFY(waitFor(world, link.waiter) == link);
            }
        for (const Process& p : world.processes())
            for (const ThreadRef& t : threadsOf(p)) {
                const WaitChain chain = waitChain(world, t);
                QVERIFY(!chain.links.empty() && chain.links[0].waiter == t);
                QVERIFY(chain.end != ChainEnd::Circle || chain.closes < chain.links.size());
                waits += chain.links[0].waits();
            }
    }
    QVERIFY(waits > 100);
}

QTEST_APPLESS_MAIN(TestWaitChains)
#include "test_wait_chains.moc"
