// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/guard/end_all.h"

#include "engine/run/guard/leftovers.h"
#include "engine/run/guard/proc.h"

#include <chrono>
#include <csignal>

#include <poll.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace forkscope::run {
namespace {

using Clock = std::chrono::steady_clock;
// Numbers are given out in turn, so one that was listed a moment ago cannot belong to somebody else yet.
// After this long it is looked up again.
constexpr std::chrono::milliseconds kListIsFresh{50};

void stop(const std::vector<pid_t>& children, pid_t parent, Clock::time_point listed,
          std::vector<pid_t>& stopped) {
    for (const pid_t pid : children) {
        if (Clock::now() - listed > kListIsFresh) {
            const auto stat = readProcStat(pid);
            if (!stat || stat->parent != parent)
                continue; // it is under this process by now, if it is there at all: for the next round
        }
        if (pid <= 1 || kill(pid, SIGSTOP) != 0)
            continue;
        stopped.push_back(pid);
        // Its whole group in one step, with what its members are just forking: else a fork bomb outruns the
        // walk.
        if (getpgid(pid) == pid)
            kill(-pid, SIGSTOP);
    }
}

// Parents dead before their children: one that sits in wait(2) would take its child's status with it into its
// own death, and nobody could tell any more how the child ended. Only where there are few; what breeds has to
// go at once.
void killParents(const std::vector<pid_t>& parents) {
    constexpr std::size_t kFew = 64;
    constexpr int kLongestMs = 20; // for any process that is not stuck in the kernel
    if (parents.size() > kFew)
        return;
    for (const pid_t pid : parents) {
        const int fd = int(syscall(SYS_pidfd_open, pid, 0));
        kill(pid, SIGKILL);
        pollfd death{fd, POLLIN, 0};
        if (fd >= 0) {
            poll(&death, 1, kLongestMs);
            close(fd);
        }
    }
}

// A whole process group dies in one step, also what its members are just forking. Groups made by one of the
// frozen hold nobody else.
void killGroups(const std::vector<pid_t>& stopped) {
    for (const pid_t pid : stopped) {
        if (getpgid(pid) == pid)
            kill(-pid, SIGKILL);
    }
}

} // namespace

void stopThenKill(const std::vector<pid_t>& roots, Leftovers& leftovers) {
    std::vector<pid_t> stopped, parents;
    stop(roots, getpid(), Clock::now(), stopped);
    for (std::size_t i = 0; i < stopped.size(); ++i) {
        const pid_t parent = stopped[i];
        const auto listed = Clock::now();
        const auto children = childrenOf(parent);
        if (!children.empty())
            parents.push_back(parent);
        stop(children, parent, listed, stopped);
    }
    leftovers.note(stopped);
    killParents(parents);
    killGroups(stopped);
    for (const pid_t pid : stopped)
        kill(pid, SIGKILL);
}

} // namespace forkscope::run
