// SPDX-License-Identifier: GPL-3.0-or-later
// Variables of real programs that are held, on each interpreter that is found: what is told, and that nobody
// notices.
#include "tests/drive/driven.h"

#include "engine/run/interpreter.h"

#include <QDir>
#include <QTest>

using namespace forkscope;
using namespace forkscope::tests;
using drive::Answer;
using drive::Likeness;
using drive::Variable;
using Sort = drive::Variable::Sort;

namespace {
QStringList interpreters() {
    QStringList found{QStringLiteral("/usr/bin/python3")};
    const QDir others(QDir::home().filePath(QStringLiteral(".pyenv/versions")));
    for (const QString& name : others.entryList(QDir::Dirs | QDir::NoDotAndDotDot))
        if (const QString path = others.filePath(name + QStringLiteral("/bin/python3"));
            run::inspectInterpreter(path))
            found << path;
    return found;
}

// The answer to one question; empty, and the test fails, where none comes.
Answer answered(Driven& run, Result<std::uint32_t> number) {
    if (!number) {
        QTest::qFail(number.error().c_str(), __FILE__, __LINE__);
        return {};
    }
    const auto& variables = run.driver().variables();
    if (!QTest::qWaitFor([&] { return variables.answer(*number) != nullptr; }, 30'000)) {
        QTest::qFail(("No answer.\n" + run.situation()).c_str(), __FILE__, __LINE__);
        return {};
    }
    return *variables.answer(*number);
}
Answer variablesOf(Driven& run, const std::string& actor) {
    const drive::Choice* c = run.choice(actor);
    if (!c) {
        QTest::qFail(("Nobody stands there: " + actor + "\n" + run.situation()).c_str(), __FILE__, __LINE__);
        return {};
    }
    return answered(run, run.driver().askVariables(c->process, c->thread));
}
Answer reprOf(Driven& run, const std::string& actor, bool global, const std::string& name) {
    const drive::Choice* c = run.choice(actor);
    return c ? answered(run, run.driver().askRepr(c->process, c->thread, global, name)) : Answer();
}

std::string said(const Variable* v) {
    static constexpr const char* kSorts[] = {"value", "part", "object", "definition"};
    return v ? v->text + " " + kSorts[int(v->sort)] : "-";
}
std::string local(const Answer& answer, std::string_view name) {
    return said(answer.local(name));
}
std::string global(const Answer& answer, std::string_view name) {
    return said(answer.global(name));
}
bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}
void addRuns() {
    QTest::addColumn<QString>("python");
    QTest::addColumn<QString>("method");
    for (const QString& python : interpreters())
        for (const char* method : {"fork", "spawn"})
            QTest::addRow("%s %s", qPrintable(python), method) << python << QString::fromLatin1(method);
}
} // namespace

class VariablesTest : public QObject {
    Q_OBJECT
  private slots:
    void allSorts_data() { addRuns(); }
    void allSorts();
    void nothingIsTouched_data() { addRuns(); }
    void nothingIsTouched();
    void bodiesOfOtherKinds_data() { addRuns(); }
    void bodiesOfOtherKinds();
    void twoMemories_data() { addRuns(); }
    void twoMemories();
    void aReprWhenAsked_data() { addRuns(); }
    void aReprWhenAsked();
    void whoIsBlockedAnswersToo();
    void whoSleepsOnAConditionAnswersToo();
    void aWorkerWithoutATaskTellsItsGlobals();
    void eachThreadHasItsOwn();
    void whoGoesOnIsNotAsked();
};

namespace {
// Where all is set up, and the child stands before the line that is looked at.
bool toTheLine(Driven& run) {
    return run.settle() && run.until("main", "process.join") && run.until("main/1", "lock.acquire");
}
} // namespace

