// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/drive/lives.h"

#include <poll.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace forkscope::drive {

Lives::~Lives() {
    for (const auto& [pid, fd] : descriptors_)
        if (fd >= 0)
            close(fd);
}

int Lives::descriptor(std::int32_t pid) {
    const auto [at, isNew] = descriptors_.try_emplace(pid, -1);
    if (isNew && pid > 0)
        at->second = int(syscall(SYS_pidfd_open, pid, 0));
    return at->second;
}

bool Lives::hasTerminated(std::int32_t pid) {
    const int fd = descriptor(pid);
    pollfd waiting{fd, POLLIN, 0};
    if (fd < 0)
        return true;
    if (poll(&waiting, 1, 0) <= 0)
        return false;
    close(fd);
    descriptors_[pid] = -1;
    return true;
}

bool Lives::signal(std::int32_t pid, int signal) {
    const int fd = descriptor(pid);
    return fd >= 0 && syscall(SYS_pidfd_send_signal, fd, signal, nullptr, 0) == 0;
}

} // namespace forkscope::drive
