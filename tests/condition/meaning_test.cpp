// SPDX-License-Identifier: GPL-3.0-or-later
// When conditions are met: runs written down by hand, and the moment that a search finds.
#include "engine/condition/watch.h"
#include "tests/world/script.h"

#include <QTest>

using namespace forkscope;
using namespace forkscope::world;
using condition::firstMet;
using condition::Met;

namespace {

// The emperor, a consort (a daemon) and a buyer; one mutex, one queue, one Event, one shared value.
struct Palace {
    Script run;
    Actor main = run.main();
    Actor consort = main.startsAndBegins("consort", true), buyer = main.startsAndBegins("buyer");
    ObjectId mutex = main.lock("mutex");
    ObjectId orders = main.queue("orders", "JoinableQueue", 3);
    ObjectId go = main.creates(Kind::EventCreate, "go");
    ObjectId stock = main.creates(Kind::SharedCreate, "stock", 4);

    Palace() {
        run.at(100);
        buyer.line(12).acquires(mutex);                       // 100
        consort.line(20).wants(mutex);                        // 101
        buyer.line(13).puts(orders, "'a bun'");               // 102, 103
        buyer.feeds(orders);                                  // 104
        buyer.line(14).releases(mutex);                       // 105
        consort.line(20).gets(mutex);                         // 106
        main.line(30).does(Kind::EventSet, Phase::Point, go); // 107
        consort.does(Kind::SharedWrite, Phase::Point, stock, 0, {Script::text(Tag::Preview, "7")});   // 108
        main.line(31).joins(buyer);                                                                   // 109
        prints("tickets: 1\n");                                                                       // 110
        buyer.exits(0);                                                                               // 111
        main.hasJoined();                                                                             // 112
        main.does(Kind::SignalSend, Phase::Point, {}, 15, {Script::number(Tag::Pid, consort.pid())}); // 113
        prints("sold ");                                                                              // 114
        prints("out\n");                                                                              // 115
        run.seesExit(consort, -15);                                                                   // 116
        main.exits(3);                                                                                // 117
    }
    void prints(std::string_view text) {
        run.engine().does(Kind::Output, Phase::Point, {}, std::int32_t(text.size()),
                          {Script::text(Tag::Text, text)});
    }
};

condition::Condition read(const QString& text) {
    auto condition = condition::Condition::read(text.toStdString());
    if (!condition)
        qFatal("%s", condition.error().c_str());
    return *condition;
}

} // namespace

class MeaningTest : public QObject {
    Q_OBJECT
  private slots:
    void firstMoments_data();
    void firstMoments();
    void nextMoments();
    void watchAgreesWithSearch_data() { firstMoments_data(); }
    void watchAgreesWithSearch();
    void deadlockIsFoundWhereItCloses();
};

