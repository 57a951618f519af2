// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Schedules as files, and what is said of a run that cannot go on.
#include "engine/drive/schedule.h"
#include "engine/trace/result.h"

#include <QString>

namespace forkscope::run {
class Session;
}

namespace forkscope::cli {

// Found out before the run, which would else be in vain.
Outcome canBeWritten(const QString& path);
Outcome writeSchedule(const QString& path, const drive::Schedule& schedule);
// Who waits for whom, or what keeps each of those who are held.
QString standstillWords(const run::Session& session);

} // namespace forkscope::cli
