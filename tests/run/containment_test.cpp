// SPDX-License-Identifier: GPL-3.0-or-later
// Nothing that a run starts outlives it: not when it is stopped, not when it leaves processes behind, not
// when the guard or the whole of Forkscope is killed from outside.
#include "engine/run/guard/proc.h"
#include "tests/support/run_program.h"
#include "tests/support/watchdog.h"

#include <QCoreApplication>
#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QTest>

#include <csignal>

#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace std::chrono_literals;

namespace forkscope::tests {

class ContainmentTest : public QObject {
    Q_OBJECT
  private slots:
    void initTestCase();
    void init() { watchdog_ = std::make_unique<Watchdog>(120s); }
    void cleanup();

    void stopLeavesNothing_data();
    void stopLeavesNothing();
    void destructionLeavesNothing();
    void mainsEndLeavesOrphansToTheLearner();
    void mainsEndStopsOrphansWhereNobodyWatches();
    void killedLeavesNothing_data();
    void killedLeavesNothing();
    void guardsHangLeavesNothing();
    void guardIsToldToEnd();
    void wardenIsToldToEnd();
    void enginesDeathLeavesNothing_data();
    void enginesDeathLeavesNothing();
    void enginesDeathUnlinksSemaphores();
    void tooManyProcessesEndTheRun_data();
    void tooManyProcessesEndTheRun();

  private:
    void startNasty(run::Session& session, const QStringList& arguments, bool keepOrphans = true);
    QByteArray startHost(QProcess& host, const QStringList& arguments);
    void killHost(QProcess& host);
    std::unique_ptr<Watchdog> watchdog_;
};

namespace {

int processesBelow(pid_t pid) {
    return int(run::descendantsOf(pid).size());
}
pid_t onlyChildOf(pid_t parent) {
    const auto children = run::childrenOf(parent);
    return children.size() == 1 ? children.front() : 0;
}
pid_t warden() {
    return onlyChildOf(getpid());
}
// Beside its helper.
pid_t guardOf(pid_t theWarden) {
    for (const pid_t pid : theWarden > 0 ? run::childrenOf(theWarden) : std::vector<pid_t>()) {
        const auto stat = run::readProcStat(pid);
        if (stat && stat->name == "forkscope-guard")
            return pid;
    }
    return 0;
}
pid_t guard() {
    return guardOf(warden());
}
// Never kill(0, …): that would be everybody, this test and its caller included.
bool send(pid_t pid, int signal) {
    return pid > 0 && kill(pid, signal) == 0;
}
// In nasty.py: main, four forked and their like, the daemon, the resource tracker, the shell and its two.
constexpr int kNastyProcesses = 9;

} // namespace

// Whatever escapes from anywhere becomes a child of this test.
void ContainmentTest::initTestCase() {
    QCOMPARE(prctl(PR_SET_CHILD_SUBREAPER, 1), 0);
}

void ContainmentTest::cleanup() {
    QCOMPARE(processesLeft(), QStringList());
    watchdog_.reset();
}

void ContainmentTest::startNasty(run::Session& session, const QStringList& arguments, bool keepOrphans) {
    run::LaunchSpec spec;
    spec.program = testProgram("run/nasty.py");
    spec.arguments = arguments;
    spec.keepOrphans = keepOrphans;
    const Outcome started = session.start(spec);
    QVERIFY2(started, started ? "" : started.error().c_str());
    QVERIFY(QTest::qWaitFor([&] { return session.outputUntil(session.now()).contains("ready"); }, 30000));
}

void ContainmentTest::stopLeavesNothing_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("as it is") << QStringList();
    QTest::newRow("with one that forks and exits, on and on") << QStringList("hop");
}

void ContainmentTest::stopLeavesNothing() {
    QFETCH(const QStringList, arguments);
    run::Session session;
    startNasty(session, arguments);
    QVERIFY(QTest::qWaitFor([] { return processesBelow(getpid()) > kNastyProcesses; }, 30000));
    session.stop();
    QVERIFY(waitUntilEnded(session, 30s));
    QCOMPARE(session.ending().sentence, QStringLiteral("was stopped by you"));
    QCOMPARE(session.ending().status, 128 + SIGKILL);
}

void ContainmentTest::destructionLeavesNothing() {
    run::Session session;
    startNasty(session, {"hop"});
}

void ContainmentTest::mainsEndLeavesOrphansToTheLearner() {
    run::Session session;
    startNasty(session, {"leave"});
    QVERIFY(QTest::qWaitFor([&] { return session.state() == run::SessionState::MainEnded; }, 30000));
    QTest::qWait(1500); // longer than helpers of the runtime get
    QCOMPARE(session.state(), run::SessionState::MainEnded);
    session.stop();
    QVERIFY(waitUntilEnded(session, 30s));
    QCOMPARE(session.ending().status, 0);
}

void ContainmentTest::mainsEndStopsOrphansWhereNobodyWatches() {
    run::Session session;
    startNasty(session, {"leave"}, false);
    QVERIFY(waitUntilEnded(session, 30s));
    QCOMPARE(session.ending().status, 0);
    QVERIFY2(session.ending().leftOver >= 7, qPrintable(QString::number(session.ending().leftOver)));
    QVERIFY2(session.ending().sentence.contains("had to be stopped"), qPrintable(session.ending().sentence));
}

