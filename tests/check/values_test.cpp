// SPDX-License-Identifier: GPL-3.0-or-later
// What comes out, what is made use of, and how much of it at the same time.
#include "tests/check/checked.h"

using namespace forkscope;
using namespace forkscope::tests;

#define IN_MAIN "if __name__ == '__main__':\n"
#define TWO(START)                                                                                           \
    IN_MAIN "    gate = mp.Lock()\n    cs = [mp.Process(target=work, args=(gate,)) for _ in "                \
            "range(3)]\n" START

class ValuesTest : public QObject {
    Q_OBJECT
  private slots:
    void printed_data();
    void printed() { runRow(runs(1, 0)); }
    void consumed_data();
    void consumed() { runRow(runs(1, 1)); }
    void conditions_data();
    void conditions() { runRow(runs(1, 0)); }
    void objects_data();
    void objects() { runRow(runs(1, 0)); }
    void overlaps_data();
    void overlaps() { runRow(runs(1, 1)); }
};

void ValuesTest::printed_data() {
    checkColumns();
    const char* const lines =
        "print('\\033[32mone\\033[0m'); print('two'); print('two')\nopen('out.txt', 'w').write('42\\n')\n";
    const auto output = [&](const char* name, const QVariantMap& fields, const char* says) {
        checkRow(name, lines, "output", fields, says);
    };
    output("contains", {{"contains", QVariantList{"one", "two"}}}, "");
    output("contains not", {{"contains", "three"}}, "\"three\" was not printed");
    output("lacks", {{"lacks", "three"}}, "");
    output("lacks not", {{"lacks", "two"}}, "was printed, and should not be");
    output("order", {{"order", QVariantList{"one", "two"}}}, "");
    output("another order", {{"order", QVariantList{"two", "one"}}}, "\"one\" was printed before \"two\"");
    output("so often", {{"text", "two"}, {"times", 2}}, "");
    output("not so often", {{"text", "two"}, {"times", 1}}, "was printed twice, and should be once");
    output("at least", {{"text", "two"}, {"at_least", 3}}, "at least 3 times");
    output("a whole line", {{"matches", "^one$"}}, "");
    output("no line", {{"matches", "^tw$"}}, "Nothing that was printed fits");
    const auto result = [&](const char* name, const QVariantMap& fields, const char* says) {
        checkRow(name, lines, "result", fields, says);
    };
    result("a file", {{"file", "out.txt"}, {"is", "42"}}, "");
    result("a file, as a number", {{"file", "out.txt"}, {"at_least", 40}, {"at_most", 42.5}}, "");
    result("another number", {{"file", "out.txt"}, {"is", "41"}},
           "out.txt has \"42\" in it; \"41\" was expected");
    result("a text between spaces", {{"file", "out.txt"}, {"matches", "^\\s*41\\s*$"}},
           "\"41\" was expected");
    result("a pattern", {{"file", "out.txt"}, {"matches", "^[a-z]+$"}}, "a text that fits \"^[a-z]+$\"");
    result("no file", {{"file", "none.txt"}, {"is", "41"}}, "has written no file none.txt");
    result("the last that fits", {{"printed", "(o?n?e|two)$"}, {"is", "two"}}, "");
    result("a printed value", {{"printed", "t(.)o"}, {"contains", "x"}}, "The result printed is \"w\"");
}

void ValuesTest::consumed_data() {
    checkColumns();
    const char* const shop =
        "def bake(q):\n    for n in range(3): q.put(f'bun {n}')\n    q.put(None)\n"
        "def eat(q):\n    while (bun := q.get()) is not None: print('ate', bun)\n" IN_MAIN
        "    q = mp.Queue()\n    cs = [mp.Process(target=f, args=(q,)) for f in (bake, eat)]\n"
        "    for c in cs: c.start()\n    for c in cs: c.join()\n";
    checkRow("all eaten", shop, "consumed_once", {{"items", 3}}, "");
    checkRow("all said", shop, "consumed_once", {{"printed", "ate (.*)$"}, {"items", 3}}, "");
    checkRow("more were wanted", shop, "consumed_once", {{"printed", "ate (.*)$"}, {"items", 4}},
             "3 of 4 items came out");
    const char* const left =
        IN_MAIN "    q = mp.Queue()\n    q.put('a')\n    q.put('b')\n    print(q.get())\n";
    checkRow("one left", left, "consumed_once", {}, "was put once and taken never");
    checkRow("twice", "print('ate 1'); print('ate 1')\n", "consumed_once", {{"printed", "ate (\\d)"}},
             "more than once");
    checkRow("nothing", "print('nothing')\n", "consumed_once", {}, "0 of 1 items");
}

