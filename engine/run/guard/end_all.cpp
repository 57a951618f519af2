// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/guard/end_all.h"

#include "engine/run/guard/proc.h"

#include <cerrno>
#include <csignal>

#include <sys/syscall.h>
#include <unistd.h>

namespace forkscope::run {
namespace {

bool isStill(const Descendant& d) {
    const auto stat = readProcStat(d.pid);
    // An orphan has come to this process since it was listed: still one of ours.
    return stat && stat->state != 'Z' && stat->state != 'X' &&
           (stat->parent == d.parent || stat->parent == getpid());
}

bool signalDescendant(const Descendant& d, int signal) {
    const long fd = syscall(SYS_pidfd_open, d.pid, 0);
    if (fd < 0 && errno == ESRCH)
        return false;
    const bool same = isStill(d);
    if (same && fd >= 0)
        syscall(SYS_pidfd_send_signal, fd, signal, nullptr, 0);
    else if (same)
        kill(d.pid, signal);
    if (fd >= 0)
        close(int(fd));
    return same;
}

} // namespace

std::size_t stopThenKill(const std::vector<pid_t>& roots) {
    std::vector<Descendant> all;
    for (const pid_t root : roots) {
        all.push_back({root, getpid()});
        signalDescendant(all.back(), SIGSTOP); // a stopped parent cannot grow while it is walked
        for (const Descendant& d : descendantsOf(root))
            all.push_back(d);
    }
    for (const Descendant& d : all)
        signalDescendant(d, SIGSTOP);
    std::size_t alive = 0;
    for (const Descendant& d : all)
        alive += signalDescendant(d, SIGKILL);
    return alive;
}

} // namespace forkscope::run
