// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// From the bytes of a trace to the Log and the History, a little at a time, so that the window stays alive
// while a program writes millions of events a second. Owns all three readers; main thread.
#include "engine/trace/reader.h"
#include "engine/trace/thread_annotations.h"
#include "engine/world/history.h"

#include <QElapsedTimer>

#include <chrono>
#include <functional>
#include <span>

namespace forkscope::run {

class TraceFeed {
  public:
    using See = std::function<void(const trace::Event&)>;

    TraceFeed() : reader_(log_), history_(log_) {}

    // Takes in what is new for at most about `budget`; `see` is shown each event once it is in the History.
    // `last`: nobody writes any more, so what is missing will never come.
    std::size_t take(std::span<const std::byte> bytes, std::chrono::milliseconds budget, bool last,
                     const See& see) FORKSCOPE_MAIN_THREAD;
    // No event can be later than this (trace::Reader).
    void setLatest(trace::Time latest) { reader_.setLatest(latest); }
    // As Reader has them: for bytes that are not all in memory, and when nothing more will come.
    void setKeeper(trace::ChunkKeeper* keeper) { reader_.setKeeper(keeper); }
    void finish() { reader_.finish(); }
    // The last take() left nothing unread and nothing held back; also of what `see` has made somebody write.
    bool exhausted() const {
        return isAtEnd_ && !reader_.backlog() && !reader_.waiting() && history_.applied() == log_.size();
    }

    const trace::Log& log() const { return log_; }
    const trace::Damage& damage() const { return reader_.damage(); }
    world::History& history() { return history_; }
    const world::History& history() const { return history_; }

  private:
    bool patient(bool last, std::size_t got);

    trace::Log log_;
    trace::Reader reader_;
    world::History history_;
    bool isAtEnd_ = false; // the last look for events has found none
    QElapsedTimer stuck_;  // since when events are held back for a missing one; invalid when none are
};

} // namespace forkscope::run
