// SPDX-License-Identifier: GPL-3.0-or-later
// Conditions as text: what is understood, and what is said of the rest.
#include "engine/condition/condition.h"
#include "engine/condition/parts.h"

#include <QTest>

using namespace forkscope;
using condition::Condition;
using condition::partsOf;

class ReadingTest : public QObject {
    Q_OBJECT
  private slots:
    void whatIsNotUnderstoodIsExplained_data();
    void whatIsNotUnderstoodIsExplained();
    void partsOfAConditionAreAskedOneByOne();
    void bindings_data();
    void bindings();
};

void ReadingTest::whatIsNotUnderstoodIsExplained_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("says");
    const auto row = [](const char* name, const char* text, const char* says) {
        QTest::newRow(name) << text << says;
    };
    row("nothing", "", "the end is no condition");
    row("a word", "sometimes", "'sometimes' is no condition");
    row("no status", "exit soon", "needs the exit status");
    row("no text", "output", "needs the text");
    row("no count", "printed x > often", "'often' is no number");
    row("no sign", "printed x", "needs a text and how often");
    row("no such thing", "cup.tea.value = 1", "'cup' is no kind of thing");
    row("no such field", "lock.mutex.colour = red", "it has owner, owners, value");
    row("no name", "lock.value = 1", "needs a name between its dots");
    row("owners are not ordered", "lock.mutex.owner > P1", "can only be compared by");
    row("no state", "process.P1.state = bored", "is no state");
    row("no state to count", "processes bored > 1", "is no state");
    row("no number", "queue.tasks.items > many", "is compared with a number");
    row("half an operator", "lock.mutex.owner ! P1", "'!' is no comparison");
    row("neither yes nor no", "event.go.set = maybe", "is yes or no");
    row("no comparison", "queue.tasks.items", "queue.tasks.items > 0");
    row("no event", "seen lock.eat", "is no event");
    row("a note of the engine", "seen object.name", "is no event");
    row("no one after by", "seen print by", "a name is expected after 'by'");
    row("no line", "seen print line two", "'line' needs a number");
    row("open parenthesis", "(deadlock", "')' is expected");
    row("closing parenthesis", "deadlock)", "')' is not expected here");
    row("nothing after and", "deadlock and", "the end is no condition");
    row("no quotes", "output salt and pepper", "'pepper' is no condition");
    row("an open quote", "output \"salt", "A quote is begun");
    row("the place", "deadlock and nonsense", "At letter 14:");
}

void ReadingTest::whatIsNotUnderstoodIsExplained() {
    QFETCH(QString, text);
    QFETCH(QString, says);
    const auto condition = Condition::read(text.toStdString());
    QVERIFY(!condition);
    QVERIFY2(QString::fromStdString(condition.error()).contains(says), condition.error().c_str());
}

void ReadingTest::partsOfAConditionAreAskedOneByOne() {
    using Parts = std::vector<std::string>;
    QCOMPARE(partsOf("ended"), Parts{"ended"});
    QCOMPARE(partsOf("seen print by main  and  not deadlock"), (Parts{"seen print by main", "not deadlock"}));
    QCOMPARE(partsOf("ended and (deadlock or exit 1 and ended)"),
             (Parts{"ended", "(deadlock or exit 1 and ended)"}));
    QCOMPARE(partsOf("ended and deadlock or exit 1"), Parts{"ended and deadlock or exit 1"});
    QCOMPARE(partsOf("output \"salt and pepper\" and ended"), (Parts{"output \"salt and pepper\"", "ended"}));
    for (const std::string& part : partsOf("printed has a ticket > 1 and process.ann.state = ended"))
        QVERIFY2(Condition::read(part), part.c_str());
}

void ReadingTest::bindings_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isMet");
    const auto row = [](const char* text, bool isMet) { QTest::newRow(text) << text << isMet; };
    row("exit 3", true);
    row("exit 0", false);
    row("exit >= 3", true);
    row("deadlock", true);
    row("not deadlock", false);
    row("not not deadlock", true);
    row("exit 3 or exit 0 and exit 1", true);
    row("(exit 3 or exit 0) and exit 1", false);
    row("not (exit 0 or exit 1)", true);
    row("not exit 0 and deadlock", true);
    row("lock.mutex.value = 0", false); // what is not there
    row("not lock.mutex.value = 0", true);
    row("exception", false);
    row("processes = 0", true);
    row("seen print", false);
    row("seen print = 0", true);
    row("output sold out", false);
}

void ReadingTest::bindings() {
    QFETCH(QString, text);
    QFETCH(bool, isMet);
    const auto condition = Condition::read(text.toStdString());
    QVERIFY2(condition, condition ? "" : condition.error().c_str());
    const trace::Log log;
    const world::World world(log);
    QCOMPARE(condition->isMetBy({world, 3, true}), isMet);
}

QTEST_APPLESS_MAIN(ReadingTest)
#include "reading_test.moc"
