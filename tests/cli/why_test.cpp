// SPDX-License-Identifier: GPL-3.0-or-later
// Real programs that lock themselves out, and real ones that only look like it: who waits for whom for ever,
// and the same sentences in the terminal as from the record.
#include "engine/world/reason.h"
#include "tests/cli/command.h"
#include "tests/support/run_program.h"

#include <QElapsedTimer>
#include <QTest>

namespace forkscope::tests {

class WhyTest : public QObject {
    Q_OBJECT
  private slots:
    void cleanup() { QCOMPARE(processesLeft(), QStringList()); }

    void closed_data();
    void closed();
    void endsWithoutOne_data();
    void endsWithoutOne();
    void terminalAndRecordSayTheSame();

  private:
    Folder folder_;
};

namespace {

const char* const kImports =
    "import threading, time\n"
    "from multiprocessing import Event, Lock, Pipe, Process, Queue, RLock, Semaphore\n\n";

QByteArray program(const char* definitions, const char* main) {
    QByteArray text = kImports;
    text += definitions;
    text += "\nif __name__ == '__main__':\n";
    for (const QByteArray& line : QByteArray(main).split('\n'))
        text += "    " + line + "\n";
    return text;
}

const char* const kTwo = "def work(mine, other, met, meets):\n"
                         "    with mine:\n"
                         "        met.set()\n"
                         "        meets.wait()\n"
                         "        with other:\n"
                         "            pass\n";

// "P1, P2": who waits for whom for ever.
QString circleOf(const world::World& world, const world::Deadlock& deadlock) {
    QStringList labels;
    for (const world::WaitFor& link : deadlock.circle)
        labels << QString::fromStdString(world.labelOf(link.waiter.process)).section(' ', 0, 0);
    return labels.join(", ");
}

// Every deadlock that was claimed after any of the events.
QStringList claims(const world::History& history) {
    QStringList found;
    world::World world(history.log());
    for (std::size_t i = 0; i < history.applied(); ++i) {
        world.apply(history.log()[i]);
        for (const world::Deadlock& deadlock : world::deadlocks(world))
            if (const QString circle = circleOf(world, deadlock); !found.contains(circle))
                found << circle;
    }
    return found;
}

bool turnUntilClosed(run::Session& session) {
    QElapsedTimer time;
    time.start();
    while (time.elapsed() < 60'000 && session.state() == run::SessionState::Running) {
        QTest::qWait(20);
        if (!world::deadlocks(session.history().now()).empty())
            return true;
    }
    return false;
}

run::LaunchSpec specOf(const QString& path) {
    run::LaunchSpec spec;
    spec.program = path;
    spec.interpreter = python();
    return spec;
}

} // namespace

void WhyTest::closed_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("circle");
    QTest::newRow("two locks in opposite order")
        << program(kTwo,
                   "a, b, x, y = Lock(), Lock(), Event(), Event()\n"
                   "ps = [Process(target=work, args=(a, b, x, y)), Process(target=work, args=(b, a, y, x))]\n"
                   "for p in ps: p.start()\n"
                   "for p in ps: p.join()")
        << "P1, P2";
    QTest::newRow("two RLocks, and main does something else")
        << program(kTwo,
                   "a, b, x, y = RLock(), RLock(), Event(), Event()\n"
                   "ps = [Process(target=work, args=(a, b, x, y)), Process(target=work, args=(b, a, y, x))]\n"
                   "for p in ps: p.start()\n"
                   "while True: time.sleep(0.1)")
        << "P1, P2";
    QTest::newRow("three in a ring")
        << program(
               "def work(mine, other, gate):\n"
               "    with mine:\n"
               "        gate.acquire()\n"
               "        with other:\n"
               "            pass\n",
               "locks = [Lock() for _ in range(3)]\n"
               "gate = Semaphore(0)\n"
               "ps = [Process(target=work, args=(locks[i], locks[(i + 1) % 3], gate)) for i in range(3)]\n"
               "for p in ps: p.start()\n"
               "time.sleep(1.5)\n"
               "for p in ps: gate.release()\n"
               "for p in ps: p.join()")
        << "P1, P2, P3";
    QTest::newRow("join of one who waits for the joiner's lock")
        << program("def work(lock):\n    with lock:\n        pass\n",
                   "lock = Lock()\n"
                   "p = Process(target=work, args=(lock,))\n"
                   "with lock:\n"
                   "    p.start()\n"
                   "    p.join()")
        << "P0, P1";
    QTest::newRow("a Lock taken twice")
        << program("", "lock = Lock()\nwith lock:\n    with lock:\n        pass") << "P0";
    QTest::newRow("both wait for the other's answer")
        << program("def work(mine, other):\n"
                   "    other.put('hello')\n"
                   "    mine.get()\n"
                   "    mine.get()\n",
                   "a, b = Queue(), Queue()\n"
                   "ps = [Process(target=work, args=(a, b)), Process(target=work, args=(b, a))]\n"
                   "for p in ps: p.start()\n"
                   "for p in ps: p.join()")
        << "P1, P2";
}

