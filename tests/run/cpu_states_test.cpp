// SPDX-License-Identifier: GPL-3.0-or-later
// Both sources on real processes: what a spinner, a sleeper and two rivals for one processor look like. A
// guard stand-in forks the program once it is attached to, as the real one does.
#include "engine/run/cpu_sampler.h"
#include "engine/run/cpu_states.h"
#include "engine/run/cpu_switches.h"

#include <QElapsedTimer>
#include <QFile>
#include <QSet>
#include <QTest>

#include <algorithm>
#include <ctime>
#include <functional>

#include <sched.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace forkscope::run;

namespace {

std::int64_t clockNs(clockid_t clock = CLOCK_MONOTONIC) {
    timespec t{};
    ::clock_gettime(clock, &t);
    return std::int64_t(t.tv_sec) * 1'000'000'000 + t.tv_nsec;
}

// Uses the processor for that long, however long that takes.
void spin(int ms) {
    const std::int64_t until = clockNs(CLOCK_PROCESS_CPUTIME_ID) + std::int64_t(ms) * 1'000'000;
    while (clockNs(CLOCK_PROCESS_CPUTIME_ID) < until) {
    }
}

void pinToFirstProcessor() {
    cpu_set_t allowed, one;
    ::sched_getaffinity(0, sizeof allowed, &allowed);
    CPU_ZERO(&one);
    for (int cpu = 0; cpu < CPU_SETSIZE; ++cpu) {
        if (CPU_ISSET(cpu, &allowed)) {
            CPU_SET(cpu, &one);
            break;
        }
    }
    ::sched_setaffinity(0, sizeof one, &one);
}

// Forks each of `programs` when told to, reaps them, ends. One that fails to end is killed with the test's
// guard.
class FakeGuard {
  public:
    explicit FakeGuard(const std::vector<std::function<void()>>& programs) {
        if (::pipe(go_) != 0 || ::pipe(pids_) != 0)
            qFatal("no pipe");
        pid_ = ::fork();
        if (pid_ != 0)
            return;
        ::close(go_[1]); // so that the test's own death ends the wait
        char byte = 0;
        if (::read(go_[0], &byte, 1) != 1)
            ::_exit(1);
        for (const auto& program : programs) {
            const pid_t child = ::fork();
            if (child == 0) {
                program();
                ::_exit(0);
            }
            if (::write(pids_[1], &child, sizeof child) != sizeof child)
                ::_exit(1);
        }
        for (std::size_t i = 0; i < programs.size(); ++i)
            ::wait(nullptr);
        ::_exit(0);
    }
    ~FakeGuard() {
        ::kill(pid_, SIGKILL);
        ::waitpid(pid_, nullptr, 0);
        for (const int fd : {go_[0], go_[1], pids_[0], pids_[1]})
            ::close(fd);
    }
    pid_t pid() const { return pid_; }
    void go() {
        if (::write(go_[1], "x", 1) != 1)
            qFatal("the guard is gone");
    }
    pid_t nextProgram() {
        pid_t child = 0;
        return ::read(pids_[0], &child, sizeof child) == sizeof child ? child : 0;
    }
    bool ended() {
        siginfo_t info{};
        return ::waitid(P_PID, id_t(pid_), &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid == pid_;
    }

  private:
    int go_[2] = {-1, -1}, pids_[2] = {-1, -1};
    pid_t pid_ = 0;
};

std::vector<CpuState> statesOf(const std::vector<CpuChange>& changes, pid_t pid) {
    std::vector<CpuState> states;
    for (const CpuChange& c : changes)
        if (c.pid == pid)
            states.push_back(c.state);
    return states;
}

qint64 countOf(const std::vector<CpuState>& states, CpuState state) {
    return std::count(states.begin(), states.end(), state);
}

// Time shown in `state`, up to the last change.
std::int64_t timeIn(const std::vector<CpuChange>& changes, pid_t pid, CpuState state) {
    std::int64_t sum = 0, since = 0;
    CpuState now = CpuState::Exit;
    for (const CpuChange& c : changes) {
        if (c.pid != pid)
            continue;
        if (now == state)
            sum += c.time - since;
        now = c.state;
        since = c.time;
    }
    return sum;
}

bool inOrder(const std::vector<CpuChange>& changes) {
    return std::is_sorted(changes.begin(), changes.end(),
                          [](const CpuChange& a, const CpuChange& b) { return a.time < b.time; });
}

std::unique_ptr<CpuStates> sampler() {
    return std::make_unique<CpuStates>(std::make_unique<CpuSampler>(), true, QStringLiteral("test"));
}

struct Watched {
    std::vector<pid_t> pids;
    std::vector<CpuChange> changes;
};

// Runs the programs under `cpu` with a tick of 16 ms until all have ended.
Watched watch(CpuStates& cpu, const std::vector<std::function<void()>>& programs, std::size_t max = 20'000) {
    Watched seen;
    FakeGuard guard(programs);
    if (!cpu.attach(guard.pid()))
        qFatal("cannot attach");
    const auto start = std::uint64_t(clockNs());
    guard.go();
    for (std::size_t i = 0; i < programs.size(); ++i) {
        seen.pids.push_back(guard.nextProgram());
        cpu.track(seen.pids.back());
    }
    while (!guard.ended()) {
        cpu.drain(start, seen.changes, max);
        QTest::qSleep(16);
    }
    for (std::size_t before = SIZE_MAX; before != seen.changes.size();) {
        QTest::qSleep(5);
        before = seen.changes.size();
        cpu.drain(start, seen.changes, max);
    }
    return seen;
}

#define NEEDS_SWITCH_RECORDS()                                                                               \
    if (const auto permitted = CpuSwitches::permitted(); !permitted)                                         \
    QSKIP(permitted.error().c_str())

} // namespace

class CpuStatesTest : public QObject {
    Q_OBJECT

