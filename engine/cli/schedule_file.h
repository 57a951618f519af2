// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Schedules as files.
#include "engine/drive/schedule.h"
#include "engine/trace/result.h"

#include <QString>

namespace forkscope::cli {

// Found out before the run, which would else be in vain.
Outcome canBeWritten(const QString& path);
Outcome writeSchedule(const QString& path, const drive::Schedule& schedule);

} // namespace forkscope::cli
