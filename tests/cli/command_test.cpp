// SPDX-License-Identifier: GPL-3.0-or-later
// Options, exit statuses, and whose standard streams are whose.
#include "tests/cli/command.h"
#include "tests/support/run_program.h"

#include <QJsonDocument>
#include <QTest>

namespace forkscope::tests {

class CommandTest : public QObject {
    Q_OBJECT
  private slots:
    void cleanup() { QCOMPARE(processesLeft(), QStringList()); }

    void helpAndVersion();
    void wrongUsageIsExplained_data();
    void wrongUsageIsExplained();
    void exitStatusIsTheProgrammes_data();
    void exitStatusIsTheProgrammes();
    void timeoutIs124();
    void streamsAreInherited();
    void wordsAfterTheProgramAreItsOwn();
    void runsInTheCallersFolder();
    void eventsHaveStandardOutputToThemselves();
    void eventsGoToAFile();
    void terminalOfItsOwn();
    void quietSaysNothing();
    void lessonsAreListed();
};

namespace {

// Writes to both, reads its input to the end, tells what it was given.
const QByteArray kTalker = "import os, sys\n"
                           "sys.stdout.write('first\\n')\n"
                           "sys.stdout.flush()\n"
                           "os.write(2, bytes(range(256)))\n"
                           "sys.stderr.write('aside\\n')\n"
                           "print(sys.argv[1:], os.getcwd(), repr(sys.stdin.read()))\n"
                           "print([os.isatty(n) for n in (0, 1, 2)])\n"
                           "sys.exit(7)\n";

bool isJsonLines(const QByteArray& text) {
    for (const QByteArray& line : text.split('\n'))
        if (!line.isEmpty() && !QJsonDocument::fromJson(line).isObject())
            return false;
    return text.endsWith('\n');
}

} // namespace

void CommandTest::helpAndVersion() {
    for (const char* const word : {"--help", "-h", "help"}) {
        const Finished help = forkscope({word});
        QCOMPARE(help.status, 0);
        QVERIFY(help.out.contains("forkscope run [OPTIONS] FILE.py"));
    }
    QCOMPARE(forkscope({"run", "--help"}).status, 0);
    QVERIFY(forkscope({"--version"}).out.startsWith("forkscope "));
}

void CommandTest::wrongUsageIsExplained_data() {
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QByteArray>("sentence");
    const auto row = [](const QStringList& words, const QByteArray& sentence) {
        QTest::newRow(qPrintable(words.join(u' '))) << words << sentence;
    };
    row({"run"}, "Which program?");
    row({"run", "--events"}, "--events needs a value");
    row({"run", "--record=", "x.py"}, "--record needs a value");
    row({"run", "--fast", "x.py"}, "There is no option --fast");
    row({"run", "--pty=yes", "x.py"}, "There is no option --pty=yes");
    row({"run", "--timeout", "soon", "x.py"}, "--timeout takes a number of seconds");
    row({"run", "--timeout", "-1", "x.py"}, "--timeout takes a number of seconds");
    row({"run", "--timeout", "nan", "x.py"}, "--timeout takes a number of seconds");
    row({"show"}, "Which recording?");
    row({"show", "--at", "then", "x.fscope"}, "--at takes a number of seconds");
    row({"export", "x.fscope", "y"}, "forkscope export FILE.fscope --to jsonl|perfetto OUT");
    row({"export", "x.fscope", "--to", "pdf", "y"}, "forkscope export FILE.fscope --to jsonl|perfetto OUT");
    row({"lessons", "06"}, "forkscope lessons [--list]");
}

void CommandTest::wrongUsageIsExplained() {
    QFETCH(const QStringList, words);
    QFETCH(const QByteArray, sentence);
    const Finished done = forkscope(words);
    QCOMPARE(done.status, 2);
    QCOMPARE(done.out, QByteArray());
    QVERIFY2(done.err.startsWith("forkscope: ") && done.err.contains(sentence), done.err);
    QCOMPARE(done.err.count('\n'), 1);
}

void CommandTest::exitStatusIsTheProgrammes_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("status");
    QTest::newRow("0") << QByteArray("pass\n") << 0;
    QTest::newRow("3") << QByteArray("raise SystemExit(3)\n") << 3;
    QTest::newRow("124 of its own") << QByteArray("raise SystemExit(124)\n") << 124;
    QTest::newRow("255") << QByteArray("import os; os._exit(255)\n") << 255;
    QTest::newRow("a text") << QByteArray("raise SystemExit('no')\n") << 1;
    QTest::newRow("an exception") << QByteArray("1 / 0\n") << 1;
    QTest::newRow("SIGKILL") << QByteArray("import os; os.kill(os.getpid(), 9)\n") << 137;
    QTest::newRow("SIGTERM") << QByteArray("import os; os.kill(os.getpid(), 15)\n") << 143;
    QTest::newRow("SIGINT") << QByteArray("import os; os.kill(os.getpid(), 2)\n") << 130;
    QTest::newRow("SIGSEGV") << QByteArray("import os; os.kill(os.getpid(), 11)\n") << 139;
}

