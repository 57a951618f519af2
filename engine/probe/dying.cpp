// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/probe/dying.h"

#include "engine/probe/gate.h"
#include "engine/probe/released.h"
#include "engine/probe/self.h"

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <poll.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace forkscope::probe {

namespace {
struct Signalled {
    std::int32_t pid = 0, signal = 0;
};
// The latest ones: who ends more at a time asks about them in turn. Guarded by the interpreter lock.
constinit Signalled gSignalled[64];
constinit unsigned gNext = 0;

Signalled* signalled(std::int32_t pid) {
    for (Signalled& one : gSignalled)
        if (one.pid == pid)
            return &one;
    return nullptr;
}

// proc(5), "status": whether the signal is in one of the masks of those that do not end by it, or cannot be
// delivered now.
bool endsBy(std::int32_t pid, std::int32_t signal) {
    if (signal == SIGKILL)
        return true;
    char path[64], text[4096];
    std::snprintf(path, sizeof path, "/proc/%d/status", pid);
    if (readFile(path, text, sizeof text) == 0)
        return false;
    for (const char* name : {"\nSigBlk:", "\nSigIgn:", "\nSigCgt:"})
        if (const char* at = std::strstr(text, name))
            if (std::strtoull(at + std::strlen(name), nullptr, 16) >> (signal - 1) & 1)
                return false;
    return std::strchr("Tt", kernelStateOf(pid)) == nullptr; // 0, of who has gone, is found as well
}
} // namespace

void noteSignal(std::int64_t pid, std::int32_t signal) {
    if (pid <= 0 || (signal != SIGTERM && signal != SIGKILL))
        return;
    Signalled* known = signalled(std::int32_t(pid));
    *(known ? known : &gSignalled[gNext++ % std::size(gSignalled)]) = {std::int32_t(pid), signal};
}

void waitForItsEnd(std::int32_t pid) {
    Signalled* const known = pid > 0 ? signalled(pid) : nullptr;
    if (!known || gateFree() || !gateHoldsThisThread())
        return;
    const std::int32_t signal = known->signal;
    *known = {};
    const int descriptor = int(syscall(SYS_pidfd_open, pid, 0));
    if (descriptor < 0)
        return;
    pollfd end{descriptor, POLLIN, 0};
    for (int turn = 0; turn < 50 && endsBy(pid, signal); ++turn) {
        const InterpreterReleased released;
        if (poll(&end, 1, 20) > 0)
            break;
    }
    close(descriptor);
}

} // namespace forkscope::probe
