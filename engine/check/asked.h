// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// One check while its runs go on: what it said of each, and what comes of it in one sentence.
#include "engine/check/check.h"
#include "engine/check/plan.h"

#include <memory>
#include <vector>

namespace forkscope::check {

struct TalkPlan;

// What came of one check.
struct CheckResult {
    QString title;
    bool passed = false;
    QString sentence;              // why not; "" when passed
    int runs = 0;                  // that it looked at
    int failed = 0;                // of them
    std::vector<Finding> findings; // one for each run that failed, in order; of all runs together last

    bool operator==(const CheckResult&) const = default;
};

class Asked {
  public:
    static Result<Asked> make(const Ask& ask);

    // False: this run does not pass.
    bool look(const RunView& run);
    CheckResult result() const { return result_; } // whole after conclude()
    // What it will be told whatever the runs to come show; "" while it may still pass.
    QString faultSoFar() const;
    void conclude();
    const TalkPlan* talk() const; // of tcp_talk, else null

  private:
    enum class Which { All, Plain, Shuffled, Some };

    bool isMeant(const RunView& run) const;
    QString sentence() const;

    std::unique_ptr<Check> check_;
    Which which_ = Which::All;
    QString message_;
    CheckResult result_;
};

} // namespace forkscope::check
