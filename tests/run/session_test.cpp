// SPDX-License-Identifier: GPL-3.0-or-later
// A Session runs real programs: how they end, their terminal, their limits.
#include "tests/support/run_program.h"

#include <QDir>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace std::chrono_literals;

namespace forkscope::tests {

class SessionTest : public QObject {
    Q_OBJECT
  private slots:
    void cleanup() { QCOMPARE(processesLeft(), QStringList()); }

    void endsWithTheProgramsStatus_data();
    void endsWithTheProgramsStatus();
    void saysHowItEnded();
    void passesColoursOn();
    void handsOverInput();
    void endsInputInTheMiddleOfALine();
    void interruptsByCtrlC();
    void tellsTheTerminalsSize();
    void stopsAtTheOutputLimit();
    void stopsAtTheTimeLimit();
    void boundsMemory();
    void refusesWhatCannotRun_data();
    void refusesWhatCannotRun();
    void refusesWithoutTheProbe();
    void runsOnlyOnce();
    void keepsWhatTheTerminalShowed();
    void keepsTheSources();
    void opensWhatItSaved();
    void savesWhatItOpened();
    void aRecordingKnowsItsProgramFromAnywhere();
};

void SessionTest::endsWithTheProgramsStatus_data() {
    QTest::addColumn<int>("asked");
    QTest::addColumn<int>("status");
    QTest::newRow("well") << 0 << 0;
    QTest::newRow("exit code") << 3 << 3;
    QTest::newRow("highest exit code") << 255 << 255;
    QTest::newRow("SIGKILL") << -SIGKILL << 128 + SIGKILL;
    QTest::newRow("SIGSEGV") << -SIGSEGV << 128 + SIGSEGV;
}

void SessionTest::endsWithTheProgramsStatus() {
    QFETCH(const int, asked);
    run::LaunchSpec spec;
    spec.arguments = {QString::number(asked)};
    const auto session = runProgram(testProgram("run/exit_with.py"), spec);
    QTEST(session->ending().status, "status");
    QCOMPARE(session->ending().leftOver, 0);
}

void SessionTest::saysHowItEnded() {
    run::LaunchSpec spec;
    spec.arguments = {QStringLiteral("4")};
    QCOMPARE(runProgram(testProgram("run/exit_with.py"), spec)->ending().sentence,
             QStringLiteral("ended with exit code 4"));
    spec.arguments = {QStringLiteral("-9")};
    QCOMPARE(runProgram(testProgram("run/exit_with.py"), spec)->ending().sentence,
             QStringLiteral("was killed by signal 9 (Killed)"));
}

void SessionTest::passesColoursOn() {
    const auto session = runProgram(testProgram("run/colours.py"));
    QCOMPARE(session->outputUntil(session->now()), QByteArray("\033[31mred\033[0m plain True\n"));
}

void SessionTest::handsOverInput() {
    run::Session session;
    run::LaunchSpec spec;
    spec.program = testProgram("run/echo_input.py");
    const Outcome started = session.start(spec);
    QVERIFY2(started, started ? "" : started.error().c_str());
    session.writeInput("one\n");
    session.writeInput("zwei ä\n");
    session.endInput();
    QVERIFY(waitUntilEnded(session, 60s));
    const QByteArray output = session.outputUntil(session.now());
    QVERIFY2(output.contains("got one\n"), output);
    QVERIFY2(output.contains("got zwei ä\n"), output);
    QVERIFY2(output.endsWith("end\n"), output);
    QCOMPARE(output.count("one\n"), 2); // what is typed is seen, once, and once more what is printed
}

void SessionTest::endsInputInTheMiddleOfALine() {
    run::Session session;
    run::LaunchSpec spec;
    spec.program = testProgram("run/echo_input.py");
    QVERIFY(session.start(spec));
    session.writeInput("half");
    session.endInput();
    QVERIFY(waitUntilEnded(session, 60s));
    QVERIFY(session.outputUntil(session.now()).contains("got half\nend\n"));
}

void SessionTest::interruptsByCtrlC() {
    run::Session session;
    run::LaunchSpec spec;
    spec.program = testProgram("run/sleep_long.py");
    QVERIFY(session.start(spec));
    QVERIFY(QTest::qWaitFor([&] { return session.outputUntil(session.now()).contains("ready"); }, 30000));
    session.writeInput("\x03");
    QVERIFY(waitUntilEnded(session, 60s));
    QVERIFY(session.outputUntil(session.now()).contains("KeyboardInterrupt"));
    QCOMPARE(session.ending().status, 128 + SIGINT);
}

void SessionTest::tellsTheTerminalsSize() {
    run::Session session;
    run::LaunchSpec spec;
    spec.program = testProgram("run/window_size.py");
    QVERIFY(session.start(spec));
    const auto shows = [&](const char* text) {
        return QTest::qWaitFor([&] { return session.outputUntil(session.now()).contains(text); }, 30000);
    };
    QVERIFY(shows("100 x 30"));
    session.resizeTerminal(44, 11);
    QVERIFY(shows("44 x 11"));
}

void SessionTest::stopsAtTheOutputLimit() {
    run::LaunchSpec spec;
    spec.limits.outputBytes = 3 << 20;
    const auto session = runProgram(testProgram("run/print_much.py"), spec);
    QCOMPARE(session->ending().sentence, QStringLiteral("prints more than 3 MiB: stopped"));
    QCOMPARE(session->outputUntil(session->now()).size(), 3 << 20);
}

void SessionTest::stopsAtTheTimeLimit() {
    run::LaunchSpec spec;
    spec.limits.time = 500ms;
    const auto session = runProgram(testProgram("run/sleep_long.py"), spec);
    QCOMPARE(session->ending().status, 124);
    QCOMPARE(session->ending().sentence, QStringLiteral("ran longer than 0.5 s: stopped"));
}

void SessionTest::boundsMemory() {
    run::LaunchSpec spec;
    spec.limits.memoryBytes = 400 << 20;
    const auto session = runProgram(testProgram("run/eat_memory.py"), spec);
    QCOMPARE(session->ending().status, 1);
    QVERIFY(session->outputUntil(session->now()).contains("MemoryError"));
}

void SessionTest::refusesWhatCannotRun_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("interpreter");
    QTest::addColumn<QString>("expected");
    QTest::newRow("syntax error") << QByteArray("def f(:\n") << QString() << "1";
    QTest::newRow("not UTF-8") << QByteArray("print('\xff\xfe')\n") << QString() << "UTF-8";
    QTest::newRow("not there") << QByteArray() << QString() << "There is no file";
    QTest::newRow("not a Python") << QByteArray("pass\n") << "/bin/true"
                                  << "Python";
    QTest::newRow("no such Python") << QByteArray("pass\n") << "/nowhere/python3"
                                    << "/nowhere/python3";
}

