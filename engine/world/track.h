// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// One lane's past as intervals: what a process did from when to when, who owned a lock, how deep a queue was.
// Made for drawing any stretch of time in a time that depends on the pixels, not on the number of intervals.
//
// Interval i begins at start(i) and ends where i+1 begins; the last one is open and ends at end(). Every
// kBlock intervals a block keeps the running time per state, so that the share of each state within any [a,b)
// is the difference of two sums. The sums are in units of 256 ns, 32 bits wide, and wrap: only differences
// are used. Append-only, single thread. About six bytes an interval where states and notes repeat, 23 where
// no two are the same.
#include "engine/trace/timed_columns.h"
#include "engine/world/lane_state.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace forkscope::world {

using trace::Time;

// What an interval is about, for labels, tooltips and jumps: the object waited for (or the owner, or the
// depth) and the line in the learner's file. Kept in eight bytes: lines beyond 2^20 and files beyond 4095
// become "none".
struct IntervalNote {
    std::uint32_t subject = 0; // ObjectId, ProcessId or depth, by the kind of track
    std::uint32_t line = 0;
    trace::FileId file;

    auto operator<=>(const IntervalNote&) const = default;
};

class Track {
  public:
    static constexpr unsigned kBlock = 64;
    static constexpr unsigned kUnitShift = 8; // sums count units of 2^8 ns
    using Sums = std::array<std::uint32_t, kLaneStates>;

    // Closes the open interval at `at` and opens one in `state`. `at` before the last start is raised to it.
    // An interval of the same state and note as the open one is not opened anew.
    void append(Time at, LaneState state, IntervalNote note = {});
    // The open interval reaches to here (the playhead's `now`). Never goes back.
    void extendTo(Time now) { end_ = std::max(end_, now); }

    std::size_t size() const { return intervals_.size(); }
    bool empty() const { return size() == 0; }
    Time start(std::size_t i) const { return intervals_.time(i); }
    Time stop(std::size_t i) const { return i + 1 < size() ? start(i + 1) : end_; }
    LaneState state(std::size_t i) const { return LaneState(intervals_.shape(i)[1]); }
    IntervalNote note(std::size_t i) const { return unpack(intervals_.shape(i)[0]); }
    // Calls what(index, begin, end, state) for each interval from `first` to before `last`, in order and more
    // quickly than one by one, as long as it answers true.
    template <class Do> void each(std::size_t first, std::size_t last, Do&& what) const;
    Time end() const { return end_; }
    // Index of the interval that contains `t`: the last one with start <= t; 0 when t is before all.
    std::size_t find(Time t) const;
    // The same, not before interval `from`, for those who walk on.
    std::size_t find(Time t, std::size_t from) const;

    // Blocks, for the rasteriser. Block b holds the intervals [b * kBlock, min((b + 1) * kBlock, size())).
    std::size_t blocks() const { return blockStart_.size(); }
    Time blockStart(std::size_t b) const { return blockStart_[b]; }
    const Sums& blockSums(std::size_t b) const { return blockSums_[b]; } // time per state before block b
    const Sums& runningSums() const { return running_; }                 // … before the open interval
    std::uint8_t blockMask(std::size_t b) const {
        return blockMask_[b];
    }                                  // states that occur in block b, one bit each
    std::size_t blockOf(Time t) const; // last block with blockStart <= t; 0 when t is before all
    // The same, not before block `from`, for those who walk on: gallops, for it is mostly this one or near.
    std::size_t blockOf(Time t, std::size_t from) const {
        std::size_t low = from, step = 1;
        while (low + step < blocks() && blockStart_[low + step] <= t) {
            low += step;
            step *= 2;
        }
        std::size_t high = std::min(low + step, blocks());
        while (high - low > 1) {
            const std::size_t middle = (low + high) / 2;
            (blockStart_[middle] <= t ? low : high) = middle;
        }
        return low;
    }
    std::size_t memoryBytes() const;

  private:
    // Of a note and a state: subject and site (file << 20 | line), then the state.
    using Columns = trace::TimedColumns<2>;
    static std::uint64_t pack(const IntervalNote& note);
    static IntervalNote unpack(std::uint64_t note) {
        return {std::uint32_t(note), std::uint32_t(note >> 32 & 0xfffff),
                trace::FileId{std::uint16_t(note >> 52)}};
    }
    void openBlock(Time at);

    Columns intervals_;
    std::vector<Time> blockStart_;
    std::vector<Sums> blockSums_;
    std::vector<std::uint8_t> blockMask_;
    Sums running_{};
    Time end_ = 0;
    // The open interval, kept here so that an append touches no older memory.
    Time openStart_ = 0;
    LaneState openState_ = LaneState::Absent;
    std::uint64_t openNote_ = 0;
};

template <class Do> void Track::each(std::size_t first, std::size_t last, Do&& what) const {
    if (first >= last)
        return;
    // An interval is told once the next one has said when it ends.
    Time begin = 0;
    LaneState state = LaneState::Absent;
    bool isWanted = true;
    intervals_.each(first, std::min(last + 1, size()),
                    [&](std::size_t i, Time time, const Columns::Shape& shape) {
                        isWanted = i == first || what(i - 1, begin, time, state);
                        begin = time;
                        state = LaneState(shape[1]);
                        return isWanted;
                    });
    if (isWanted && last == size())
        what(last - 1, begin, end_, state);
}

} // namespace forkscope::world
