// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/scheduling/reference.h"

#include "engine/scheduling/scheduler.h"

#include <algorithm>
#include <numeric>

namespace forkscope::scheduling {
namespace {

class Computation {
  public:
    Computation(const std::vector<Job>& jobs, const Policy& policy)
        : jobs_(jobs), policy_(policy), scheduler_(policy), left_(jobs.size()), byArrival_(jobs.size()),
          nextBoost_(policy.boost) {
        std::iota(byArrival_.begin(), byArrival_.end(), std::size_t(0));
        std::ranges::stable_sort(byArrival_, {}, [&](std::size_t i) { return jobs[i].arrival; });
        plan_.jobs.resize(jobs.size());
        for (std::size_t i = 0; i < jobs.size(); ++i) {
            left_[i] = jobs[i].burst;
            plan_.jobs[i].arrival = plan_.jobs[i].firstRun = plan_.jobs[i].end = jobs[i].arrival;
        }
    }

    Plan run() {
        for (;;) {
            letArrive();
            if (const auto turn = scheduler_.next())
                give(*turn);
            else if (arrived_ < byArrival_.size())
                now_ = jobs_[byArrival_[arrived_]].arrival; // nobody to run until then
            else
                return std::move(plan_);
        }
    }

  private:
    void letArrive() {
        for (; arrived_ < byArrival_.size() && jobs_[byArrival_[arrived_]].arrival <= now_; ++arrived_) {
            const std::size_t i = byArrival_[arrived_];
            plan_.jobs[i].isDone = jobs_[i].burst == 0;
            if (!plan_.jobs[i].isDone)
                scheduler_.arrives(i, jobs_[i].burst);
        }
        while (nextBoost_ <= now_) {
            scheduler_.boosts();
            nextBoost_ += policy_.boost;
        }
    }

    // Runs the job until it is done, its slice is used up, or somebody arrives or climbs who goes before it.
    void give(const Scheduler::Turn& turn) {
        Time slice = turn.atMost;
        std::size_t level = turn.level;
        Time used = 0; // since the slice began
        for (;;) {
            const Time step = std::min({left_[turn.job], slice - used, untilNextEvent()});
            append(plan_, {turn.job, now_, now_ + step, level});
            now_ += step;
            used += step;
            left_[turn.job] -= step;
            if (left_[turn.job] == 0) {
                plan_.jobs[turn.job].end = now_;
                plan_.jobs[turn.job].isDone = true;
                return scheduler_.leaves();
            }
            const bool isBoosted = nextBoost_ <= now_;
            letArrive();
            if (isBoosted) {
                slice = policy_.slices.front();
                level = used = 0;
            }
            if (used == slice || scheduler_.mustInterrupt())
                return scheduler_.stops(used);
        }
    }

    Time untilNextEvent() const {
        const Time arrival =
            arrived_ < byArrival_.size() ? jobs_[byArrival_[arrived_]].arrival - now_ : kWithoutEnd;
        return std::min(arrival, nextBoost_ == kWithoutEnd ? kWithoutEnd : nextBoost_ - now_);
    }

    const std::vector<Job>& jobs_;
    const Policy& policy_;
    Scheduler scheduler_;
    std::vector<Time> left_;
    std::vector<std::size_t> byArrival_;
    std::size_t arrived_ = 0;
    Time now_ = 0, nextBoost_;
    Plan plan_;
};

} // namespace

Plan compute(const std::vector<Job>& jobs, const Policy& policy) {
    return Computation(jobs, policy).run();
}

} // namespace forkscope::scheduling
