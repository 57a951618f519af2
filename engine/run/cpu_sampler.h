// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Who has a processor, for machines whose kernel does not tell: /proc/PID/task/TID/{stat,schedstat} of each
// known process, looked at once a tick. The kernel counts exactly how long a thread ran and how long it
// waited for a processor, but not when; so the changes given here are at the moments of the samples, and are
// chosen so that the shares of Run, Ready and Block over time are the kernel's own (proc(5);
// Documentation/scheduler/sched-stats).
#include "engine/run/cpu_source.h"

#include <array>
#include <map>

namespace forkscope::run {

// Turns the shares of successive intervals into one state for each, by carrying over what a state was not
// given (error diffusion). Over n intervals each state is shown within one interval of its true share.
class CpuShares {
  public:
    // During the `interval` before now the thread `ran` and `waited` for a processor (all ns; the kernel
    // books both late, so they can sum up to more). `runnable`: it is on a processor or waits for one, now.
    CpuState next(std::int64_t interval, std::int64_t ran, std::int64_t waited, bool runnable);

  private:
    std::array<std::int64_t, 3> due_{}; // by CpuState: time that the state has had but was not shown
    std::int64_t unbooked_ = 0;         // runnable, but not yet booked by the kernel
};

class CpuSampler : public CpuSource {
  public:
    Outcome attach(pid_t) override { return Done{}; }
    void track(pid_t pid) override; // no effect when it is gone or known
    // Looks at the processes whose turn it is, for 2 ms at the most; the others come first at the next call.
    void drain(std::uint64_t startNs, std::vector<CpuChange>& out, std::size_t max) override;

  private:
    struct Thread {
        std::uint64_t sampledNs = 0;
        std::int64_t ranNs = 0, waitedNs = 0;
        CpuShares shares;
        CpuState shown = CpuState::Exit; // Exit: nothing shown yet
        bool ended = false;
        bool present = false;
    };
    struct Process {
        std::uint64_t birth = 0; // clock ticks since boot: tells a reused pid
        std::uint64_t sampledNs = 0;
        std::map<pid_t, Thread> threads;
    };
    struct Emit;

    bool sample(pid_t pid, Process& process, const Emit& emit);
    static void sampleThread(pid_t pid, pid_t tid, Thread& thread, const Emit& emit);

    std::map<pid_t, Process> processes_;
    pid_t next_ = 0; // whose turn it is
};

} // namespace forkscope::run