void VariablesTest::allSorts() {
    QFETCH(QString, python);
    QFETCH(QString, method);
    Driven run("variables.py", {method}, Driven::held(), python);
    QVERIFY(toTheLine(run));
    const Answer a = variablesOf(run, "main/1");
    QCOMPARE(a.function, std::string("work"));
    QCOMPARE(a.line, run.choice("main/1")->line);
    QVERIFY(!a.hasMore);
    const auto l = [&](std::string_view name) { return local(a, name); };
    QCOMPARE(l("argument"), std::string("40 value")); // shared with a closure
    QCOMPARE(l("amount"), std::string("3 value"));
    QCOMPARE(l("price"), std::string("2.5 value"));
    QCOMPARE(l("big"), std::string("1606938044258990275541962092341162602522202993782792835301376 value"));
    QCOMPARE(l("huge"), std::string("<int of 5001 bits> object"));
    QCOMPARE(l("text"), std::string("'na\u00efve\\n\"x\"' value"));
    QVERIFY2(has(l("long_text"), "xxx'… part") && l("long_text").size() > 1000, l("long_text").c_str());
    QCOMPARE(l("raw"), std::string("b'\\x00\\xff' value"));
    QCOMPARE(l("nothing"), std::string("None value"));
    QCOMPARE(l("flag"), std::string("True value"));
    QCOMPARE(l("deep"), std::string("{'a': [1, (2, {1, 2, 3})], 'b': {'c': ()}} value"));
    QCOMPARE(l("mixed"), std::string("frozenset({'a', (2,), 1}) value"));
    QVERIFY2(has(l("loop"), "[1, [1, [1, ") && has(l("loop"), "<list>") && has(l("loop"), "part"),
             l("loop").c_str());
    QVERIFY2(has(l("many"), "198, 199, …] part"), l("many").c_str());
    QCOMPARE(l("words"), std::string("<Words> object"));
    QCOMPARE(l("touchies"), std::string("[<Touchy>] part"));
    QCOMPARE(l("by_touchy"), std::string("{<Touchy>: <Touchy>} part"));
    QCOMPARE(l("set_of_them"), std::string("{<Touchy>} part"));
    QCOMPARE(l("odd"), std::string("<Odd> object"));
    QCOMPARE(a.local("odd")->type, std::string("Odd"));
    QCOMPARE(l("lost"), std::string("-"));
    QCOMPARE(l("lock"), std::string("<Lock> object"));
    QCOMPARE(l("inner"), std::string("<function <lambda>> definition"));
    QCOMPARE(l("collected"), std::string("-"));
    QCOMPARE(global(a, "touchy"), std::string("<Touchy> object"));
    QCOMPARE(global(a, "count"), std::string("2 value"));
    QCOMPARE(global(a, "work"), std::string("<function work> definition"));
    QCOMPARE(global(a, "Odd"), std::string("<class Odd> definition"));
    QCOMPARE(global(a, "gc"), std::string("<module gc> definition"));
    QVERIFY(!a.global("__name__"));
    QVERIFY(run.finish());
}

void VariablesTest::nothingIsTouched() {
    QFETCH(QString, python);
    QFETCH(QString, method);
    Driven run("variables.py", {method}, Driven::held(), python);
    QVERIFY(toTheLine(run));
    const std::size_t steps = run.driver().stepCount();
    const std::string before = run.situation();
    for (int n = 0; n < 3; ++n)
        QVERIFY(!variablesOf(run, "main/1").locals.empty());
    QCOMPARE(run.driver().stepCount(), steps);
    QCOMPARE(run.situation(), before);
    QVERIFY(run.until("main/1", "lock.release"));
    // Not called; dropped when the program dropped it; no collection; its locals() is as it made it.
    QVERIFY2(run.output().contains("touched [] dropped True collected False mine 99 43"), run.output());
    QVERIFY(run.finish());
}

void VariablesTest::bodiesOfOtherKinds() {
    QFETCH(QString, python);
    QFETCH(QString, method);
    Driven run("variables.py", {method}, Driven::held(), python);
    QVERIFY(toTheLine(run));
    const std::uint32_t line = run.choice("main/1")->line;
    QCOMPARE(run.step("main/1"), std::string());
    QVERIFY(run.until("main/1", "lock.acquire", line + 12));
    const Answer body = variablesOf(run, "main/1");
    QCOMPARE(body.function, std::string("Body"));
    QCOMPARE(local(body, "inside"), std::string("3 value"));
    QCOMPARE(local(body, "price"), std::string("-"));
    QCOMPARE(run.step("main/1"), std::string());
    QVERIFY(run.until("main/1", "lock.acquire", line + 17));
    const Answer generator = variablesOf(run, "main/1");
    QCOMPARE(generator.function, std::string("later"));
    QCOMPARE(local(generator, "local"), std::string("40 value"));
    QCOMPARE(local(generator, "argument"), std::string("40 value")); // of the function around it
    QVERIFY(run.finish());
}

void VariablesTest::twoMemories() {
    QFETCH(QString, python);
    QFETCH(QString, method);
    Driven run("variables.py", {method}, Driven::held(), python);
    QVERIFY(toTheLine(run));
    const Answer main = variablesOf(run, "main"), child = variablesOf(run, "main/1");
    QCOMPARE(main.function, std::string("<module>"));
    QVERIFY(main.locals.empty());
    const drive::Comparison both = compare(main, child);
    QVERIFY(!both.isSameFunction);
    const auto likeness = [&](std::string_view name) {
        for (const drive::Pair& p : both.globals)
            if (p.name == name)
                return p.likeness;
        QTest::qFail("Not there", __FILE__, __LINE__);
        return Likeness::Same;
    };
    QCOMPARE(likeness("count"), Likeness::Different);
    QCOMPARE(likeness("names"), Likeness::Different);
    QCOMPARE(likeness("touched"), Likeness::Same);
    QCOMPARE(likeness("touchy"), Likeness::Unknown);
    QCOMPARE(likeness("work"), Likeness::Same);
    QCOMPARE(likeness("child"), method == QStringLiteral("fork") ? Likeness::Unknown : Likeness::LeftOnly);
    QVERIFY(run.finish());
    QVERIFY2(run.output().contains("done 1 ['ada', 'bob']"), run.output());
}

