// SPDX-License-Identifier: GPL-3.0-or-later
// forkscope lessons --verify: every promise of a pack broken once is told with its file and in a sentence,
// and what is right is still tried. A pack that keeps its word passes.
#include "tests/cli/command.h"
#include "tests/lesson/pack_on_disk.h"

#include <QTest>

using namespace forkscope::tests;

namespace {

const QByteArray kTop = "import multiprocessing as mp\nimport sys\nimport time\n\n\n";
const QByteArray kMain = "\n\nif __name__ == \"__main__\":\n    mp.set_start_method(\"fork\")\n";

// Who says its name first is not said.
const QByteArray kTwo = kTop + "def say(name):\n    print(name, flush=True)\n" + kMain +
                        "    child = mp.Process(target=say, name=\"child\", args=(\"child\",))\n"
                        "    child.start()\n    print(\"main\", flush=True)\n    child.join()\n";
const QByteArray kRaises =
    kTop + "def fail():\n    raise ValueError(\"too late\")\n" + kMain + "    fail()\n";
// Main waits for itself.
const QByteArray kHangs = kTop + "def wait(mutex):\n    mutex.acquire()\n    mutex.acquire()\n" + kMain +
                          "    mutex = mp.Lock()\n    print(\"before\", flush=True)\n    wait(mutex)\n";
const QByteArray kSleeps =
    kTop + "def nap(seconds):\n    time.sleep(seconds)\n" + kMain +
    "    nap(0.2)\n    print(\"awake\", flush=True)\n    nap(3)\n    print(\"late\")\n";

QByteArray program(const QByteArray& name, const QByteArray& more = "ends = true\n") {
    return "[[programs]]\nfile = \"" + name + ".py\"\ntitle = \"T\"\nshows = \"S\"\n" + more;
}

QByteArray claim(const QByteArray& says, const QByteArray& program, const QByteArray& expects) {
    return "[[claims]]\nsays = \"" + says + "\"\nprogram = \"" + program + "\"\n" + expects + "\n";
}

const QByteArray kHints = "hints = [\"a\", \"b\", \"c\"]\n";

void writeTexts(PackOnDisk& pack, const QString& slug) {
    pack.write("exercises/" + slug + "/task.en.md", "Do it.\n");
    pack.write("exercises/" + slug + "/explanation.en.md", "So it is done.\n");
}

void writePrediction(PackOnDisk& pack, const QString& slug, const QByteArray& a, const QByteArray& b) {
    pack.write("exercises/" + slug + "/exercise.toml",
               "kind = \"predict\"\ntitle = \"P\"\nprogram = \"two\"\n" + kHints +
                   "[[options]]\ntext = \"a\"\nat_end = '" + a + "'\n[[options]]\ntext = \"b\"\nat_end = '" +
                   b + "'\n");
    writeTexts(pack, slug);
}

// Asked is that "done" is printed and nothing else.
void writeFix(PackOnDisk& pack) {
    const auto says = [](const QByteArray& text) {
        return "import multiprocessing as mp\n\nif __name__ == \"__main__\":\n    print(\"" + text + "\")\n";
    };
    pack.write("exercises/fix-it/exercise.toml",
               "kind = \"fix\"\ntitle = \"F\"\n" + kHints +
                   "[runs]\nplain = 1\nshuffled = 0\n[[checks]]\nkind = \"output\"\ntitle = \"Done\"\n"
                   "contains = \"done\"\nmessage = \"it is not done\"\n"
                   "[[wrong]]\nfile = \"passes.py\"\nmessage = \"it is not done\"\n"
                   "[[wrong]]\nfile = \"other.py\"\nmessage = \"two were inside\"\n"
                   "[[wrong]]\nfile = \"really.py\"\nmessage = \"it is not done\"\n");
    writeTexts(pack, "fix-it");
    pack.write("exercises/fix-it/starter.py", says("done too early"));
    pack.write("exercises/fix-it/solution.py", says("done"));
    pack.write("exercises/fix-it/right/fails.py", says("not yet"));
    pack.write("exercises/fix-it/right/good.py", says("well done"));
    pack.write("exercises/fix-it/wrong/passes.py", says("done as well"));
    pack.write("exercises/fix-it/wrong/other.py", says("nothing"));
    pack.write("exercises/fix-it/wrong/really.py", says("nothing"));
}

void writeDrive(PackOnDisk& pack) {
    pack.write("exercises/drive-it/exercise.toml",
               "kind = \"drive\"\ntitle = \"D\"\nprogram = \"two\"\npar = 2\n"
               "goal = \"output main and not output child\"\n" +
                   kHints +
                   "[[wrong]]\nfile = \"wins.schedule\"\nmessage = \"the goal was not reached\"\n"
                   "[[wrong]]\nfile = \"short.schedule\"\nmessage = \"the goal was not reached\"\n");
    writeTexts(pack, "drive-it");
    const QByteArray wins = "main process.start line 13\nmain print line 14\n";
    pack.write("exercises/drive-it/solution.schedule", "main process.start line 13\nmain/1 print line 7\n");
    pack.write("exercises/drive-it/right/wins.schedule", wins);
    pack.write("exercises/drive-it/wrong/wins.schedule", wins);
    pack.write("exercises/drive-it/wrong/short.schedule", "main process.start line 13\n");
}

void writeBroken(PackOnDisk& pack) {
    pack.write("en.md", "# Sample\n\n[hello](program:hello) [two](program:two) [raises](program:raises) "
                        "[hangs](program:hangs) [endless](program:endless) [sleeps](program:sleeps)\n\n"
                        "Nobody said so [there](lesson:99).\n\nIt stands for ever. It wakes up.\n"
                        "Both are heard. Bye is said. Never late.\n");
    pack.writeManifest(program("two") + program("raises") + program("hangs") +
                           program("endless", "ends = false\n") + program("sleeps") +
                           // A run that comes to a standstill, then two that are stopped where they stand.
                           claim("It stands for ever.", "hangs", "at_end = \"lock.mutex.owner = main\"") +
                           claim("It wakes up.", "sleeps", "ever = \"output awake\"") +
                           claim("Both are heard.", "two", "ever = \"output main and output child\"") +
                           claim("Bye is said.", "hello", "ever = \"output bye\"") +
                           claim("Never late.", "sleeps", "never = \"output late\"") +
                           claim("Nobody wrote this.", "hello", "at_end = \"ended\"") +
                           "[[myths]]\nslug = \"quiet\"\nclaim = \"It is quiet.\"\nprogram = \"hello\"\n"
                           "never = \"output hello\"\nverdict = \"fact\"\nexplanation = \"It is not.\"\n",
                       kTop + kMain.trimmed() + "\n    print(\"hello\")\n");
    pack.write("programs/two.py", kTwo);
    pack.write("programs/raises.py", kRaises);
    pack.write("programs/hangs.py", kHangs);
    pack.write("programs/endless.py", kTwo);
    pack.write("programs/sleeps.py", kSleeps);
    pack.write("tours/hello.toml",
               "program = \"hello\"\ntitle = \"T\"\n"
               "[[steps]]\nwhen = \"seen print\"\npoints = \"output\"\nsays = \"It greets.\"\n"
               "[[steps]]\nwhen = \"output bye\"\npoints = \"output\"\nsays = \"And goes.\"\n");
    pack.write("tours/two.toml",
               "program = \"two\"\ntitle = \"T\"\n"
               "[[steps]]\nwhen = \"seen print\"\npoints = \"card nobody\"\nsays = \"Look.\"\n");
    writePrediction(pack, "both-true", "output main", "output child");
    writePrediction(pack, "none-true", "output bye", "exit 3");
    writePrediction(pack, "one-true", "output main", "exit 3");
    writeFix(pack);
    writeDrive(pack);
}

} // namespace

