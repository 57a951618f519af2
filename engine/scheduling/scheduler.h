// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Decides who has the processor next. Pure: it knows no clock and no process. It is told what has happened,
// by the reference (computed times) or by whoever holds and releases real processes (measured ones), and
// both get their decisions from here.
//
// Conventions, where textbooks differ (Silberschatz, Operating System Concepts, chapter 5; Arpaci-Dusseau,
// Operating Systems: Three Easy Pieces, chapters 7 and 8): whoever arrives at the moment at which a slice
// ends stands before the one whose slice ended; among equals the one that arrived first, then the one with
// the lower number; in a feedback queue an arrival on a higher level interrupts at once, and the interrupted
// one goes to the head of its level with what is left of its slice.
#include "engine/scheduling/policy.h"

#include <deque>
#include <optional>
#include <vector>

namespace forkscope::scheduling {

using JobId = std::size_t; // any numbers that the caller likes

class Scheduler {
  public:
    explicit Scheduler(Policy policy);

    // It can run from now on: new, or awake again (then on the level where it was). `burst`: how long it
    // says that it needs; only the shortest job first looks at it.
    void arrives(JobId job, Time burst);
    // Takes the processor away from nobody: gives a free one to the next. None: nobody waits.
    struct Turn {
        JobId job;
        Time atMost; // of the processor, from now; kWithoutEnd: until it ends or sleeps
        std::size_t level;
    };
    std::optional<Turn> next();
    // Whether somebody waits who has to run before the running one.
    bool mustInterrupt() const;

    // The running one has had `used` of the processor in this turn and has to give it back: its slice is
    // used up, or somebody interrupts it.
    void stops(Time used);
    // It sleeps, waits for something, or is gone: it does not wait for the processor. After a sleep it
    // arrives() again, with a fresh slice on its level.
    void leaves();
    // One that waits is gone (killed, for example). Unknown ones are no error.
    void removes(JobId job);
    // Everybody to the highest level, with a whole slice.
    void boosts();

    bool isIdle() const { return !running_; }
    std::optional<JobId> running() const;
    std::size_t waiting() const;

  private:
    struct Entry {
        JobId job = 0;
        Time burst = 0;
        std::size_t level = 0;
        Time left = 0; // of its slice
    };
    using Line = std::deque<Entry>;

    Time slice(std::size_t level) const { return policy_.slices[level]; }
    Entry take(Line& line);

    Policy policy_;
    std::vector<Line> lines_; // by level
    std::optional<Entry> running_;
    std::vector<std::size_t> levels_; // of jobs, where they were last
};

} // namespace forkscope::scheduling
