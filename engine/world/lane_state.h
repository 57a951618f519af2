// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What a lane shows during an interval. Eight states take part in the sums; Absent is the background.
#include <cstdint>

namespace forkscope::world {

inline constexpr unsigned kLaneStates = 8;

enum class LaneState : std::uint8_t {
    Running = 0,      // has a CPU, or is not known to wait where the kernel's switches are not available
    Ready = 1,        // could run, wants a CPU
    WaitsLock = 2,    // waits for a lock, a signal, a condition
    WaitsQueue = 3,   // waits at a queue, a pipe, a call, for input
    WaitsProcess = 4, // in join
    Sleeping = 5,
    Stopped = 6, // held by the learner, or by SIGSTOP
    Zombie = 7,  // ended, not yet joined
    // Outside the sums
    Absent = 8, // not yet begun, or gone
};

} // namespace forkscope::world
