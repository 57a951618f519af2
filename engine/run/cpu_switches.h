// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The kernel's own record of every switch: a dummy software event with context_switch, one for each
// processor, inherited by every process that `root` starts from then on (perf_event_open(2), "inherit",
// "context_switch"). Exact to the nanosecond and without loss as long as the buffers are read often enough
// (512 KiB a processor: 16 000 switches a tick).
//
// What it cannot tell: the moment of a wake-up. A thread goes from Block to Run with the wait for a processor
// hidden in between; only a preempted or a new thread is seen Ready.
#include "engine/run/cpu_ring.h"
#include "engine/run/cpu_source.h"

namespace forkscope::run {

class CpuSwitches : public CpuSource {
  public:
    // Whether the kernel lets us; the sentence of a failure ends without a full stop, to stand in brackets.
    static Outcome permitted();

    // `pagesPerCpu` is a power of two; a smaller buffer is taken when the kernel grants no more.
    explicit CpuSwitches(std::size_t pagesPerCpu = 128);
    ~CpuSwitches() override;
    CpuSwitches(const CpuSwitches&) = delete;
    CpuSwitches& operator=(const CpuSwitches&) = delete;

    Outcome attach(pid_t root) override;
    void track(pid_t) override {}
    void drain(std::uint64_t startNs, std::vector<CpuChange>& out, std::size_t max) override;
    std::uint64_t lost() const override;

  private:
    struct Buffer {
        int fd;
        void* memory;
        std::size_t bytes;
        CpuRing ring;
    };
    Outcome openOn(int cpu, pid_t root);
    void closeAll();
    CpuRing* oldest(std::uint64_t before);

    std::size_t pages_;
    pid_t root_ = 0;
    std::vector<Buffer> buffers_;
};

} // namespace forkscope::run