class VerifyTest : public QObject {
    Q_OBJECT
  private slots:
    void initTestCase();
    void isTold_data();
    void isTold();
    void theRestIsStillTried_data();
    void theRestIsStillTried();
    void nothingElseIsTold();
    void aPackThatKeepsItsWordPasses();
    void aFreeTourIsPlayedByTheClock();
    void examplesOfTheIndex();
    void templates();
    void wrongUse();

  private:
    PackOnDisk pack_;
    Finished finished_;
    QString out_;
};

void VerifyTest::initTestCase() {
    writeBroken(pack_);
    Around around;
    around.bound = std::chrono::seconds(600);
    finished_ = forkscope::tests::forkscope({"lessons", "--verify", pack_.folder()}, around);
    out_ = QString::fromUtf8(finished_.out);
    QVERIFY2(finished_.status == 1, (finished_.out + finished_.err).constData());
}

void VerifyTest::isTold_data() {
    QTest::addColumn<QString>("what"); // how the line begins
    QTest::addColumn<QString>("sentence");
    QTest::addColumn<QString>("file"); // in it, or in the line below
    const auto row = [](const char* name, const char* what, const char* sentence, const char* file) {
        QTest::newRow(name) << what << sentence << file;
    };
    row("a link to nowhere", "", "lesson", "en.md, line 5");
    row("a passage that is not there", "", "this does not stand in en.md: \"Nobody wrote this.\"",
        "lesson.toml");
    row("a program that raises", "21 program raises", "ValueError", "programs/raises.py");
    row("a program that hangs", "21 program hangs", "nobody can go on any more", "programs/hangs.py");
    row("a program that should not end", "21 program endless", "it ends, and the pack says that it does not",
        "programs/endless.py");
    row("a step that never happens", "21 tour hello",
        "step 2: The program has ended before this step happened: \"bye\" has been printed",
        "tours/hello.toml");
    row("a step that points at nothing", "21 tour two", "points at \"nobody\"", "tours/two.toml");
    row("a claim that is not so", "21 claim Bye is said.", "the run does not show \"output bye\"",
        "lesson.toml");
    row("a claim of never", "21 claim Never late.", "the run does not show \"output late\"", "lesson.toml");
    row("a myth with a false verdict", "21 myth quiet", "the run does not show \"output hello\"",
        "lesson.toml");
    row("two answers", "21 prediction both-true", "more than one answer", "both-true/exercise.toml");
    row("no answer", "21 prediction none-true", "none of the answers", "none-true/exercise.toml");
    row("a starter that passes", "21 solution fix-it: starter.py", "it passes, and should not",
        "fix-it/starter.py");
    row("a right one that fails", "21 solution fix-it: right/fails.py", "it does not pass: It is not done",
        "right/fails.py");
    row("a wrong one that passes", "21 solution fix-it: wrong/passes.py", "it passes, and should not",
        "fix-it/exercise.toml");
    row("another message", "21 solution fix-it: wrong/other.py",
        "it should get the message \"two were inside\", and gets: It is not done", "fix-it/exercise.toml");
    row("a goal that is missed", "21 schedule drive-it: solution.schedule", "the goal was not reached",
        "drive-it/exercise.toml");
    row("a goal reached by a wrong one", "21 schedule drive-it: wrong/wins.schedule",
        "it reaches the goal, and should not", "drive-it/exercise.toml");
}

