// SPDX-License-Identifier: GPL-3.0-or-later
// Which variable an object belongs to, by table: each row is a source, the place of the call that makes the
// object (line, column or -1), and the names of the objects made there one after the other.
#include "engine/run/names.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace forkscope::run;

namespace {
const QString kFile = QStringLiteral("/program.py");
}

class NamesTest : public QObject {
    Q_OBJECT

  private slots:
    void initTestCase();
    void names_data();
    void names();
    void aColumnTellsCallsOfOneLineApart();
    void eachProcessCountsForItself();
    void aFileIsParsedOncePerContent();
    void aFileThatIsNotTheLearnersHasNoNames();
    void aHelperThatFailsIsTroubleInWords_data();
    void aHelperThatFailsIsTroubleInWords();
    void everyPythonGivesTheSameNames();
    void hugeSourcesAreSurvived();

  private:
    NameResolver resolver(const QByteArray& source);

    Interpreter python_;
    QByteArray source_;
};

void NamesTest::initTestCase() {
    const auto found = inspectInterpreter(QStringLiteral("/usr/bin/python3"));
    QVERIFY2(found, found ? "" : found.error().c_str());
    python_ = *found;
    QVERIFY(QFile::exists(QCoreApplication::applicationDirPath() +
                          QStringLiteral("/../share/forkscope/names.py")));
}

NameResolver NamesTest::resolver(const QByteArray& source) {
    source_ = source;
    return NameResolver(python_,
                        [this](const QString& path) { return path == kFile ? source_ : QByteArray(); });
}

