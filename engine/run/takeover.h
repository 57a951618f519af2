// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// When a guard is killed from outside, all that it held becomes children of this process, which is the second
// subreaper. This ends them and waits for them, and leaves alone every child that this process started
// itself. Main thread, polled; shared by all Sessions of the process.
#include "engine/run/guard/leftovers.h"

#include <string>
#include <unordered_set>
#include <vector>

#include <sys/types.h>

namespace forkscope::run {

class Takeover {
  public:
    // `leftovers` was made when the run began.
    explicit Takeover(Leftovers leftovers);
    ~Takeover();
    Takeover(const Takeover&) = delete;
    Takeover& operator=(const Takeover&) = delete;

    // Makes this process the second subreaper. To be called before a guard is started.
    static void prepare();
    // Remembers who are this process's own children while `guard` is alive: to be called every now and then.
    static void noteOwnChildren(pid_t guard);

    // One round: kills and reaps what has been adopted. False: nothing is left (three rounds found nothing,
    // so that what was just on its way up has come).
    bool round();
    // Then: what they left behind that is no process.
    void removeLeftovers(const std::vector<std::string>& segments);

  private:
    int emptyRounds_ = 0;
    Leftovers leftovers_;
};

} // namespace forkscope::run
