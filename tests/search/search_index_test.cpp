// SPDX-License-Identifier: GPL-3.0-or-later
// What a learner finds in the course by a few words, in which order, and what is shown of it.
#include "engine/search/course_index.h"
#include "engine/search/sections.h"
#include "tests/support/paths.h"

#include <QtTest>

using namespace forkscope;
using namespace forkscope::search;

class TestSearchIndex : public QObject {
    Q_OBJECT

  private slots:
    void aTextIsCutAtItsHeadings();
    void wordsAreFoundFromTheirBeginning();
    void everyWordHasToBeThere();
    void titlesComeBeforeTexts();
    void wordsTogetherComeBeforeWordsApart();
    void anExcerptIsAroundTheWords();
    void aProgramShowsItsLine();
    void theCourseIsFound_data();
    void theCourseIsFound();
    void solutionsAreNotFound();

  private:
    static Entry text(const QString& title, const QString& text) {
        return {Kind::Section, QStringLiteral("01"), title, title, {}, text};
    }
    static QStringList titles(const QList<Hit>& hits) {
        QStringList titles;
        for (const Hit& hit : hits)
            titles += hit.entry.title;
        return titles;
    }
};

void TestSearchIndex::aTextIsCutAtItsHeadings() {
    const QList<Section> sections =
        sectionsOf("# Locks\n\nOne at a *time*.\nSee [08](lesson:08).\n\n## How\n\n"
                   "```python\nlock.acquire()\n```\n\n| a | b |\n|---|---|\n| c | d |\n");
    QCOMPARE(sections.size(), 2);
    QCOMPARE(sections[0].heading, QString("Locks"));
    QCOMPARE(sections[0].text, QString("One at a time. See 08."));
    QCOMPARE(sections[1].heading, QString("How"));
    QCOMPARE(sections[1].text, QString("lock.acquire() a b c d"));
}

void TestSearchIndex::wordsAreFoundFromTheirBeginning() {
    QCOMPARE(findWord("the output of put", "put"), 14);
    QCOMPARE(findWord("queue.put_nowait()", "PUT"), 6);
    QCOMPARE(findWord("computed", "put"), -1);
    QCOMPARE(findWord("exit status -15", "-15"), 12);
}

void TestSearchIndex::everyWordHasToBeThere() {
    SearchIndex index;
    index.add(text("One", "a lock and a key"));
    index.add(text("Two", "a lock"));
    QCOMPARE(titles(index.find("lock key")), QStringList{"One"});
    QVERIFY(index.find("").isEmpty());
    QVERIFY(index.find("  ").isEmpty());
    QVERIFY(index.find("door").isEmpty());
    QCOMPARE(index.find("lock", 1).size(), 1);
}

void TestSearchIndex::titlesComeBeforeTexts() {
    SearchIndex index;
    index.add(text("Other", "pipe pipe pipe pipe pipe pipe pipe"));
    index.add(text("Pipes", "two ends"));
    index.add(text("Pipe", "two ends"));
    QCOMPARE(titles(index.find("pipe")), (QStringList{"Pipe", "Pipes", "Other"}));
}

void TestSearchIndex::wordsTogetherComeBeforeWordsApart() {
    SearchIndex index;
    index.add(text("Apart", "an exit, and then some code"));
    index.add(text("Together", "an exit code"));
    QCOMPARE(titles(index.find("exit code")), (QStringList{"Together", "Apart"}));
}

void TestSearchIndex::anExcerptIsAroundTheWords() {
    const QString text =
        QString("before ").repeated(60) + "the mutex is here " + QString("after ").repeated(60);
    const Excerpt excerpt = excerptOf(text, {"mutex"}, 100);
    QVERIFY2(excerpt.text.startsWith("… before") && excerpt.text.endsWith("after …"),
             qPrintable(excerpt.text));
    QVERIFY(excerpt.text.size() < 110);
    QCOMPARE(excerpt.marks.size(), 1);
    QCOMPARE(excerpt.text.mid(excerpt.marks[0].at, excerpt.marks[0].length), QString("mutex"));
    QCOMPARE(excerptOf("short", {"s", "short"}, 100).marks, (QList<Excerpt::Mark>{{0, 1}}));
}

void TestSearchIndex::aProgramShowsItsLine() {
    SearchIndex index;
    index.add({Kind::Program, "01", "p", "p.py", {}, "import time\n\n    time.sleep(3)\nprint(3)\n"});
    const QList<Hit> hits = index.find("sleep");
    QCOMPARE(hits.size(), 1);
    QCOMPARE(hits[0].line, 3);
    QCOMPARE(hits[0].excerpt.text, QString("time.sleep(3)"));
}

void TestSearchIndex::theCourseIsFound_data() {
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("title"); // of one of the first three
    QTest::newRow("a lesson") << "daemon"
                              << "Daemon processes";
    QTest::newRow("a lesson by its number's name") << "mutex"
                                                   << "Mutex";
    QTest::newRow("a program") << "three_timings"
                               << "three_timings.py";
    QTest::newRow("an exercise") << "sell each ticket"
                                 << "Sell each ticket once";
    QTest::newRow("a word") << "zombie"
                            << "zombie";
    QTest::newRow("an error message") << "cannot start a process twice"
                                      << "AssertionError: cannot start a process twice";
    QTest::newRow("a class of errors") << "queue.Full"
                                       << "queue.Full";
    QTest::newRow("a topic") << "JoinableQueue"
                             << "JoinableQueue";
}

void TestSearchIndex::theCourseIsFound() {
    static const SearchIndex index = indexOf(lesson::LessonLibrary::load({tests::lessonsSource()}), "en");
    QFETCH(QString, query);
    QFETCH(QString, title);
    const QStringList found = titles(index.find(query)).mid(0, 3);
    QVERIFY2(found.contains(title, Qt::CaseInsensitive), qPrintable(found.join(", ")));
}

// What would spoil an exercise is not on show.
void TestSearchIndex::solutionsAreNotFound() {
    const auto library = lesson::LessonLibrary::load({tests::lessonsSource()});
    const SearchIndex index = indexOf(library, "en");
    for (const lesson::Lesson& lesson : library.lessons())
        for (const lesson::Exercise& exercise : lesson.exercises) {
            const QString hint = exercise.hints.isEmpty() ? QString() : exercise.hints.last().in("en");
            for (const Entry& entry : index.entries())
                QVERIFY2(hint.isEmpty() || !entry.text.contains(hint), qPrintable(exercise.path));
        }
}

QTEST_GUILESS_MAIN(TestSearchIndex)
#include "search_index_test.moc"