void VariablesTest::aReprWhenAsked() {
    QFETCH(QString, python);
    QFETCH(QString, method);
    Driven run("variables.py", {method}, Driven::held(), python);
    QVERIFY(toTheLine(run));
    QCOMPARE(global(variablesOf(run, "main/1"), "touched"), std::string("[] value"));
    const Answer repr = reprOf(run, "main/1", true, "touchy");
    QVERIFY(repr.global("touchy"));
    QCOMPARE(repr.global("touchy")->repr.value_or("none"), std::string("a touchy one"));
    const Answer* all = run.driver().variables().latest(repr.process, repr.thread);
    QVERIFY(all && all->global("touchy"));
    QCOMPARE(all->global("touchy")->repr.value_or("none"), std::string("a touchy one"));
    QCOMPARE(global(variablesOf(run, "main/1"), "touched"), std::string("['__repr__'] value"));
    // It prints, which would be held in the program's own course, and raises.
    const Answer raised = reprOf(run, "main/1", true, "raising");
    QVERIFY(raised.global("raising") && !raised.global("raising")->repr);
    QCOMPARE(raised.global("raising")->raised, std::string("ValueError"));
    QCOMPARE(run.next("main/1"), std::string("lock.acquire"));
    QVERIFY(!reprOf(run, "main/1", false, "nobody").local("nobody"));
    QVERIFY(run.finish());
    QVERIFY2(run.output().contains("in the repr"), run.output());
}

void VariablesTest::whoIsBlockedAnswersToo() {
    Driven run("variables.py", {QStringLiteral("fork")});
    QVERIFY(toTheLine(run));
    QCOMPARE(run.step("main"), std::string());
    QCOMPARE(run.choice("main")->stance, drive::Stance::Blocked);
    QCOMPARE(global(variablesOf(run, "main"), "count"), std::string("1 value"));
    QCOMPARE(run.choice("main")->stance, drive::Stance::Blocked);
    QVERIFY(run.finish());
}

void VariablesTest::whoSleepsOnAConditionAnswersToo() {
    Driven run("meetings.py", {QStringLiteral("fork"), QStringLiteral("condition")});
    QVERIFY(run.settle() && run.until("main", "lock.acquire"));
    QVERIFY(run.until("main/1", "condition.wait"));
    QCOMPARE(run.step("main/1"), std::string());
    QCOMPARE(run.choice("main/1")->stance, drive::Stance::Blocked);
    const Answer a = variablesOf(run, "main/1");
    QCOMPARE(a.function, std::string("condition_side"));
    QCOMPARE(a.local("name")->sort, Sort::Value);
    QCOMPARE(run.choice("main/1")->stance, drive::Stance::Blocked);
}

void VariablesTest::aWorkerWithoutATaskTellsItsGlobals() {
    for (const char* method : {"fork", "spawn"}) {
        Driven run("pool_callbacks.py", {QString::fromLatin1(method)});
        QVERIFY(run.settle() && run.until("main", "pool.submit"));
        QVERIFY2(run.choice("main/1"), run.situation().c_str());
        const Answer a = variablesOf(run, "main/1");
        QVERIFY(a.function.empty() && a.locals.empty());
        QCOMPARE(global(a, "square"), std::string("<function square> definition"));
        QVERIFY(run.finish());
    }
}

void VariablesTest::eachThreadHasItsOwn() {
    Driven run("thread_variables.py");
    QVERIFY(run.settle() && run.until("main", "thread.join"));
    QStringList found;
    for (const drive::Choice& c : run.driver().choices())
        found << QString::fromStdString(c.actor);
    QCOMPARE(found.size(), 3);
    for (const QString& actor : found) {
        const Answer a = variablesOf(run, actor.toStdString());
        const Variable* own = a.local("own");
        QCOMPARE(own != nullptr, actor != QStringLiteral("main"));
        if (own)
            QCOMPARE(own->text, "'" + run.choice(actor.toStdString())->actor + "'");
        QCOMPARE(global(a, "shared"), std::string("['main#2', 'main#3'] value"));
    }
    QVERIFY(run.finish());
}

void VariablesTest::whoGoesOnIsNotAsked() {
    Driven run("variables.py", {QStringLiteral("fork")});
    QVERIFY(toTheLine(run));
    const drive::ProcessId process = run.choice("main/1")->process;
    run.driver().goOn();
    const auto asked = run.driver().askVariables(process);
    QVERIFY(!asked && has(asked.error(), "pause"));
    QVERIFY(waitUntilEnded(run.session(), std::chrono::seconds(30)));
    QVERIFY(!run.driver().askVariables(process));
}

QTEST_GUILESS_MAIN(VariablesTest)
#include "variables_test.moc"
