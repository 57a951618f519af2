// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Which policy somebody wants, the kernel's own among them, with the numbers of all: a change of mind and
// back loses none. A plain value.
#include "engine/scheduling/policy.h"
#include "engine/trace/result.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace forkscope::lab {

struct JobFile;

struct PolicyWish {
    QString name = QStringLiteral("linux"); // of names()
    scheduling::Time quantum = scheduling::kUsualQuantum;
    std::vector<scheduling::Time> slices = scheduling::usualSlices(); // the highest level first
    scheduling::Time boost = scheduling::kWithoutEnd;

    // "linux", "fcfs", "sjf", "rr", "mlfq": as in files and on the command line.
    static const QStringList& names();
    // What a file of jobs says; what it leaves out stays as it is in `otherwise`.
    static PolicyWish of(const JobFile& file, const PolicyWish& otherwise);

    // None: the kernel's own. The sentence says what is not understood.
    Result<std::optional<scheduling::Policy>> policy() const;

    bool operator==(const PolicyWish&) const = default;
};

// In full, with its numbers; of the kernel's own "Linux".
QString toText(const std::optional<scheduling::Policy>& policy);
// For a button or a bar: "Linux", "FCFS", "SJF", "RR 100 ms", "MLFQ 4 levels".
QString shortText(const std::optional<scheduling::Policy>& policy);

} // namespace forkscope::lab
