// SPDX-License-Identifier: GPL-3.0-or-later
// Reasons as records and as linked words: that they speak of what is there, and say the same as World and
// lanes.
#include "engine/world/reason.h"
#include "tests/world/lanes.h"
#include "tests/world/random_run.h"
#include "tests/world/scene.h"

using namespace forkscope::world;
using namespace forkscope;

class TestReason : public QObject {
    Q_OBJECT

  private slots:
    void record();
    void links();
    void deadlockInWords();
    void selfLockInWords();
    void ofAnyRun_data();
    void ofAnyRun();
};

namespace {

Words joined(const std::vector<Words>& paragraphs) {
    Words all;
    for (const Words& paragraph : paragraphs)
        all += paragraph;
    return all;
}

void sleeperHoldsTheLock(Scene& s) {
    s.a.line(9).acquires(s.mutex);
    s.a.line(10).sleeps(1000);
    s.b.line(8).wants(s.mutex);
}

} // namespace

void TestReason::record() {
    Scene s;
    sleeperHoldsTheLock(s);
    const World world = s.run.world();
    const Reason reason = reasonOf(world, ThreadRef{s.b.id()}, world.time());
    QVERIFY(reason.doing == Doing::Waits);
    QCOMPARE(reason.since, world.time());
    QCOMPARE(reason.place.line, 8u);
    QVERIFY((reason.processes == std::vector{s.b.id(), s.a.id()}));
    QVERIFY(reason.objects == std::vector{s.mutex});
    QCOMPARE(reason.places.size(), std::size_t(2)); // lines 8 and 9
    QVERIFY(reason.chain.end == ChainEnd::Sleeps);
    QCOMPARE(reason.chain.until, Time(1101 * kMs));
    QVERIFY(!reason.deadlock);
    const ObjectReason lock = reasonOf(world, s.mutex, world.time());
    QVERIFY(lock.has == std::vector{ThreadRef{s.a.id()}});
    QVERIFY(lock.wait == std::vector{ThreadRef{s.b.id()}});
    QCOMPARE(lock.since, Time(100 * kMs));
}

void TestReason::links() {
    Scene s;
    sleeperHoldsTheLock(s);
    const World world = s.run.world();
    const Words first = wordsOf(world, reasonOf(world, ThreadRef{s.b.id()}, world.time())).front();
    QStringList linked;
    for (const Span& span : first.spans())
        if (span.target)
            linked << QString("%1=%2").arg(int(span.target.kind)).arg(text(span.text));
    QCOMPARE(linked.join("|"), QString("1=P2 buyer|2=mutex|4=0.10 s|1=P1 buyer|3=line 9|4=1.10 s|3=line 10"));
    const auto moment = std::find_if(first.spans().begin(), first.spans().end(),
                                     [](const Span& span) { return span.text == "1.10 s"; });
    QCOMPARE(moment->target.moment, Time(1101 * kMs));
}

void TestReason::deadlockInWords() {
    Scene s;
    const ObjectId other = s.main.lock("other");
    s.a.line(4).acquires(s.mutex);
    s.b.line(7).acquires(other);
    s.a.line(5).wants(other);
    s.b.line(8).wants(s.mutex);
    s.main.joins(s.a);
    const World world = s.run.world();
    const std::vector<Deadlock> found = deadlocks(world);
    QCOMPARE(found.size(), std::size_t(1));
    QCOMPARE(text(wordsOf(world, found[0]).text()),
             QString("P1 and P2 wait for each other for ever: P1 (line 5) waits for other, held since 0.10 s "
                     "by P2 buyer (line 7); P2 (line 8) waits for mutex, held since 0.10 s by P1 buyer (line "
                     "4). P0 waits behind them."));
    QCOMPARE(text(titleOf(world, found[0])), QString("P1 and P2 wait for each other for ever"));
    for (const Actor& who : {s.main, s.a, s.b}) {
        const Reason reason = reasonOf(world, ThreadRef{who.id()}, world.time(), found);
        QVERIFY(reason.deadlock && *reason.deadlock == found[0]);
    }
    QVERIFY(reasonOf(world, other, world.time(), found).deadlock);
    QVERIFY(!reasonOf(world, s.orders, world.time(), found).deadlock);
}

