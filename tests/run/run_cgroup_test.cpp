// SPDX-License-Identifier: GPL-3.0-or-later
// A control group of a run, where this system lets us have one: what is put there is counted, bound and
// ended, also as root.
#include "engine/run/guard/proc.h"
#include "engine/run/guard/run_cgroup.h"

#include <QTest>

#include <cerrno>
#include <csignal>

#include <sys/wait.h>
#include <unistd.h>

namespace forkscope::tests {

class RunCgroupTest : public QObject {
    Q_OBJECT
  private slots:
    void whatIsInItIsCountedAndEnded();
    void limitBindsAnybody();
    void sweepEndsWhatNobodyHolds();
};

namespace {

std::string have() {
    return run::RunCgroup::available();
}

// A child that has entered the group and then does `work`; its pid once it is there.
template <class Work> pid_t childIn(const run::RunCgroup& group, Work work) {
    int ready[2];
    if (pipe(ready) != 0)
        return -1;
    const pid_t pid = fork();
    if (pid == 0) {
        group.enter();
        close(ready[0]);
        close(ready[1]);
        work();
        _exit(0);
    }
    close(ready[1]);
    char none;
    (void)!read(ready[0], &none, 1);
    close(ready[0]);
    return pid;
}

int signalThatEnded(pid_t pid) {
    int status = 0;
    waitpid(pid, &status, 0);
    return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

void sleepLong() {
    sleep(60);
}

} // namespace

void RunCgroupTest::whatIsInItIsCountedAndEnded() {
    if (have().find("cgroup.kill") == std::string::npos)
        QSKIP("No control group with cgroup.kill is to be had by this user here.");
    run::RunCgroup group(getpid());
    group.create(0);
    const pid_t child = childIn(group, sleepLong);
    if (const auto tasks = group.tasks())
        QCOMPARE(*tasks, std::uint64_t(1));
    group.killAll();
    QCOMPARE(signalThatEnded(child), SIGKILL);
    group.remove();
}

void RunCgroupTest::limitBindsAnybody() {
    if (have().find("pids.max") == std::string::npos)
        QSKIP("No control group with a limit of processes is to be had by this user here.");
    run::RunCgroup group(getpid());
    group.create(3);
    const pid_t child = childIn(group, [] {
        int started = 0;
        for (int i = 0; i < 6; ++i) {
            const pid_t pid = fork();
            if (pid == 0) {
                sleepLong();
                _exit(0);
            }
            started += pid > 0;
        }
        _exit(started);
    });
    int status = 0;
    waitpid(child, &status, 0);
    QVERIFY(WIFEXITED(status));
    QCOMPARE(WEXITSTATUS(status), 2);
    group.forbidForks();
    group.killAll();
    QTRY_COMPARE(group.tasks().value_or(0), std::uint64_t(0));
    group.remove();
}

// As when engine, warden and guard have all been killed.
void RunCgroupTest::sweepEndsWhatNobodyHolds() {
    if (have().empty())
        QSKIP("No control group is to be had by this user here.");
    const pid_t ended = fork();
    if (ended == 0)
        _exit(0);
    waitpid(ended, nullptr, 0);
    run::RunCgroup group(ended);
    group.create(0);
    const pid_t child = childIn(group, sleepLong);
    run::RunCgroup::sweep();
    QCOMPARE(signalThatEnded(child), SIGKILL);
    run::RunCgroup::sweep();
}

} // namespace forkscope::tests

QTEST_GUILESS_MAIN(forkscope::tests::RunCgroupTest)
#include "run_cgroup_test.moc"
