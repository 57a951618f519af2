// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/guard/end_all.h"

#include "engine/run/guard/proc.h"

#include <chrono>
#include <csignal>

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
        if (pid > 1 && kill(pid, SIGSTOP) == 0)
            stopped.push_back(pid);
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

void stopThenKill(const std::vector<pid_t>& roots) {
    std::vector<pid_t> stopped;
    stop(roots, getpid(), Clock::now(), stopped);
    for (std::size_t i = 0; i < stopped.size(); ++i) {
        const pid_t parent = stopped[i];
        const auto listed = Clock::now();
        stop(childrenOf(parent), parent, listed, stopped);
    }
    killGroups(stopped);
    for (const pid_t pid : stopped)
        kill(pid, SIGKILL);
}

} // namespace forkscope::run
