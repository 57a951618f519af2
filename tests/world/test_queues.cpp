// SPDX-License-Identifier: GPL-3.0-or-later
// Queues of scripted runs: items in the caller's buffer, in the pipe, taken, lost; full and empty; tasks.
#include "tests/world/script.h"

#include <QtTest>

#include <deque>
#include <random>

using namespace forkscope::world;
using namespace forkscope;

namespace {
QString previews(const ItemList& items) {
    QStringList words;
    for (const Item& item : items)
        words << text(item.preview);
    return words.join(' ');
}
QString allBuffers(const Queue& queue) {
    QStringList words;
    for (const auto& [producer, buffer] : queue.buffers)
        if (!buffer.empty())
            words << previews(buffer);
    return words.join('|');
}
QString takenOf(const Queue& queue) {
    QStringList words;
    for (const auto& [who, item] : queue.taken)
        words << text(item.preview);
    return words.join(' ');
}
} // namespace

class TestQueues : public QObject {
    Q_OBJECT

  private slots:
    void steps_data();
    void steps();
    void waiters();
    void aFullQueueTakesNothing();
    void whoMadeRoomSaysSoLater();
    void producersAndBytes();
    void onlyTheLastFewTakenAreKept();
    void unfinishedTasks();
    void tasksByTheProgramsCount();
    void aDeadProducersBufferIsLost();
    void aLateFeedSavesTheItem();
    void arrowsFromPutToGet();
    void itemListIsADeque();
    void itemListCopiesAreIndependent();
};

// p and r are producers, c a consumer. "p<x": begins to put x; "p!": waits (full); "p.": has put; "p~": could
// not put; "p>": fed; "p#": its feeder failed; "c<": begins to get; "c!": waits (empty); "c=x": got x; "c~":
// nothing.
void TestQueues::steps_data() {
    QTest::addColumn<QString>("script");
    QTest::addColumn<QString>("buffers");
    QTest::addColumn<QString>("pipe");
    QTest::addColumn<QString>("taken");
    const auto row = [](const char* name, const char* script, const char* buffers, const char* pipe,
                        const char* taken) { QTest::newRow(name) << script << buffers << pipe << taken; };
    row("begun", "p<1", "1", "", "");
    row("put", "p<1 p.", "1", "", "");
    row("fed before put returns", "p<1 p> p.", "", "1", "");
    row("fed", "p<1 p. p>", "", "1", "");
    row("taken", "p<1 p. p> c< c=1", "", "", "1");
    row("two producers", "p<1 p. r<2 r. r>", "1", "2", "");
    row("in order", "p<1 p. p<2 p. p> p> c=1", "", "2", "1");
    row("could not put", "p<1 p~", "", "", "");
    row("could not put the second", "p<1 p. p<2 p~", "1", "", "");
    row("waits for room", "p<1 p. p<2 p!", "1", "", "");
    row("got room", "p<1 p. p<2 p! p> c=1 p.", "2", "", "1");
    row("got room, fed first", "p<1 p. p<2 p! p> c=1 p> p.", "", "2", "1");
    row("waited in vain", "p<1 p. p<2 p! p~", "1", "", "");
    row("cannot be pickled", "p<1 p. p#", "", "", "");
    row("waits for an item", "c< c! p<1 p. p> c=1", "", "", "1");
    row("nothing to get", "c< c! c~", "", "", "");
    row("get before feed", "p<1 p. c=1 p>", "", "", "1");
    row("get before feed, then more", "p<1 p. p<2 p. c=1 p> p>", "", "2", "1");
    row("get before feed, of two", "p<1 p. r<2 r. c=2 r>", "1", "", "2");
    row("gets reported the other way round", "p<1 p. p> p<2 p. p> c=2 c=1", "", "", "2 1");
    row("taken before it was seen put", "c=1", "", "", "1");
    row("put without a beginning", "p.", "", "", "");
    row("point", "p@1", "1", "", "");
}

