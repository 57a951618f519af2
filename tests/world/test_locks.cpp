// SPDX-License-Identifier: GPL-3.0-or-later
// Locks, recursive locks and semaphores of scripted runs.
#include "tests/world/script.h"

#include <QtTest>

using namespace forkscope::world;
using namespace forkscope;

class TestLocks : public QObject {
    Q_OBJECT

  private slots:
    void steps_data();
    void steps();
    void waitersInOrderOfArrival();
    void recursive();
    void semaphoreReleasedByAnother();
    void theDeadKeepWhatTheyHeld();
    void aKilledWaiterLeavesAFreeLockInDoubt_data();
    void aKilledWaiterLeavesAFreeLockInDoubt();
    void killedWhileReleasing();
    void seenBeforeItsCreation();
    void handOver();
};

// Each letter is one event of process a or b: A acquires at once, W begins to wait, G gets, T times out, R
// releases, F fails to acquire at once, X a release that raised.
void TestLocks::steps_data() {
    QTest::addColumn<QString>("kind");
    QTest::addColumn<int>("initial");
    QTest::addColumn<QString>("script");
    QTest::addColumn<int>("value");
    QTest::addColumn<QString>("holders");
    QTest::addColumn<QString>("waiters");
    const auto row = [](const char* kind, int initial, const char* script, int value, const char* holders,
                        const char* waiters) {
        QTest::addRow("%s %d: %s", kind, initial, script)
            << kind << initial << script << value << holders << waiters;
    };
    row("Lock", 1, "", 1, "", "");
    row("Lock", 1, "aA", 0, "a", "");
    row("Lock", 1, "aA bF", 0, "a", "");
    row("Lock", 1, "aA bW", 0, "a", "b");
    row("Lock", 1, "aA bW bT", 0, "a", "");
    row("Lock", 1, "aA bW aR", 1, "", "b");
    row("Lock", 1, "aA bW aR bG", 0, "b", "");
    row("Lock", 1, "aA bW aR bG bR", 1, "", "");
    row("Lock", 1, "aA bR", 1, "", ""); // a plain Lock may be released by anybody
    row("Lock", 1, "aX", 1, "", "");
    row("Lock", 1, "aA bX", 0, "a", "");
    row("RLock", 1, "aA aA", 0, "aa", "");
    row("RLock", 1, "aA aA aR", 0, "a", "");
    row("RLock", 1, "aA aA aR aR", 1, "", "");
    row("Semaphore", 3, "aA bA", 1, "a b", "");
    row("Semaphore", 3, "aA bA aA", 0, "a b a", "");
    row("Semaphore", 3, "aA bA aA aW", 0, "a b a", "a");
    row("Semaphore", 3, "aA bA bR", 2, "a", "");
    row("Semaphore", 3, "aA bR", 3, "", ""); // the oldest hold goes
    row("Semaphore", 0, "aW bR", 1, "", "a");
    row("Semaphore", 0, "aW bR aG", 0, "a", "");
    row("Semaphore", 1, "aR aR", 3, "", "");
    row("BoundedSemaphore", 2, "aA aR aX", 2, "", "");
}

