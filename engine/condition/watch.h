// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A condition followed through a run.
//
// Watch: for who has the World at each step already (a driven run, a shuffle): it takes the events, and is
// asked when something may have changed. Search: for who wants the moment itself, in a run that has ended or
// goes on; it looks after each event, also between two looks of the caller.
//
// Single thread; Log and History must outlive them.
#include "engine/condition/condition.h"
#include "engine/condition/counters.h"
#include "engine/world/history.h"

#include <optional>
#include <vector>

namespace forkscope::condition {

class Watch {
  public:
    explicit Watch(Condition condition);

    // Each event of the run once, in order; `after` is the World with it.
    void take(const trace::Event& e, const world::World& after);
    // All events that the History has taken in since the last call. Their World is the History's now.
    void follow(const world::History& history);

    bool isMet(const Moment& moment) const;
    const Condition& condition() const { return condition_; }

  private:
    friend class Search;
    bool isMet(const Moment& moment, bool isDeadlocked) const;
    bool asks(Question question) const;

    Condition condition_;
    std::vector<EventCounter> events_;
    std::vector<TextCounter> texts_;
    std::size_t followed_ = 0;
};

// When a condition was met, and by which event.
struct Met {
    trace::Time at = 0;
    std::uint64_t order = 0; // rank of the event after which it is so; 0: from the start
    trace::Event event;      // that event
};

class Search {
  public:
    // Looks from after the event of this rank on; what was before is known to it.
    Search(Condition condition, const world::History& history, std::uint64_t from = 0);

    // Goes on to the end of what the History has, at most `maxEvents`, or to the first moment at which the
    // condition is met: called again, it looks for the next one at which it is met after it was not.
    std::optional<Met> advance(std::size_t maxEvents = SIZE_MAX);
    // Whether it is met now, where the search has come to.
    bool isMet(std::optional<int> exitStatus = {}, bool isStuck = false) const;

  private:
    bool look(const trace::Event& e);

    const world::History& history_;
    Watch watch_;
    world::World world_;
    std::size_t next_ = 0; // index of the event to take
    bool asksStates_ = false, asksDeadlock_ = false, isDeadlocked_ = false, wasMet_ = false;
};

// The first moment of the run so far. `exitStatus`: what the run ended with, for `exit`.
std::optional<Met> firstMet(const Condition& condition, const world::History& history,
                            std::optional<int> exitStatus = {});

} // namespace forkscope::condition