void TestQueues::steps() {
    QFETCH(QString, script);
    QFETCH(QString, buffers);
    QFETCH(QString, pipe);
    QFETCH(QString, taken);
    Script run;
    Actor main = run.main();
    Actor p = main.startsAndBegins("p"), r = main.startsAndBegins("r"), c = main.startsAndBegins("c");
    const ObjectId id = main.queue("orders", "Queue", 0);
    for (const QString& step : script.split(' ')) {
        Actor& who = step[0] == 'p' ? p : step[0] == 'r' ? r : c;
        const std::string item = step.mid(2).toStdString();
        const bool gets = step[0] == 'c';
        switch (step[1].toLatin1()) {
        case '<':
            gets ? who.beginsGet(id) : who.beginsPut(id, item);
            break;
        case '!':
            gets ? who.waitsAtGet(id) : who.waitsAtPut(id);
            break;
        case '~':
            gets ? who.failsToGet(id) : who.failsToPut(id);
            break;
        case '.':
            who.hasPut(id);
            break;
        case '@':
            who.does(Kind::QueuePut, Phase::Point, id, 0, {Script::text(Tag::Preview, item)});
            break;
        case '>':
            who.feeds(id);
            break;
        case '#':
            who.does(Kind::QueueFeed, Phase::Point, id, 0, {}, trace::kFailed);
            break;
        default:
            who.hasGot(id, item);
        }
    }
    const World world = run.world();
    const Queue& queue = *world.queue(id);
    QCOMPARE(allBuffers(queue), buffers);
    QCOMPARE(previews(queue.pipe), pipe);
    QCOMPARE(takenOf(queue), taken);
    std::size_t inBuffers = 0;
    for (const auto& [producer, buffer] : queue.buffers)
        inBuffers += buffer.size();
    QCOMPARE(queue.depth(), inBuffers + queue.pipe.size());
    QCOMPARE(queue.gets, std::uint64_t(taken.split(' ', Qt::SkipEmptyParts).size()));
}

void TestQueues::waiters() {
    Script run;
    Actor main = run.main();
    Actor p = main.startsAndBegins("p"), c = main.startsAndBegins("c");
    const ObjectId id = main.queue("orders", "JoinableQueue", 1);
    c.line(21).beginsGet(id);
    QCOMPARE(run.world().queue(id)->getters.size(), 0u);
    c.waitsAtGet(id);
    QCOMPARE(run.world().queue(id)->getters.size(), 1u);
    QCOMPARE(run.world().queue(id)->getters[0].line, 21u);
    p.puts(id, "1");
    p.beginsPut(id, "2");
    p.waitsAtPut(id);
    main.does(Kind::QueueJoin, Phase::Begin, id);
    World world = run.world();
    QCOMPARE(world.queue(id)->putters.size(), 1u);
    QCOMPARE(world.queue(id)->joiners.size(), 1u);
    QCOMPARE(world.queue(id)->depth(), 1u); // never above maxsize
    QCOMPARE(world.queue(id)->openPuts.size(), 1u);
    QCOMPARE(text(world.queue(id)->openPuts[0].item.preview), QString("2"));
    QCOMPARE(world.process(main.id())->state, ProcessState::Blocked);
    p.feeds(id);
    c.hasGot(id, "1");
    p.hasPut(id);
    main.does(Kind::QueueJoin, Phase::End, id);
    world = run.world();
    QVERIFY(world.queue(id)->getters.empty());
    QVERIFY(world.queue(id)->putters.empty());
    QVERIFY(world.queue(id)->joiners.empty());
    QVERIFY(world.queue(id)->openPuts.empty());
    QCOMPARE(world.queue(id)->puts, 2u);
    QCOMPARE(world.queue(id)->gets, 1u);
}

// A put into a full queue says that it waits only after it has begun.
void TestQueues::aFullQueueTakesNothing() {
    Script run;
    Actor main = run.main();
    Actor c = main.startsAndBegins("c");
    const ObjectId id = main.queue("orders", "Queue", 1);
    main.puts(id, "1");
    main.beginsPut(id, "2");
    QCOMPARE(run.world().queue(id)->depth(), 1u);
    main.feeds(id);
    c.hasGot(id, "1");
    main.hasPut(id);
    QCOMPARE(run.world().queue(id)->depth(), 1u);
    main.beginsPut(id, "3");
    main.failsToPut(id);
    QCOMPARE(run.world().queue(id)->depth(), 1u);
    QCOMPARE(run.world().queue(id)->puts, 2u);
}