void ContainmentTest::killedLeavesNothing_data() {
    QTest::addColumn<bool>("killsGuard");
    QTest::addColumn<bool>("killsWarden");
    QTest::addColumn<QString>("said");
    QTest::newRow("guard") << true << false << "guard was killed";
    QTest::newRow("warden") << false << true << "ended from outside";
    QTest::newRow("guard and warden") << true << true << "guard was killed";
}

void ContainmentTest::killedLeavesNothing() {
    QFETCH(const bool, killsGuard);
    QFETCH(const bool, killsWarden);
    QFETCH(const QString, said);
    run::Session session;
    startNasty(session, {"hop"});
    const pid_t theGuard = guard(), theWarden = warden();
    if (killsGuard)
        QVERIFY(send(theGuard, SIGKILL));
    if (killsWarden)
        QVERIFY(send(theWarden, SIGKILL));
    QVERIFY(waitUntilEnded(session, 30s));
    QVERIFY2(session.ending().sentence.contains(said), qPrintable(session.ending().sentence));
}

void ContainmentTest::guardsHangLeavesNothing() {
    run::Session session;
    startNasty(session, {});
    QVERIFY(send(guard(), SIGSTOP));
    session.stop();
    QVERIFY(waitUntilEnded(session, 60s));
    QCOMPARE(session.ending().sentence, QStringLiteral("was stopped by you"));
}

void ContainmentTest::guardIsToldToEnd() {
    run::Session session;
    startNasty(session, {});
    QVERIFY(send(guard(), SIGTERM));
    QVERIFY(waitUntilEnded(session, 30s));
    QVERIFY2(session.ending().sentence.contains("from outside"), qPrintable(session.ending().sentence));
}

void ContainmentTest::wardenIsToldToEnd() {
    run::Session session;
    startNasty(session, {});
    QVERIFY(send(warden(), SIGTERM));
    QVERIFY(waitUntilEnded(session, 30s));
    QVERIFY2(session.ending().sentence.contains("from outside"), qPrintable(session.ending().sentence));
}

// Runs `arguments` in a process of its own until it says "ready"; returns what it said.
QByteArray ContainmentTest::startHost(QProcess& host, const QStringList& arguments) {
    host.setProcessChannelMode(QProcess::MergedChannels);
    host.start(QCoreApplication::applicationDirPath() + "/run_session_host", arguments);
    QByteArray output;
    if (!QTest::qWaitFor([&] { return (output += host.readAll()).contains("ready"); }, 60000))
        QTest::qFail(output.constData(), __FILE__, __LINE__);
    return output;
}

void ContainmentTest::killHost(QProcess& host) {
    kill(pid_t(host.processId()), SIGKILL);
    QVERIFY(host.waitForFinished());
    // The guard is an orphan now, and so a child of this test: its end is the end of what it has to do.
    QVERIFY(QTest::qWaitFor(
        [] {
            while (waitpid(-1, nullptr, WNOHANG) > 0) {
            }
            return processesLeft().isEmpty();
        },
        30000));
}

void ContainmentTest::enginesDeathLeavesNothing_data() {
    QTest::addColumn<QString>("killedWithIt");
    QTest::newRow("alone") << "";
    QTest::newRow("and the guard at the same moment") << "guard";
    QTest::newRow("and the warden at the same moment") << "warden";
}

void ContainmentTest::enginesDeathLeavesNothing() {
    QFETCH(const QString, killedWithIt);
    QProcess host;
    startHost(host, {testProgram("run/nasty.py"), "hop"});
    QVERIFY(processesBelow(pid_t(host.processId())) > kNastyProcesses);
    const pid_t theWarden = onlyChildOf(pid_t(host.processId())), theGuard = guardOf(theWarden);
    QVERIFY(theWarden > 0 && theGuard > 0);
    // Neither can do anything about the other's death.
    QVERIFY(send(pid_t(host.processId()), SIGSTOP));
    if (killedWithIt == u"guard")
        QVERIFY(send(theGuard, SIGKILL));
    if (killedWithIt == u"warden")
        QVERIFY(send(theWarden, SIGKILL));
    killHost(host);
}

void ContainmentTest::enginesDeathUnlinksSemaphores() {
    QProcess host;
    const QByteArray said = startHost(host, {testProgram("run/named_semaphores.py")});
    QStringList files;
    const QList<QByteArray> lines = said.split('\n');
    for (const QByteArray& line : lines) {
        if (line.startsWith("semaphore /"))
            files << QStringLiteral("/dev/shm/sem.") + QString::fromUtf8(line.mid(11));
    }
    QCOMPARE(files.size(), 4);
    for (const QString& file : files)
        QVERIFY2(QFile::exists(file), qPrintable(file));
    killHost(host);
    for (const QString& file : files)
        QVERIFY2(!QFile::exists(file), qPrintable(file));
}

void ContainmentTest::tooManyProcessesEndTheRun_data() {
    QTest::addColumn<QString>("program");
    QTest::newRow("one that forks") << "run/fork_without_end.py";
    QTest::newRow("all fork") << "run/fork_bomb.py";
}

void ContainmentTest::tooManyProcessesEndTheRun() {
    QFETCH(const QString, program);
    run::LaunchSpec spec;
    spec.limits.processes = 60;
    const auto session = runProgram(testProgram(program), spec);
    QCOMPARE(session->ending().sentence, QStringLiteral("starts more than 60 processes: stopped"));
}

} // namespace forkscope::tests

QTEST_GUILESS_MAIN(forkscope::tests::ContainmentTest)
#include "containment_test.moc"
