// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the words after `forkscope run` ask for.
#include "engine/condition/condition.h"
#include "engine/run/launch_spec.h"
#include "engine/trace/result.h"

namespace forkscope::cli {

struct RunWish {
    run::LaunchSpec spec;
    QString record; // "" none
    QString events; // "" none, "-" standard output
    bool isQuiet = false;
    int times = 0;        // 0: once, as python3 would
    QString scheduleFile; // "" none; the schedule itself is in spec.drive
    QString saveSchedule; // "" none
    std::optional<condition::Condition> until;
};

Result<RunWish> readWish(const QStringList& words);

} // namespace forkscope::cli