void TestReason::selfLockInWords() {
    Script run;
    Actor main = run.main();
    const ObjectId mutex = main.lock("mutex");
    main.line(3).acquires(mutex);
    main.line(4).wants(mutex);
    const World world = run.world();
    const std::vector<Deadlock> found = deadlocks(world);
    QCOMPARE(found.size(), std::size_t(1));
    QCOMPARE(text(wordsOf(world, found[0]).text()),
             QString("P0 waits for itself for ever: P0 (line 4) waits for mutex, which it holds itself since "
                     "4.0 ms (line 3)."));
}

void TestReason::ofAnyRun_data() {
    QTest::addColumn<unsigned>("seed");
    for (unsigned seed = 21; seed <= 30; ++seed)
        QTest::addRow("%u", seed) << seed;
}

// Every link leads to something that is there; who has a lock in the sentence has it in the World and on its
// lane.
void TestReason::ofAnyRun() {
    QFETCH(unsigned, seed);
    Script run;
    randomRun(run, 4000, seed);
    History history(run.log);
    history.advance();
    std::size_t links = 0, owners = 0;
    for (std::size_t i = 97; i < run.log.size(); i += 97) {
        const World world = history.atOrder(run.log[i].order);
        const Time at = world.time();
        std::vector<Words> all;
        for (const Process& p : world.processes())
            all.push_back(joined(wordsOf(world, reasonOf(world, ThreadRef{p.id}, at))));
        for (const Lock& lock : world.locks())
            all.push_back(joined(wordsOf(world, reasonOf(world, lock.id, at))));
        for (const Deadlock& d : deadlocks(world))
            all.push_back(wordsOf(world, d));
        for (const Words& words : all) {
            QVERIFY(!words.empty());
            for (const Span& span : words.spans()) {
                links += bool(span.target);
                switch (span.target.kind) {
                case Target::Kind::Process:
                    QVERIFY(world.process(span.target.process));
                    QVERIFY(span.target.thread == 0 ||
                            span.target.thread < world.process(span.target.process)->threads.size());
                    break;
                case Target::Kind::Object:
                    QVERIFY(!world.nameOf(span.target.object).empty());
                    break;
                case Target::Kind::Line:
                    QVERIFY(span.target.line > 0);
                    break;
                case Target::Kind::Moment:
                    QVERIFY(span.target.moment >= 0);
                    break;
                case Target::Kind::None:
                    break;
                }
            }
        }
        for (const Lock& lock : world.locks()) {
            if (!lock.known || lock.isSemaphore() || lock.holders.size() != 1)
                continue;
            const ProcessId owner = lock.holders[0].process;
            const Words words = joined(wordsOf(world, reasonOf(world, lock.id, at)));
            const auto named = std::find_if(words.spans().begin(), words.spans().end(), [](const Span& span) {
                return span.target.kind == Target::Kind::Process;
            });
            QVERIFY(named != words.spans().end());
            QVERIFY(world.process(named->target.process) == world.process(owner));
            const Lane* lane = laneOf(history, lock.id);
            const std::size_t interval = lane->track.find(at);
            if (at == history.end() || (i + 1 < run.log.size() && run.log[i + 1].time == at))
                continue; // several events at one time: the lane shows the last
            QVERIFY(world.process(ProcessId{lane->track.note(interval).subject}) == world.process(owner));
            ++owners;
        }
    }
    QVERIFY2(links > 1000 && owners > 5, qPrintable(QString("%1 links, %2 owners").arg(links).arg(owners)));
}

QTEST_APPLESS_MAIN(TestReason)
#include "test_reason.moc"
