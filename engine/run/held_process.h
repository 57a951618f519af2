// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A process that is held and let go from outside, and how much of a processor it has had. By pidfd, so that a
// number that the kernel gives to another process harms nobody. pidfd_open(2), pidfd_send_signal(2),
// clock_getcpuclockid(3), proc_pid_stat(5).
#include <cstdint>
#include <optional>

#include <sys/types.h>

namespace forkscope::run {

class HeldProcess {
  public:
    // None: there is no such process (any more), or the kernel has no pidfds (before Linux 5.3).
    static std::optional<HeldProcess> open(pid_t pid);
    HeldProcess(HeldProcess&& other) noexcept;
    HeldProcess& operator=(HeldProcess&& other) noexcept;
    ~HeldProcess();

    pid_t pid() const { return pid_; }
    bool hold() const;  // SIGSTOP; false: it is gone
    bool letGo() const; // SIGCONT; false: it is gone

    enum class State : std::uint8_t { Runs /* or is ready to */, Waits, Stopped, Gone /* a zombie too */ };
    State state() const;
    // ns of a processor, of all its threads; of one that has been reaped the last that was seen.
    std::int64_t used() const;

  private:
    HeldProcess(pid_t pid, int descriptor) : pid_(pid), descriptor_(descriptor) {}
    bool isGone() const;
    bool send(int signal) const;

    pid_t pid_;
    int descriptor_; // of the pidfd, ours
    mutable std::int64_t used_ = 0;
};

} // namespace forkscope::run
