// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/processors.h"

namespace forkscope::run {

namespace {
std::optional<cpu_set_t> allowed() {
    cpu_set_t set;
    CPU_ZERO(&set);
    return sched_getaffinity(0, sizeof set, &set) == 0 ? std::optional(set) : std::nullopt;
}
} // namespace

void keepToOneProcessor(pid_t pid) {
    const auto may = allowed();
    for (int cpu = 0; may && cpu < CPU_SETSIZE; ++cpu)
        if (CPU_ISSET(cpu, &*may)) {
            cpu_set_t one;
            CPU_ZERO(&one);
            CPU_SET(cpu, &one);
            sched_setaffinity(pid, sizeof one, &one);
            return;
        }
}

// The last one: the first is often the one that serves interrupts.
SpareProcessor::SpareProcessor() {
    const auto may = allowed();
    for (int cpu = CPU_SETSIZE - 1; may && number_ < 0 && cpu >= 0; --cpu)
        if (CPU_ISSET(cpu, &*may))
            number_ = cpu;
    if (number_ < 0)
        return;
    cpu_set_t others = *may;
    CPU_CLR(number_, &others);
    if (CPU_COUNT(&others) > 0 && sched_setaffinity(0, sizeof others, &others) == 0)
        before_ = may;
}

SpareProcessor::~SpareProcessor() {
    if (before_)
        sched_setaffinity(0, sizeof *before_, &*before_);
}

} // namespace forkscope::run