void TestLocks::steps() {
    QFETCH(QString, kind);
    QFETCH(int, initial);
    QFETCH(QString, script);
    QFETCH(int, value);
    QFETCH(QString, holders);
    QFETCH(QString, waiters);
    const std::string kindText = kind.toStdString();
    Script run;
    Actor main = run.main();
    Actor a = main.startsAndBegins("a"), b = main.startsAndBegins("b");
    const ObjectId id = main.lock("lock", kindText, initial);
    for (const QString& step : script.split(' ', Qt::SkipEmptyParts)) {
        Actor& who = step[0] == 'a' ? a : b;
        switch (step[1].toLatin1()) {
        case 'A':
            who.acquires(id);
            break;
        case 'W':
            who.wants(id);
            break;
        case 'G':
            who.gets(id);
            break;
        case 'T':
            who.givesUp(id);
            break;
        case 'F':
            who.failsToAcquire(id);
            break;
        case 'R':
            who.releases(id);
            break;
        default:
            who.does(Kind::LockRelease, Phase::Point, id, 0, {}, trace::kFailed);
        }
    }
    const World world = run.world();
    const Lock& lock = *world.lock(id);
    const auto letter = [&](ProcessId p) { return p == a.id() ? QString("a") : QString("b"); };
    QStringList held, waiting;
    for (const Holder& h : lock.holders)
        held << letter(h.process).repeated(int(h.count));
    for (const Waiter& w : lock.waiters)
        waiting << letter(w.process);
    QCOMPARE(lock.value, value);
    QCOMPARE(held.join(' '), holders);
    QCOMPARE(waiting.join(' '), waiters);
    QCOMPARE(lock.initial, initial);
    QCOMPARE(text(lock.kind), kind);
    QVERIFY(lock.known);
    for (const Actor& who : {a, b})
        QCOMPARE(world.process(who.id())->state == ProcessState::Blocked, waiting.contains(letter(who.id())));
}

void TestLocks::waitersInOrderOfArrival() {
    Script run;
    Actor main = run.main();
    const ObjectId mutex = main.lock("mutex");
    Actor a = main.startsAndBegins("a"), b = main.startsAndBegins("b"), c = main.startsAndBegins("c");
    a.line(14).acquires(mutex);
    c.line(14).wants(mutex);
    b.line(14).wants(mutex);
    b.does(Kind::LockAcquire, Phase::Wait, mutex); // says again what is known
    const World world = run.world();
    const Lock& lock = *world.lock(mutex);
    QCOMPARE(lock.waiters.size(), 2u);
    QCOMPARE(lock.waiters[0].process, c.id());
    QCOMPARE(lock.waiters[1].process, b.id());
    QCOMPARE(lock.waiters[1].line, 14u);
    QCOMPARE(lock.holders[0].line, 14u);
    QCOMPARE(text(world.nameOf(mutex)), QString("mutex"));
    QCOMPARE(lock.creator, main.id());
}

void TestLocks::recursive() {
    Script run;
    Actor main = run.main();
    const ObjectId id = main.lock("again", "RLock");
    main.acquires(id);
    main.acquires(id);
    main.acquires(id);
    QCOMPARE(run.world().lock(id)->holders.size(), 1u);
    QCOMPARE(run.world().lock(id)->holders[0].count, 3u);
    // Another thread of the same process is somebody else.
    Actor other = main.thread(1);
    other.wants(id);
    QCOMPARE(run.world().lock(id)->waiters.size(), 1u);
}

void TestLocks::semaphoreReleasedByAnother() {
    Script run;
    Actor main = run.main();
    Actor a = main.startsAndBegins("a"), b = main.startsAndBegins("b");
    const ObjectId seats = main.lock("seats", "Semaphore", 2);
    a.acquires(seats);
    b.thread(1).acquires(seats);
    b.releases(seats); // by its main thread: still b's hold, not a's older one
    const World world = run.world();
    QCOMPARE(world.lock(seats)->holders.size(), 1u);
    QCOMPARE(world.lock(seats)->holders[0].process, a.id());
}

void TestLocks::theDeadKeepWhatTheyHeld() {
    Script run;
    Actor main = run.main();
    const ObjectId mutex = main.lock("mutex");
    Actor a = main.startsAndBegins("a"), b = main.startsAndBegins("b");
    a.acquires(mutex);
    b.wants(mutex);
    a.exits();
    main.reaps(a, 0);
    World world = run.world();
    QCOMPARE(world.lock(mutex)->holders.size(), 1u);
    QCOMPARE(world.lock(mutex)->holders[0].process, a.id());
    QCOMPARE(world.lock(mutex)->waiters.size(), 1u);
    QVERIFY(world.lock(mutex)->known);
    run.seesExit(b, -9);
    world = run.world();
    QCOMPARE(world.lock(mutex)->waiters.size(), 0u);
    QVERIFY(world.lock(mutex)->known); // a has it, so b cannot have got it
}

