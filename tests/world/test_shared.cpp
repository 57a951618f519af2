// SPDX-License-Identifier: GPL-3.0-or-later
// Shared memory and managers.
#include "engine/world/explain.h"
#include "tests/world/lanes.h"

#include <QtTest>

using namespace forkscope::world;
using namespace forkscope;

class TestShared : public QObject {
    Q_OBJECT

  private slots:
    void lastValueAndWriter();
    void elementsOfAnArray();
    void lostUpdates_data();
    void lostUpdates();
    void theLockOfAValue();
    void managedObjects();
    void managedLock();
    void theServerIsGone();
};

namespace {
void reads(Actor& who, ObjectId block, std::string_view value) {
    who.does(Kind::SharedRead, Phase::Point, block, 0, {Script::text(Tag::Preview, value)});
}
void writes(Actor& who, ObjectId block, std::string_view value) {
    who.does(Kind::SharedWrite, Phase::Point, block, 0, {Script::text(Tag::Preview, value)});
}
} // namespace

void TestShared::lastValueAndWriter() {
    Script run;
    Actor main = run.main();
    Actor a = main.startsAndBegins("adder");
    run.at(10);
    const ObjectId counter =
        main.creates(Kind::SharedCreate, "counter", 4, {Script::text(Tag::ObjectKind, "Value")});
    QCOMPARE(text(explainObject(run.world(), counter, 0)), QString("counter has not been written."));
    run.at(20);
    writes(a.line(6), counter, "5");
    run.at(25);
    writes(a.line(7), counter, "6");
    QCOMPARE(text(explainObject(run.world(), counter, 0)),
             QString("counter is 6, last written by P1 (line 7)."));
    run.at(30);
    writes(main, counter, "0");
    History history(run.log);
    history.advance();
    QVERIFY(laneOf(history, counter)->kind == LaneKind::Shared);
    QCOMPARE(written(*laneOf(history, counter)), QString("10 Absent, 20 Running(2), 30 Running(1)"));
}

void TestShared::elementsOfAnArray() {
    Script run;
    Actor main = run.main();
    const ObjectId array =
        main.creates(Kind::SharedCreate, "array", 40, {Script::text(Tag::ObjectKind, "Array")});
    for (int i = 99; i >= 0; --i)
        main.does(Kind::SharedWrite, Phase::Point, array, 0,
                  {Script::text(Tag::Preview, std::to_string(i)), Script::number(Tag::Index, i)});
    const World world = run.world();
    const Shared& block = *world.sharedBlock(array);
    QCOMPARE(block.writes, 100u);
    QCOMPARE(block.elements.size(), Shared::kElementsKept);
    QCOMPARE(text(block.element(99)->value), QString("99"));
    QVERIFY(!block.element(0));
    QVERIFY(!block.element(-1));
}

void TestShared::lostUpdates_data() {
    QTest::addColumn<bool>("interleaved");
    QTest::newRow("one after the other") << false;
    QTest::newRow("both read, both write") << true;
}

void TestShared::lostUpdates() {
    QFETCH(bool, interleaved);
    Script run;
    Actor main = run.main();
    Actor a = main.startsAndBegins("adder"), b = main.startsAndBegins("adder");
    const ObjectId counter = main.creates(Kind::SharedCreate, "counter", 4);
    writes(main, counter, "0");
    reads(a, counter, "0");
    if (interleaved)
        reads(b, counter, "0");
    writes(a, counter, "1");
    if (!interleaved)
        reads(b, counter, "1");
    writes(b.line(6), counter, interleaved ? "1" : "2");
    QCOMPARE(run.world().sharedBlock(counter)->lostUpdates, interleaved ? 1u : 0u);
    if (interleaved)
        QCOMPARE(
            text(explainObject(run.world(), counter, 0)),
            QString("counter is 1, last written by P2 (line 6); 1 update lost: P2 wrote over what P1 had "
                    "written since it read (line 6)."));
}

void TestShared::theLockOfAValue() {
    Script run;
    Actor main = run.main();
    const ObjectId lock = main.lock("", "RLock");
    const ObjectId counter = main.creates(Kind::SharedCreate, "counter", 4, {main.field(Tag::Lock, lock)});
    QCOMPARE(run.world().sharedBlock(counter)->lock, lock);
    QCOMPARE(text(run.world().nameOf(lock)), QString("the lock of counter"));
}

