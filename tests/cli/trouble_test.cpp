// SPDX-License-Identifier: GPL-3.0-or-later
// Programs that cannot run, that misbehave, and runs that are ended from outside: each gets its sentence, and
// nothing is left behind.
#include "tests/cli/command.h"
#include "tests/cli/json_trace.h"
#include "tests/support/run_program.h"

#include <QFile>
#include <QProcess>
#include <QTest>

#include <csignal>

#include <sys/prctl.h>

namespace forkscope::tests {

class TroubleTest : public QObject {
    Q_OBJECT
  private slots:
    void initTestCase() { QCOMPARE(prctl(PR_SET_CHILD_SUBREAPER, 1), 0); }
    void cleanup() { QCOMPARE(leftBehind(), QStringList()); }

    void badInputIsExplained_data();
    void badInputIsExplained();
    void noPythonAtAll();
    void muchOutputIsBounded();
    void muchInheritedOutputPasses();
    void forksWithoutEnd();
    void mainIsKilledFromOutside();
    void childIsKilledFromOutside();
    void whatIsLeftBehindIsStopped();
    void signalsEndTheRun_data();
    void signalsEndTheRun();
    void interruptOfTheTerminal();
    void killedForkscopeLeavesNothing_data();
    void killedForkscopeLeavesNothing();
};

namespace {

qint64 pidIn(const QByteArray& text, const QByteArray& before) {
    const qsizetype at = text.indexOf(before);
    return at < 0 ? 0 : text.mid(at + before.size()).split('\n').first().toLongLong();
}

const QByteArray kDeaf = "import signal, time\n"
                         "for s in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):\n"
                         "    signal.signal(s, signal.SIG_IGN)\n"
                         "print('ready', flush=True)\n"
                         "time.sleep(600)\n";

// Processes and named semaphores that live until somebody ends them; a deaf one among them.
const QByteArray kFamily = "import multiprocessing as mp, os, signal, sys, time\n"
                           "def child(lock, queue):\n"
                           "    signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
                           "    with lock:\n"
                           "        queue.put(os.getpid())\n"
                           "        time.sleep(600)\n"
                           "if __name__ == '__main__':\n"
                           "    context = mp.get_context(sys.argv[1])\n"
                           "    lock, queue = context.Lock(), context.Queue()\n"
                           "    context.Process(target=child, args=(lock, queue)).start()\n"
                           "    context.Process(target=child, args=(lock, queue), daemon=True).start()\n"
                           "    print('child', queue.get(), flush=True)\n"
                           "    time.sleep(600)\n";

} // namespace

void TroubleTest::badInputIsExplained_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QByteArray>("sentence");
    const auto row = [](const char* name, const QByteArray& text, const QStringList& words,
                        const QByteArray& sentence) { QTest::newRow(name) << text << words << sentence; };
    row("not there", {}, {"none.py"}, "There is no file none.py");
    row("a folder", {}, {"."}, ". is a folder");
    row("not UTF-8", "print('\xff\xfe')\n", {"program.py"}, "program.py is not UTF-8 text (line 1)");
    row("syntax error", "x = 1\ndef f(:\n", {"program.py"}, "program.py has a syntax error in line 2");
    row("a null byte", QByteArray("x = 1\0\n", 7), {"program.py"}, "program.py");
    row("a binary",
        QByteArray("\x7f"
                   "ELF\x02\x01\x01\0\0\0\0",
                   11),
        {"program.py"}, "program.py");
    row("no such Python", "pass\n", {"--python", "/nowhere/python3", "program.py"},
        "There is no file /nowhere/python3");
    row("no such name", "pass\n", {"--python", "python1.5", "program.py"}, "No program named python1.5");
    row("not a Python", "pass\n", {"--python", "/bin/true", "program.py"},
        "/bin/true is not a Python interpreter");
    row("not executable", "pass\n", {"--python", "./program.py", "program.py"}, "not an executable file");
    row("too old", "pass\n", {"--python", "./old", "program.py"}, "is Python 2.7.18, which is too old");
}

void TroubleTest::badInputIsExplained() {
    QFETCH(const QByteArray, text);
    QFETCH(const QStringList, words);
    QFETCH(const QByteArray, sentence);
    const Folder folder;
    if (!text.isEmpty())
        folder.write("program.py", text);
    const QString old =
        folder.write("old", "#!/bin/sh\n[ \"$1\" = --version ] && echo Python 2.7.18 && exit 0\nexit 2\n");
    QVERIFY(QFile(old).setPermissions(QFile::ReadOwner | QFile::ExeOwner));
    const Finished done = forkscope(QStringList{"run"} + words, {{}, folder.path(), {}, {}});
    QCOMPARE(done.status, 125);
    QCOMPARE(done.out, QByteArray());
    QVERIFY2(done.err.startsWith("forkscope: ") && done.err.contains(sentence), done.err);
    QCOMPARE(done.err.count('\n'), 1);
}

