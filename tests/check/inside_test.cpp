// SPDX-License-Identifier: GPL-3.0-or-later
// Who is inside at once, in real programs of different style: right ones pass, wrong ones are told why.
#include "engine/check/stays.h"
#include "tests/check/checked.h"

using namespace forkscope;
using namespace forkscope::tests;

namespace {

// Three children of work(), a lock or semaphore as `gate`.
#define MAIN(GATE)                                                                                           \
    "gate = " GATE "\n"                                                                                      \
    "if __name__ == '__main__':\n"                                                                           \
    "    json.dump(0, open('stock.json', 'w'))\n"                                                            \
    "    children = [mp.Process(target=work, args=(gate,)) for _ in range(3)]\n"                             \
    "    for c in children: c.start()\n"                                                                     \
    "    for c in children: c.join()\n"

#define ADD                                                                                                  \
    "def add():\n"                                                                                           \
    "    with open('stock.json') as f: n = json.load(f)\n"                                                   \
    "    time.sleep(0.1)\n"                                                                                  \
    "    with open('stock.json', 'w') as f: json.dump(n + 1, f)\n"

const QVariantMap kFile{{"file", "stock.json"}};
const QVariantMap kCounter{{"object", "counter"}};
const QVariantMap kThree{{"function", "sing"}, {"n", 2}};

} // namespace

class InsideTest : public QObject {
    Q_OBJECT
  private slots:
    void files_data();
    void files() { runRow(runs(1, 3)); }
    void objects_data();
    void objects() { runRow(runs(1, 3)); }
    void lines_data();
    void lines() { runRow(runs(1, 2)); }
    void findingsSayWhoAndWhen();
    void regionsAreFound();
};

void InsideTest::files_data() {
    checkColumns();
    checkRow("a lock", ADD "def work(gate):\n    with gate: add()\n" MAIN("mp.Lock()"), "one_at_a_time",
             kFile, "");
    checkRow("acquire and release",
             ADD "def work(gate):\n    gate.acquire()\n    try: add()\n    finally: gate.release()\n" MAIN(
                 "mp.Lock()"),
             "one_at_a_time", kFile, "");
    checkRow("a semaphore, and a look before",
             ADD "def work(gate):\n    print(open('stock.json').read())\n    with gate: add()\n" MAIN(
                 "mp.Semaphore(1)"),
             "one_at_a_time", kFile, "");
    checkRow("one file open for both",
             "def work(gate):\n    with gate:\n        with open('stock.json', 'r+') as f:\n            n = "
             "json.load(f)\n"
             "            f.seek(0)\n            json.dump(n + 1, f)\n" MAIN("mp.RLock()"),
             "one_at_a_time", kFile, "");
    checkRow("written beside and moved",
             "def work(gate):\n    with gate:\n        n = json.load(open('stock.json'))\n"
             "        with open('stock.json.tmp', 'w') as f: json.dump(n + 1, f)\n"
             "        os.replace('stock.json.tmp', 'stock.json')\n" MAIN("mp.Lock()"),
             "one_at_a_time", kFile, "");
    checkRow("no lock", ADD "def work(gate):\n    add()\n" MAIN("None"), "one_at_a_time", kFile,
             "who had read it too, had not written it yet");
    checkRow("sleeping instead",
             ADD "def work(gate):\n    time.sleep(0.2 * mp.current_process()._identity[0])\n    add()\n" MAIN(
                 "None"),
             "one_at_a_time", kFile, "had not written it yet");
    checkRow("a lock of one's own", ADD "def work(gate):\n    with mp.Lock(): add()\n" MAIN("None"),
             "one_at_a_time", kFile, "had not written it yet");
    checkRow("a lock around the writing",
             "def work(gate):\n    n = json.load(open('stock.json'))\n    time.sleep(0.1)\n    with gate:\n"
             "        with open('stock.json', 'w') as f: json.dump(n + 1, f)\n" MAIN("mp.Lock()"),
             "one_at_a_time", kFile, "had not written it yet");
    checkRow("the work commented out", "print('done')\n", "one_at_a_time", kFile,
             "Nobody reads or writes stock.json");
    checkRow("words of its own", ADD "def work(gate):\n    add()\n" MAIN("None"), "one_at_a_time",
             {{"file", "stock.json"}, {"message", "two were inside"}}, "Two were inside. In ");
}