void NamesTest::names_data() {
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<int>("line");
    QTest::addColumn<QString>("call");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char* name, const QByteArray& source, const char* expected, int line = 1,
                        const char* call = "Lock") {
        QTest::newRow(name) << source << line << QString::fromLatin1(call)
                            << QString::fromUtf8(expected).split(QLatin1Char('|'));
    };
    // where the target stands
    row("plain", "mutex = mp.Lock()", "mutex");
    row("bare name", "mutex = Lock()", "mutex");
    row("in a function", "def f():\n    lk = Lock()", "lk", 2);
    row("two in one line", "def f():\n    lk = mp.Lock(); a, b = mp.Lock(), mp.Semaphore(2)", "lk|a", 2);
    row("the other kind in that line", "lk = mp.Lock(); a, b = mp.Lock(), mp.Semaphore(2)", "b", 1,
        "Semaphore");
    row("tuple", "a, b = Lock(), Lock()", "a|b");
    row("tuple, executed twice", "a, b = Lock(), Lock()", "a|b|a|b");
    row("nested tuple", "(a, b), c = (Lock(), Lock()), Lock()", "a|b|c");
    row("starred", "a, *rest, z = Lock(), Lock(), Lock(), Lock()", "a|rest[0]|rest[1]|z");
    row("pair of one call", "r, w = mp.Pipe()", "r, w", 1, "Pipe");
    row("attribute", "class K:\n    def __init__(self): self.q = mp.Queue()", "self.q", 2, "Queue");
    row("class attribute", "class K:\n    q = mp.Queue()", "K.q", 2, "Queue");
    row("subscript", "d['y'] = Lock()", "d['y']");
    row("subscript in the learner's quotes", "d[\"y\"] = Lock()", "d[\"y\"]");
    row("subscript with a tuple", "d['a', 1] = Lock()", "d['a', 1]");
    row("subscript over lines", "d[\n    'a'  # first\n] = Lock()", "d['a']", 3);
    row("hash in a subscript", "d['[#]'] = Lock()", "d['[#]']|d['[#]']");
    row("subscript of an attribute", "self.d[key] = Lock()", "self.d[key]");
    row("two targets", "x = y = mp.Event()", "x", 1, "Event");
    row("annotated", "g: mp.Lock = mp.Lock()", "g");
    row("walrus", "if (z := mp.Lock()): pass", "z");
    row("with", "with mp.Pool(2) as pool: pass", "pool", 1, "Pool");
    row("with without a name", "with Lock(): pass", "");
    row("with two", "with Lock() as a, Lock() as b: pass", "a|b");
    row("async with", "async def f():\n    async with Lock() as a: pass", "a", 2);
    row("in a branch", "if x:\n    pass\nelse:\n    m = Lock()", "m", 4);
    row("in try", "try:\n    pass\nfinally:\n    m = Lock()", "m", 4);
    row("conditional", "m = Lock() if x else None", "m");
    row("either", "m = Lock() if x else Lock()", "m|m");
    row("or", "m = m or Lock()", "m");
    row("await", "async def f():\n    m = await Lock()", "m", 2);
    row("global", "def f():\n    global m\n    m = Lock()", "m", 3);
    // containers
    row("comprehension", "locks = [mp.Lock() for _ in range(2)]", "locks[0]|locks[1]");
    row("comprehension made again", "locks = [mp.Lock() for _ in range(2)]", "locks[0]|locks[1]|locks[0]");
    row("length unknown", "locks = [Lock() for _ in range(n)]", "locks[0]|locks[1]|locks[2]");
    row("length from a constant", "N = 2\nlocks = [Lock() for _ in range(N)]", "locks[0]|locks[1]|locks[0]",
        2);
    row("filtered", "locks = [Lock() for i in range(9) if odd(i)]", "locks[0]|locks[1]");
    row("two dimensions", "m = [[Lock() for _ in range(2)] for _ in range(3)]",
        "m[0][0]|m[0][1]|m[1][0]|m[1][1]|m[2][0]");
    row("two dimensions, unknown", "m = [[Lock() for _ in row] for row in grid]", "m #1|m #2");
    row("literal list", "locks = [Lock(), Lock()]", "locks[0]|locks[1]");
    row("literal tuple", "locks = Lock(), None, Lock()", "locks[0]|locks[2]");
    row("after a starred element", "locks = [*old, Lock()]", "");
    row("repeated", "locks = [Lock()] * 3", "locks[0]");
    row("list of a generator", "locks = list(Lock() for _ in range(2))", "locks[0]|locks[1]");
    row("dict literal", "d = {'x': mp.Lock()}", "d['x']");
    row("nested dict literal", "d = {'x': {1: [Lock(), Lock()]}}", "d['x'][1][0]|d['x'][1][1]");
    row("dict call", "d = dict(x=Lock())", "d['x']");
    row("dict comprehension", "d = {i: Lock() for i in range(2)}", "d[0]|d[1]");
    row("dict comprehension by name", "d = {who: Lock() for who in people}", "d[who]|d[who]");
    row("append in a loop", "forks = []\nfor i in range(5): forks.append(Lock())",
        "forks[0]|forks[1]|forks[2]", 2);
    row("append to an attribute", "self.forks.append(Lock())", "self.forks[0]|self.forks[1]");
    row("append something that holds it", "ps.append(Process(args=(Lock(),)))",
        "ps[0].args[0]|ps[1].args[0]");
    row("extend", "locks.extend([Lock(), Lock()])", "locks[0]|locks[1]");
    row("extend by a comprehension", "locks.extend(Lock() for _ in x)", "locks[0]|locks[1]");
    row("add to it", "locks += [Lock()]", "locks[0]|locks[1]");
    row("set of", "s.add(Lock())", "s[0]|s[1]");
    row("setdefault", "d.setdefault('k', Lock())", "d['k']");
    row("setattr", "setattr(self, 'm', Lock())", "self.m");
    row("by the loop's counter", "for i in range(3):\n    locks[i] = Lock()", "locks[0]|locks[1]|locks[2]",
        2);
    row("by enumerate", "for i, who in enumerate('ab'):\n    locks[i] = Lock()", "locks[0]|locks[1]|locks[0]",
        2);
    row("by another variable", "for i in some:\n    locks[i] = Lock()", "locks[i]|locks[i]", 2);
    row("counter of a loop that has ended", "for i in range(3): pass\nlocks[i] = Lock()", "locks[i]", 2);
    row("counter shadowed", "for i in range(3):\n    for i in x:\n        locks[i] = Lock()", "locks[i]", 3);
    // arguments
    row("argument of Process", "p = mp.Process(target=f, args=(mp.Lock(), 3))", "p.args[0]");
    row("Process without a name", "Process(target=f, args=(1, Lock())).start()", "Process.args[1]");
    row("kwargs", "p = Process(target=f, kwargs={'m': Lock()})", "p.kwargs['m']");
    row("the Process itself", "p = mp.Process(target=f, args=(mp.Lock(), 3))", "p", 1, "Process");
    row("a Process that is started at once", "Process(target=f).start()", "", 1, "Process");
    row("in a Condition", "cond = Condition(mp.Lock())", "cond.lock");
    row("the Condition", "cond = Condition(mp.Lock())", "cond", 1, "Condition");
    row("in a Condition by keyword", "cond = Condition(lock=mp.Lock())", "cond.lock");
    row("argument of an own function", "def f(x, lock): pass\nf(1, Lock())", "f(lock)", 2);
    row("argument of another function", "f(1, Lock())", "f(arg)");
    row("keyword of a function", "f(x=Lock())", "f(x)");
    row("default", "def f(a, lock=Lock()): pass", "lock");
    row("default by keyword only", "def f(*, lock=Lock()): pass", "lock");
    row("returned", "def make():\n    return Lock()", "make()", 2);
    row("in a lambda", "make = lambda: Lock()", "");
    row("alone", "Lock()", "");
    row("alone, then used", "Lock().acquire()", "");
    // how it is called
    row("context", "m = mp.get_context('spawn').Lock()", "m");
    row("imported under another name", "from multiprocessing import Lock as L\nm = L()", "m", 2);
    row("alias", "L = mp.Lock\nm = L()", "m", 2);
    row("manager", "q = manager.Queue()", "q", 1, "Queue");
    row("own class", "m = MyLock()", "m");
    row("lock of a shared value", "counter = Value('i', 0)", "counter.get_lock()", 1, "RLock");
    row("the shared value", "counter = Value('i', 0)", "counter", 1, "Value");
    row("two unknown calls in one line", "m = one(two())", "");
    row("no such line", "m = Lock()", "", 77);
    // several lines
    row("first line of a call", "m = Semaphore(\n    2\n)", "m", 1, "Semaphore");
    row("middle line of a call", "m = Semaphore(\n    2\n)", "m", 2, "Semaphore");
    row("last line of a call", "m = Semaphore(\n    2\n)", "m", 3, "Semaphore");
    row("inner call on its line", "p = Process(\n    args=(\n        Lock(),\n        Lock(),\n    ))",
        "p.args[1]", 4);
    row("chain over lines", "m = (mp\n     .get_context('fork')\n     .Lock())", "m", 3);
    // odd sources
    row("syntax error", "m = Lock(", "");
    row("null byte", QByteArray("m = Lock()\0", 11), "");
    row("with a byte order mark", "\xef\xbb\xbfm = Lock()", "m");
    row("not ASCII", "锁 = Lock(); b = Lock()", "锁|b");
    row("declared Latin-1", "# coding: latin-1\nm['\xe9'] = Lock()", "m['é']", 2);
    row("empty", "", "");
}