void CommandTest::exitStatusIsTheProgrammes() {
    QFETCH(const QByteArray, text);
    QFETCH(const int, status);
    const Folder folder;
    const QString program = folder.write("program.py", text);
    const Finished done = forkscope({"run", program});
    QCOMPARE(done.status, status);
    // A death by a signal is told, as a shell would; an exit code is the program's own affair.
    QCOMPARE(done.err.contains("forkscope: program.py was killed by signal"), status > 128 && status < 255);
    const Finished alone = runProgramFile(python(), {program});
    QCOMPARE(done.status, alone.status);
}

void CommandTest::timeoutIs124() {
    const Folder folder;
    const QString program =
        folder.write("long.py", "import time\nprint('begins', flush=True)\ntime.sleep(600)\n");
    const Finished done = forkscope({"run", "--timeout", "1.5", program});
    QCOMPARE(done.status, 124);
    QCOMPARE(done.out, QByteArray("begins\n"));
    QCOMPARE(done.err, QByteArray("forkscope: long.py ran longer than 1.5 s: stopped.\n"));
}

// Byte for byte as without Forkscope.
void CommandTest::streamsAreInherited() {
    const Folder folder;
    const QString program = folder.write("talker.py", kTalker);
    const Around around{"one\ntwo", folder.path(), {}, {}};
    const Finished alone = runProgramFile(python(), {program, "a b", ""}, around);
    const Finished watched = forkscope({"run", program, "a b", ""}, around);
    QCOMPARE(watched.out, alone.out);
    QCOMPARE(watched.err, alone.err);
    QCOMPARE(watched.status, alone.status);
    QVERIFY(alone.out.contains("'one\\ntwo'"));
}

void CommandTest::wordsAfterTheProgramAreItsOwn() {
    const Folder folder;
    const QString program = folder.write("words.py", "import sys\nprint(sys.argv[1:])\n");
    QCOMPARE(forkscope({"run", program, "--quiet", "--events", "-"}).out,
             QByteArray("['--quiet', '--events', '-']\n"));
    QCOMPARE(forkscope({"run", "--", program, "--", "x"}).out, QByteArray("['--', 'x']\n"));
    QCOMPARE(forkscope({"run", "--python=" + python(), program, "ä €"}).out, QByteArray("['ä €']\n"));
}

void CommandTest::runsInTheCallersFolder() {
    const Folder programs, caller;
    programs.write("helper.py", "name = 'beside the program'\n");
    const QString program =
        programs.write("program.py", "import os, helper\nprint(os.getcwd(), helper.name)\n");
    const Finished done = forkscope({"run", program}, {{}, caller.path(), {}, {}});
    QCOMPARE(done.out, (caller.path() + " beside the program\n").toUtf8());
}

void CommandTest::eventsHaveStandardOutputToThemselves() {
    const Folder folder;
    const QString program = folder.write("talker.py", kTalker);
    const Around around{"in", folder.path(), {}, {}};
    const Finished done = forkscope({"run", "--events", "-", program}, around);
    QCOMPARE(done.status, 7);
    QVERIFY(isJsonLines(done.out));
    QVERIFY(done.err.startsWith("first\n"));
    QVERIFY(done.err.contains("aside\n"));
    QVERIFY(done.err.contains(folder.path().toUtf8() + " 'in'\n"));
}

void CommandTest::eventsGoToAFile() {
    const Folder folder;
    const QString program = folder.write("talker.py", kTalker);
    const Finished done =
        forkscope({"run", "--events", "events.jsonl", program}, {"in", folder.path(), {}, {}});
    QCOMPARE(done.status, 7);
    QVERIFY(done.out.startsWith("first\n"));
    QVERIFY(isJsonLines(folder.read("events.jsonl")));
}

void CommandTest::terminalOfItsOwn() {
    const Folder folder;
    const QString program = folder.write("asks.py", "import os, sys\n"
                                                    "print([os.isatty(n) for n in (0, 1, 2)])\n"
                                                    "print('hello', input(), file=sys.stderr)\n"
                                                    "print(repr(sys.stdin.read()))\n");
    const Finished done = forkscope({"run", "--pty", program}, {"world\nrest\n", {}, {}, {}});
    QCOMPARE(done.status, 0);
    QVERIFY2(done.out.contains("[True, True, True]\n"), done.out);
    QVERIFY2(done.out.contains("hello world\n"), done.out);
    QVERIFY2(done.out.contains("'rest\\n'\n"), done.out);
    const Finished events = forkscope({"run", "--pty", "--events", "-", program}, {"world\n", {}, {}, {}});
    QVERIFY(isJsonLines(events.out));
    QVERIFY2(events.err.contains("hello world\n"), events.err);
}

void CommandTest::quietSaysNothing() {
    const Folder folder;
    const QString program = folder.write("dies.py", "import os\nos.kill(os.getpid(), 9)\n");
    const Finished done = forkscope({"run", "--quiet", program});
    QCOMPARE(done.status, 137);
    QCOMPARE(done.err, QByteArray());
}

void CommandTest::lessonsAreListed() {
    const Finished list = forkscope({"lessons", "--list"});
    QCOMPARE(list.status, 0);
    QVERIFY(list.out.startsWith("01  Processes  (processes)\n"));
    QVERIFY(list.out.contains("\n08  Mutex  (mutex)\n"));
    QVERIFY(!list.out.contains("tickets_locked"));
    QVERIFY(forkscope({"lessons"}).out.contains("tickets_locked"));
}

} // namespace forkscope::tests

QTEST_GUILESS_MAIN(forkscope::tests::CommandTest)
#include "command_test.moc"
