// SPDX-License-Identifier: GPL-3.0-or-later
// One file out, one file in: random histories come back whole, two merge to the same either way round, bad
// files are told apart and change nothing.
#include "engine/progress/store.h"

#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QtTest>

using namespace forkscope;
using namespace forkscope::progress;

class TestTransfer : public QObject {
    Q_OBJECT
  private slots:
    void roundTrip_data() { seeds(); }
    void roundTrip();
    void mergesTheSameEitherWay_data() { seeds(); }
    void mergesTheSameEitherWay();
    void bringsBackAfterResettingEverything();
    void losesNothing();
    void badFiles_data();
    void badFiles();
    void unwritablePlace();

  private:
    static void seeds();
    // What a learner might have done, by chance.
    void live(Store& store, QRandomGenerator& chance);
    Snapshot all(Store& store);
    QString write(const QByteArray& bytes);

    QTemporaryDir folder_;
    qint64 now_ = 1'800'000'000'000;
    int files_ = 0;
};

void TestTransfer::seeds() {
    QTest::addColumn<uint>("seed");
    for (uint seed = 1; seed <= 6; ++seed)
        QTest::addRow("%u", seed) << seed;
}

void TestTransfer::live(Store& store, QRandomGenerator& chance) {
    const QStringList lessons{"01", "08", "my lesson / äöü"}, names{"a", "let-go", "with \"quotes\"\n"};
    const auto some = [&](const QStringList& all) { return all[chance.bounded(int(all.size()))]; };
    for (int i = 0; i < 40; ++i) {
        now_ += chance.bounded(50'000);
        const QString lesson = some(lessons), name = some(names);
        switch (chance.bounded(7)) {
        case 0:
            store.setLesson(lesson, {chance.bounded(2) > 0, chance.bounded(90), name});
            break;
        case 1:
            store.setTour(lesson, name, {chance.bounded(7), chance.bounded(2) > 0});
            break;
        case 2:
            store.setExercise(
                lesson, name,
                {chance.bounded(9), chance.bounded(4), false, chance.bounded(2) > 0, chance.bounded(6), 6});
            break;
        case 3:
            store.setMyth(lesson, name, {"myth", chance.bounded(2) > 0});
            break;
        case 4:
            store.setStop(lesson, "tour/" + name);
            break;
        case 5:
            store.setText({lesson, name}, QString("line %1\n").arg(i).repeated(chance.bounded(30)));
            break;
        default:
            chance.bounded(3) ? store.setText({lesson, name}, QString()) : store.resetLesson(lesson);
        }
    }
}

Snapshot TestTransfer::all(Store& store) {
    const QString path = folder_.filePath(QString("all%1.json").arg(++files_));
    const Outcome written = store.exportTo(path);
    QFile file(path);
    if (!written || !file.open(QIODevice::ReadOnly))
        return {};
    const Result<Snapshot> read = fromJson(file.readAll());
    return read ? *read : Snapshot();
}

QString TestTransfer::write(const QByteArray& bytes) {
    const QString path = folder_.filePath(QString("in%1.json").arg(++files_));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        QTest::qFail("a test file could not be written", __FILE__, __LINE__);
    return path;
}

static QSet<QString> textsOf(const Snapshot& snapshot) {
    QSet<QString> texts;
    for (const Edit& edit : snapshot.edits)
        texts.insert(QString("%1/%2@%3 %4:%5")
                         .arg(edit.program.shelf, edit.program.name)
                         .arg(edit.at)
                         .arg(edit.text.isNull())
                         .arg(edit.text));
    return texts;
}

void TestTransfer::roundTrip() {
    QFETCH(uint, seed);
    QRandomGenerator chance(seed);
    const auto clock = [this] { return now_; };
    Store from(folder_.filePath(QString("from%1").arg(seed)), clock);
    live(from, chance);
    const Snapshot before = all(from);
    QVERIFY(!before.facts.isEmpty() && !before.edits.isEmpty());
    const QString path = folder_.filePath("out.json");
    QVERIFY(bool(from.exportTo(path)));
    Store to(folder_.filePath(QString("to%1").arg(seed)), clock);
    const Result<Brought> brought = to.importFrom(path);
    QVERIFY(bool(brought));
    QCOMPARE(brought->facts, int(before.facts.size()));
    QCOMPARE(brought->edits, int(before.edits.size()));
    const Snapshot after = all(to);
    QCOMPARE(after.facts, before.facts);
    QCOMPARE(after.edits, before.edits);
    // Once more brings nothing.
    QCOMPARE(to.importFrom(path)->facts, 0);
    QCOMPARE(to.importFrom(path)->edits, 0);
}

void TestTransfer::mergesTheSameEitherWay() {
    QFETCH(uint, seed);
    QRandomGenerator chance(seed);
    const auto clock = [this] { return now_; };
    Store one(folder_.filePath(QString("one%1").arg(seed)), clock);
    Store other(folder_.filePath(QString("other%1").arg(seed)), clock);
    live(one, chance);
    live(other, chance);
    const Snapshot first = all(one), second = all(other);
    one.take(second);
    other.take(first);
    QCOMPARE(all(one).facts, all(other).facts);
    QCOMPARE(textsOf(all(one)), textsOf(all(other)));
    QVERIFY(textsOf(all(one)).contains(textsOf(first)));
    QVERIFY(textsOf(all(one)).contains(textsOf(second)));
}

void TestTransfer::bringsBackAfterResettingEverything() {
    QRandomGenerator chance(7);
    Store store(folder_.filePath("reset"), [this] { return now_; });
    live(store, chance);
    const Snapshot before = all(store);
    const QString path = folder_.filePath("before.json");
    QVERIFY(bool(store.exportTo(path)));
    store.resetEverything();
    QVERIFY(all(store).facts.isEmpty());
    QVERIFY(bool(store.importFrom(path)));
    QCOMPARE(all(store).facts, before.facts);
}

// What is known here and greater or younger stays.
void TestTransfer::losesNothing() {
    Store store(folder_.filePath("mine"), [this] { return now_; });
    store.setExercise("08", "let-go", {5, 1, false, true, 6, 6});
    store.setTour("08", "tickets", {2, false});
    const QString path =
        write(R"({"format": "forkscope-progress", "version": 1, "texts": [], "lessons": {"08": {
        "exercise/let-go": {"checks": {"value": "2", "at": "2099-01-01T00:00:00.000Z"},
                            "passed": {"value": "0", "at": "2099-01-01T00:00:00.000Z"},
                            "hints": {"value": "3", "at": "2001-01-01T00:00:00.000Z"},
                            "result": {"value": "1/6", "at": "2001-01-01T00:00:00.000Z"}},
        "tour/tickets": {"reached": {"value": "4", "at": "2001-01-01T00:00:00.000Z"}}}}})");
    const Result<Brought> brought = store.importFrom(path);
    QVERIFY2(bool(brought), brought ? "" : brought.error().c_str());
    QCOMPARE(brought->facts, 2);
    QCOMPARE(store.exercise("08", "let-go").checks, 5);
    QVERIFY(store.exercise("08", "let-go").isPassed);
    QCOMPARE(store.exercise("08", "let-go").hintsOpened, 3);
    QCOMPARE(store.exercise("08", "let-go").checksPassed, 6);
    QCOMPARE(store.tour("08", "tickets").reached, 4);
}

