// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A measured run of jobs beside the computed one: as text with a Gantt chart in letters, and as JSON.
#include "engine/lab/comparison.h"

#include <QByteArray>

namespace forkscope::cli {

// Times in milliseconds; measured, and the computed one in brackets.
QByteArray scheduleReport(const lab::Comparison& comparison, const scheduling::Policy& policy);
// One object: policy, jobs (measured, computed), means, stretches. Times in milliseconds.
QByteArray scheduleJson(const lab::Comparison& comparison, const scheduling::Policy& policy);

} // namespace forkscope::cli
