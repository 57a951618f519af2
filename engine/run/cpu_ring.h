// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Reads the ring buffer of one perf event: the kernel writes records and moves data_head, we read them in
// order and move data_tail (perf_event_open(2), "MMAP layout"). Gives only what says who has the processor:
// switches, forks and exits; counts what the kernel had to drop. Does not own the memory; single reader.
#include "engine/run/cpu_change.h"

#include <cstddef>
#include <cstdint>

struct perf_event_mmap_page;

namespace forkscope::run {

// A CpuChange with the kernel's time, CLOCK_MONOTONIC.
struct CpuRecord {
    std::uint64_t clockNs = 0;
    pid_t pid = 0, tid = 0;
    CpuState state = CpuState::Block;
};

class CpuRing {
  public:
    // `data` is `bytes` long, a power of two. Records must carry the sample_id of TID, TIME and CPU.
    CpuRing(perf_event_mmap_page* page, const std::byte* data, std::size_t bytes);

    void refresh();           // sees what the kernel has written by now
    const CpuRecord* front(); // next record; null when all that refresh() saw has been read
    void pop();               // on to the next one
    void release();           // gives what was read back to the kernel
    std::uint64_t lost() const { return lost_; } // records dropped so far, the buffer being full

  private:
    bool decode(const std::byte* record, std::uint32_t type, std::uint16_t misc, std::size_t size);
    void copyOut(std::uint64_t from, std::byte* to, std::size_t bytes) const;

    perf_event_mmap_page* page_;
    const std::byte* data_;
    std::size_t mask_;
    std::uint64_t head_ = 0, tail_ = 0;
    std::uint64_t lost_ = 0;
    CpuRecord front_;
    bool hasFront_ = false;
};

} // namespace forkscope::run