void TestLocks::aKilledWaiterLeavesAFreeLockInDoubt_data() {
    QTest::addColumn<bool>("killed");
    QTest::newRow("killed") << true;
    QTest::newRow("left by itself") << false;
}

// Between sem_wait and the report of it, a waiter may have the lock and nobody knows.
void TestLocks::aKilledWaiterLeavesAFreeLockInDoubt() {
    QFETCH(bool, killed);
    Script run;
    Actor main = run.main();
    const ObjectId mutex = main.lock("mutex");
    Actor a = main.startsAndBegins("a");
    main.acquires(mutex);
    a.wants(mutex);
    main.releases(mutex);
    if (killed)
        run.seesExit(a, -9);
    else
        a.exits();
    QCOMPARE(run.world().lock(mutex)->known, !killed);
    main.acquires(mutex); // now it is certain that it was free
    QVERIFY(run.world().lock(mutex)->known);
}

// A release is reported before it is done.
void TestLocks::killedWhileReleasing() {
    Script run;
    Actor main = run.main();
    const ObjectId mutex = main.lock("mutex"), other = main.lock("other");
    Actor a = main.startsAndBegins("a");
    a.acquires(mutex);
    a.releases(mutex);
    run.seesExit(a, -9);
    QVERIFY(!run.world().lock(mutex)->known);
    QVERIFY(run.world().lock(other)->known);
    // Once it has gone on to do something else, the release was done.
    Actor b = main.startsAndBegins("b");
    b.acquires(mutex);
    b.releases(mutex);
    b.sleeps(5);
    run.seesExit(b, -9);
    QVERIFY(run.world().lock(mutex)->known);
}

void TestLocks::seenBeforeItsCreation() {
    Script run;
    Actor main = run.main();
    const ObjectId id = run.newObject();
    run.names(id, "early");
    main.acquires(id);
    QCOMPARE(run.world().lock(id)->value, 0);
    QCOMPARE(text(run.world().nameOf(id)), QString("early"));
    main.does(Kind::LockCreate, Phase::Point, id, 3, {Script::text(Tag::ObjectKind, "Semaphore")});
    QCOMPARE(run.world().lock(id)->value, 2);
    QCOMPARE(run.world().locks().size(), 1u);
    const ObjectId unnamed = main.lock("", "Semaphore", 1);
    QCOMPARE(text(run.world().nameOf(unnamed)), QString("Semaphore 2"));
}

void TestLocks::handOver() {
    Script run;
    Actor main = run.main();
    const ObjectId mutex = main.lock("mutex");
    Actor a = main.startsAndBegins("a"), b = main.startsAndBegins("b"), c = main.startsAndBegins("c");
    a.acquires(mutex);
    b.wants(mutex);
    c.wants(mutex);
    a.releases(mutex);
    const std::uint64_t first = run.log.back().order;
    c.gets(mutex);
    c.releases(mutex);
    const std::uint64_t second = run.log.back().order;
    b.gets(mutex);
    b.releases(mutex);
    a.acquires(mutex); // did not wait: nobody handed it over
    History history(run.log);
    history.advance();
    std::vector<Arrow> handOvers;
    for (const Arrow& arrow : history.arrows())
        if (arrow.kind == ArrowKind::HandOver)
            handOvers.push_back(arrow);
    QCOMPARE(handOvers.size(), 2u);
    QCOMPARE(handOvers[0].source, a.id());
    QCOMPARE(handOvers[0].target, c.id());
    QCOMPARE(handOvers[0].fromOrder, first);
    QCOMPARE(handOvers[0].toOrder, first + 1);
    QCOMPARE(handOvers[0].object, mutex);
    QCOMPARE(handOvers[1].source, c.id());
    QCOMPARE(handOvers[1].target, b.id());
    QCOMPARE(handOvers[1].fromOrder, second);
}

QTEST_APPLESS_MAIN(TestLocks)
#include "test_locks.moc"
