// SPDX-License-Identifier: GPL-3.0-or-later
// The index, its reader and its faults; how exceptions are recognised; templates; the course on one page.
#include "engine/lesson/course_outline.h"
#include "engine/lesson/lesson_library.h"
#include "engine/lesson/verify.h"
#include "tests/lesson/pack_on_disk.h"

#include <QTest>

using namespace forkscope::lesson;
using forkscope::tests::PackOnDisk;

namespace {

// An error that has all that it needs, one line each; `more` comes last.
QByteArray error(const QByteArray& slug, const QByteArray& pattern = "type = [\"ValueError\"]\n",
                 const QByteArray& more = "program = \"raises\"\n") {
    return "[[errors]]\nslug = \"" + slug + "\"\nmessage = \"ValueError: no\"\n" + pattern +
           "means = \"It went wrong.\"\nhelp = \"Do it right.\"\nlesson = \"21\"\n" + more;
}

RaisedException raised(const QString& type, const QString& message = {}, const QString& traceback = {}) {
    return {type, message, traceback};
}

} // namespace

class IndexTest : public QObject {
    Q_OBJECT
  private slots:
    void isRead();
    void recognises_data();
    void recognises();
    void faultsAreTold_data();
    void faultsAreTold();
    void faultsAgainstTheLessons();
    void earlierFolderWins();
    void templatesAreRead();
    void courseOnOnePage();
    void theShippedOneIsWhole();

  private:
    static LessonLibrary load(PackOnDisk& pack, const QByteArray& errors, const QByteArray& topics = {}) {
        pack.writeManifest();
        pack.write("../index/errors.toml", errors);
        pack.write("../index/programs/raises.py", "raise ValueError('no')\n");
        if (!topics.isEmpty())
            pack.write("../index/topics.toml", topics);
        return LessonLibrary::load({pack.parent()});
    }
};

void IndexTest::isRead() {
    PackOnDisk pack;
    const LessonLibrary library = load(pack,
                                       error("own") + error("of-lesson", "says = [\"no\"]\n",
                                                            "program = \"21/hello\"\nheading = \"Sample\"\n"),
                                       "[[topics]]\nname = \"zebra\"\nsays = \"Striped.\"\nread = [\"21\"]\n"
                                       "[[topics]]\nname = \"Apple\"\nalso = [\"fruit\"]\nsays = \"Round.\"\n"
                                       "read = [\"21 Sample\", \"21\"]\n");
    QVERIFY2(library.problems().isEmpty(), qPrintable(library.problems().value(0).toString()));
    QVERIFY(faultsInIndex(library).isEmpty());
    const SubjectIndex& index = library.index();
    QCOMPARE(index.errors().size(), 2);
    const KnownError* own = index.find("own");
    QVERIFY(own);
    QCOMPARE(own->type(), QString("ValueError"));
    QCOMPARE(own->fileLine, 1);
    QVERIFY(library.programOf(*own).endsWith("/index/programs/raises.py"));
    QVERIFY(library.programOf(*index.find("of-lesson")).endsWith("/programs/hello.py"));
    QCOMPARE(index.find("of-lesson")->reading, (Reading{"21", "Sample"}));
    QVERIFY(!index.find("none"));
    QCOMPARE(index.topics().size(), 2); // by name, whatever the case
    QCOMPARE(index.topics()[0].name, QString("Apple"));
    QCOMPARE(index.topics()[0].readings, (QList<Reading>{{"21", "Sample"}, {"21", QString()}}));
}