void TroubleTest::noPythonAtAll() {
    const Folder folder;
    const QString program = folder.write("program.py", "pass\n");
    const Finished done =
        forkscope({"run", program}, {{}, {}, {}, {"PATH=" + folder.path(), "VIRTUAL_ENV="}});
    QCOMPARE(done.status, 125);
    QVERIFY2(done.err.contains("Python"), done.err);
    QCOMPARE(done.err.count('\n'), 1);
}

void TroubleTest::muchOutputIsBounded() {
    const Folder folder;
    const QString program = folder.write("loud.py", "import os\nline = b'x' * 1023 + b'\\n'\n"
                                                    "for _ in range(1 << 20):\n    os.write(1, line)\n");
    const QString output = folder.path("output");
    const Finished done = forkscope({"run", "--pty", program}, {{}, {}, output, {}});
    QCOMPARE(done.status, 128 + SIGKILL);
    QCOMPARE(done.err, QByteArray("forkscope: loud.py prints more than 64 MiB: stopped.\n"));
    QCOMPARE(QFileInfo(output).size(), qint64(64) << 20);
}

void TroubleTest::muchInheritedOutputPasses() {
    const Folder folder;
    const QString program = folder.write("loud.py", "import os, sys\npiece = b'x' * (1 << 20)\n"
                                                    "sent = sum(os.write(1, piece) for _ in range(1024))\n"
                                                    "print(sent, file=sys.stderr)\n");
    const Finished done = forkscope({"run", program}, {{}, {}, "/dev/null", {}});
    QCOMPARE(done.status, 0);
    QCOMPARE(done.err, QByteArray("1073741824\n"));
}

// The program itself stops at 400, should nobody stop it before.
void TroubleTest::forksWithoutEnd() {
    const Folder folder;
    const QString program = folder.write("forks.py", "import os, time\n"
                                                     "for _ in range(400):\n"
                                                     "    if os.fork() == 0:\n"
                                                     "        time.sleep(60)\n"
                                                     "        os._exit(0)\n"
                                                     "time.sleep(60)\n");
    const Finished done = forkscope({"run", program});
    QCOMPARE(done.status, 128 + SIGKILL);
    QVERIFY2(done.err.contains("forkscope: forks.py starts more than 256 processes: stopped.\n"), done.err);
}

void TroubleTest::mainIsKilledFromOutside() {
    const Folder folder;
    const QString program =
        folder.write("main.py", "import os, time\nprint('pid', os.getpid(), flush=True)\ntime.sleep(600)\n");
    Live run({"run", program});
    QVERIFY(run.prints("pid"));
    QVERIFY(run.prints("\n"));
    const auto children = processesLeft();
    qint64 main = 0;
    for (const QString& line : children)
        if (line.contains("main.py") && line.contains("python") && !line.contains("forkscope"))
            main = line.section(u' ', 0, 0).toLongLong();
    QVERIFY2(sendSignalTo(main, SIGKILL), qPrintable(children.join(u'\n')));
    const Finished done = run.end();
    QCOMPARE(done.status, 137);
    QCOMPARE(pidIn(done.out, "pid "), main);
    QVERIFY2(done.err.contains("forkscope: main.py was killed by signal 9"), done.err);
}