void SessionTest::refusesWhatCannotRun() {
    QFETCH(const QByteArray, text);
    QFETCH(const QString, interpreter);
    QFETCH(const QString, expected);
    const QTemporaryDir folder;
    run::LaunchSpec spec;
    spec.program = folder.filePath("program.py");
    spec.interpreter = interpreter;
    if (!text.isEmpty()) {
        QFile file(spec.program);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    run::Session session;
    const Outcome started = session.start(spec);
    QVERIFY(!started);
    QVERIFY2(QString::fromStdString(started.error()).contains(expected, Qt::CaseInsensitive),
             started.error().c_str());
    QCOMPARE(session.state(), run::SessionState::Idle);
}

void SessionTest::refusesWithoutTheProbe() {
    const QTemporaryDir empty;
    qputenv("FORKSCOPE_SHARE", QFile::encodeName(empty.path()));
    run::Session session;
    run::LaunchSpec spec;
    spec.program = testProgram("run/colours.py");
    const Outcome started = session.start(spec);
    qunsetenv("FORKSCOPE_SHARE");
    QVERIFY(!started);
    QVERIFY2(started.error().find("probe") != std::string::npos, started.error().c_str());
}

void SessionTest::runsOnlyOnce() {
    const auto session = runProgram(testProgram("run/colours.py"));
    QVERIFY(!session->start(session->spec()));
}

void SessionTest::keepsWhatTheTerminalShowed() {
    const auto session = runProgram(testProgram("run/colours.py"));
    QCOMPARE(session->outputUntil(0), QByteArray());
    QVERIFY(session->now() > 0);
    QVERIFY(session->history().end() <= session->now());
}

void SessionTest::keepsTheSources() {
    const QTemporaryDir folder;
    const auto write = [&](const QString& name, const QByteArray& text) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    };
    write("main.py", "import helper\nfrom other import x\nimport os, sys\n");
    write("helper.py", "y = 1\n");
    write("other.py", "x = 2\n");
    write("unrelated.py", "z = 3\n");
    run::LaunchSpec spec;
    const auto session = runProgram(folder.filePath("main.py"), spec);
    QCOMPARE(session->snapshot(folder.filePath("helper.py")), QByteArray("y = 1\n"));
    QCOMPARE(session->snapshot(folder.filePath("other.py")), QByteArray("x = 2\n"));
    QVERIFY(session->snapshot(folder.filePath("unrelated.py")).isEmpty());
    write("helper.py", "y = 'changed'\n");
    QCOMPARE(session->snapshot(folder.filePath("helper.py")), QByteArray("y = 1\n"));
}

