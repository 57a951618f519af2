// SPDX-License-Identifier: GPL-3.0-or-later
// Tours, exercises, myths, claims, glossary and links of a pack.
#include "engine/lesson/lesson_library.h"
#include "engine/lesson/lesson_pack.h"
#include "tests/lesson/pack_on_disk.h"

#include <QtTest>

namespace forkscope::lesson {

using tests::PackOnDisk;

namespace {

const QByteArray kFix = "kind = \"fix\"\ntitle = \"Mend it\"\nhints = [\"a\", \"b\", \"c\"]\n"
                        "program = \"hello\"\n"
                        "[[checks]]\nkind = \"at_most\"\ntitle = \"Two at once\"\nn = 2\nregion = \"greet\"\n"
                        "[[wrong]]\nfile = \"sleeps.py\"\nmessage = \"three at once\"\n";

void writeFix(PackOnDisk& pack, const QByteArray& manifest = kFix) {
    const QString folder = QStringLiteral("exercises/mend-it/");
    pack.write(folder + "exercise.toml", manifest);
    for (const char* name :
         {"task.en.md", "explanation.en.md", "solution.py", "right/other.py", "wrong/sleeps.py"})
        pack.write(folder + name, "text\n");
}

const QByteArray kStep = "[[steps]]\nwhen = \"seen print by main\"\npoints = \"card main, line 1, output\"\n"
                         "says = \"It greets.\"\n";

void writeTour(PackOnDisk& pack, const QByteArray& steps = kStep) {
    pack.write("tours/hello.toml", "program = \"hello\"\ntitle = \"A greeting\"\n" + steps);
}

QString only(const QList<PackProblem>& problems) {
    return problems.size() == 1 ? problems.first().toString()
                                : QString::number(problems.size()) + " problems";
}

} // namespace

class PartsTest : public QObject {
    Q_OBJECT