  private slots:
    void theEnvironmentForbidsRecords();
    void aRefusalIsInWords();
    void aProcessThatIsGoneIsAnError();

    void recordsASleeper();
    void recordsTwoRivals();
    void recordsDescendantsAndThreads();
    void recordsKeepOrderWithinABudget();
    void recordsThatAreLostAreCounted();
    void attachedTooLateTheSamplerTakesOver();

    void samplesASleeper();
    void samplesASpinner();
    void samplesTwoRivals();
    void samplesWithinABudget();
    void aStoppedProcessIsBlocked();
    void aPidThatIsGoneIsNotTracked();
};

void CpuStatesTest::theEnvironmentForbidsRecords() {
    qputenv("FORKSCOPE_NO_PERF", "1");
    const auto cpu = CpuStates::create();
    qunsetenv("FORKSCOPE_NO_PERF");
    QVERIFY(cpu->sampled());
    QCOMPARE(cpu->source(), QStringLiteral("sampled from /proc"));
    QCOMPARE(cpu->reason(), QStringLiteral("FORKSCOPE_NO_PERF is set"));
}

void CpuStatesTest::aRefusalIsInWords() {
    const auto permitted = CpuSwitches::permitted();
    const auto cpu = CpuStates::create();
    QCOMPARE(cpu->sampled(), !permitted);
    QCOMPARE(cpu->source(),
             permitted ? QStringLiteral("kernel context switches") : QStringLiteral("sampled from /proc"));
    QCOMPARE(cpu->reason().isEmpty(), bool(permitted));
}

void CpuStatesTest::aProcessThatIsGoneIsAnError() {
    const pid_t pid = ::fork();
    if (pid == 0)
        ::_exit(0);
    ::waitpid(pid, nullptr, 0);
    for (const auto& cpu : {CpuStates::create(), sampler()}) {
        QVERIFY(!cpu->attach(pid));
        QVERIFY(!cpu->attach(0));
    }
}

void CpuStatesTest::recordsASleeper() {
    NEEDS_SWITCH_RECORDS();
    const auto cpu = CpuStates::create();
    const Watched seen = watch(*cpu, {[] {
        for (int i = 0; i < 20; ++i) {
            spin(1);
            ::usleep(2000);
        }
    }});
    QVERIFY(inOrder(seen.changes));
    std::vector<CpuState> states = statesOf(seen.changes, seen.pids[0]);
    QVERIFY(states.size() > 40);
    QCOMPARE(states.front(), CpuState::Ready); // new, not yet begun
    QCOMPARE(states.back(), CpuState::Exit);
    QCOMPARE(countOf(states, CpuState::Exit), 1);
    QVERIFY(countOf(states, CpuState::Block) >= 20);
    QVERIFY(timeIn(seen.changes, seen.pids[0], CpuState::Block) >= 20 * 2'000'000);
    // Whatever it leaves the processor for, it comes back by running.
    for (std::size_t i = 1; i + 1 < states.size(); ++i)
        QCOMPARE(states[i] == CpuState::Run, i % 2 == 1);
    QCOMPARE(cpu->lost(), std::uint64_t(0));
    QVERIFY(!cpu->takeNote());
}

void CpuStatesTest::recordsTwoRivals() {
    NEEDS_SWITCH_RECORDS();
    const auto cpu = CpuStates::create();
    const auto rival = [] {
        pinToFirstProcessor();
        spin(60);
    };
    const Watched seen = watch(*cpu, {rival, rival});
    for (const pid_t pid : seen.pids) {
        const auto states = statesOf(seen.changes, pid);
        // The first Ready is the birth; further ones were preemptions.
        QVERIFY2(countOf(states, CpuState::Ready) >= 2,
                 qPrintable(QString::number(countOf(states, CpuState::Ready))));
        QVERIFY(timeIn(seen.changes, pid, CpuState::Run) >= 50'000'000);
    }
}

void CpuStatesTest::recordsDescendantsAndThreads() {
    NEEDS_SWITCH_RECORDS();
    const auto cpu = CpuStates::create();
    // A daemon by double fork, a shell, and a Python with a thread: none is a child of the program any more
    // or yet.
    const Watched seen = watch(*cpu, {[] {
        if (::fork() == 0) {
            if (::fork() == 0)
                ::usleep(20'000);
            ::_exit(0);
        }
        ::wait(nullptr);
        ::usleep(40'000);
        ::execl("/usr/bin/python3", "python3", "-I", "-c",
                "import threading; t = threading.Thread(target=lambda: sum(range(10**6)));"
                "t.start(); t.join()",
                nullptr);
    }});
    QSet<pid_t> pids, threads;
    for (const CpuChange& c : seen.changes) {
        pids.insert(c.pid);
        if (c.tid != c.pid)
            threads.insert(c.tid);
    }
    QCOMPARE(pids.size(), 3);
    QCOMPARE(threads.size(), 1);
    QVERIFY(pids.contains(seen.pids[0]));
    QCOMPARE(std::count_if(seen.changes.begin(), seen.changes.end(),
                           [](const CpuChange& c) { return c.state == CpuState::Exit; }),
             4);
}

void CpuStatesTest::recordsKeepOrderWithinABudget() {
    NEEDS_SWITCH_RECORDS();
    const auto cpu = CpuStates::create();
    const auto sleeper = [] {
        for (int i = 0; i < 50; ++i)
            ::usleep(1000);
    };
    const Watched seen = watch(*cpu, {sleeper, sleeper, sleeper}, 7);
    QVERIFY(inOrder(seen.changes));
    for (const pid_t pid : seen.pids) {
        const auto states = statesOf(seen.changes, pid);
        QVERIFY(countOf(states, CpuState::Block) >= 50);
        QCOMPARE(states.back(), CpuState::Exit);
    }
}

void CpuStatesTest::recordsThatAreLostAreCounted() {
    NEEDS_SWITCH_RECORDS();
    CpuStates cpu(std::make_unique<CpuSwitches>(1), false, QString()); // one page: 128 switches
    FakeGuard guard({[] {
        for (;;)
            ::usleep(10);
    }});
    QVERIFY(cpu.attach(guard.pid()));
    guard.go();
    const pid_t program = guard.nextProgram();
    std::vector<CpuChange> changes;
    // The kernel says what it dropped in front of the next record for which there is room.
    QTRY_VERIFY((QTest::qSleep(50), cpu.drain(0, changes, 100'000), cpu.lost() > 0));
    QVERIFY(!changes.empty());
    QVERIFY(inOrder(changes));
    QVERIFY(cpu.takeNote());
    QVERIFY(!cpu.takeNote()); // said once
    ::kill(program, SIGKILL);
}

void CpuStatesTest::attachedTooLateTheSamplerTakesOver() {
    NEEDS_SWITCH_RECORDS();
    FakeGuard guard({[] { ::usleep(300'000); }});
    guard.go();
    const pid_t program = guard.nextProgram();
    const auto cpu = CpuStates::create();
    QVERIFY(cpu->attach(guard.pid()));
    QVERIFY(cpu->sampled());
    QVERIFY(cpu->reason().contains(QLatin1String("already started")));
    cpu->track(program);
    std::vector<CpuChange> changes;
    QTRY_VERIFY((cpu->drain(0, changes, 100), !changes.empty()));
    QCOMPARE(changes.front().pid, program);
}

void CpuStatesTest::samplesASleeper() {
    const auto cpu = sampler();
    const Watched seen = watch(*cpu, {[] { ::usleep(200'000); }});
    QVERIFY(inOrder(seen.changes));
    const auto states = statesOf(seen.changes, seen.pids[0]);
    QCOMPARE(countOf(states, CpuState::Exit), 1);
    QCOMPARE(states.back(), CpuState::Exit);
    QVERIFY(countOf(states, CpuState::Block) >= 1);
    QVERIFY(timeIn(seen.changes, seen.pids[0], CpuState::Block) >
            timeIn(seen.changes, seen.pids[0], CpuState::Run));
}

void CpuStatesTest::samplesASpinner() {
    const auto cpu = sampler();
    const Watched seen = watch(*cpu, {[] { spin(300); }});
    const auto states = statesOf(seen.changes, seen.pids[0]);
    QVERIFY(countOf(states, CpuState::Run) >= 1);
    QCOMPARE(states.back(), CpuState::Exit);
    // It used 300 ms of processor, so about that much is shown, whatever else the machine does: within the
    // unseen beginning and two intervals at the end.
    const std::int64_t ran = timeIn(seen.changes, seen.pids[0], CpuState::Run);
    QVERIFY2(ran > 150'000'000, qPrintable(QString::number(ran)));
}

void CpuStatesTest::samplesTwoRivals() {
    const auto cpu = sampler();
    const auto rival = [] {
        pinToFirstProcessor();
        spin(300);
    };
    const Watched seen = watch(*cpu, {rival, rival});
    std::int64_t ready = 0;
    for (const pid_t pid : seen.pids) {
        QVERIFY(timeIn(seen.changes, pid, CpuState::Run) > 0);
        ready += timeIn(seen.changes, pid, CpuState::Ready);
    }
    QVERIFY2(ready > 150'000'000, qPrintable(QString::number(ready)));
}

void CpuStatesTest::samplesWithinABudget() {
    const auto cpu = sampler();
    std::vector<std::function<void()>> programs(20, [] { ::usleep(400'000); });
    const Watched seen = watch(*cpu, programs, 3);
    for (const pid_t pid : seen.pids)
        QVERIFY(!statesOf(seen.changes, pid).empty());
}

void CpuStatesTest::aStoppedProcessIsBlocked() {
    FakeGuard guard({[] { spin(60'000); }});
    guard.go();
    const pid_t program = guard.nextProgram();
    const auto cpu = sampler();
    cpu->track(program);
    std::vector<CpuChange> changes;
    const auto lastState = [&] {
        cpu->drain(0, changes, 100);
        return changes.empty() ? CpuState::Exit : changes.back().state;
    };
    QTRY_COMPARE(lastState(), CpuState::Run);
    ::kill(program, SIGSTOP);
    QTRY_COMPARE(lastState(), CpuState::Block);
    ::kill(program, SIGKILL);
    QTRY_COMPARE(lastState(), CpuState::Exit);
}

void CpuStatesTest::aPidThatIsGoneIsNotTracked() {
    const pid_t pid = ::fork();
    if (pid == 0)
        ::_exit(0);
    ::waitpid(pid, nullptr, 0);
    const auto cpu = sampler();
    cpu->track(pid);
    cpu->track(0);
    std::vector<CpuChange> changes;
    cpu->drain(0, changes, 100);
    QVERIFY(changes.empty());
}

QTEST_GUILESS_MAIN(CpuStatesTest)
#include "cpu_states_test.moc"
