// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A measured run of jobs beside the computed one: as text with a Gantt chart in letters, and as JSON.
#include "engine/lab/comparison.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace forkscope::cli {

// Times in milliseconds; measured, and the computed one in brackets. `policy` none: the kernel's own, which
// is measured only; `states` says by what (Session::kernelStates()).
QByteArray scheduleReport(const lab::Comparison& comparison, const std::optional<scheduling::Policy>& policy,
                          const QString& states);
// One object: policy, jobs (measured, computed), means, stretches. Times in milliseconds; null for what is
// not computed.
QByteArray scheduleJson(const lab::Comparison& comparison, const std::optional<scheduling::Policy>& policy);

} // namespace forkscope::cli
