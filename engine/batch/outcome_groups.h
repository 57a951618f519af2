// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Many runs put together by what was the same in them. Pure functions of the outcomes: nothing is kept.
#include "engine/batch/run_outcome.h"

#include <vector>

namespace forkscope::batch {

enum class GroupBy {
    Printed,      // the same lines, in any order
    PrintedOrder, // the same lines in the same order
    EndOrder,     // the processes ended in the same order
    Ending,       // the run ended in the same way
    Duration,     // within the same span of time
};
inline constexpr int kGroupings = 5;

// A line by which an outcome can be told from the others. Number 0: it stands for the whole.
struct PreviewLine {
    int number = 0; // of the line in what was printed, from 1
    QString text;
    bool operator==(const PreviewLine&) const = default;
};

struct OutcomeGroup {
    std::vector<PreviewLine> preview;
    std::vector<int> runs; // places in the list of outcomes, ascending; empty only for a span of Duration
    int troubled = 0;      // those of them that are not good
};

// The most frequent first, then by first appearance. Durations: by length, with the empty spans between. A
// run's outcome is in exactly one group.
//
// Two runs printed the same where all bytes are equal, or where they are after comparableText(): a number
// that happens to be a process's number in one run alone tears nothing apart.
std::vector<OutcomeGroup> groupOutcomes(const std::vector<RunOutcome>& outcomes, GroupBy by);

} // namespace forkscope::batch
