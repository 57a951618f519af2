// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// From slots, accounts and the World: who can be let go, and who has to be waited for before that is asked.
// Part of the Controller; values in, values out, but for pidfds that are asked whether a process has ended.
#include "engine/drive/judge.h"

#include <vector>

namespace forkscope::drive {

struct Survey {
    std::vector<Choice> choices; // sorted by actor: the same order in every run
    std::vector<BusyThread> busy;
    bool isBehind = false; // a slot says more than the trace that has been read
};

// `busy` comes without `sinceNs`.
Survey survey(const SurveyInput& input);

} // namespace forkscope::drive