void TestShared::managedObjects() {
    Script run;
    Actor main = run.main();
    Actor server = main.startsAndBegins("_run_server");
    const ObjectId manager =
        main.creates(Kind::ManagerStart, "manager", server.pid(), {Script::text(Tag::Type, "SyncManager")});
    const ObjectId squares =
        main.creates(Kind::ManagerCreate, "squares", 0,
                     {Script::text(Tag::ObjectKind, "list"), main.field(Tag::Owner, manager)});
    QVERIFY(run.world().process(server.id())->role == ProcessRole::Manager);
    QCOMPARE(run.world().managedObject(squares)->manager, manager);
    main.begin(Kind::ManagerCall, squares, 0,
               {Script::text(Tag::Call, "append"), Script::text(Tag::Preview, "(4,)")});
    QCOMPARE(text(explainWhat(run.world(), run.log.back())), QString("calls squares.append(4,)"));
    server.thread(2).does(Kind::ManagerServe, Phase::Begin, squares, 0, {Script::text(Tag::Call, "append")});
    QCOMPARE(text(explainProcess(run.world(), main.id(), run.log.back().time)),
             QString("P0 main waits for the answer to squares.append() from P1 _run_server. It has waited "
                     "since 8.0 ms, for 1.0 ms now."));
    QCOMPARE(run.world().managedObject(squares)->served.size(), 1u);
    server.thread(2).does(Kind::ManagerServe, Phase::End, squares);
    main.ends(Kind::ManagerCall, squares, 0, {Script::text(Tag::Call, "append")});
    const World world = run.world();
    QVERIFY(world.managedObject(squares)->calls.empty());
    QCOMPARE(world.managedObject(squares)->count, 1u);
    QVERIFY(world.process(main.id())->state == ProcessState::Running);
    QCOMPARE(text(explainObject(world, manager, 0)), QString("manager manages 1 object in P1 _run_server."));
}

void TestShared::managedLock() {
    Script run;
    Actor main = run.main();
    Actor a = main.startsAndBegins("adder");
    const ObjectId lock =
        main.creates(Kind::ManagerCreate, "lock", 0, {Script::text(Tag::ObjectKind, "Lock")});
    const auto call = [&](Actor& who, Phase phase, std::string_view method, std::string_view result) {
        who.does(Kind::ManagerCall, phase, lock, 0,
                 {Script::text(Tag::Call, method), Script::text(Tag::Preview, result)});
    };
    call(a.line(5), Phase::Begin, "acquire", "");
    call(a, Phase::End, "acquire", "True");
    call(main, Phase::Begin, "acquire", "");
    QCOMPARE(text(explainProcess(run.world(), main.id(), run.log.back().time)),
             QString("P0 main waits for lock, held since 7.0 ms by P1 adder (line 5), which is running (line "
                     "5). It has waited since 8.0 ms, for 0 µs now."));
    call(a, Phase::Begin, "release", "");
    call(a, Phase::End, "release", "None");
    QVERIFY(run.world().managedObject(lock)->owners.empty());
    call(main, Phase::End, "acquire", "False"); // timed out
    QVERIFY(run.world().managedObject(lock)->owners.empty());
}

void TestShared::theServerIsGone() {
    Script run;
    Actor main = run.main();
    Actor server = main.startsAndBegins("_run_server");
    const ObjectId manager = main.creates(Kind::ManagerStart, "manager", server.pid());
    const ObjectId squares =
        main.creates(Kind::ManagerCreate, "squares", 0, {main.field(Tag::Owner, manager)});
    run.seesExit(server, -9);
    main.begin(Kind::ManagerCall, squares);
    QVERIFY(text(explainProcess(run.world(), main.id(), run.log.back().time)).contains("which has ended"));
    QCOMPARE(text(explainObject(run.world(), manager, 0)),
             QString("manager manages 1 object in P1 _run_server, which has ended: they are gone."));
}

QTEST_APPLESS_MAIN(TestShared)
#include "test_shared.moc"
