// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What a check has seen and should not be so: a sentence, and where to look. Plain values; they outlive the
// run that they are about, and refer to its recording by the run's number.
#include "engine/world/reason.h"

#include <QString>

#include <vector>

namespace forkscope::check {

using trace::ProcessId;
using trace::Time;

// A process inside what is guarded, from its first to its last event there.
struct Stay {
    ProcessId process;
    std::uint8_t thread = 0;
    Time from = 0, to = 0;
    std::uint64_t fromOrder = 0, toOrder = 0; // ranks of those events
    std::uint32_t fromLine = 0, toLine = 0;

    bool operator==(const Stay&) const = default;
};

struct Finding {
    QString sentence = {};
    int run = 0;  // number of the run, from 1; 0: of all runs together
    Time at = -1; // the moment to show; -1: the end of the run
    std::vector<ProcessId> processes = {};
    std::vector<world::Place> lines = {};
    std::vector<Stay> stays = {}; // that overlap

    bool operator==(const Finding&) const = default;
};

} // namespace forkscope::check