void SessionTest::opensWhatItSaved() {
    const QTemporaryDir folder;
    run::LaunchSpec spec;
    spec.arguments = {QStringLiteral("3")};
    const auto session = runProgram(testProgram("run/exit_with.py"), spec);
    const QString path = folder.filePath("run.fscope");
    const Outcome saved = session->save(path);
    QVERIFY2(saved, saved ? "" : saved.error().c_str());

    run::Session again;
    QSignalSpy notes(&again, &run::Session::noted);
    const Outcome opened = again.open(path);
    QVERIFY2(opened, opened ? "" : opened.error().c_str());
    QCOMPARE(notes.size(), 0);
    QCOMPARE(again.state(), run::SessionState::Recording);
    QCOMPARE(again.ending().status, 3);
    QCOMPARE(again.spec().arguments, spec.arguments);
    QCOMPARE(again.history().log().size(), session->history().log().size());
    QCOMPARE(again.outputUntil(again.now()), session->outputUntil(session->now()));
    QCOMPARE(again.now(), session->now());
    QVERIFY(!again.snapshot(testProgram("run/exit_with.py")).isEmpty());
    QVERIFY(!session->save(QStringLiteral("/proc/nowhere/run.fscope")));
}

// Over the file it was opened from, which has been deleted at that.
void SessionTest::savesWhatItOpened() {
    const QTemporaryDir folder;
    const auto session = runProgram(testProgram("run/exit_with.py"));
    const QString path = folder.filePath("run.fscope");
    QVERIFY(session->save(path));
    run::Session again;
    QVERIFY(again.open(path));
    QVERIFY(again.save(path));
    QVERIFY(QFile::remove(path));
    const Outcome saved = again.save(path);
    QVERIFY2(saved, saved ? "" : saved.error().c_str());
    run::Session third;
    QVERIFY(third.open(path));
    QCOMPARE(third.history().log().size(), session->history().log().size());
    QCOMPARE(third.outputUntil(third.now()), session->outputUntil(session->now()));
}

// The program was named as seen from where it ran; its lines are found from elsewhere too.
void SessionTest::aRecordingKnowsItsProgramFromAnywhere() {
    const QFileInfo program(testProgram("run/exit_with.py"));
    const QString before = QDir::currentPath();
    QVERIFY(QDir::setCurrent(program.path()));
    run::LaunchSpec spec;
    spec.workingFolder = program.path();
    spec.arguments = QStringList{"3"};
    const auto session = runProgram(program.fileName(), spec);
    QVERIFY(QDir::setCurrent(before));
    const QTemporaryDir folder;
    const QString path = folder.filePath("run.fscope");
    QVERIFY(session->save(path));
    run::Session again;
    QVERIFY(again.open(path));
    QCOMPARE(again.spec().program, program.absoluteFilePath());
    QVERIFY(!again.snapshot(again.spec().program).isEmpty());
}

} // namespace forkscope::tests

QTEST_GUILESS_MAIN(forkscope::tests::SessionTest)
#include "session_test.moc"