void WhyTest::closed() {
    QFETCH(QByteArray, text);
    QFETCH(QString, circle);
    run::Session session;
    const Outcome started = session.start(specOf(folder_.write("closed.py", text)));
    QVERIFY2(bool(started), started ? "" : started.error().c_str());
    const bool isClosed = turnUntilClosed(session);
    const QStringList found = claims(session.history());
    session.stop();
    QVERIFY(waitUntilEnded(session, std::chrono::seconds(30)));
    QVERIFY2(isClosed, qPrintable(found.join("; ")));
    QCOMPARE(found, QStringList{circle});
}

void WhyTest::endsWithoutOne_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("one of them gives up") << program(
        "def work(mine, other, met, meets, patience):\n"
        "    with mine:\n"
        "        met.set()\n"
        "        meets.wait()\n"
        "        if other.acquire(timeout=patience):\n"
        "            other.release()\n",
        "a, b, x, y = Lock(), Lock(), Event(), Event()\n"
        "ps = [Process(target=work, args=(a, b, x, y, 0.3)), Process(target=work, args=(b, a, y, x, None))]\n"
        "for p in ps: p.start()\n"
        "for p in ps: p.join()");
    QTest::newRow("the owner sleeps")
        << program("def work(lock):\n    with lock:\n        time.sleep(0.1)\n",
                   "lock = Lock()\n"
                   "ps = [Process(target=work, args=(lock,)) for _ in range(4)]\n"
                   "for p in ps: p.start()\n"
                   "for p in ps: p.join()");
    QTest::newRow("a semaphore with a free holder")
        << program("def work(seats, more):\n"
                   "    with seats:\n"
                   "        time.sleep(0.1)\n"
                   "        if more: seats.acquire(); seats.release()\n",
                   "seats = Semaphore(2)\n"
                   "ps = [Process(target=work, args=(seats, i == 0)) for i in range(3)]\n"
                   "for p in ps: p.start()\n"
                   "for p in ps: p.join()");
    QTest::newRow("semaphores as signals")
        << program("def produce(room, items):\n"
                   "    for _ in range(5):\n"
                   "        room.acquire()\n"
                   "        items.release()\n"
                   "def consume(room, items):\n"
                   "    for _ in range(10):\n"
                   "        items.acquire()\n"
                   "        time.sleep(0.01)\n"
                   "        room.release()\n",
                   "room, items = Semaphore(2), Semaphore(0)\n"
                   "ps = [Process(target=produce, args=(room, items)) for _ in range(2)]\n"
                   "ps.append(Process(target=consume, args=(room, items)))\n"
                   "for p in ps: p.start()\n"
                   "for p in ps: p.join()");
    QTest::newRow("Locks as signals, in turns")
        << program("def work(mine, other):\n"
                   "    for _ in range(5):\n"
                   "        mine.acquire()\n"
                   "        time.sleep(0.01)\n"
                   "        other.release()\n",
                   "a, b = Lock(), Lock()\n"
                   "b.acquire()\n"
                   "ps = [Process(target=work, args=(a, b)), Process(target=work, args=(b, a))]\n"
                   "for p in ps: p.start()\n"
                   "for p in ps: p.join()");
    QTest::newRow("a second thread of the owner gives the lock back")
        << program("def later(lock):\n    time.sleep(0.2)\n    lock.release()\n",
                   "lock = Lock()\n"
                   "lock.acquire()\n"
                   "threading.Thread(target=later, args=(lock,)).start()\n"
                   "lock.acquire()\n"
                   "lock.release()");
    QTest::newRow("questions and answers") << program("def work(questions, answers):\n"
                                                      "    for number in iter(questions.get, None):\n"
                                                      "        answers.put(number * number)\n",
                                                      "questions, answers = Queue(1), Queue(1)\n"
                                                      "p = Process(target=work, args=(questions, answers))\n"
                                                      "p.start()\n"
                                                      "for i in range(30):\n"
                                                      "    questions.put(i)\n"
                                                      "    answers.get()\n"
                                                      "questions.put(None)\n"
                                                      "p.join()");
    QTest::newRow("ping and pong through a pipe") << program("def work(end):\n"
                                                             "    for _ in range(30): end.send(end.recv())\n",
                                                             "near, far = Pipe()\n"
                                                             "p = Process(target=work, args=(far,))\n"
                                                             "p.start()\n"
                                                             "for i in range(30):\n"
                                                             "    near.send('x' * 100000)\n"
                                                             "    near.recv()\n"
                                                             "p.join()");
    QTest::newRow("a pool") << program(
        "def square(n):\n    time.sleep(0.005)\n    return n * n\n",
        "from multiprocessing import Pool\n"
        "with Pool(2) as pool:\n"
        "    pool.map(square, range(12), 2)\n"
        "    room = Semaphore(2)\n"
        "    for i in range(8):\n"
        "        room.acquire()\n"
        "        pool.apply_async(square, (i,), callback=lambda _: room.release())\n"
        "    pool.close()\n"
        "    pool.join()");
}