void InsideTest::objects_data() {
    checkColumns();
    const char* const value = "counter = mp.Value('i', 0)\ndef work(gate):\n"
                              "    with counter.get_lock(): counter.value += 1\n" MAIN("None");
    checkRow("the value's own lock", value, "one_at_a_time", kCounter, "");
    checkRow(
        "no lock",
        "counter = mp.Value('i', 0)\ndef work(gate):\n    for _ in range(3):\n        n = counter.value\n"
        "        time.sleep(0.05)\n        counter.value = n + 1\n" MAIN("None"),
        "one_at_a_time", kCounter, "read counter");
    const char* const managed =
        "def take(counter, gate):\n    with gate:\n        n = counter['n']\n        time.sleep(0.05)\n"
        "        counter['n'] = n + 1\n"
        "if __name__ == '__main__':\n    with mp.Manager() as m:\n        counter = m.dict(n=0)\n"
        "        gate = %1\n"
        "        cs = [mp.Process(target=take, args=(counter, gate)) for _ in range(3)]\n"
        "        for c in cs: c.start()\n        for c in cs: c.join()\n";
    QTest::newRow("a managed dict under a lock")
        << QString(managed).arg("mp.Lock()") << "one_at_a_time" << kCounter << "";
    QTest::newRow("a managed dict under a managed lock")
        << QString(managed).arg("m.Lock()") << "one_at_a_time" << kCounter << "";
    QTest::newRow("a managed dict without")
        << QString(managed).arg("mp.Semaphore(9)") << "one_at_a_time" << kCounter << "had not written it yet";
}

void InsideTest::lines_data() {
    checkColumns();
    const QVariantMap least{{"function", "sing"}, {"n", 2}, {"least", 2}};
    checkRow("a semaphore inside",
             "def sing(gate):\n    print('waits')\n    with gate:\n        print('sings')\n        "
             "time.sleep(0.3)\n"
             "    print('goes')\ndef work(gate):\n    sing(gate)\n" MAIN("mp.Semaphore(2)"),
             "at_most", least, "");
    checkRow("a semaphore outside",
             "def sing():\n    print('sings')\n    time.sleep(0.3)\n    print('ends')\ndef work(gate):\n    "
             "with gate: sing()\n" MAIN("mp.Semaphore(2)"),
             "at_most", least, "");
    checkRow("let go too early",
             "def sing(gate):\n    with gate: print('in')\n    time.sleep(0.3)\n    print('out')\n"
             "def work(gate):\n    sing(gate)\n" MAIN("mp.Lock()"),
             "one_at_a_time", {{"function", "sing"}}, "was inside sing");
    checkRow("asking again and again",
             "def sing(gate):\n    while not gate.acquire(block=False): time.sleep(0.05)\n    print('in')\n"
             "    time.sleep(0.1)\n    gate.release()\ndef work(gate):\n    sing(gate)\n" MAIN("mp.Lock()"),
             "one_at_a_time", {{"function", "sing"}}, "");
    checkRow("an exception leaves, and is told later",
             "def sing():\n    print('sings')\n    time.sleep(0.2)\n    raise ValueError\ndef work(gate):\n"
             "    gate.acquire()\n    try: sing()\n    finally:\n        gate.release()\n"
             "        time.sleep(0.1)\n" MAIN("mp.Lock()"),
             "one_at_a_time", {{"function", "sing"}}, "");
    checkRow("no semaphore",
             "def sing():\n    print('sings')\n    time.sleep(0.3)\n    print('ends')\ndef work(gate):\n    "
             "sing()\n" MAIN("None"),
             "at_most", kThree, "3 were inside sing at once");
    checkRow("a mutex",
             "def sing():\n    print('sings')\n    time.sleep(0.3)\n    print('ends')\ndef work(gate):\n    "
             "with gate: sing()\n" MAIN("mp.Lock()"),
             "at_most", least, "In no run were more than 1 inside sing at once");
    checkRow("what a region calls belongs to it",
             "def inner():\n    print('a')\n    time.sleep(0.3)\n    print('b')\ndef work(gate):\n    # "
             "region: shop\n    inner()\n"
             "    # end region\n" MAIN("None"),
             "one_at_a_time", {{"region", "shop"}}, "was inside shop");
    checkRow("holding", "def work(gate):\n    with gate: time.sleep(0.3)\n" MAIN("mp.Semaphore(2)"),
             "at_most", {{"holding", "gate"}, {"n", 1}}, "was holding gate");
    checkRow("holding a lock", "def work(gate):\n    with gate: time.sleep(0.1)\n" MAIN("mp.Lock()"),
             "one_at_a_time", {{"holding", "gate"}}, "");
    checkRow("the function is gone", "print('nothing')\n", "at_most", kThree,
             "the program has no function sing");
}

