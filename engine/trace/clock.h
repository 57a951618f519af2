// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// CLOCK_MONOTONIC at a third of the price of clock_gettime(2): from the time stamp counter, by a line that
// the engine keeps fitting (wire::ClockPage). Only where the kernel itself takes its time from that counter,
// so that it runs evenly and alike on all processors. Off by well under a microsecond while the engine keeps
// it fresh; not used when it is stale. Any process, any thread; header-only for the probe.
#include "engine/trace/wire.h"

#include <cstdint>

namespace forkscope::trace {

#if defined(__x86_64__)
inline std::uint64_t timeStampCounter() {
    return __builtin_ia32_rdtsc();
}
inline constexpr bool kHasTimeStampCounter = true;
#else
inline std::uint64_t timeStampCounter() {
    return 0;
}
inline constexpr bool kHasTimeStampCounter = false;
#endif

__extension__ typedef unsigned __int128 Wide128; // GCC and clang have it, ISO C++ does not

// False where the caller has to ask the system.
inline bool readClock(const wire::ClockPage& page, std::uint64_t& ns) {
    constexpr std::uint64_t kStaleNs = 2'000'000'000;
    if constexpr (!kHasTimeStampCounter)
        return false;
    const std::uint32_t version = page.version.load(std::memory_order_acquire);
    if (version == 0 || (version & 1) != 0)
        return false;
    const std::uint64_t counter = page.counter.load(std::memory_order_relaxed);
    const std::uint64_t base = page.ns.load(std::memory_order_relaxed);
    const std::uint64_t rate = page.rate.load(std::memory_order_relaxed);
    std::atomic_thread_fence(std::memory_order_acquire);
    if (page.version.load(std::memory_order_relaxed) != version)
        return false;
    const std::uint64_t counts = timeStampCounter() - counter;
    // A counter that was read on another processor just before the page was written lies a little behind it.
    if (counts >> 63)
        return false;
    const auto passed = std::uint64_t(Wide128(counts) * rate >> 32);
    if (passed > kStaleNs)
        return false;
    ns = base + passed;
    return true;
}

} // namespace forkscope::trace
