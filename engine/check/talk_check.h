// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// tcp_talk: what the checker's own clients heard. The checker asks the check for its plan and talks by it.
#include "engine/check/check.h"
#include "engine/check/talk.h"

namespace forkscope::check {

class TalkCheck : public Check {
  public:
    explicit TalkCheck(TalkPlan plan) : plan_(std::move(plan)) {}

    const TalkPlan& plan() const { return plan_; }
    std::optional<Finding> look(const RunView& run) override;

  protected:
    bool isForShuffled() const override { return false; }

  private:
    TalkPlan plan_;
};

} // namespace forkscope::check