void NamesTest::names() {
    QFETCH(QByteArray, source);
    QFETCH(int, line);
    QFETCH(QString, call);
    QFETCH(QStringList, expected);
    NameResolver names = resolver(source);
    for (const QString& name : expected)
        QCOMPARE(names.nameFor(kFile, line, -1, call), name);
    QCOMPARE(names.trouble(), QString());
}

void NamesTest::aColumnTellsCallsOfOneLineApart() {
    NameResolver names = resolver("锁, b = Lock(), Lock()\nx = [Lock() if n else Lock(), mp.Lock()]\n");
    QCOMPARE(names.nameFor(kFile, 1, 17, QStringLiteral("Lock")), QStringLiteral("b"));
    QCOMPARE(names.nameFor(kFile, 1, 9, QStringLiteral("Lock")), QStringLiteral("锁"));
    QCOMPARE(names.nameFor(kFile, 1, 9, {}), QStringLiteral("锁"));
    QCOMPARE(names.nameFor(kFile, 2, 30, QStringLiteral("Lock")), QStringLiteral("x[1]"));
    // Without one, nobody knows which of the three it was.
    QCOMPARE(names.nameFor(kFile, 2, -1, QStringLiteral("Lock")), QString());
    // A column that fits nothing is not believed.
    QCOMPARE(names.nameFor(kFile, 1, 999, QStringLiteral("Lock")), QStringLiteral("锁"));
}

void NamesTest::eachProcessCountsForItself() {
    NameResolver names = resolver("for i in range(n): forks.append(Lock())\na, b = Lock(), Lock()\n");
    const QString lock = QStringLiteral("Lock");
    QCOMPARE(names.nameFor(kFile, 1, -1, lock, 1), QStringLiteral("forks[0]"));
    QCOMPARE(names.nameFor(kFile, 1, -1, lock, 1), QStringLiteral("forks[1]"));
    QCOMPARE(names.nameFor(kFile, 1, -1, lock, 2), QStringLiteral("forks[0]"));
    QCOMPARE(names.nameFor(kFile, 2, -1, lock, 1), QStringLiteral("a"));
    QCOMPARE(names.nameFor(kFile, 2, -1, lock, 2), QStringLiteral("a"));
    QCOMPARE(names.nameFor(kFile, 2, -1, lock, 1), QStringLiteral("b"));
}

