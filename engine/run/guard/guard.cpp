// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/guard/guard.h"

#include "engine/run/guard/end_all.h"
#include "engine/run/guard/kernel_names.h"
#include "engine/run/guard/proc.h"

#include <algorithm>
#include <cerrno>

#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace forkscope::run::guard {
namespace {

constexpr int kCountEveryMs = 20;

// Where it is allowed (root, whom the kernel's own process limit does not bind): before a fork bomb's
// thousands, not after them. What is started gets back what the guard began with. Never a real-time policy:
// who looks into /proc or reaps may have to wait, spinning, for a task that is just taking the same entries
// away (d_invalidate in fs/dcache.c); in front of that task on its own CPU it would spin until the kernel
// throttles it, for 0.95 of each second (sched(7)).
void runFirst() {
    const sched_param none{0};
    if (sched_setscheduler(0, SCHED_OTHER | SCHED_RESET_ON_FORK, &none) == 0)
        setpriority(PRIO_PROCESS, 0, -20);
}

} // namespace

int Guard::run() {
    if (!prepare() || !mayBegin() || !start())
        return 125;
    watch();
    endAll();
    cgroup_.remove();
    unlinkNames();
    return 0;
}

bool Guard::prepare() {
    for (const int fd : {kControlFd, kTraceFd, kTerminalFd})
        fcntl(fd, F_SETFD, FD_CLOEXEC);
    fcntl(kControlFd, F_SETFL, O_NONBLOCK);
    // Without its warden the run would have one line less behind it.
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (getppid() != options_.warden || prctl(PR_SET_CHILD_SUBREAPER, 1) != 0)
        return false;
    options_.scheduling = Scheduling::ofThisThread();
    runFirst();
    sigset_t mask;
    sigemptyset(&mask);
    for (const int signal : {SIGCHLD, SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGTTOU, SIGTTIN})
        sigaddset(&mask, signal);
    sigprocmask(SIG_BLOCK, &mask, &programMask_);
    signals_ = signalfd(-1, &mask, SFD_CLOEXEC | SFD_NONBLOCK);
    return signals_ >= 0;
}

bool Guard::mayBegin() {
    report(Report::Ready, getpid());
    cgroup_.create(options_.processes ? tasksFor(options_.processes) : 0);
    pollfd fd{kControlFd, POLLIN, 0};
    Request request{};
    while (::poll(&fd, 1, -1) < 0 && errno == EINTR) {
    }
    return recv(kControlFd, &request, sizeof request, 0) == sizeof request && request == Request::Begin;
}

bool Guard::start() {
    const Start s = startProgram(options_, programMask_, cgroup_);
    if (options_.hasTerminal)
        close(kTerminalFd); // the terminal's end is when the program's processes have closed it
    else
        setpgid(0, 0); // Ctrl-C at the caller's terminal is for the program, which may handle it
    if (s.pid == 0) {
        report(Report::StartFailed, 0, s.error, std::uint32_t(s.step));
        return false;
    }
    report(Report::Started, s.pid);
    return true;
}

void Guard::watch() {
    for (;;) {
        pollfd fds[2] = {{kControlFd, short(POLLIN | (unsent_.empty() ? 0 : POLLOUT)), 0},
                         {signals_, POLLIN, 0}};
        poll(fds, 2, options_.processes ? kCountEveryMs : -1);
        isAsked_ = !readRequests() || !readSignals();
        if (isAsked_ || !reap() || !countProcesses())
            return;
        flush();
    }
}

void Guard::endAll() {
    killed_ = isAsked_ || reap(); // asked: by the warden already, it may be
    if (!killed_)
        return;
    report(Report::Ending);
    if (getppid() == options_.warden)
        kill(options_.warden, SIGTERM); // it helps
    // What breeds is cut off before anything else; others shall not even notice before they are dead.
    if (tooMany_)
        cgroup_.forbidForks();
    for (int round = 0; reap(); ++round) {
        stopThenKill(childrenOf(getpid()), leftovers_);
        if (!reap())
            break;
        cgroup_.forbidForks();
        cgroup_.killAll();
        poll(nullptr, 0, round < 4 ? 0 : round < 100 ? 1 : 20); // until the killed have died
        flush();
    }
}

void Guard::unlinkNames() {
    std::size_t unlinked = 0;
    if (options_.hasTrace) {
        const KernelNames names = namesIn(kTraceFd);
        unlinked = unlinkSemaphores(names.semaphores);
        if (killed_) // a program that ends by itself may leave a segment on purpose
            leftovers_.add(names.segments);
    }
    leftovers_.addFolder(options_.scratch);
    if (killed_)
        unlinked += leftovers_.remove();
    report(Report::AllGone, 0, 0, std::uint32_t(unlinked));
    fcntl(kControlFd, F_SETFL, 0); // the last words may wait for the engine
    flush();
}

bool Guard::reap() {
    for (;;) {
        int status = 0;
        const pid_t pid = waitpid(-1, &status, WNOHANG);
        if (pid > 0)
            report(Report::Reaped, pid, status);
        else if (pid == 0)
            return true;
        else if (errno != EINTR)
            return false;
    }
}

// The tree is walked only when enough was started since the last walk to make the limit possible.
bool Guard::countProcesses() {
    if (options_.processes == 0)
        return true;
    const auto last = lastPid();
    const bool couldExceed =
        !last || *last < lastPid_ || countedLast_ + std::uint64_t(*last - lastPid_) > options_.processes;
    if (!couldExceed)
        return true;
    lastPid_ = last.value_or(0);
    // Threads and the dead among them: never less than there are processes.
    if (const auto tasks = cgroup_.tasks(); tasks && *tasks <= options_.processes) {
        countedLast_ = *tasks;
        return true;
    }
    countedLast_ = descendantsOf(getpid()).size();
    if (countedLast_ <= options_.processes)
        return true;
    tooMany_ = true;
    report(Report::TooManyProcesses, 0, 0, std::uint32_t(countedLast_));
    return false;
}

bool Guard::readRequests() {
    Request request{};
    const ssize_t n = recv(kControlFd, &request, sizeof request, 0);
    if (n < 0)
        return errno == EAGAIN || errno == EINTR;
    return n != 0 && request != Request::End; // 0: the engine is gone
}

bool Guard::readSignals() {
    signalfd_siginfo info;
    while (read(signals_, &info, sizeof info) == sizeof info) {
        if (info.ssi_signo == SIGTERM || info.ssi_signo == SIGINT || info.ssi_signo == SIGHUP ||
            info.ssi_signo == SIGQUIT)
            return false;
    }
    return true;
}

void Guard::report(Report report, pid_t pid, int status, std::uint32_t detail) {
    unsent_.push_back({report, pid, status, detail});
    flush();
}

void Guard::flush() {
    while (!unsent_.empty()) {
        const Message m = unsent_.front();
        if (send(kControlFd, &m, sizeof m, MSG_NOSIGNAL) < 0) {
            if (errno != EAGAIN)
                unsent_.clear(); // nobody listens any more
            return;
        }
        unsent_.pop_front();
    }
}

} // namespace forkscope::run::guard