void MeaningTest::firstMoments_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("at"); // ms; -1 never
    const auto row = [](const char* text, int at) { QTest::newRow(text) << text << at; };
    row("lock.mutex.owner = P2", 100);
    row("lock.mutex.owner = buyer", 100);
    row("lock.mutex.owner = consort", 106);
    row("lock.mutex.value = 0", 100);
    row("lock.mutex.waiters > 0", 101);
    row("lock.mutex.waiter = consort", 101);
    row("lock.*.owner = consort", 106);
    row("semaphore.mutex.owners >= 1", 100);
    row("process.consort.waits = mutex", 101);
    row("process.consort.waits = nothing and lock.mutex.owner = consort", 106);
    row("process.main.waits = buyer", 109);
    row("process.P0.line = 31", 109);
    row("process.consort.state = blocked", 101);
    row("process.buyer.state = zombie", 111);
    row("process.buyer.state = ended", 111);
    row("process.buyer.state = reaped", 112);
    row("process.consort.daemon and process.consort.holds = mutex", 106);
    row("process.consort.status = -15", 116);
    row("process.main.alive_children = 0 and seen print = 0 and seen signal.send", 116);
    row("processes blocked > 1", -1);
    row("processes zombie > 0", 111);
    row("queue.orders.items > 0", 102);
    row("queue.orders.pipe = 1", 104);
    row("queue.orders.buffered = 0 and queue.orders.items = 1", 104);
    row("event.go.set", 107);
    row("event.go.set = no and lock.mutex.owner = buyer", 100);
    row("shared.stock.value = 7", 108);
    row("shared.stock.value > 6", 108);
    row("shared.stock.value > 7", -1);
    row("seen lock.acquire", 100);
    row("seen lock.acquire by consort", 106);
    row("begun lock.acquire by consort", 101);
    row("seen lock.acquire on mutex > 1", 106);
    row("seen lock.acquire on other", -1);
    row("seen lock.release line 14", 105);
    row("seen queue.put on orders text bun", 103);
    row("begun queue.put text bun", 102);
    row("seen signal.send by main to consort", 113);
    row("seen signal.send by main to buyer", -1);
    row("begun process.join by main to buyer", 109);
    row("seen process.join to buyer", 112);
    row("seen process.exit by consort", 116);
    row("seen process.exit = 2", 116);
    row("output \"sold out\"", 115);
    row("printed 1 = 1", 110);
    row("exit 3", 117);
    row("ended", 117);
    row("exit 0", -1);
    row("process.buyer.alive = no and process.consort.alive", 111);
    row("not process.buyer.alive and process.consort.alive", 2); // what is not there is not alive
}

void MeaningTest::firstMoments() {
    QFETCH(QString, text);
    QFETCH(int, at);
    const Palace palace;
    History history(palace.run.log);
    history.advance();
    const auto met = firstMet(read(text), history);
    QCOMPARE(met ? int(met->at / kMs) : -1, at);
    if (met)
        QCOMPARE(history.atOrder(met->order).time(), met->at);
}

// The same, event by event, as a run that goes on is looked at.
void MeaningTest::watchAgreesWithSearch() {
    QFETCH(QString, text);
    QFETCH(int, at);
    const Palace palace;
    condition::Watch watch(read(text));
    World world(palace.run.log);
    int met = -1;
    for (std::size_t i = 0; i < palace.run.log.size(); ++i) {
        const trace::Event e = palace.run.log[i];
        world.apply(e);
        watch.take(e, world);
        if (met < 0 && watch.isMet({world}))
            met = int(e.time / kMs);
    }
    QCOMPARE(met, at);
    QCOMPARE(read(text).isMetBy({world}), watch.isMet({world}));
}

// Each time that it becomes true, not each event while it is.
void MeaningTest::nextMoments() {
    const Palace palace;
    History history(palace.run.log);
    history.advance();
    condition::Search search(read(QStringLiteral("lock.mutex.value = 0")), history);
    QCOMPARE(search.advance()->at / kMs, 100);
    QCOMPARE(search.advance()->at / kMs, 106);
    QVERIFY(!search.advance());
    // From a moment on.
    condition::Search later(read(QStringLiteral("seen lock.acquire > 1")), history, 4);
    QCOMPARE(later.advance()->at / kMs, 106);
}

void MeaningTest::deadlockIsFoundWhereItCloses() {
    Script run;
    Actor main = run.main();
    Actor a = main.startsAndBegins("a"), b = main.startsAndBegins("b");
    const ObjectId left = main.lock("left"), right = main.lock("right");
    main.joins(a);
    run.at(50);
    a.acquires(left);  // 50
    b.acquires(right); // 51
    a.wants(right);    // 52
    b.wants(left);     // 53
    b.does(Kind::Print);
    History history(run.log);
    history.advance();
    const auto met = firstMet(read(QStringLiteral("deadlock")), history);
    QVERIFY(met);
    QCOMPARE(met->at / kMs, 53);
    QCOMPARE(met->event.process, b.id());
}

QTEST_APPLESS_MAIN(MeaningTest)
#include "meaning_test.moc"
