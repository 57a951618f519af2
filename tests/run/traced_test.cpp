// SPDX-License-Identifier: GPL-3.0-or-later
// What the engine adds to a trace from outside: ends, exit statuses, zombies, programs that are no Python,
// names; and what it takes away afterwards: semaphores.
#include "engine/run/guard/kernel_names.h"
#include "engine/run/guard/proc.h"
#include "tests/support/run_program.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <csignal>

#include <unistd.h>

using namespace std::chrono_literals;

namespace forkscope::tests {

class TracedTest : public QObject {
    Q_OBJECT
  private slots:
    void cleanup() { QCOMPARE(processesLeft(), QStringList()); }

    void knowsHowEachProcessEnded();
    void seesWhatIsNoPython();
    void seesZombies();
    void namesObjects();
    void unlinksSemaphores_data();
    void unlinksSemaphores();
    void tellsMemoryLimit();
    void holdsAtTheTraceQuota();
    void recordsEverything();
};

namespace {

const world::Process* processNamed(const world::World& world, std::string_view target) {
    const auto found = std::ranges::find_if(
        world.processes(), [&](const world::Process& p) { return p.target == target || p.name == target; });
    return found == world.processes().end() ? nullptr : &*found;
}

std::vector<std::string> semaphoresOf(const trace::Log& log) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < log.size(); ++i) {
        const std::string name(log.text(log[i], trace::Tag::Name).value_or(""));
        if (log[i].kind == trace::Kind::LockCreate && run::isSemaphoreName(name))
            names.push_back(name);
    }
    return names;
}

} // namespace

void TracedTest::knowsHowEachProcessEnded() {
    const auto session = runProgram(testProgram("run/endings.py"));
    const world::World& world = session->history().now();
    const struct {
        const char* target;
        int status;
    } expected[] = {{"well", 0}, {"with_three", 3}, {"killed", -SIGKILL}, {"raising", 1}};
    for (const auto& e : expected) {
        const world::Process* const p = processNamed(world, e.target);
        QVERIFY2(p, e.target);
        QVERIFY2(p->status, e.target);
        QCOMPARE(*p->status, e.status);
        QCOMPARE(p->state, world::ProcessState::Reaped);
        QVERIFY(p->exited >= p->began);
    }
    const world::Process& main = world.processes().front();
    QCOMPARE(main.status.value_or(-1), 0);
    QCOMPARE(main.state, world::ProcessState::Reaped);
}

void TracedTest::seesWhatIsNoPython() {
    const auto session = runProgram(testProgram("run/endings.py"));
    const world::World& world = session->history().now();
    const world::Process* const shell = processNamed(world, "sh");
    QVERIFY(shell);
    QCOMPARE(shell->role, world::ProcessRole::Foreign);
    QVERIFY(!shell->traced);
    QCOMPARE(shell->state, world::ProcessState::Reaped);
    QCOMPARE(shell->parent, world.processes().front().id);
}

void TracedTest::seesZombies() {
    const auto session = runProgram(testProgram("run/zombie.py"));
    const world::World& world = session->history().now();
    QCOMPARE(world.processes().size(), std::size_t(2));
    const world::Process& child = world.processes()[1];
    QCOMPARE(child.status.value_or(-1), 7);
    QCOMPARE(child.state, world::ProcessState::Reaped);
    const world::World between = session->history().at(child.exited + (child.reaped - child.exited) / 2);
    QVERIFY(between.process(child.id));
    QCOMPARE(between.process(child.id)->state, world::ProcessState::Zombie);
}

void TracedTest::namesObjects() {
    run::Session session;
    run::LaunchSpec spec;
    spec.program = testProgram("run/named_semaphores.py");
    QVERIFY(session.start(spec));
    QVERIFY(QTest::qWaitFor([&] { return session.history().now().locks().size() == 4; }, 30000));
    QVERIFY(QTest::qWaitFor([&] { return !session.history().now().locks().back().name.empty(); }, 30000));
    QStringList names;
    for (const world::Lock& lock : session.history().now().locks())
        names << QString::fromUtf8(lock.name.data(), qsizetype(lock.name.size()));
    QCOMPARE(names, QStringList({"mutex", "rooms[0]", "rooms[1]", "rooms[2]"}));
    session.stop();
    QVERIFY(waitUntilEnded(session, 30s));
}

