// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What came of checked programs, as text, as JSON and as a table for a spreadsheet.
#include "engine/cli/submissions.h"
#include "engine/trace/result.h"

namespace forkscope::cli {

// Each check in a line, what was seen below it.
QString reportOf(const Submission& submission);
// One line: the file, passed or not, and the first thing that is wrong.
QString lineOf(const Submission& submission);
// One object; of a folder an array of them.
QByteArray jsonOf(const std::vector<Submission>& all, bool asList);
// RFC 4180: a row for each file, a column for each check.
Outcome writeCsv(const QString& path, const std::vector<Submission>& all);

} // namespace forkscope::cli
