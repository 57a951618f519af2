// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/held_process.h"

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <fcntl.h>
#include <poll.h>
#include <string>
#include <utility>

#include <sys/syscall.h>
#include <unistd.h>

namespace forkscope::run {

std::optional<HeldProcess> HeldProcess::open(pid_t pid) {
    if (pid <= 1)
        return std::nullopt;
    const int descriptor = int(::syscall(SYS_pidfd_open, pid, 0));
    if (descriptor < 0)
        return std::nullopt;
    return HeldProcess(pid, descriptor);
}

HeldProcess::HeldProcess(HeldProcess&& other) noexcept
    : pid_(other.pid_), descriptor_(std::exchange(other.descriptor_, -1)), used_(other.used_) {}

HeldProcess& HeldProcess::operator=(HeldProcess&& other) noexcept {
    std::swap(pid_, other.pid_);
    std::swap(descriptor_, other.descriptor_);
    std::swap(used_, other.used_);
    return *this;
}

HeldProcess::~HeldProcess() {
    if (descriptor_ >= 0)
        ::close(descriptor_);
}

bool HeldProcess::send(int signal) const {
    return ::syscall(SYS_pidfd_send_signal, descriptor_, signal, nullptr, 0) == 0;
}

bool HeldProcess::hold() const {
    return send(SIGSTOP);
}

bool HeldProcess::letGo() const {
    return send(SIGCONT);
}

bool HeldProcess::isGone() const {
    pollfd ended{descriptor_, POLLIN, 0};
    return ::poll(&ended, 1, 0) != 0;
}

HeldProcess::State HeldProcess::state() const {
    if (isGone())
        return State::Gone;
    const std::string path = "/proc/" + std::to_string(pid_) + "/stat";
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return isGone() ? State::Gone : State::Waits;
    std::array<char, 512> text{};
    const ssize_t length = ::read(file, text.data(), text.size() - 1);
    ::close(file);
    // The name, in brackets, may hold anything; the state comes after the last bracket.
    const char* end = length > 0 ? std::strrchr(text.data(), ')') : nullptr;
    if (!end || end[1] != ' ')
        return isGone() ? State::Gone : State::Waits;
    switch (end[2]) {
    case 'R':
        return State::Runs;
    case 'T':
    case 't':
        return State::Stopped;
    case 'Z':
    case 'X':
        return State::Gone;
    default:
        return State::Waits;
    }
}

std::int64_t HeldProcess::used() const {
    clockid_t clock;
    timespec time{};
    if (::clock_getcpuclockid(pid_, &clock) == 0 && ::clock_gettime(clock, &time) == 0)
        used_ = std::max(used_, std::int64_t(time.tv_sec) * 1'000'000'000 + time.tv_nsec);
    return used_;
}

} // namespace forkscope::run