void IndexTest::recognises_data() {
    QTest::addColumn<RaisedException>("what");
    QTest::addColumn<QString>("slug"); // empty: it is known only as one of all others
    const QString trace =
        "/home/a:b/main.py:3:<module>\n/usr/lib/python3.11/multiprocessing/managers.py:9:call\n"
        "/usr/lib/python3.11/multiprocessing/connection.py:250:recv\n";
    QTest::newRow("type and part of the message") << raised("ValueError", "Pool is closed now") << "closed";
    QTest::newRow("the other part") << raised("ValueError", "x is shut") << "closed";
    QTest::newRow("another type") << raised("KeyError", "is closed") << "";
    QTest::newRow("another message") << raised("ValueError", "bad") << "";
    QTest::newRow("a module in front") << raised("queue.Empty") << "empty";
    QTest::newRow("a class that only ends so") << raised("NotEmpty") << "";
    QTest::newRow("through a file") << raised("EOFError", {}, trace) << "manager";
    QTest::newRow("through a function")
        << raised("EOFError", {}, "/lib/connection.py:2:recv\n/lib/other.py:1:f\n") << "pipe";
    QTest::newRow("through another function") << raised("EOFError", {}, "/lib/connection.py:2:poll\n") << "";
    QTest::newRow("a file that only ends so") << raised("EOFError", {}, "/lib/my_managers.py:2:recv\n") << "";
}

void IndexTest::recognises() {
    QFETCH(RaisedException, what);
    QFETCH(QString, slug);
    PackOnDisk pack;
    const QByteArray narrow =
        error("closed", "type = [\"ValueError\", \"OSError\"]\nsays = [\"is closed\", \"is shut\"]\n") +
        error("empty", "type = [\"Empty\"]\n") +
        error("manager", "type = [\"EOFError\"]\nthrough = [\"managers.py\"]\n") +
        error("pipe", "type = [\"EOFError\"]\nthrough = [\"connection.py:recv\"]\n");
    const LessonLibrary without = load(pack, narrow);
    QVERIFY2(without.problems().isEmpty(), qPrintable(without.problems().value(0).toString()));
    const KnownError* known = without.index().recognise(what);
    QCOMPARE(known ? known->slug : QString(), slug);
    // One for all others comes last, wherever it stands; it is not for what is no exception.
    PackOnDisk other;
    const LessonLibrary with = load(other, error("any", "otherwise = true\n") + narrow);
    QVERIFY(with.index().recognise(what));
    QCOMPARE(with.index().recognise(what)->slug, slug.isEmpty() ? QString("any") : slug);
    QVERIFY(!with.index().recognise({}));
}

void IndexTest::faultsAreTold_data() {
    QTest::addColumn<QByteArray>("errors");
    QTest::addColumn<QByteArray>("topics");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char* name, const QByteArray& errors, const char* sentence,
                        const QByteArray& topics = {}) {
        QTest::newRow(name) << errors << topics << sentence;
    };
    row("no TOML", "[[errors]\n", "errors.toml, line 1: this is not valid TOML");
    row("no slug", "\n[[errors]]\nmessage = \"m\"\n", "errors.toml, line 2");
    row("a slug with blanks", error("a b"), "line 2: \"slug\" may have small letters");
    row("no meaning", error("a").replace("means", "meens"), "means = ");
    row("no pattern", error("a", ""), "nothing says how this error is known");
    row("an empty pattern", error("a", "type = []\n"), "type");
    row("otherwise beside a type", error("a", "type = [\"E\"]\notherwise = true\n"), "stands alone");
    row("a type that is no list", error("a", "type = \"E\"\n"), "type = [\"AssertionError\"]");
    row("twice", error("a") + error("a"), "\"a\" stands in this file twice");
    row("no program of that name", error("a", "type = [\"E\"]\n", "program = \"gone\"\n"),
        "programs/gone.py is missing");
    row("a program by a path", error("a", "type = [\"E\"]\n", "program = \"../x/y\"\n"),
        "is no name of a program");
    row("a topic without a place", "", "read = ", "[[topics]]\nname = \"a\"\nsays = \"b\"\n");
    row("a topic twice", "", "\"a\" stands in this file twice",
        "[[topics]]\nname = \"a\"\nread = [\"21\"]\n[[topics]]\nname = \"a\"\nread = [\"21\"]\n");
}

void IndexTest::faultsAreTold() {
    QFETCH(QByteArray, errors);
    QFETCH(QByteArray, topics);
    QFETCH(QString, sentence);
    PackOnDisk pack;
    const LessonLibrary library = load(pack, errors + error("good"), topics);
    QString told;
    for (const PackProblem& problem : library.problems())
        told += problem.toString() + u'\n';
    QVERIFY2(told.contains(sentence), qPrintable(told));
    if (!told.contains("TOML"))
        QVERIFY(library.index().find("good")); // the rest is read
}