  private slots:
    void aTourIsRead();
    void aFaultInATourNamesFileAndLine_data();
    void aFaultInATourNamesFileAndLine();
    void aFixIsRead();
    void aPredictionIsRead();
    void aDriveIsRead();
    void aFaultInAnExerciseNamesFileAndLine_data();
    void aFaultInAnExerciseNamesFileAndLine();
    void exercisesComeInTheOrderAskedFor();
    void mythsAndClaimsAreRead();
    void aFaultInAMythCostsOnlyTheMyth();
    void anEditThatDoesNotFitIsReported();
    void aGlossaryIsRead();
    void linksAreUnderstood();
    void linksThatLeadNowhereAreNamed();
};

void PartsTest::aTourIsRead() {
    PackOnDisk pack;
    pack.writeManifest();
    writeTour(pack, kStep + "[[steps]]\nwhen = \"ended\"\npoints = \"lane main\"\nsays = \"The end.\"\n"
                            "order = [\"main until it ends\"]\n");
    const PackResult result = loadPack(pack.folder());
    QCOMPARE(result.problems, {});
    const Tour* tour = result.lesson->tour("hello");
    QVERIFY(tour);
    QCOMPARE(tour->title.in("en"), QString("A greeting"));
    QCOMPARE(tour->steps.size(), 2);
    const TourStep& first = tour->steps[0];
    QCOMPARE(first.when, QString("seen print by main"));
    QCOMPARE(first.fileLine, 3);
    const QList<TourPoint> points = {{TourPoint::Kind::Card, "main", 0},
                                     {TourPoint::Kind::Line, "print('hello')", 1},
                                     {TourPoint::Kind::Output, "", 0}};
    QCOMPARE(first.points, points);
    QCOMPARE(tour->steps[1].order, QStringList("main until it ends"));
}

void PartsTest::aFaultInATourNamesFileAndLine_data() {
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<int>("line");
    QTest::addColumn<QString>("words");
    const auto row = [](const char* name, const char* before, const QByteArray& after, int line,
                        const char* words) {
        QTest::newRow(name) << QByteArray(before) << after << line << QString(words);
    };
    row("no condition", "when = \"seen print by main\"\n", "", 3, "\"when\" is missing");
    row("too long", "It greets.", QByteArray(161, 'x'), 6, "at most 160 letters, and this one 161");
    row("points at nothing", "card main", "hat main", 5, "card PROCESS");
    row("no such line", "line 1", "line 7", 5, "no line 7");
    row("no toml", "[[steps]]", "[[steps", 3, "not valid TOML");
}

void PartsTest::aFaultInATourNamesFileAndLine() {
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(int, line);
    QFETCH(QString, words);
    PackOnDisk pack;
    pack.writeManifest();
    QVERIFY(kStep.contains(before));
    writeTour(pack, QByteArray(kStep).replace(before, after));
    const PackResult result = loadPack(pack.folder());
    QVERIFY(result.lesson);
    QCOMPARE(result.lesson->tours.size(), 0);
    QVERIFY(!result.problems.isEmpty());
    const PackProblem problem = result.problems.first();
    QCOMPARE(problem.file, pack.folder() + "/tours/hello.toml");
    QCOMPARE(problem.line, line);
    QVERIFY2(problem.message.contains(words), qPrintable(problem.message));
}

void PartsTest::aFixIsRead() {
    PackOnDisk pack;
    pack.writeManifest();
    writeFix(pack);
    const PackResult result = loadPack(pack.folder());
    QCOMPARE(result.problems, {});
    const Exercise* e = result.lesson->exercise("mend-it");
    QVERIFY(e);
    QVERIFY(e->kind == ExerciseKind::Fix);
    QCOMPARE(e->starter, pack.folder() + "/programs/hello.py");
    QCOMPARE(e->right, QStringList(e->folder + "/right/other.py"));
    QCOMPARE(e->wrong.size(), 1);
    QCOMPARE(e->wrong[0].message, QString("three at once"));
    QCOMPARE(e->hints.size(), 3);
    QCOMPARE(e->checks.size(), 1);
    QCOMPARE(e->checks[0].kind, QString("at_most"));
    QCOMPARE(e->checks[0].fields.value("n").toInt(), 2);
    QCOMPARE(e->checks[0].fields.value("region").toString(), QString("greet"));
    QVERIFY(!e->checks[0].fields.contains("kind"));
}

void PartsTest::aPredictionIsRead() {
    PackOnDisk pack;
    pack.writeManifest();
    writeFix(pack,
             "kind = \"predict\"\ntitle = \"Which?\"\nhints = [\"a\", \"b\", \"c\"]\nprogram = \"hello\"\n"
             "moment = \"seen print\"\nkill = { process = \"main\", when = \"seen print\" }\n"
             "[[options]]\ntext = \"one\"\nat_end = \"output 1\"\n"
             "[[options]]\ntext = { en = \"two\", zh = \"\xe4\xba\x8c\" }\nnever = \"output 1\"\n");
    const PackResult result = loadPack(pack.folder());
    QCOMPARE(result.problems, {});
    const Exercise* e = result.lesson->exercise("mend-it");
    QVERIFY(e && e->kind == ExerciseKind::Predict);
    QCOMPARE(e->options.size(), 2);
    const Expectation never{Expectation::When::Never, "output 1"};
    QCOMPARE(e->options[1].expects, never);
    QCOMPARE(e->options[1].text.in("zh"), QString::fromUtf8("\xe4\xba\x8c"));
    QCOMPARE(e->staging.kill.process, QString("main"));
    QCOMPARE(e->moment, QString("seen print"));
}

void PartsTest::aDriveIsRead() {
    PackOnDisk pack;
    pack.writeManifest();
    const QString folder = QStringLiteral("exercises/reach-it/");
    pack.write(folder + "exercise.toml",
               "kind = \"drive\"\ntitle = \"Reach it\"\nhints = [\"a\", \"b\", \"c\"]\n"
               "program = \"hello\"\ngoal = \"deadlock\"\npar = 6\navoid = \"exception\"\n");
    for (const char* name : {"task.en.md", "explanation.en.md", "solution.schedule", "right/other.schedule"})
        pack.write(folder + name, "main print line 1\n");
    const PackResult result = loadPack(pack.folder());
    QCOMPARE(result.problems, {});
    const Exercise* e = result.lesson->exercise("reach-it");
    QVERIFY(e && e->kind == ExerciseKind::Drive);
    QCOMPARE(e->goal, QString("deadlock"));
    QCOMPARE(e->par, 6);
    QCOMPARE(e->avoid, QString("exception"));
    QCOMPARE(e->right.size(), 1);
}

void PartsTest::aFaultInAnExerciseNamesFileAndLine_data() {
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<int>("line");
    QTest::addColumn<QString>("words");
    const auto row = [](const char* name, const char* before, const char* after, int line,
                        const char* words) {
        QTest::newRow(name) << QByteArray(before) << QByteArray(after) << line << QString(words);
    };
    row("kind", "\"fix\"", "\"mend\"", 1, "Known are: predict, fix, build, drive");
    row("two hints", ", \"c\"", "", 3, "there must be 3 hints");
    row("program", "\"hello\"", "\"hullo\"", 4, "no program \"hullo\"");
    row("no check", "[[checks]]\n", "[[chicks]]\n", 0, "at least one check");
    row("check without kind", "kind = \"at_most\"\n", "", 5, "\"kind\" is missing");
    row("no such wrong one", "\"sleeps.py\"", "\"sleep.py\"", 11, "there is no file wrong/sleep.py");
    row("not listed", "[[wrong]]", "[[wring]]", 0, "wrong/sleeps.py is not listed");
}

void PartsTest::aFaultInAnExerciseNamesFileAndLine() {
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(int, line);
    QFETCH(QString, words);
    PackOnDisk pack;
    pack.writeManifest();
    QVERIFY(kFix.contains(before));
    writeFix(pack, QByteArray(kFix).replace(before, after));
    const PackResult result = loadPack(pack.folder());
    QCOMPARE(result.lesson->exercises.size(), 0);
    QVERIFY(!result.problems.isEmpty());
    const PackProblem problem = result.problems.first();
    QCOMPARE(problem.file, pack.folder() + "/exercises/mend-it/exercise.toml");
    if (line > 0) // else where the table begins
        QCOMPARE(problem.line, line);
    QVERIFY2(problem.message.contains(words), qPrintable(problem.message));
}

void PartsTest::exercisesComeInTheOrderAskedFor() {
    PackOnDisk pack;
    pack.writeManifest({}, "print()\n", "exercises = [\"mend-it\", \"gone\"]\n");
    writeFix(pack);
    const PackResult result = loadPack(pack.folder());
    QVERIFY2(only(result.problems).contains("lists \"gone\""), qPrintable(only(result.problems)));
    QCOMPARE(result.lesson->exercises.size(), 1);
}

const QByteArray kMyth =
    "[[myths]]\nslug = \"a-myth\"\nclaim = \"It shouts\"\nprogram = \"hello\"\n"
    "never = \"output HELLO\"\nverdict = \"myth\"\nexplanation = \"It says it softly.\"\n";

void PartsTest::mythsAndClaimsAreRead() {
    PackOnDisk pack;
    pack.writeManifest(kMyth +
                       "[[claims]]\nsays = \"it greets\"\nprogram = \"hello\"\nat_end = \"output bye\"\n"
                       "edits = [{ before = \"hello\", after = \"bye\" }]\norder = [\"main\"]\n");
    const PackResult result = loadPack(pack.folder());
    QCOMPARE(result.problems, {});
    const Myth* myth = result.lesson->myth("a-myth");
    QVERIFY(myth && myth->verdict == Verdict::Myth);
    QVERIFY(myth->expects.when == Expectation::When::Never);
    QCOMPARE(result.lesson->claims.size(), 1);
    const QList<Edit> edits = {{"hello", "bye"}};
    QCOMPARE(result.lesson->claims[0].staging.edits, edits);
    QCOMPARE(result.lesson->claims[0].staging.order, QStringList("main"));
}

void PartsTest::aFaultInAMythCostsOnlyTheMyth() {
    PackOnDisk pack;
    QByteArray second = kMyth;
    second.replace("a-myth", "b-myth").replace("\"myth\"", "\"fable\"");
    pack.writeManifest(kMyth + second);
    const PackResult result = loadPack(pack.folder());
    QVERIFY2(only(result.problems).contains("\"fable\" is no verdict"), qPrintable(only(result.problems)));
    QVERIFY(result.lesson->myth("a-myth"));
    QVERIFY(!result.lesson->myth("b-myth"));
}

void PartsTest::anEditThatDoesNotFitIsReported() {
    PackOnDisk pack;
    pack.writeManifest(QByteArray(kMyth) + "edits = [{ before = \"l\", after = \"m\" }]\n");
    const PackResult result = loadPack(pack.folder());
    QVERIFY2(only(result.problems).contains("stands there 2 times"), qPrintable(only(result.problems)));
    QCOMPARE(result.lesson->myths.size(), 0);
}

void PartsTest::aGlossaryIsRead() {
    PackOnDisk pack;
    pack.writeManifest();
    pack.write("../glossary.toml", "[[terms]]\nterm = \"daemon\"\nalso = [\"daemons\"]\nsays = \"A child.\"\n"
                                   "lesson = \"06\"\n[[terms]]\nterm = \"Daemons\"\nsays = \"Again.\"\n");
    const LessonLibrary library = LessonLibrary::load({pack.parent()});
    const Term* term = library.glossary().find(" DAEMONS ");
    QVERIFY(term);
    QCOMPARE(term->says.in("en"), QString("A child."));
    QCOMPARE(term->lesson, QString("06"));
    QCOMPARE(library.glossary().find("demon"), nullptr);
    QVERIFY2(only(library.problems()).contains("glossary.toml, line 6"),
             qPrintable(only(library.problems())));
}

void PartsTest::linksAreUnderstood() {
    const QList<LinkInText> links =
        linksIn("a [p](program:hello.py) and `[q](program:code)`\n"
                "```python\n[r](program:block)\n```\n"
                "[m](<moment:08/tickets?when=seen print by P2>) [w](https://a.org/b)\n");
    QCOMPARE(links.size(), 3);
    QVERIFY(links[0].link.kind == Link::Kind::Program);
    QCOMPARE(links[0].link.target, QString("hello"));
    QCOMPARE(links[0].line, 1);
    const Link moment = links[1].link;
    QVERIFY(moment.kind == Link::Kind::Moment);
    QCOMPARE(moment.lesson, QString("08"));
    QCOMPARE(moment.target, QString("tickets"));
    QCOMPARE(moment.when, QString("seen print by P2"));
    QCOMPARE(links[1].line, 5);
    QCOMPARE(readLink("moment:08/tickets?when=seen%20print%20by%20P2"), moment);
    QVERIFY(links[2].link.kind == Link::Kind::Other);
    QCOMPARE(links[2].link.target, QString("https://a.org/b"));
}

void PartsTest::linksThatLeadNowhereAreNamed() {
    PackOnDisk pack;
    pack.writeManifest(kMyth);
    writeFix(pack);
    writeTour(pack);
    pack.write("../glossary.toml", "[[terms]]\nterm = \"daemon\"\nsays = \"A child.\"\n");
    pack.write("jobs/convoy.toml", "policy = \"fcfs\"\n[[jobs]]\nname = \"A\"\nburst = 100\n");
    pack.write("jobs/torn.toml", "policy = \"fcfs\"\n[[jobs]]\nname = \"A\"\n");
    const LessonLibrary library = LessonLibrary::load({pack.parent()});
    const Lesson& lesson = *library.find("21");
    for (const char* good : {"program:hello", "program:21/hello", "program:sample/hello", "tour:hello",
                             "exercise:mend-it", "myth:a-myth", "lesson:sample", "lesson:21", "term:Daemon",
                             "moment:hello?when=ended", "lab:convoy", "lab:21/convoy.toml"})
        QCOMPARE(library.faultOf(lesson, readLink(good)), QString());
    for (const char* bad :
         {"program:hallo", "program:22/hello", "tour:x", "exercise:x", "myth:x", "lesson:22", "term:x",
          "moment:x?when=ended", "lab:x", "lab:../jobs/convoy", "lab:torn"})
        QVERIFY2(!library.faultOf(lesson, readLink(bad)).isEmpty(), bad);
    const QString torn = library.faultOf(lesson, readLink("lab:torn"));
    QVERIFY2(torn.contains("torn.toml, line 2") && torn.contains("burst"), qPrintable(torn));
    QVERIFY(library.faultOf(lesson, readLink("lab:x")).contains("jobs/x.toml is missing"));
}

} // namespace forkscope::lesson

QTEST_GUILESS_MAIN(forkscope::lesson::PartsTest)
#include "parts_test.moc"
