// SPDX-License-Identifier: GPL-3.0-or-later
// Conditions in plain words: each form, and that no field and no event is without its words.
#include "engine/condition/fields.h"
#include "engine/condition/sentence.h"
#include "engine/trace/names.h"

#include <QTest>

using namespace forkscope;
using condition::Condition;

class SentenceTest : public QObject {
    Q_OBJECT
  private slots:
    void isSaid_data();
    void isSaid();
    void isDenied_data();
    void isDenied();
    void everyEventHasWords();
    void everyFieldHasWords();
};

namespace {

void addRow(const char* text, const char* says) {
    QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(says);
}

QString words(const QString& text, bool denied = false) {
    const auto condition = Condition::read(text.toStdString());
    if (!condition)
        return QString::fromStdString(condition.error());
    return QString::fromStdString(denied ? deniedInWords(*condition) : inWords(*condition));
}

} // namespace

void SentenceTest::isSaid_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("says");
    const auto row = addRow;
    row("deadlock", "there is a deadlock");
    row("ended", "main has ended");
    row("exception", "an exception has ended a process");
    row("exception ValueError by P1", "a ValueError has ended P1");
    row("exception Empty", "an Empty has ended a process");
    row("exit 3", "the program has ended with status 3");
    row("exit != 0", "the program has ended with a status other than 0");
    row("output sold out", "\"sold out\" has been printed");
    row("printed has a ticket > 1", "\"has a ticket\" has been printed more than once");
    row("printed bun = 2", "\"bun\" has been printed exactly twice");
    row("printed bun < 12", "\"bun\" has been printed less than 12 times");
    row("processes zombie > 0", "there is at least one process that is a zombie");
    row("processes alive > 4", "there are more than 4 processes alive");
    row("processes blocked = 1", "there is exactly one process blocked");
    row("processes >= 3", "the program has had at least 3 processes");
    // lines of the World
    row("process.consort.state = ended", "consort has ended");
    row("process.consort.state != zombie", "consort is no zombie");
    row("process.main.waits = mutex", "main is waiting for mutex");
    row("process.main.waits = time", "main is asleep");
    row("process.main.waits != nothing", "main is waiting");
    row("process.P1.line = 12", "P1 is at line 12");
    row("process.P1.line != 12", "P1 is not at line 12");
    row("process.P1.status = -15", "P1 has ended with status -15");
    row("process.P1.alive", "P1 is alive");
    row("process.P1.alive = no", "P1 is not alive");
    row("process.P1.alive != yes", "P1 is not alive");
    row("process.P1.holds = nothing", "P1 holds no lock");
    row("process.daughter.parent = mother", "daughter is a child of mother");
    row("process.*.orphan", "a process is an orphan");
    row("lock.mutex.owner = P1", "mutex is held by P1");
    row("lock.mutex.owner = nobody", "mutex is held by nobody");
    row("lock.*.owner = P1", "a lock is held by P1");
    row("lock.mutex.waiters > 0", "mutex is waited for by at least one process");
    row("semaphore.slots.value = 0", "slots has no free permits");
    row("lock.mutex.depth = 2", "mutex is held exactly twice");
    row("event.go.set", "go is set");
    row("barrier.start.waiting = 2", "start has exactly 2 processes waiting");
    row("barrier.start.rounds = 0", "start has not been passed");
    row("queue.orders.items < 5", "orders holds fewer than 5 items");
    row("queue.orders.items <= 1", "orders holds at most one item");
    row("queue.orders.puts != 5", "orders has been given a number other than 5 of items");
    row("shared.count.value = 3", "count is 3");
    row("shared.count.value != 3", "count is not 3");
    row("shared.marks[3].value >= 10", "marks[3] is 10 or above");
    row("shared.count.reads > 2", "count has been read more than twice");
    row("managed.stock.result = 90", "stock has last answered 90");
    row("pool.pool.busy = 2", "pool has exactly 2 busy workers");
    row("file.stock.json.open > 0", "stock.json is open at least once");
    // what happened
    row("seen print", "a process has printed");
    row("seen print by main text \"is here\"", "main has printed \"is here\"");
    row("seen signal.send by main to consort", "main has sent consort a signal");
    row("seen lock.acquire by P1 on mutex line 9", "P1 has acquired mutex in line 9");
    row("seen queue.get failed by buyer", "buyer has tried in vain to take an item from a queue");
    row("begun process.join by main", "main has begun to join a process");
    row("begun sleep by P1", "P1 has begun to sleep");
    row("seen queue.put on orders by A = 5", "A has put an item into orders exactly 5 times");
    row("seen queue.put by A text bun", "A has put an item into a queue, with \"bun\" in it");
    row("seen file.write > 9", "processes have written to a file more than 9 times in all");
    row("seen print by child = 0", "child has not printed");
    // put together
    row("ended and deadlock", "main has ended and there is a deadlock");
    row("ended or deadlock", "main has ended or there is a deadlock");
    row("not ended and not process.P1.alive", "main has not ended and P1 is not alive");
    row("not (ended and deadlock)", "main has not ended or there is no deadlock");
    row("not not ended", "main has ended");
    row("output a and output b and ended",
        "\"a\" has been printed, \"b\" has been printed and main has ended");
    row("output a or ended and deadlock",
        "\"a\" has been printed, or main has ended and there is a deadlock");
    row("output a and (ended or deadlock)",
        "\"a\" has been printed, and either main has ended or there is a deadlock");
    row("output a or output b and (ended or deadlock)",
        "\"a\" has been printed, or \"b\" has been printed, and (main has ended or there is a deadlock)");
    row("seen print by P1 and process.P1.waits = mutex", "P1 has printed and is waiting for mutex");
    row("seen process.begin by red and seen process.begin by green and seen process.begin by blue",
        "each of red, green and blue has begun to run");
    row("not process.a.alive and not process.b.alive and not process.c.alive", "none of a, b and c is alive");
    row("process.red.alive or process.green.alive", "red or green is alive");
    row("not process.red.alive and not process.green.alive", "neither red nor green is alive");
}