// A put that found room may be reported before the get that made it.
void TestQueues::whoMadeRoomSaysSoLater() {
    Script run;
    Actor main = run.main();
    Actor c = main.startsAndBegins("c");
    const ObjectId id = main.queue("orders", "Queue", 1);
    main.puts(id, "1");
    main.feeds(id);
    main.beginsPut(id, "2");
    main.hasPut(id);
    World world = run.world();
    QCOMPARE(world.queue(id)->depth(), 1u);
    QCOMPARE(allBuffers(*world.queue(id)), QString("2"));
    QCOMPARE(previews(world.queue(id)->leaving), QString("1"));
    main.feeds(id);
    c.hasGot(id, "1");
    world = run.world();
    QVERIFY(world.queue(id)->leaving.empty());
    QCOMPARE(previews(world.queue(id)->pipe), QString("2"));
    QCOMPARE(takenOf(*world.queue(id)), QString("1"));
    c.hasGot(id, "2");
    QCOMPARE(run.world().queue(id)->depth(), 0u);
    QCOMPARE(takenOf(*run.world().queue(id)), QString("1 2"));
}

void TestQueues::producersAndBytes() {
    Script run;
    Actor main = run.main();
    Actor p = main.startsAndBegins("p");
    const ObjectId id = main.queue("orders");
    main.puts(id, "'a'");
    const Time put = run.log[run.log.size() - 2].time;
    main.feeds(id, 33);
    p.puts(id, "'b'");
    const World world = run.world();
    const Queue& queue = *world.queue(id);
    QCOMPARE(queue.pipe.front().producer, main.id());
    QCOMPARE(queue.pipe.front().bytes, 33u);
    QCOMPARE(queue.pipe.front().put, put);
    QCOMPARE(queue.buffers.at(p.id()).front().bytes, 0u);
    QCOMPARE(queue.producers.size(), 2u);
    QCOMPARE(text(queue.kind), QString("Queue"));
}

void TestQueues::onlyTheLastFewTakenAreKept() {
    Script run;
    Actor main = run.main();
    const ObjectId id = main.queue("orders", "SimpleQueue");
    for (int i = 0; i < 11; ++i) {
        const std::string item = std::to_string(i);
        main.puts(id, item);
        main.feeds(id);
        main.takes(id, item);
    }
    const World world = run.world();
    QCOMPARE(takenOf(*world.queue(id)), QString("3 4 5 6 7 8 9 10"));
    QCOMPARE(world.queue(id)->taken.back().first, main.id());
}

void TestQueues::unfinishedTasks() {
    Script run;
    Actor main = run.main();
    const ObjectId id = main.queue("tasks", "JoinableQueue"), plain = main.queue("plain");
    const auto unfinished = [&] { return run.world().queue(id)->unfinished; };
    main.puts(id, "1");
    main.puts(id, "2");
    main.puts(plain, "3");
    QCOMPARE(unfinished(), 2);
    QCOMPARE(run.world().queue(plain)->unfinished, 0);
    main.feeds(id);
    main.takes(id, "1");
    QCOMPARE(unfinished(), 2);
    main.reportsTaskDone(id);
    QCOMPARE(unfinished(), 1);
    main.beginsPut(id, "4");
    main.failsToPut(id);
    QCOMPARE(unfinished(), 1);
    main.does(Kind::QueueTaskDone, Phase::Point, id, -1, {}, trace::kFailed);
    QCOMPARE(unfinished(), 1);
    main.reportsTaskDone(id);
    main.reportsTaskDone(id);
    QCOMPARE(unfinished(), 0);
}

void TestQueues::tasksByTheProgramsCount() {
    Script run;
    Actor main = run.main();
    Actor p = main.startsAndBegins("p");
    const ObjectId id = main.queue("tasks", "JoinableQueue");
    const auto unfinished = [&] { return run.world().queue(id)->unfinished; };
    main.puts(id, "1");
    main.puts(id, "2");
    p.beginsPut(id, "3");
    main.reportsTaskDone(id, 1); // counted before p's put was
    QCOMPARE(unfinished(), 2);
    p.hasPut(id);
    main.reportsTaskDone(id, 1);
    QCOMPARE(unfinished(), 1);
    main.reportsTaskDone(id, 5); // something that is not traced has put too
    QCOMPARE(unfinished(), 5);
}