void NamesTest::aFileIsParsedOncePerContent() {
    QTemporaryDir folder;
    const QString counted = folder.filePath(QStringLiteral("names.py"));
    QFile script(counted);
    QVERIFY(script.open(QIODevice::WriteOnly));
    script.write("open(__file__ + '.count', 'a').write('x')\nimport sys\nline = sys.stdin.read().strip()\n"
                 "print('{\"calls\": [[1, 0, 1, \"Lock\", \"%s\", [], true]]}' % line)\n");
    script.close();
    const auto count = [&] { return QFileInfo(counted + QStringLiteral(".count")).size(); };
    const QString lock = QStringLiteral("Lock");
    QByteArray text = "first";
    for (int run = 0; run < 2; ++run) {
        NameResolver names(
            python_, [&](const QString&) { return text; }, counted);
        names.prepare(kFile);
        QCOMPARE(count(), 1);
        for (int i = 0; i < 3; ++i)
            QCOMPARE(names.nameFor(kFile, 1, -1, lock), QStringLiteral("first"));
    }
    QCOMPARE(count(), 1);
    text = "second";
    NameResolver names(
        python_, [&](const QString&) { return text; }, counted);
    QCOMPARE(names.nameFor(kFile, 1, -1, lock), QStringLiteral("second"));
    QCOMPARE(count(), 2);
}

void NamesTest::aFileThatIsNotTheLearnersHasNoNames() {
    NameResolver names = resolver("m = Lock()");
    QCOMPARE(names.nameFor(QStringLiteral("/other.py"), 1, -1, QStringLiteral("Lock")), QString());
    QCOMPARE(names.trouble(), QString());
}

void NamesTest::aHelperThatFailsIsTroubleInWords_data() {
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<QString>("words");
    QTest::newRow("raises") << QByteArray("raise OSError('no luck')") << QStringLiteral("(OSError: no luck)");
    QTest::newRow("prints junk") << QByteArray("print('[1, 2')") << QStringLiteral("(");
    QTest::newRow("hangs") << QByteArray("import time; time.sleep(1000)")
                           << QStringLiteral("(it took too long)");
}

void NamesTest::aHelperThatFailsIsTroubleInWords() {
    QFETCH(QByteArray, script);
    QFETCH(QString, words);
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("names.py")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(script);
    file.close();
    NameResolver names(
        python_, [&](const QString&) { return QByteArray("m = Lock() # " + script); }, file.fileName(),
        std::chrono::milliseconds(1500));
    QCOMPARE(names.nameFor(kFile, 1, -1, QStringLiteral("Lock")), QString());
    QVERIFY2(names.trouble().contains(words) && names.trouble().contains(kFile), qPrintable(names.trouble()));
}

void NamesTest::everyPythonGivesTheSameNames() {
    const QString script =
        QCoreApplication::applicationDirPath() + QStringLiteral("/../share/forkscope/names.py");
    const QDir others(QDir::home().filePath(QStringLiteral(".pyenv/versions")));
    QStringList pythons{QStringLiteral("/usr/bin/python3")};
    for (const QString& name : others.entryList(QDir::Dirs | QDir::NoDotAndDotDot))
        pythons << others.filePath(name + QStringLiteral("/bin/python"));
    const QByteArray head =
        "N = 3\nd['a', 1] = Lock(); e[0:2] = Lock()\nlocks = {(i, 'x'): Lock() for i in range(N)}\n";
    for (const QString& path : pythons) {
        const auto python = inspectInterpreter(path);
        if (!python)
            continue;                                              // too old: not offered to anybody
        const QByteArray source = head + "# for " + path.toUtf8(); // so that none answers for another
        NameResolver names(
            *python, [&](const QString&) { return source; }, script);
        QCOMPARE(names.nameFor(kFile, 2, 12, QStringLiteral("Lock")), QStringLiteral("d['a', 1]"));
        QCOMPARE(names.nameFor(kFile, 2, 29, QStringLiteral("Lock")), QStringLiteral("e[0:2]"));
        QCOMPARE(names.nameFor(kFile, 3, 22, QStringLiteral("Lock")), QStringLiteral("locks[(i, 'x')]"));
        QCOMPARE(names.trouble(), QString());
    }
}

void NamesTest::hugeSourcesAreSurvived() {
    NameResolver deep = resolver("m = Lock()\nx = " + QByteArray("1 + ").repeated(50'000) + "1\n");
    QCOMPARE(deep.nameFor(kFile, 1, -1, QStringLiteral("Lock")),
             QString()); // too deep for Python's own parser
    NameResolver wide = resolver("m = Lock()\n" + QByteArray("print(x)\n").repeated(5'000));
    QCOMPARE(wide.nameFor(kFile, 1, -1, QStringLiteral("Lock")), QStringLiteral("m"));
}

QTEST_GUILESS_MAIN(NamesTest)
#include "names_test.moc"
