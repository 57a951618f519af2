// SPDX-License-Identifier: GPL-3.0-or-later
// Programs that do to the shared trace what they can. Whatever becomes of them: the run ends, what can be
// read is there and can be explained, kept and opened again, and nothing is left behind.
#include "engine/run/session.h"
#include "engine/world/explain.h"
#include "tests/support/run_program.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/prctl.h>

namespace forkscope::tests {

using run::Session;
using run::SessionState;

class HostileTest : public QObject {
    Q_OBJECT
  private slots:
    void initTestCase() { QCOMPARE(prctl(PR_SET_CHILD_SUBREAPER, 1), 0); }
    void cleanup() { QTRY_COMPARE_WITH_TIMEOUT(processesLeft(), QStringList(), 10'000); }

    void randomBytesOverTheTrace_data();
    void randomBytesOverTheTrace();
    void forgedRecordsLeadNobodyAstray();
    void theTraceCannotBeCut();
    void unmappingHurtsOnlyOneself();
    void limitsAndTimeAreTheEnginesOwn();
};

namespace {

// Runs until it ends by itself or, where what it did makes it wait for ever, is stopped.
std::unique_ptr<Session> runHostile(const QString& name, const QStringList& arguments = {}) {
    auto session = std::make_unique<Session>();
    run::LaunchSpec spec;
    spec.program = testProgram(QStringLiteral("hostile/") + name);
    spec.arguments = arguments;
    spec.keepOrphans = false;
    if (const Outcome started = session->start(spec); !started) {
        QTest::qFail(started.error().c_str(), __FILE__, __LINE__);
        return session;
    }
    if (!waitUntilEnded(*session, std::chrono::seconds(6))) {
        session->stop();
        if (!waitUntilEnded(*session, std::chrono::seconds(15)))
            QTest::qFail("the run cannot be stopped", __FILE__, __LINE__);
    }
    return session;
}

void lookAtEverything(const Session& session) {
    const world::History& history = session.history();
    for (const world::Time t : {world::Time(0), history.end() / 2, history.end()}) {
        const world::World world = history.at(t);
        for (const world::Process& p : world.processes())
            QVERIFY(!world::explainProcess(world, p.id, t).empty());
        for (const world::Lock& l : world.locks())
            QVERIFY(!world::explainObject(world, l.id, t).empty());
        for (std::size_t i = 0; i < history.log().size(); i += 1 + history.log().size() / 500)
            (void)world::explainEvent(world, history.log()[i]);
    }
}

// What was kept is what there was.
void keepAndOpen(const Session& session) {
    const QTemporaryDir folder;
    const QString path = folder.filePath("kept.fscope");
    const Outcome saved = session.save(path);
    QVERIFY2(bool(saved), saved ? "" : saved.error().c_str());
    Session again;
    const Outcome opened = again.open(path);
    QVERIFY2(bool(opened), opened ? "" : opened.error().c_str());
    QCOMPARE(again.state(), SessionState::Recording);
    QVERIFY(!again.snapshot(session.spec().program).isEmpty());
    lookAtEverything(again);
}

} // namespace

void HostileTest::randomBytesOverTheTrace_data() {
    QTest::addColumn<QString>("program");
    QTest::addColumn<QString>("seed");
    for (const char* program : {"scribble.py", "scribble_file.py"})
        for (const char* seed : {"1", "2"})
            QTest::addRow("%s %s", program, seed) << program << seed;
}

void HostileTest::randomBytesOverTheTrace() {
    QFETCH(QString, program);
    QFETCH(QString, seed);
    const auto session = runHostile(program, {seed});
    QCOMPARE(session->state(), SessionState::Ended);
    const QByteArray output = session->outputUntil(session->now());
    QVERIFY2(!output.contains("Traceback"), output.constData()); // it got as far as it wanted
    QVERIFY2(output.contains("scribbled") || session->ending().status > 128, output.constData());
    lookAtEverything(*session);
    keepAndOpen(*session);
}

void HostileTest::forgedRecordsLeadNobodyAstray() {
    const auto session = runHostile("forge.py");
    QCOMPARE(session->state(), SessionState::Ended);
    QCOMPARE(session->ending().status, 0);
    const trace::Log& log = session->history().log();
    bool isForged = false; // it did get in, so that this shows something
    for (std::size_t i = 0; i < log.size(); ++i)
        isForged = isForged || log[i].process.value == 1234;
    QVERIFY(isForged);
    lookAtEverything(*session);
    keepAndOpen(*session);
}

void HostileTest::theTraceCannotBeCut() {
    const auto session = runHostile("truncate.py");
    QCOMPARE(session->ending().status, 0);
    QCOMPARE(session->outputUntil(session->now()).trimmed(), QByteArray("refused"));
}

void HostileTest::unmappingHurtsOnlyOneself() {
    const auto session = runHostile("unmap.py");
    QCOMPARE(session->ending().status, 0);
    QVERIFY(session->outputUntil(session->now()).contains("child ended with"));
    lookAtEverything(*session);
}

// The head of the shared file says when the run began, how far it may grow, and that it is to be stopped.
void HostileTest::limitsAndTimeAreTheEnginesOwn() {
    const auto session = runHostile("scribble_file.py", {"4"});
    QVERIFY(session->now() > 0);
    QVERIFY2(session->now() < world::Time(120) * 1'000'000'000, qPrintable(QString::number(session->now())));
}

} // namespace forkscope::tests

QTEST_GUILESS_MAIN(forkscope::tests::HostileTest)
#include "hostile_test.moc"
