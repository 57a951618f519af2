// SPDX-License-Identifier: GPL-3.0-or-later
// How runs end: hangs, exit codes, what is left behind.
#include "tests/check/checked.h"

using namespace forkscope;
using namespace forkscope::tests;

#define IN_MAIN "if __name__ == '__main__':\n"

class EndingTest : public QObject {
    Q_OBJECT
  private slots:
    void endings_data();
    void endings() { runRow(runs(1, 1, 8)); }
    void aStandstillIsToldAtOnce_data();
    void aStandstillIsToldAtOnce();
    void someRunsAreEnough();
};

void EndingTest::endings_data() {
    checkColumns();
    const char* const crossed =
        "a, b = mp.Lock(), mp.Lock()\nready = mp.Barrier(2)\n"
        "def first():\n    with a:\n        ready.wait()\n        with b: pass\n"
        "def second():\n    with b:\n        ready.wait()\n        with a: pass\n" IN_MAIN
        "    cs = [mp.Process(target=first), mp.Process(target=second)]\n    for c in cs: c.start()\n    for "
        "c in cs: c.join()\n";
    checkRow("two locks crossed", crossed, "no_deadlock", {}, "wait for each other");
    checkRow("and so it does not end", crossed, "ends_within", {{"seconds", 5}}, "It did not end by itself");
    checkRow("acquired twice", "m = mp.Lock()\nm.acquire()\nm.acquire()\n", "no_deadlock", {}, "waits");
    const char* const keptByTheDead = "m = mp.Lock()\n"
                                      "def careless():\n    m.acquire()\n    raise ValueError('no')\n"
                                      "def patient():\n    with m: print('in')\n" IN_MAIN
                                      "    c = mp.Process(target=careless)\n    c.start()\n    c.join()\n"
                                      "    p = mp.Process(target=patient)\n    p.start()\n    p.join()\n";
    checkRow("a lock that a dead one holds", keptByTheDead, "no_deadlock", {},
             "which has ended without releasing it");
    const char* const starved = "def eat(q):\n    while True: print(q.get())\n"
                                "def bake(q): q.put(1)\n" IN_MAIN "    q = mp.Queue()\n"
                                "    cs = [mp.Process(target=f, args=(q,)) for f in (bake, eat)]\n"
                                "    for c in cs: c.start()\n    for c in cs: c.join()\n";
    checkRow("a queue that nobody feeds any more", starved, "no_deadlock", {}, "waits");
    checkRow("no deadlock", "m = mp.Lock()\nwith m: print('in')\n", "no_deadlock", {}, "");
    checkRow("ends", "time.sleep(0.2)\n", "ends_within", {{"seconds", 2}}, "");
    checkRow("takes too long", "time.sleep(2)\n", "ends_within", {{"seconds", 1}}, "1 s were asked for");
    checkRow("ends well", "print('done')\n", "exit_code", {}, "");
    checkRow("main fails", "raise ValueError('no')\n", "exit_code", {}, "was ended by ValueError: no");
    checkRow("main says 3", "sys.exit(3)\n", "exit_code", {{"is", 3}}, "");
    const char* const failing =
        "def work(): raise KeyError('cup')\n" IN_MAIN
        "    c = mp.Process(target=work, name='careless')\n    c.start()\n    c.join()\n";
    checkRow("a child fails", failing, "exit_code", {}, "careless was ended by KeyError");
    checkRow("which does not matter", failing, "exit_code", {{"children", false}}, "");
    checkRow("a child of that name", failing, "exit_code",
             {{"who", "careless"}, {"is", 1}, {"children", false}}, "");
    checkRow("no such process", failing, "exit_code", {{"who", "nobody"}, {"children", false}},
             "There was no process");
    checkRow("a child ended on purpose",
             "def work(): time.sleep(9)\n" IN_MAIN
             "    c = mp.Process(target=work)\n    c.start()\n    c.terminate()\n    c.join()\n",
             "exit_code", {}, "");
    checkRow("a child joined",
             "def work(): pass\n" IN_MAIN "    c = mp.Process(target=work)\n    c.start()\n    c.join()\n",
             "nothing_left", {{"joined", true}}, "");
    checkRow("a child not joined",
             "def work(): time.sleep(0.2)\n" IN_MAIN "    mp.Process(target=work).start()\n", "nothing_left",
             {{"joined", true}}, "Nobody joined");
    checkRow("an orphan",
             "def work(): time.sleep(5)\n" IN_MAIN
             "    mp.Process(target=work).start()\n    print('off', flush=True)\n    os._exit(0)\n",
             "nothing_left", {}, "was still there when main had ended");
    checkRow("a pool",
             "def square(n): return n * n\n" IN_MAIN
             "    with mp.Pool(2) as pool:\n        print(pool.map(square, range(4)))\n        "
             "pool.close()\n        pool.join()\n",
             "nothing_left", {{"joined", true}}, "");
}