void TestTransfer::badFiles_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("says");
    const QByteArray head = R"({"format": "forkscope-progress", "version": 1, )";
    QTest::newRow("nothing") << QByteArray() << "it is not JSON: line 1";
    QTest::newRow("no JSON") << QByteArray("{\n\"format\": oops}") << "it is not JSON: line 2";
    QTest::newRow("cut off") << head + "\n\n\"lessons\": {"
                             << "it is not JSON: line 3";
    QTest::newRow("other JSON") << QByteArray("[1, 2]") << "it does not say \"format\"";
    QTest::newRow("newer") << QByteArray(R"({"format": "forkscope-progress", "version": 9})")
                           << "a newer Forkscope (version 9";
    QTest::newRow("no version") << QByteArray(R"({"format": "forkscope-progress"})") << "\"version\"";
    QTest::newRow("no lessons") << head + "\"texts\": []}"
                                << "\"lessons\"";
    QTest::newRow("part") << head + R"("texts": [], "lessons": {"08": {"tour/a": 3}}})"
                          << "lessons / 08 / tour/a should be";
    QTest::newRow("no time") << head +
                                    R"("texts": [], "lessons": {"08": {"tour/a": {"done": {"value": "1"}}}}})"
                             << "lessons / 08 / tour/a / done";
    QTest::newRow("no number")
        << head +
               R"("texts": [], "lessons": {"08": {"tour/a": {"done": {"value": "yes", "at": "2026-01-01T00:00:00.000Z"}}}}})"
        << "should be a number, and is \"yes\"";
    QTest::newRow("text without name")
        << head +
               R"("lessons": {}, "texts": [{"shelf": "08", "at": "2026-01-01T00:00:00.000Z", "text": "x"}]})"
        << "text 1 should say";
    QTest::newRow("text without text")
        << head +
               R"("lessons": {}, "texts": [{"shelf": "08", "name": "a", "at": "2026-01-01T00:00:00.000Z", "text": 5}]})"
        << "\"text\" of text 1";
}

void TestTransfer::badFiles() {
    QFETCH(QByteArray, bytes);
    QFETCH(QString, says);
    Store store(folder_.filePath(QString("bad%1").arg(++files_)));
    store.setTour("08", "tickets", {2, false});
    const QString path = write(bytes);
    const Result<Brought> brought = store.importFrom(path);
    QVERIFY(!brought);
    const QString sentence = QString::fromStdString(brought.error());
    QVERIFY2(sentence.contains(path) && sentence.contains(says), qPrintable(sentence));
    QCOMPARE(all(store).facts.size(), 1);
    QVERIFY(store.isKept());
}

void TestTransfer::unwritablePlace() {
    Store store(folder_.filePath("unwritable"));
    const Outcome outcome = store.exportTo(folder_.path() + "/no such folder/out.json");
    QVERIFY(!outcome);
    QVERIFY(QString::fromStdString(outcome.error()).contains("no such folder"));
    const Result<Brought> folder = store.importFrom(folder_.path());
    QVERIFY(!folder && QString::fromStdString(folder.error()).contains("it is a folder"));
}

QTEST_GUILESS_MAIN(TestTransfer)
#include "transfer_test.moc"
