// SPDX-License-Identifier: GPL-3.0-or-later
// Who has terminated stays as it was at the latest look, however late somebody asks.
#include "engine/drive/lives.h"

#include <QTest>

#include <csignal>

#include <sys/wait.h>
#include <unistd.h>

using forkscope::drive::Lives;

namespace {
// Sleeps until it is killed.
class Child {
  public:
    Child() : pid_(fork()) {
        if (pid_ == 0) {
            pause();
            _exit(0);
        }
    }
    ~Child() { end(); }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    int pid() const { return pid_; }
    void end() { // it may be asked about for as long as it is not reaped
        if (pid_ <= 1 || isOver_)
            return;
        kill(pid_, SIGKILL);
        siginfo_t how{};
        isOver_ = waitid(P_PID, id_t(pid_), &how, WEXITED | WNOWAIT) == 0;
    }
    void reap() {
        end();
        waitpid(pid_, nullptr, 0);
    }

  private:
    int pid_ = -1;
    bool isOver_ = false;
};
} // namespace

class LivesTest : public QObject {
    Q_OBJECT
  private slots:
    void tellsWhoHadTerminatedByTheLook();
    void doesNotYetKnowWhoCameAfterTheLook();
    void doesNotSignalTheDead();
    void looksAnewAtANumberThatCameRound();
};

void LivesTest::tellsWhoHadTerminatedByTheLook() {
    Lives lives;
    Child child;
    QVERIFY(!lives.hadTerminated(child.pid()));
    lives.look();
    child.end();
    QVERIFY(!lives.hadTerminated(child.pid()));
    QVERIFY(lives.hasTerminated(child.pid()));
    QVERIFY(!lives.hadTerminated(child.pid()));
    lives.look();
    QVERIFY(lives.hadTerminated(child.pid()));
    child.reap();
}

void LivesTest::doesNotYetKnowWhoCameAfterTheLook() {
    Lives lives;
    Child child;
    child.reap();
    QVERIFY(!lives.hadTerminated(child.pid()));
    lives.look();
    QVERIFY(lives.hadTerminated(child.pid()));
}

void LivesTest::doesNotSignalTheDead() {
    Lives lives;
    Child child;
    QVERIFY(lives.signal(child.pid(), SIGCONT));
    child.end();
    lives.look();
    QVERIFY(!lives.signal(child.pid(), SIGCONT));
    child.reap();
}

void LivesTest::looksAnewAtANumberThatCameRound() {
    Lives lives;
    Child gone, there;
    QVERIFY(!lives.hadTerminated(gone.pid()) && !lives.hadTerminated(there.pid()));
    gone.end();
    lives.renew(gone.pid());
    lives.renew(there.pid());
    there.end();
    lives.look(); // who has gone is not held on to any more: the number is asked about anew
    QVERIFY(!lives.hadTerminated(gone.pid()));
    QVERIFY(lives.hadTerminated(there.pid()));
    gone.reap();
    there.reap();
}

QTEST_GUILESS_MAIN(LivesTest)
#include "lives_test.moc"