void IndexTest::faultsAgainstTheLessons() {
    PackOnDisk pack;
    const LessonLibrary library =
        load(pack,
             error("a", "type = [\"E\"]\n", "program = \"21/gone\"\nheading = \"Nowhere\"\n") +
                 error("b").replace("\"21\"", "\"99\""),
             "[[topics]]\nname = \"unknown word\"\nread = [\"21 Sample\"]\n");
    QVERIFY(library.problems().isEmpty());
    QString told;
    for (const PackProblem& fault : faultsInIndex(library))
        told += fault.toString() + u'\n';
    for (const char* sentence : {"there is no program \"21/gone\"", "lesson 21 has no heading \"Nowhere\"",
                                 "there is no lesson \"99\"", "\"unknown word\" is not in the glossary"})
        QVERIFY2(told.contains(sentence), qPrintable(told));
    QCOMPARE(told.count('\n'), 4);
}

void IndexTest::earlierFolderWins() {
    PackOnDisk first, second;
    load(first, error("same").replace("went wrong", "comes first"));
    load(second, error("same") + error("other"));
    const LessonLibrary library = LessonLibrary::load({first.parent(), second.parent()});
    QCOMPARE(library.index().errors().size(), 2);
    QCOMPARE(library.index().find("same")->means.in("en"), QString("It comes first."));
}

void IndexTest::templatesAreRead() {
    PackOnDisk pack;
    pack.writeManifest();
    pack.write("../templates/templates.toml",
               "[[templates]]\nfile = \"shape.py\"\ntitle = \"Shape\"\nshows = \"S\"\nends = true\n"
               "[[templates]]\nfile = \"gone.py\"\ntitle = \"Gone\"\nshows = \"S\"\nends = true\n");
    pack.write("../templates/shape.py", "print('hello')\n");
    const LessonLibrary library = LessonLibrary::load({pack.parent()});
    QCOMPARE(library.templates().size(), 1);
    QCOMPARE(library.templates()[0].title.in("en"), QString("Shape"));
    QCOMPARE(library.problems().size(), 1);
    QVERIFY(library.problems()[0].toString().contains("templates/gone.py is missing"));
    QString told; // what every program of the course must have
    for (const PackProblem& fault : faultsInTemplates(library))
        told += fault.toString();
    QVERIFY2(told.contains("__main__") && told.contains("start method"), qPrintable(told));
}

void IndexTest::courseOnOnePage() {
    PackOnDisk pack;
    pack.writeManifest({}, "print('hello')\n",
                       "sees = \"A | greeting\"\nminutes = 90\nneeds = [\"21\", \"98\"]\n");
    const LessonLibrary library = LessonLibrary::load({pack.parent()});
    QVERIFY2(library.problems().isEmpty(), qPrintable(library.problems().value(0).toString()));
    QCOMPARE(durationWords(library.lessons()[0].minutes), QString("1 h 30"));
    QCOMPARE(needsOf(library, library.lessons()[0]),
             QString("21")); // a lesson that is not there is not named
    const QString page = courseOutline(library, "en", OutlineLinks::ToLessons);
    QVERIFY2(page.contains("| 21 | [Sample](lesson:21) | A \\| greeting | 1 h 30 | 21 |"), qPrintable(page));
    QVERIFY(page.contains("## At work"));
    QVERIFY(!courseOutline(library, "en", OutlineLinks::None).contains("lesson:"));
}

// What the course itself says of each lesson, and that each error has its example (which lesson_pack_index
// runs).
void IndexTest::theShippedOneIsWhole() {
    const LessonLibrary library = LessonLibrary::load({QStringLiteral(FORKSCOPE_LESSONS_SOURCE)});
    QVERIFY2(library.problems().isEmpty(), qPrintable(library.problems().value(0).toString()));
    QVERIFY(library.index().errors().size() >= 25);
    const QList<PackProblem> faults = faultsInIndex(library) + faultsInTemplates(library);
    QVERIFY2(faults.isEmpty(), qPrintable(faults.value(0).toString()));
    QCOMPARE(library.templates().size(), 4);
}

QTEST_GUILESS_MAIN(IndexTest)
#include "index_test.moc"