void ValuesTest::conditions_data() {
    checkColumns();
    const char* hello = "print('hello')\n";
    checkRow("at the end", hello, "condition", {{"at_end", "ended"}}, "");
    checkRow("not at the end", hello, "condition", {{"at_end", "processes > 1"}},
             "At the end it was not so: the program has had more than one process.");
    checkRow("never", hello, "condition", {{"ever", "seen print by main > 1"}},
             "It never came to this: main has printed more than once.");
    checkRow("ever", hello, "condition", {{"never", "output hello"}},
             "It came to this: \"hello\" has been printed.");
}

void ValuesTest::objects_data() {
    checkColumns();
    const auto uses = [](const char* name, const char* program, const char* kind, const char* object,
                         const char* says) {
        checkRow(name, program, kind, {{"kinds", QLatin1String(object)}}, says);
    };
    uses("a lock", "with mp.Lock(): pass\n", "uses", "Lock", "");
    uses("another one", "with mp.RLock(): pass\n", "uses", "Lock", "Nobody has used Lock");
    uses("a queue's own locks are none", "q = mp.Queue()\nq.put(1)\nq.get()\n", "uses_not", "Lock", "");
    uses("sleep", "\ntime.sleep(0.01)\n", "uses_not", "sleep", "P0 main has used sleep (line 4)");
    uses("a pool", "def f(n): return n\n" IN_MAIN "    with mp.Pool(1) as p: p.map(f, [1])\n", "uses", "Pool",
         "");
    uses("its workers are no processes of the learner's",
         "def f(n): return n\n" IN_MAIN "    with mp.Pool(1) as p: p.map(f, [1])\n", "uses_not", "Process",
         "");
    uses("a managed list", IN_MAIN "    with mp.Manager() as m: m.list([1]).append(2)\n", "uses", "list", "");
    uses("a daemon",
         "def f(): pass\n" IN_MAIN "    c = mp.Process(target=f, daemon=True)\n    c.start()\n    c.join()\n",
         "uses", "daemon", "");
}

// Sleeping is work here: a download would be the same.
void ValuesTest::overlaps_data() {
    checkColumns();
    const QVariantMap twice{{"at_least", 2}, {"work", 0.5}};
    const char* const work = "def work(gate):\n    time.sleep(0.5)\n";
    const auto row = [&](const char* name, const QByteArray& program, const char* says) {
        checkRow(name, program.constData(), "speed_up", twice, says);
    };
    row("side by side", QByteArray(work) + TWO("    for c in cs: c.start()\n    for c in cs: c.join()\n"),
        "");
    row("one after the other", QByteArray(work) + TWO("    for c in cs: c.start(); c.join()\n"),
        "The work was not done at the same time");
    row("one lock around all",
        "def work(gate):\n    with gate: time.sleep(0.5)\n" TWO(
            "    for c in cs: c.start()\n    for c in cs: c.join()\n"),
        "The work was not done at the same time");
    row("computing, taking turns",
        "def work(gate):\n    end = time.process_time() + 0.4\n    while time.process_time() < end: "
        "pass\n" TWO("    for c in cs: c.start()\n    for c in cs: c.join()\n"),
        "");
    row("a pool",
        "def half(n): time.sleep(0.5)\n" IN_MAIN "    with mp.Pool(3) as p: p.map(half, range(3))\n", "");
    row("nothing to do",
        "def work(gate): pass\n" TWO("    for c in cs: c.start()\n    for c in cs: c.join()\n"),
        "hardly any work");
}

QTEST_GUILESS_MAIN(ValuesTest)
#include "values_test.moc"