void VerifyTest::isTold() {
    QFETCH(QString, what);
    QFETCH(QString, sentence);
    QFETCH(QString, file);
    const QStringList lines = out_.split(u'\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QString told = lines[i] + u' ' + lines.value(i + 1);
        if (lines[i].startsWith("  FAIL  " + what) && told.contains(sentence) && told.contains(file))
            return;
    }
    QFAIL(qPrintable("not told:\n" + out_));
}

void VerifyTest::theRestIsStillTried_data() {
    QTest::addColumn<QString>("what");
    for (const char* what :
         {"program two", "program sleeps", "claim It stands for ever.", "claim It wakes up.",
          "claim Both are heard.", "prediction one-true", "solution fix-it: solution.py",
          "solution fix-it: right/good.py", "solution fix-it: wrong/really.py",
          "schedule drive-it: right/wins.schedule", "schedule drive-it: wrong/short.schedule"})
        QTest::newRow(what) << QString::fromUtf8(what);
}

void VerifyTest::theRestIsStillTried() {
    QFETCH(QString, what);
    QVERIFY2(out_.contains("  ok    21 " + what), qPrintable(out_));
}

// Sixteen trials, the link, the passage, two programs without a claim, and too few schedules.
void VerifyTest::nothingElseIsTold() {
    QCOMPARE(out_.count("  FAIL  21 "), 16);
    QVERIFY2(out_.contains("no claim says what a run of \"raises\" shows"), qPrintable(out_));
    QVERIFY2(!out_.contains("no claim says what a run of \"two\" shows"), qPrintable(out_));
}

void VerifyTest::aPackThatKeepsItsWordPasses() {
    PackOnDisk pack;
    pack.write("en.md", "# Sample\n\nOpen [hello](program:hello). It greets.\n");
    pack.writeManifest(claim("It greets.", "hello", "at_end = \"output hello\""),
                       kTop + kMain.trimmed() + "\n    print(\"hello\")\n");
    for (const char* how : {"", "--thin", "--real-time"}) {
        QStringList words{"lessons", "--verify", pack.folder()};
        if (*how)
            words << QString::fromUtf8(how);
        const Finished finished = forkscope::tests::forkscope(words);
        QVERIFY2(finished.status == 0, (finished.out + finished.err).constData());
    }
}