// Not at the limit, after two of which no more runs are made.
void EndingTest::aStandstillIsToldAtOnce_data() {
    QTest::addColumn<QString>("program");
    const QString patient = QStringLiteral("def patient(m):\n    with m: print('in')\n"), main = IN_MAIN;
    const QString both = QStringLiteral("    m = mp.Lock()\n    a = mp.Process(target=careless, args=(m,))\n"
                                        "    b = mp.Process(target=patient, args=(m,))\n    a.start()\n"
                                        "    time.sleep(0.3)\n    b.start()\n");
    const auto row = [&](const char* name, const char* careless, const char* end) {
        QTest::newRow(name) << QStringLiteral("import signal\ndef careless(m):\n    ") + careless + patient +
                                   main + both + end;
    };
    row("raised inside", "m.acquire(); raise ValueError('no')\n", "    a.join(); b.join()\n");
    row("killed inside", "m.acquire(); os.kill(os.getpid(), signal.SIGKILL)\n", "    a.join(); b.join()\n");
    row("left inside", "m.acquire(); os._exit(0)\n", "    b.join()\n");
    row("terminated by main", "m.acquire(); time.sleep(60)\n", "    a.terminate(); a.join(); b.join()\n");
    row("main wants it too", "m.acquire(); os._exit(1)\n", "    m.acquire()\n");
    row("joined by the exit handlers", "m.acquire(); os._exit(1)\n", "");
    row("an item too big for the pipe", "pass\ndef put(q): q.put('x' * 1_000_000)\n",
        "    a.join(); b.join()\n    q = mp.Queue()\n    p = mp.Process(target=put, args=(q,))\n    "
        "p.start()\n"
        "    p.join()\n");
}

void EndingTest::aStandstillIsToldAtOnce() {
    QFETCH(QString, program);
    const check::Ask ask{QStringLiteral("no_deadlock"), QStringLiteral("Nobody waits for ever"), {}};
    Checked checked(program, {ask}, runs(3, 0, 20));
    QCOMPARE(checked.run(), QString());
    QCOMPARE(checked.checker().runs().size(), std::size_t(3));
    QCOMPARE(checked.checker().results().at(0).failed, 3);
}

// Only one of both runs is shuffled.
void EndingTest::someRunsAreEnough() {
    const auto ask = [](const char* which) {
        return check::Ask{QStringLiteral("condition"),
                          QStringLiteral("Some"),
                          {{"at_end", "seen gate.wait"}, {"runs", QLatin1String(which)}}};
    };
    Checked checked(QStringLiteral("m = mp.Lock()\nwith m: print('in')\n"),
                    {ask("some"), ask("all"), ask("plain"), ask("shuffled")}, runs(1, 1));
    QCOMPARE(checked.run(), QString());
    QStringList passed;
    for (const check::CheckResult& result : checked.checker().results())
        passed += QStringLiteral("%1/%2/%3").arg(result.passed).arg(result.failed).arg(result.runs);
    QCOMPARE(passed, QStringList({"1/1/2", "0/1/2", "0/1/1", "1/0/1"}));
}

QTEST_GUILESS_MAIN(EndingTest)
#include "ending_test.moc"
