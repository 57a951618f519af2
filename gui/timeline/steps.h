// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The steps of a run: its events in order, those that a learner can see. What the kernel's scheduler did and
// bookkeeping are no steps; they happen within one. Main thread; steps are only added at the end.
#include "engine/trace/log.h"

#include <cstdint>
#include <vector>

namespace forkscope::gui {

class Steps {
  public:
    virtual ~Steps() = default;
    virtual std::int64_t count() const = 0;
    virtual trace::Time time(std::int64_t step) const = 0; // from 0 on; never before the step before it
    virtual std::int64_t before(trace::Time t) const = 0;  // how many are earlier than `t`
    virtual trace::Time end() const = 0;                   // the last one lasts until here
    virtual std::uint64_t order(std::int64_t) const { return 0; } // the event's rank; 0 where there is none
};

// Of a recorded trace. Keeps one bit for each of its events and a count for every 512.
class LogSteps final : public Steps {
  public:
    explicit LogSteps(const trace::Log& log) : log_(log) {}

    // Takes in the log's events up to this many; `end` is the latest time known.
    void update(std::size_t events, trace::Time end);

    std::int64_t count() const override { return count_; }
    trace::Time time(std::int64_t step) const override { return log_.time(indexOf(step)); }
    std::int64_t before(trace::Time t) const override;
    trace::Time end() const override { return end_; }
    std::uint64_t order(std::int64_t step) const override { return indexOf(step) + 1; }

  private:
    static constexpr std::size_t kWords = 8; // of 64 bits, in a block
    std::size_t indexOf(std::int64_t step) const;

    const trace::Log& log_;
    std::vector<std::uint64_t> bits_;   // by event of the log
    std::vector<std::uint32_t> counts_; // steps before each block
    std::size_t seen_ = 0;
    std::int64_t count_ = 0;
    trace::Time end_ = 0;
};

} // namespace forkscope::gui
