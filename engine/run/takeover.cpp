// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/takeover.h"

#include "engine/run/guard/end_all.h"
#include "engine/run/guard/proc.h"

#include <utility>
#include <vector>

#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace forkscope::run {
namespace {

std::unordered_set<pid_t>& ownChildren() {
    static std::unordered_set<pid_t> own;
    return own;
}

int takeovers = 0; // going on now

std::vector<pid_t> adopted() {
    std::vector<pid_t> pids;
    for (const pid_t pid : childrenOf(getpid())) {
        if (!ownChildren().contains(pid))
            pids.push_back(pid);
    }
    return pids;
}

} // namespace

Takeover::Takeover(Leftovers leftovers) : leftovers_(std::move(leftovers)) {
    ++takeovers;
}

Takeover::~Takeover() {
    --takeovers;
}

void Takeover::prepare() {
    prctl(PR_SET_CHILD_SUBREAPER, 1);
}

void Takeover::noteOwnChildren(pid_t guard) {
    if (takeovers > 0) { // what another guard has left behind is no child of ours
        ownChildren().insert(guard);
        return;
    }
    const std::vector<pid_t> children = childrenOf(getpid());
    const auto stat = readProcStat(guard);
    // Only what was there before the guard's end can't have come from it.
    if (stat && stat->parent == getpid() && stat->state != 'Z')
        ownChildren() = {children.begin(), children.end()};
}

void Takeover::removeLeftovers(const std::vector<std::string>& segments) {
    leftovers_.add(segments);
    leftovers_.remove();
}

bool Takeover::round() {
    std::vector<pid_t> alive;
    for (const pid_t pid : adopted()) {
        if (waitpid(pid, nullptr, WNOHANG) == 0)
            alive.push_back(pid);
    }
    stopThenKill(alive, leftovers_);
    emptyRounds_ = alive.empty() ? emptyRounds_ + 1 : 0;
    return emptyRounds_ < 3;
}

} // namespace forkscope::run
