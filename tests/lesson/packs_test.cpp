// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lesson/lesson_library.h"
#include "engine/lesson/lesson_pack.h"
#include "engine/lesson/markdown.h"
#include "tests/support/paths.h"

#include <QRegularExpression>
#include <QtTest>

namespace forkscope::lesson {

namespace {

const QByteArray kManifest = "id = \"21\"\n"
                             "slug = \"sample\"\n"
                             "order = 21\n"
                             "title = \"Sample\"\n"
                             "gist = \"One line\"\n"
                             "group = \"At work\"\n"
                             "languages = [\"en\"]\n"
                             "\n"
                             "[[programs]]\n"
                             "file = \"hello.py\"\n"
                             "title = \"Hello\"\n"
                             "shows = \"It greets\"\n"
                             "ends = true\n";

void writeFile(const QString& path, const QByteArray& bytes) {
    QVERIFY(QDir().mkpath(QFileInfo(path).path()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

void writePack(const QString& folder, const QByteArray& manifest = kManifest) {
    writeFile(folder + "/lesson.toml", manifest);
    writeFile(folder + "/en.md", "# Sample\n");
    writeFile(folder + "/programs/hello.py", "print('hello')\n");
}

QByteArray changed(const QByteArray& before, const QByteArray& after) {
    QByteArray manifest = kManifest;
    return manifest.replace(before, after);
}

} // namespace

class PacksTest : public QObject {
    Q_OBJECT

  private slots:
    void init() { folder_ = std::make_unique<QTemporaryDir>(); }

    void theRealLessonsAreWhole();
    void linksInTheRealTextsLeadToPrograms();
    void aPackIsReadWhole();
    void textsInSeveralLanguages();
    void aFaultNamesFileLineAndWhatWasExpected_data();
    void aFaultNamesFileLineAndWhatWasExpected();
    void aMissingTextLeavesTheLessonOut();
    void aMissingTranslationDoesNot();
    void aMissingProgramCostsOnlyTheProgram();
    void aTextThatIsNotUtf8NamesTheLine();
    void unknownTablesAreLeftAlone();
    void oneBadPackHidesNoOther();
    void aDuplicateIdInOneFolderIsReported();
    void anEarlierFolderReplacesALesson();
    void aMissingFolderIsReported();
    void environmentComesFirst();

  private:
    QString pack(const QString& name) const { return folder_->path() + '/' + name; }

    std::unique_ptr<QTemporaryDir> folder_;
};

void PacksTest::theRealLessonsAreWhole() {
    const LessonLibrary library = LessonLibrary::load({tests::lessonsSource()});
    for (const PackProblem& problem : library.problems())
        QFAIL(qPrintable(problem.toString()));
    QStringList ids;
    for (const Lesson& lesson : library.lessons())
        ids.append(lesson.id);
    QVERIFY(ids.contains("06") && ids.contains("08") && ids.contains("14"));
    QVERIFY(std::is_sorted(ids.begin(), ids.end()));
    QVERIFY(library.find("08")->program("never_released")->ends == false);
    QCOMPARE(library.find("8"), library.find("mutex"));
    QCOMPARE(library.find("08-mutex"), library.find("mutex"));
    QCOMPARE(library.find("nothing"), nullptr);
}

void PacksTest::linksInTheRealTextsLeadToPrograms() {
    static const QRegularExpression link("href=\"program:([^\"]*)\"");
    const LessonLibrary library = LessonLibrary::load({tests::lessonsSource()});
    for (const Lesson& lesson : library.lessons()) {
        for (const QString& language : lesson.languages) {
            QStringList linked;
            auto matches = link.globalMatch(markdownToHtml(lesson.text.in(language), {}));
            while (matches.hasNext())
                linked.append(matches.next().captured(1));
            for (const QString& name : std::as_const(linked))
                QVERIFY2(lesson.program(name), qPrintable(lesson.id + " links to " + name));
            for (const Program& program : lesson.programs)
                QVERIFY2(linked.contains(program.name),
                         qPrintable(lesson.id + " never opens " + program.name));
        }
    }
}

void PacksTest::aPackIsReadWhole() {
    writePack(pack("21-sample"));
    const PackResult result = loadPack(pack("21-sample"));
    QCOMPARE(result.problems.size(), 0);
    QVERIFY(result.lesson);
    QCOMPARE(result.lesson->id, QString("21"));
    QCOMPARE(result.lesson->order, 21);
    QCOMPARE(result.lesson->title.in("en"), QString("Sample"));
    QCOMPARE(result.lesson->text.in("en"), QString("# Sample\n"));
    QCOMPARE(result.lesson->folder, pack("21-sample"));
    QCOMPARE(result.lesson->programs.size(), 1);
    const Program* program = result.lesson->program("hello.py");
    QCOMPARE(program, result.lesson->program("hello"));
    QCOMPARE(program->path, pack("21-sample") + "/programs/hello.py");
    QCOMPARE(program->shows.in("en"), QString("It greets"));
    QVERIFY(program->ends);
}

void PacksTest::textsInSeveralLanguages() {
    QByteArray manifest = changed("title = \"Sample\"", "title = { en = \"Sample\", zh = \"例子\" }");
    manifest.replace("[\"en\"]", "[\"en\", \"zh\"]");
    writePack(pack("a"), manifest);
    writeFile(pack("a") + "/zh.md", "# 例子\n");
    const PackResult result = loadPack(pack("a"));
    QCOMPARE(result.problems.size(), 0);
    QCOMPARE(result.lesson->languages, QStringList({"en", "zh"}));
    QCOMPARE(result.lesson->title.in("zh"), QString("例子"));
    QCOMPARE(result.lesson->text.in("zh"), QString("# 例子\n"));
    QCOMPARE(result.lesson->gist.in("zh"), QString("One line")); // not translated: English
}

void PacksTest::aFaultNamesFileLineAndWhatWasExpected_data() {
    QTest::addColumn<QByteArray>("manifest");
    QTest::addColumn<int>("line");
    QTest::addColumn<QString>("part");
    QTest::addColumn<bool>("usable");
    QTest::newRow("not TOML") << changed("order = 21", "order = = 21") << 3 << "not valid TOML" << false;
    QTest::newRow("cut off") << kManifest.left(kManifest.indexOf("One line")) << 5 << "not valid TOML"
                             << false;
    QTest::newRow("no title") << changed("title = \"Sample\"\n", "") << 1 << "\"title\" is missing" << false;
    QTest::newRow("title a number") << changed("\"Sample\"", "7") << 4 << "title = \"Mutex\"" << false;
    QTest::newRow("no English title")
        << changed("\"Sample\"", "{ zh = \"例子\" }") << 4 << "title = \"Mutex\"" << false;
    QTest::newRow("order a text") << changed("order = 21", "order = \"21\"") << 3 << "order = 8" << false;
    QTest::newRow("order negative") << changed("order = 21", "order = -1") << 3 << "order = 8" << false;
    QTest::newRow("languages a text")
        << changed("[\"en\"]", "\"en\"") << 7 << "languages = [\"en\"]" << false;
    QTest::newRow("language a path") << changed("[\"en\"]", "[\"en\", \"../x\"]") << 7 << "\"../x\"" << true;
    QTest::newRow("id with a space") << changed("\"21\"", "\"2 1\"") << 1 << "small letters" << false;
    QTest::newRow("no ends") << changed("ends = true\n", "") << 9 << "\"ends\" is missing" << true;
    QTest::newRow("ends a text") << changed("= true", "= \"yes\"") << 13 << "ends = true" << true;
    QTest::newRow("program elsewhere") << changed("hello.py", "../../x.py") << 10 << "plain name" << true;
    QTest::newRow("program missing") << changed("hello.py", "gone.py") << 10 << "programs/gone.py" << true;
    QTest::newRow("program twice") << kManifest + kManifest.mid(kManifest.indexOf("[[programs]]")) << 15
                                   << "listed twice" << true;
    QTest::newRow("no programs") << kManifest.left(kManifest.indexOf("[[programs]]")) << 0 << "[[programs]]"
                                 << true;
    QTest::newRow("programs a text") << kManifest.left(kManifest.indexOf("[[programs]]")) + "programs = 1\n"
                                     << 9 << "[[programs]]" << true;
}

void PacksTest::aFaultNamesFileLineAndWhatWasExpected() {
    QFETCH(QByteArray, manifest);
    QFETCH(int, line);
    QFETCH(QString, part);
    QFETCH(bool, usable);
    writePack(pack("a"), manifest);
    const PackResult result = loadPack(pack("a"));
    QCOMPARE(result.lesson.has_value(), usable);
    QCOMPARE(result.problems.size(), 1);
    const PackProblem& problem = result.problems.first();
    QCOMPARE(problem.file, pack("a") + "/lesson.toml");
    QCOMPARE(problem.line, line);
    QVERIFY2(problem.message.contains(part), qPrintable(problem.message));
    QVERIFY(problem.toString().contains(problem.message));
}

void PacksTest::aMissingTextLeavesTheLessonOut() {
    writePack(pack("a"));
    QVERIFY(QFile::remove(pack("a") + "/en.md"));
    const PackResult result = loadPack(pack("a"));
    QVERIFY(!result.lesson);
    QCOMPARE(result.problems.size(), 1);
    QCOMPARE(result.problems.first().file, pack("a") + "/en.md");
}

void PacksTest::aMissingTranslationDoesNot() {
    writePack(pack("a"), changed("[\"en\"]", "[\"en\", \"zh\"]"));
    const PackResult result = loadPack(pack("a"));
    QVERIFY(result.lesson);
    QCOMPARE(result.lesson->languages, QStringList("en"));
    QCOMPARE(result.problems.size(), 1);
    QCOMPARE(result.problems.first().file, pack("a") + "/zh.md");
}

void PacksTest::aMissingProgramCostsOnlyTheProgram() {
    const QByteArray second = "[[programs]]\nfile = \"gone.py\"\ntitle = \"G\"\nshows = \"G\"\nends = true\n";
    writePack(pack("a"), kManifest + second);
    const PackResult result = loadPack(pack("a"));
    QVERIFY(result.lesson);
    QCOMPARE(result.lesson->programs.size(), 1);
    QVERIFY(result.lesson->program("hello"));
    QCOMPARE(result.problems.size(), 1);
}

void PacksTest::aTextThatIsNotUtf8NamesTheLine() {
    writePack(pack("a"));
    writeFile(pack("a") + "/en.md", "# Sample\n\nna\xefve\n");
    const PackResult result = loadPack(pack("a"));
    QVERIFY(!result.lesson);
    QCOMPARE(result.problems.first().line, 3);
    QVERIFY(result.problems.first().message.contains("UTF-8"));
}

void PacksTest::unknownTablesAreLeftAlone() {
    writePack(pack("a"), "level = 3\n" + kManifest + "[[riddles]]\nid = \"one\"\n");
    const PackResult result = loadPack(pack("a"));
    QVERIFY(result.lesson);
    QCOMPARE(result.problems.size(), 0);
}

void PacksTest::oneBadPackHidesNoOther() {
    writePack(pack("1-bad"), "id = \"\x01");
    writePack(pack("2-good"));
    writeFile(pack("3-forgotten") + "/en.md", "# A text without lesson.toml\n");
    writeFile(pack("4-other") + "/notes.txt", "not a lesson\n");
    const LessonLibrary library = LessonLibrary::load({folder_->path()});
    QCOMPARE(library.lessons().size(), 1);
    QVERIFY(library.find("21"));
    QCOMPARE(library.problems().size(), 2);
    QCOMPARE(library.problems().last().file, pack("3-forgotten") + "/lesson.toml");
}

void PacksTest::aDuplicateIdInOneFolderIsReported() {
    writePack(pack("a"));
    writePack(pack("b"), changed("slug = \"sample\"", "slug = \"other\""));
    const LessonLibrary library = LessonLibrary::load({folder_->path()});
    QCOMPARE(library.lessons().size(), 1);
    QCOMPARE(library.lessons().first().folder, pack("a"));
    QCOMPARE(library.problems().size(), 1);
    QVERIFY(library.problems().first().file.startsWith(pack("b")));
    QVERIFY(library.problems().first().message.contains("21"));
}

void PacksTest::anEarlierFolderReplacesALesson() {
    writePack(pack("mine/sample"), changed("\"Sample\"", "\"My sample\""));
    writePack(pack("installed/21-sample"));
    const LessonLibrary library = LessonLibrary::load({pack("mine"), pack("installed")});
    QCOMPARE(library.problems().size(), 0);
    QCOMPARE(library.lessons().size(), 1);
    QCOMPARE(library.lessons().first().title.in("en"), QString("My sample"));
}

void PacksTest::aMissingFolderIsReported() {
    writePack(pack("a"));
    const LessonLibrary library = LessonLibrary::load({pack("nowhere"), folder_->path()});
    QCOMPARE(library.lessons().size(), 1);
    QCOMPARE(library.problems().size(), 1);
    QCOMPARE(library.problems().first().file, pack("nowhere"));
}

void PacksTest::environmentComesFirst() {
    qputenv("FORKSCOPE_LESSONS", "/one:/two");
    const QStringList folders = LessonLibrary::defaultFolders();
    qunsetenv("FORKSCOPE_LESSONS");
    QCOMPARE(folders.mid(0, 2), QStringList({"/one", "/two"}));
    QVERIFY(folders.last().endsWith("/share/forkscope/lessons"));
    QCOMPARE(LessonLibrary::defaultFolders(), folders.mid(2));
}

} // namespace forkscope::lesson

QTEST_GUILESS_MAIN(forkscope::lesson::PacksTest)
#include "packs_test.moc"