void TestQueues::aDeadProducersBufferIsLost() {
    Script run;
    Actor main = run.main();
    Actor p = main.startsAndBegins("p");
    const ObjectId id = main.queue("orders", "Queue", 3);
    p.puts(id, "1");
    p.puts(id, "2");
    p.feeds(id);
    p.beginsPut(id, "3");
    p.waitsAtPut(id);
    run.seesExit(p, -9);
    const World world = run.world();
    const Queue& queue = *world.queue(id);
    QCOMPARE(previews(queue.lost), QString("2"));
    QCOMPARE(previews(queue.pipe), QString("1"));
    QCOMPARE(queue.depth(), 1u);
    QVERIFY(queue.openPuts.empty());
    QVERIFY(queue.putters.empty());
}

void TestQueues::aLateFeedSavesTheItem() {
    Script run;
    Actor main = run.main();
    Actor p = main.startsAndBegins("p");
    const ObjectId id = main.queue("orders");
    p.puts(id, "1");
    p.puts(id, "2");
    p.exits();
    p.feeds(id);
    QCOMPARE(previews(run.world().queue(id)->lost), QString("2"));
    QCOMPARE(previews(run.world().queue(id)->pipe), QString("1"));
    main.takes(id, "1");
    main.takes(id, "2"); // it was in the pipe after all
    QVERIFY(run.world().queue(id)->lost.empty());
}

void TestQueues::arrowsFromPutToGet() {
    Script run;
    Actor main = run.main();
    Actor c = main.startsAndBegins("c");
    const ObjectId id = main.queue("orders");
    main.beginsPut(id, "1");
    const Event put = run.log.back();
    main.hasPut(id);
    main.feeds(id);
    c.takes(id, "1");
    const Event got = run.log.back();
    c.hasGot(id, "2"); // from nowhere: no arrow
    History history(run.log);
    history.advance();
    std::vector<Arrow> items;
    for (const Arrow& arrow : history.arrows())
        if (arrow.kind == ArrowKind::Item)
            items.push_back(arrow);
    QCOMPARE(items.size(), 1u);
    const Arrow expected{ArrowKind::Item, put.time, got.time, main.id(), c.id(), id, put.order, got.order};
    QVERIFY(items[0] == expected);
}

namespace {
Item numbered(std::uint32_t i) {
    return {{}, i, {1}, 0, i};
}
} // namespace

void TestQueues::itemListIsADeque() {
    std::mt19937 random(11);
    ItemList list;
    std::deque<Item> expected;
    std::vector<ItemList> copies; // kept, so that blocks are shared all the time
    for (std::uint32_t step = 0; step < 20'000; ++step) {
        const bool grows = (step / 3000) % 2 == 0;
        const auto choice = random() % 10;
        if (choice < (grows ? 7u : 2u)) {
            list.push_back(numbered(step));
            expected.push_back(numbered(step));
        } else if (expected.empty()) {
            QVERIFY(list.empty());
        } else if (choice == 9 && expected.size() > 4) {
            QVERIFY(list.take(3) == expected[3]);
            expected.erase(expected.begin() + 3);
        } else if (choice == 8) {
            list.pop_back();
            expected.pop_back();
        } else {
            list.pop_front();
            expected.pop_front();
        }
        if (step % 97 == 0)
            copies.push_back(list);
        if (step % 50 == 0)
            QVERIFY(std::equal(list.begin(), list.end(), expected.begin(), expected.end()));
        QCOMPARE(list.size(), expected.size());
    }
}

void TestQueues::itemListCopiesAreIndependent() {
    ItemList list;
    for (std::uint32_t i = 0; i < 300; ++i)
        list.push_back(numbered(i));
    ItemList copy = list;
    copy.push_back(numbered(1000));
    list.push_back(numbered(2000));
    copy.edit(7).bytes = 77;
    for (int i = 0; i < 100; ++i)
        list.pop_front();
    QCOMPARE(list.size(), 201u);
    QCOMPARE(copy.size(), 301u);
    QCOMPARE(copy[0].bytes, 0u);
    QCOMPARE(copy[7].bytes, 77u);
    QCOMPARE(copy.back().bytes, 1000u);
    QCOMPARE(list.front().bytes, 100u);
    QCOMPARE(list.back().bytes, 2000u);
}

QTEST_APPLESS_MAIN(TestQueues)
#include "test_queues.moc"