// Driven, the second sleep would be over at once, and the first step be met by the World that it left.
void VerifyTest::aFreeTourIsPlayedByTheClock() {
    PackOnDisk pack;
    pack.write("en.md", "# Sample\n\nOpen [hello](program:hello). It greets.\n");
    pack.writeManifest(claim("It greets.", "hello", "at_end = \"output awake\""), kSleeps);
    pack.write("tours/hello.toml",
               "program = \"hello\"\ntitle = \"T\"\nrun = \"free\"\n"
               "[[steps]]\nwhen = \"process.main.state = sleeping\"\npoints = \"card main\"\n"
               "says = \"It sleeps.\"\n"
               "[[steps]]\nwhen = \"seen print by main\"\npoints = \"output\"\n"
               "says = \"It is awake.\"\n");
    const Finished good = forkscope::tests::forkscope({"lessons", "--verify", pack.folder()});
    QVERIFY2(good.status == 0, (good.out + good.err).constData());
    pack.write("tours/hello.toml", "program = \"hello\"\ntitle = \"T\"\nrun = \"freely\"\n"
                                   "[[steps]]\nwhen = \"ended\"\npoints = \"output\"\nsays = \"Over.\"\n");
    const Finished bad = forkscope::tests::forkscope({"lessons", "--verify", pack.folder()});
    QCOMPARE(bad.status, 1);
    QVERIFY2(bad.out.contains("\"run\" is \"driven\", \"free\" or \"whole\""), bad.out.constData());
}

void VerifyTest::examplesOfTheIndex() {
    PackOnDisk pack;
    pack.writeManifest();
    const auto error = [](const QByteArray& name, const QByteArray& type) {
        return "[[errors]]\nslug = \"" + name + "\"\nmessage = \"" + type + "\"\ntype = [\"" + type +
               "\"]\nmeans = \"M.\"\nhelp = \"H.\"\nlesson = \"21\"\nprogram = \"" + name + "\"\n";
    };
    pack.write("../index/errors.toml",
               error("right", "ValueError") + error("other", "IndexError") + error("quiet", "OSError"));
    pack.write("../index/programs/right.py", "raise ValueError('x')\n");
    pack.write("../index/programs/other.py", "raise KeyError('x')\n");
    // What the program catches is no exception of the run.
    pack.write("../index/programs/quiet.py", "try:\n    raise OSError('x')\nexcept OSError:\n    pass\n");
    const Finished finished = forkscope::tests::forkscope({"lessons", "--verify", pack.parent() + "/index"});
    QCOMPARE(finished.status, 1);
    const QString out = QString::fromUtf8(finished.out);
    for (const char* line :
         {"ok    index error right", "FAIL  index error quiet: the run raises no exception",
          "FAIL  index error other: the run does not raise it, but KeyError: 'x', which is taken for none",
          "3 tried, 2 failed"})
        QVERIFY2(out.contains(line), qPrintable(out));
    QVERIFY2(!out.contains("program hello"), qPrintable(out)); // the lesson beside it is not meant
}

void VerifyTest::templates() {
    PackOnDisk pack;
    pack.writeManifest();
    const auto entry = [](const QByteArray& name) {
        return "[[templates]]\nfile = \"" + name + ".py\"\ntitle = \"T\"\nshows = \"S\"\nends = true\n";
    };
    pack.write("../templates/templates.toml", entry("fine") + entry("fails"));
    pack.write("../templates/fine.py", kTwo);
    pack.write("../templates/fails.py", kRaises);
    const Finished finished =
        forkscope::tests::forkscope({"lessons", "--verify", pack.parent() + "/templates"});
    QCOMPARE(finished.status, 1);
    const QString out = QString::fromUtf8(finished.out);
    QVERIFY2(out.contains("ok    templates program fine"), qPrintable(out));
    QVERIFY2(out.contains("FAIL  templates program fails: an exception ends a process"), qPrintable(out));
}

void VerifyTest::wrongUse() {
    QCOMPARE(forkscope::tests::forkscope({"lessons", "--verify", "/no/such/folder"}).status, 2);
    QCOMPARE(forkscope::tests::forkscope({"lessons", "--thin"}).status, 2);
}

QTEST_GUILESS_MAIN(VerifyTest)
#include "verify_test.moc"