void SentenceTest::isSaid() {
    QFETCH(QString, text);
    QFETCH(QString, says);
    QCOMPARE(words(text), says);
}

void SentenceTest::isDenied_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("says");
    const auto row = addRow;
    row("deadlock", "there is no deadlock");
    row("exception", "no exception has ended a process");
    row("exit 0", "the program has ended with a status other than 0");
    row("output sold out", "\"sold out\" has not been printed");
    row("printed bun > 2", "\"bun\" has been printed at most twice");
    row("printed bun >= 2", "\"bun\" has been printed less than twice");
    row("printed bun != 2", "\"bun\" has been printed exactly twice");
    row("processes zombie > 0", "there are no processes that are zombies");
    row("queue.orders.items > 4", "orders holds at most 4 items");
    row("queue.*.items > 4", "no queue holds more than 4 items");
    row("lock.mutex.owner = P1", "mutex is not held by P1");
    row("lock.mutex.owner = nobody", "mutex is held");
    row("event.go.set", "go is not set");
    row("shared.count.value < 3", "count is 3 or above");
    row("seen print", "nobody has printed");
    row("seen print by child", "child has not printed");
    row("seen print by child > 2", "child has printed at most twice");
    row("ended or deadlock", "main has not ended and there is no deadlock");
}

void SentenceTest::isDenied() {
    QFETCH(QString, text);
    QFETCH(QString, says);
    QCOMPARE(words(text, true), says);
}

void SentenceTest::everyEventHasWords() {
    int events = 0;
    for (int number = 1; number < 256; ++number) {
        if (!trace::isKind(std::uint8_t(number)))
            continue;
        const auto kind = trace::Kind(number);
        const QString name =
            QString::fromUtf8(trace::kindName(kind).data(), int(trace::kindName(kind).size()));
        if (!Condition::read("seen " + name.toStdString()))
            continue;
        ++events;
        const QString says = words("seen " + name + " by P1");
        QVERIFY2(!says.contains("done it") && !says.contains('%'), qPrintable(name + ": " + says));
    }
    QVERIFY(events > 60);
}

void SentenceTest::everyFieldHasWords() {
    const QString things = QString::fromStdString(condition::listOfThings());
    int fields = 0;
    for (const QString& thing : things.split(", "))
        for (const QString& field :
             QString::fromStdString(condition::listOfFields(thing.toStdString())).split(", ")) {
            const QString path = thing + ".x." + field;
            const auto place = condition::findField(thing.toStdString(), field.toStdString());
            QVERIFY(place);
            using condition::Answer;
            const Answer answer = condition::fieldAt(*place).answer;
            const QString text = answer == Answer::Number  ? path + " > 3"
                                 : answer == Answer::YesNo ? path
                                 : answer == Answer::State ? path + " = blocked"
                                                           : path + " = y";
            const QString says = words(text), denied = words(text, true);
            ++fields;
            QVERIFY2(says.startsWith("x ") && denied.startsWith("x "), qPrintable(text + ": " + says));
            QVERIFY2(!says.contains("has a ") && !says.contains('%') && says != denied,
                     qPrintable(text + ": " + says));
        }
    QVERIFY(fields > 60);
}

QTEST_APPLESS_MAIN(SentenceTest)
#include "sentence_test.moc"