void TroubleTest::childIsKilledFromOutside() {
    const Folder folder;
    const QString program =
        folder.write("family.py", "import multiprocessing as mp, time\n"
                                  "if __name__ == '__main__':\n"
                                  "    child = mp.Process(target=time.sleep, args=(600,))\n"
                                  "    child.start()\n"
                                  "    print('child', child.pid, flush=True)\n"
                                  "    child.join()\n"
                                  "    print('status', child.exitcode)\n");
    const QString events = folder.path("events.jsonl");
    Live run({"run", "--events", events, program});
    QVERIFY(run.prints("child"));
    QVERIFY(run.prints("\n"));
    QVERIFY(
        QTest::qWaitFor([&] { return folder.read("events.jsonl").contains("\"process.join\""); }, 30'000));
    const JsonTrace soFar(folder.read("events.jsonl"));
    const qint64 child = soFar.of("process.start").value(0)["child"].toInteger();
    QVERIFY(sendSignalTo(child, SIGKILL));
    const Finished done = run.end();
    QCOMPARE(done.status, 0);
    QVERIFY2(done.out.endsWith("status -9\n"), done.out);
    QCOMPARE(done.err, QByteArray());
    const JsonTrace t(folder.read("events.jsonl"));
    QVERIFY(std::ranges::any_of(t.of("process.reap", {}, "main") + t.of("process.exit", "end", "main/1") +
                                    t.of("process.reap", {}, "main/1"),
                                [](const QJsonObject& e) { return e["status"].toInt() == -9; }));
}

void TroubleTest::whatIsLeftBehindIsStopped() {
    const Folder folder;
    const QString program =
        folder.write("leaves.py", "import os, time\nif os.fork() == 0:\n    time.sleep(600)\nos._exit(5)\n");
    const Finished done = forkscope({"run", program});
    QCOMPARE(done.status, 5);
    QVERIFY2(done.err.contains("1 process(es) that it left behind had to be stopped"), done.err);
}

void TroubleTest::signalsEndTheRun_data() {
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGHUP") << SIGHUP;
    QTest::newRow("SIGINT") << SIGINT;
}

// The program ignores all three; the recording is kept.
void TroubleTest::signalsEndTheRun() {
    QFETCH(const int, signal);
    const Folder folder;
    const QString program = folder.write("deaf.py", kDeaf);
    Live run({"run", "--record", folder.path("run.fscope"), program});
    QVERIFY(run.prints("ready"));
    QVERIFY(run.sendSignal(signal));
    const Finished done = run.end();
    QCOMPARE(done.status, 128 + signal);
    QVERIFY2(done.err.startsWith("forkscope: deaf.py was stopped: Forkscope was sent signal " +
                                 QByteArray::number(signal)),
             done.err);
    QCOMPARE(done.err.count('\n'), 1);
    QCOMPARE(forkscope({"show", folder.path("run.fscope")}).status, 0);
}

// Ctrl+C at the terminal that all share: the program answers as it would alone, and Forkscope tells its
// status. script(1) makes the terminal and asks a shell for the command; a shell that stays (dash) would be
// interrupted as well and hide the status: it makes way. "ready" is said inside the try: the interrupt may
// come at once.
void TroubleTest::interruptOfTheTerminal() {
    const Folder folder;
    const QString program = folder.write("answers.py", "import time\n"
                                                       "try:\n"
                                                       "    print('ready', flush=True)\n"
                                                       "    time.sleep(600)\n"
                                                       "except KeyboardInterrupt:\n"
                                                       "    print('interrupted')\n"
                                                       "    raise SystemExit(4)\n");
    for (const char* const option : {"--quiet", "--pty"}) {
        QProcess terminal;
        terminal.setProcessChannelMode(QProcess::MergedChannels);
        terminal.start(
            "script",
            {"-qec", "exec " + forkscopeProgram() + " run " + option + " '" + program + "'", "/dev/null"});
        QByteArray output;
        QVERIFY2(QTest::qWaitFor([&] { return (output += terminal.readAll()).contains("ready"); }, 30'000),
                 output);
        terminal.write("\x03");
        QVERIFY(QTest::qWaitFor([&] { return terminal.state() == QProcess::NotRunning; }, 30'000));
        output += terminal.readAll();
        QVERIFY2(output.contains("interrupted"), output);
        QCOMPARE(terminal.exitCode(), 4);
    }
}

void TroubleTest::killedForkscopeLeavesNothing_data() {
    QTest::addColumn<QString>("method");
    for (const char* const method : {"fork", "spawn", "forkserver"})
        QTest::newRow(method) << QString(method);
}

void TroubleTest::killedForkscopeLeavesNothing() {
    QFETCH(const QString, method);
    const Folder folder;
    const QString program = folder.write("family.py", kFamily);
    Live run({"run", "--events", folder.path("events.jsonl"), program, method});
    QVERIFY(run.prints("child"));
    QVERIFY(QTest::qWaitFor([&] { return folder.read("events.jsonl").contains("\"queue.get\""); }, 30'000));
    QStringList semaphores;
    for (const QByteArray& line : folder.read("events.jsonl").split('\n')) {
        const qsizetype at = line.indexOf("\"semaphore\": \"/");
        if (at >= 0)
            semaphores << QString::fromUtf8(line.mid(at + 15).split('"').first());
    }
    QCOMPARE(semaphores.isEmpty(), method == "fork"); // its names are gone at once, as CPython has it
    QVERIFY(run.sendSignal(SIGKILL));
    QCOMPARE(run.end().status, 128 + SIGKILL);
    QCOMPARE(leftBehind(), QStringList());
    for (const QString& name : semaphores)
        QVERIFY2(!QFile::exists("/dev/shm/sem." + name), qPrintable(name));
}

} // namespace forkscope::tests

QTEST_GUILESS_MAIN(forkscope::tests::TroubleTest)
#include "trouble_test.moc"