// Whoever comes to the end was never in a deadlock, after no event of the run.
void WhyTest::endsWithoutOne() {
    QFETCH(QByteArray, text);
    const QString path = folder_.write("ends.py", text);
    const std::unique_ptr<run::Session> session = runProgram(path, specOf(path));
    QCOMPARE(session->ending().status, 0);
    QCOMPARE(claims(session->history()), QStringList());
}

void WhyTest::terminalAndRecordSayTheSame() {
    const QString path =
        folder_.write("closed.py", program(kTwo, "a, b, x, y = Lock(), Lock(), Event(), Event()\n"
                                                 "q = Queue()\n"
                                                 "q.put('one')\n"
                                                 "ps = [Process(target=work, args=(a, b, x, y)), "
                                                 "Process(target=work, args=(b, a, y, x))]\n"
                                                 "for p in ps: p.start()\n"
                                                 "for p in ps: p.join()"));
    run::Session live;
    QVERIFY(live.start(specOf(path)));
    QVERIFY(turnUntilClosed(live));
    QTest::qWait(int(live.now() / 1'000'000 / 2)); // long enough that some of the moments below are in it
    live.stop();
    QVERIFY(waitUntilEnded(live, std::chrono::seconds(30)));
    QVERIFY(live.save(folder_.path("closed.fscope")));
    run::Session session;
    QVERIFY(session.open(folder_.path("closed.fscope")));
    const world::History& history = session.history();
    int named = 0;
    constexpr int kMoments = 8;
    for (int i = 1; i <= kMoments; ++i) {
        const QString seconds = QString::number(double(history.end()) / 1e9 * i / kMoments, 'f', 6);
        const auto at = std::min(trace::Time(seconds.toDouble() * 1e9), session.now());
        const world::World world = history.at(at);
        const QByteArray shown = forkscope({"show", "--at", seconds, folder_.path("closed.fscope")}).out;
        QStringList wanted;
        const auto want = [&](const std::string& sentence) { wanted << QString::fromStdString(sentence); };
        const std::vector<world::Deadlock> found = world::deadlocks(world);
        for (const world::Deadlock& deadlock : found)
            want(world::wordsOf(world, deadlock).text());
        for (const world::Process& p : world.processes())
            for (const world::Words& paragraph :
                 world::wordsOf(world, world::reasonOf(world, world::ThreadRef{p.id}, at, found)))
                want(paragraph.text());
        const auto wantAll = [&](const auto& objects) {
            for (const auto& one : objects)
                want(world::wordsOf(world, world::reasonOf(world, one.id, at, found)).front().text());
        };
        wantAll(world.locks());
        wantAll(world.queues());
        wantAll(world.events());
        wantAll(world.conditions());
        for (const QString& sentence : wanted)
            QVERIFY2(shown.contains(sentence.toUtf8()), qPrintable(sentence + " is not in\n" + shown));
        named += shown.contains("Deadlock\n  P1 and P2 wait for each other for ever: ");
        QCOMPARE(shown.contains("Deadlock"), !found.empty());
    }
    QVERIFY(named > 0);
}

} // namespace forkscope::tests

QTEST_GUILESS_MAIN(forkscope::tests::WhyTest)
#include "why_test.moc"