void TracedTest::unlinksSemaphores_data() {
    QTest::addColumn<QString>("program");
    QTest::addColumn<int>("count");
    QTest::addColumn<bool>("killGuard");
    QTest::newRow("by the guard") << "run/named_semaphores.py" << 4 << false;
    QTest::newRow("by the engine, when the guard was killed") << "run/named_semaphores.py" << 4 << true;
    QTest::newRow("among thousands of records") << "run/locks_between.py" << 2 << false;
}

void TracedTest::unlinksSemaphores() {
    QFETCH(const QString, program);
    QFETCH(const int, count);
    QFETCH(const bool, killGuard);
    run::Session session;
    run::LaunchSpec spec;
    spec.program = testProgram(program);
    QVERIFY(session.start(spec));
    const trace::Log& log = session.history().log();
    QVERIFY(QTest::qWaitFor([&] { return int(semaphoresOf(log).size()) == count; }, 30000));
    QCOMPARE(semaphoresLeft(log).size(), count);
    if (killGuard) {
        const auto children = run::childrenOf(getpid());
        QCOMPARE(children.size(), std::size_t(1));
        kill(children.front(), SIGKILL);
    } else {
        session.stop();
    }
    QVERIFY(waitUntilEnded(session, 30s));
    QCOMPARE(semaphoresLeft(log), QStringList());
}

void TracedTest::tellsMemoryLimit() {
    run::LaunchSpec spec;
    spec.limits.memoryBytes = 400 << 20;
    const auto session = runProgram(testProgram("run/eat_memory.py"), spec);
    const trace::Log& log = session->history().log();
    QStringList notes;
    for (std::size_t i = 0; i < log.size(); ++i) {
        if (log[i].kind == trace::Kind::Note)
            notes << QString::fromUtf8(
                std::string(log.text(log[i], trace::Tag::Message).value_or("")).c_str());
    }
    QVERIFY2(notes.join(u'\n').contains("limit of 400 MiB"), qPrintable(notes.join(u'\n')));
}

void TracedTest::holdsAtTheTraceQuota() {
    const QTemporaryDir folder;
    QFile file(folder.filePath("many.py"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(
        "import multiprocessing as mp\nmutex = mp.Lock()\nfor _ in range(200000):\n    with mutex: pass\n"
        "print('done')\n");
    file.close();
    run::Session session;
    run::LaunchSpec spec;
    spec.program = file.fileName();
    spec.limits.traceBytes = 4 << 20;
    int told = 0;
    connect(&session, &run::Session::traceQuotaReached, this, [&] { ++told; });
    QVERIFY(session.start(spec));
    QVERIFY(QTest::qWaitFor([&] { return told == 1; }, 60000));
    QTest::qWait(300);
    QCOMPARE(session.state(), run::SessionState::Running);
    QVERIFY(!session.outputUntil(session.now()).contains("done"));
    session.raiseTraceQuota(64 << 20);
    QVERIFY(waitUntilEnded(session, 60s));
    QVERIFY(session.outputUntil(session.now()).contains("done"));
    QCOMPARE(told, 1);
    QCOMPARE(session.ending().status, 0);
}

void TracedTest::recordsEverything() {
    const QTemporaryDir folder;
    const auto session = runProgram(testProgram("run/endings.py"));
    const QString path = folder.filePath("run.fscope");
    QVERIFY(session->save(path));
    run::Session again;
    QVERIFY(again.open(path));
    QCOMPARE(again.history().log().size(), session->history().log().size());
    QCOMPARE(again.history().now().processes().size(), session->history().now().processes().size());
    QVERIFY(processNamed(again.history().now(), "raising")->exceptionType == "ValueError");
    QVERIFY(again.outputUntil(again.now()).contains("no such number"));
}

} // namespace forkscope::tests

QTEST_GUILESS_MAIN(forkscope::tests::TracedTest)
#include "traced_test.moc"