void InsideTest::findingsSayWhoAndWhen() {
    Checked checked(QStringLiteral(ADD "def work(gate):\n    add()\n" MAIN("None")),
                    {{QStringLiteral("one_at_a_time"), QStringLiteral("One"), kFile}}, runs(2, 0));
    QCOMPARE(checked.run(), QString());
    const check::CheckResult result = checked.checker().results().front();
    QCOMPARE(result.failed, 2);
    const check::Finding& finding = result.findings.front();
    QCOMPARE(finding.run, 1);
    QCOMPARE(finding.processes.size(), std::size_t(2));
    QCOMPARE(finding.stays.size(), std::size_t(2));
    QCOMPARE(finding.at, finding.stays.back().from);
    QVERIFY(finding.stays.front().fromOrder < finding.stays.back().fromOrder);
    QVERIFY(finding.stays.front().toOrder > finding.stays.back().fromOrder);
    // The run can be opened, and stands at that moment.
    run::Session session;
    const Outcome opened = session.open(checked.checker().runs().front().recording);
    QVERIFY2(opened, opened ? "" : opened.error().c_str());
    const world::World world = session.history().at(finding.at);
    QVERIFY(world.process(finding.processes.back()));
    QVERIFY(world.process(finding.processes.back())->alive());
}

void InsideTest::regionsAreFound() {
    using check::Guarded;
    const QByteArray source = "def a():\n"         // 1
                              "    x = 1\n"        // 2
                              "\n"                 // 3
                              "    b()  # a()\n"   // 4
                              "def b():\n"         // 5
                              "    c()\n"          // 6
                              "def c():\n"         // 7
                              "    pass\n"         // 8
                              "# region: middle\n" // 9
                              "a()\n"              // 10
                              "# end region\n"     // 11
                              "c()\n";             // 12
    const auto lines = [&](Guarded::By by, const char* name) {
        QList<int> inside;
        const std::vector<bool> marked = check::linesOf(source, {by, QLatin1String(name)});
        for (std::size_t i = 0; i < marked.size(); ++i)
            if (marked[i])
                inside += int(i);
        return inside;
    };
    QCOMPARE(lines(Guarded::By::Function, "a"), (QList<int>{2, 3, 4, 6})); // c is called from elsewhere too
    QCOMPARE(lines(Guarded::By::Function, "c"), QList<int>{8});
    QCOMPARE(lines(Guarded::By::Region, "middle"), (QList<int>{2, 3, 4, 6, 10}));
    QCOMPARE(lines(Guarded::By::Region, "other"), QList<int>());
}

QTEST_GUILESS_MAIN(InsideTest)
#include "inside_test.moc"
