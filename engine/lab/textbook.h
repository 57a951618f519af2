// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Tables of jobs of the kind that lectures on scheduling work through, each with the policy that it shows
// something about. Bursts are long enough to be measured and short enough to be waited for.
#include "engine/lab/job_file.h"

#include <vector>

namespace forkscope::lab {

struct TextbookTable {
    QString title;
    QString about; // one sentence: what to look at
    JobFile file;
};

const std::vector<TextbookTable>& textbookTables();

} // namespace forkscope::lab
