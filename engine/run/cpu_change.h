// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What a kernel thread does with the processor from a moment on.
#include <cstdint>

#include <sys/types.h>

namespace forkscope::run {

enum class CpuState : std::uint8_t {
    Run,   // it has a processor
    Ready, // it could go on but has none: preempted, or new and not yet begun
    Block, // it waits for something, sleeps or is stopped
    Exit,  // the thread is gone
};

struct CpuChange {
    std::int64_t time = 0; // ns since the start of the run, never below 0
    pid_t pid = 0;         // of the process
    pid_t tid = 0;         // of the thread, equal to pid for the main thread
    CpuState state = CpuState::Block;
};

} // namespace forkscope::run
