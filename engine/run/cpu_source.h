// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// One way of knowing who has a processor; CpuStates chooses between the two there are.
#include "engine/run/cpu_change.h"
#include "engine/trace/result.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace forkscope::run {

class CpuSource {
  public:
    virtual ~CpuSource() = default;
    virtual Outcome attach(pid_t root) = 0;
    virtual void track(pid_t pid) = 0;
    virtual void drain(std::uint64_t startNs, std::vector<CpuChange>& out, std::size_t max) = 0;
    virtual std::uint64_t lost() const { return 0; }
};

} // namespace forkscope::run
