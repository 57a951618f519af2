// SPDX-License-Identifier: GPL-3.0-or-later
// What a program can and cannot do within a sandbox, told by the program itself; and that it is traced and
// ended as any other. Where the system lets nobody make one the test says so and is skipped.
#include "engine/run/sandbox.h"
#include "tests/support/run_program.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <sys/prctl.h>

namespace forkscope::tests {

using trace::Kind;

class SandboxTest : public QObject {
    Q_OBJECT
  private slots:
    void initTestCase();
    void cleanup() { QCOMPARE(processesLeft(), QStringList()); }

    void wallsHold();
    void childrenAreTraced_data();
    void childrenAreTraced();
    void endIsTheProgramsOwn_data();
    void endIsTheProgramsOwn();
    void stopEndsAll();
    void scratchFolderIsGoneAfterwards();
};

namespace {

std::unique_ptr<run::Session> runSandboxed(const QStringList& arguments) {
    run::LaunchSpec spec;
    spec.sandbox = true;
    spec.arguments = arguments;
    return runProgram(testProgram(QStringLiteral("run/in_sandbox.py")), spec);
}

QByteArray outputOf(const run::Session& session) {
    return session.outputUntil(session.now());
}

} // namespace

void SandboxTest::initTestCase() {
    QCOMPARE(prctl(PR_SET_CHILD_SUBREAPER, 1), 0);
    if (const Outcome possible = run::checkSandbox(); !possible)
        QSKIP(possible.error().c_str());
}

void SandboxTest::wallsHold() {
    QTemporaryDir secret(QDir::homePath() + QStringLiteral("/forkscope-test-XXXXXX"));
    QVERIFY(secret.isValid());
    const auto session = runSandboxed({QStringLiteral("walls"), secret.path()});
    const QByteArray said = outputOf(*session);
    QVERIFY2(said.contains("secret folder seen: False"), said.constData());
    QVERIFY2(said.contains("written outside: []"), said.constData());
    QVERIFY2(said.contains("written in the scratch folder: True"), said.constData());
    QVERIFY2(said.contains("interfaces up: ['lo']") || said.contains("interfaces up: []"), said.constData());
    QCOMPARE(session->ending().sentence, QStringLiteral("ended normally"));
}

void SandboxTest::childrenAreTraced_data() {
    QTest::addColumn<QString>("method");
    for (const char* const method : {"fork", "spawn", "forkserver"})
        QTest::newRow(method) << QString::fromLatin1(method);
}

void SandboxTest::childrenAreTraced() {
    QFETCH(const QString, method);
    const auto session = runSandboxed({QStringLiteral("children"), method});
    const trace::Log& log = session->history().log();
    int begun = 0, puts = 0;
    for (std::size_t i = 0; i < log.size(); ++i) {
        begun += log[i].kind == Kind::ProcessBegin && log.text(log[i], trace::Tag::Type) != "foreign" &&
                 log.text(log[i], trace::Tag::Type) != "helper";
        puts += log[i].kind == Kind::QueuePut && log[i].phase == trace::Phase::Begin;
    }
    QVERIFY2(begun >= 3, outputOf(*session).constData());
    QCOMPARE(puts, 2);
}

void SandboxTest::endIsTheProgramsOwn_data() {
    QTest::addColumn<QString>("how");
    QTest::addColumn<int>("status");
    QTest::newRow("exit code") << "exit" << 7;
    QTest::newRow("signal") << "signal" << 128 + 15;
}

void SandboxTest::endIsTheProgramsOwn() {
    QFETCH(const QString, how);
    QFETCH(const int, status);
    const auto session = runSandboxed({how});
    QCOMPARE(session->ending().status, status);
}

void SandboxTest::stopEndsAll() {
    run::Session session;
    run::LaunchSpec spec;
    spec.program = testProgram(QStringLiteral("run/nasty.py"));
    spec.arguments = QStringList{QStringLiteral("hop")};
    spec.sandbox = true;
    const Outcome started = session.start(spec);
    QVERIFY2(started, started ? "" : started.error().c_str());
    QVERIFY(QTest::qWaitFor([&] { return outputOf(session).contains("ready"); }, 30000));
    session.stop();
    QVERIFY(waitUntilEnded(session, std::chrono::seconds(30)));
    QCOMPARE(session.ending().sentence, QStringLiteral("was stopped by you"));
}

void SandboxTest::scratchFolderIsGoneAfterwards() {
    QByteArray folder;
    {
        const auto session = runSandboxed({QStringLiteral("where")});
        const QByteArray said = outputOf(*session);
        folder = said.mid(said.indexOf("in ") + 3).split('\r').first().split('\n').first();
        QVERIFY2(folder.startsWith('/'), said.constData());
    }
    QVERIFY2(!QDir(QString::fromUtf8(folder)).exists(), folder.constData());
}

} // namespace forkscope::tests

QTEST_GUILESS_MAIN(forkscope::tests::SandboxTest)
#include "sandbox_test.moc"
