// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// One lane's past as intervals: what a process did from when to when, who owned a lock, how deep a queue was.
// Made for drawing any stretch of time in a time that depends on the pixels, not on the number of intervals.
//
// Interval i begins at start(i) and ends where i+1 begins; the last one is open and ends at end(). Every
// kBlock intervals a block keeps the running time per state, so that the share of each state within any [a,b)
// is the difference of two sums. The sums are in units of 256 ns, 32 bits wide, and wrap: only differences
// are used. Append-only, single thread. About 18 bytes an interval.
#include "engine/trace/event.h"
#include "engine/world/lane_state.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <memory>
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

    std::size_t size() const { return size_; }
    bool empty() const { return size_ == 0; }
    Time start(std::size_t i) const {
        const Place p = placeOf(i);
        return chunks_[p.chunk].starts[p.offset];
    }
    Time stop(std::size_t i) const { return i + 1 < size_ ? start(i + 1) : end_; }
    LaneState state(std::size_t i) const {
        const Place p = placeOf(i);
        return LaneState(chunks_[p.chunk].states[p.offset]);
    }
    IntervalNote note(std::size_t i) const {
        const Place p = placeOf(i);
        return unpack(chunks_[p.chunk].notes[p.offset]);
    }
    Time end() const { return end_; }
    // Index of the interval that contains `t`: the last one with start <= t; 0 when t is before all.
    std::size_t find(Time t) const;

    // Blocks, for the rasteriser. Block b holds the intervals [b * kBlock, min((b + 1) * kBlock, size()));
    // they lie side by side, so that a scan inside a block can walk the two arrays.
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
    const Time* blockStarts(std::size_t b) const {
        const Place p = placeOf(b * kBlock);
        return chunks_[p.chunk].starts.get() + p.offset;
    }
    const std::uint8_t* blockStates(std::size_t b) const { // LaneState values
        const Place p = placeOf(b * kBlock);
        return chunks_[p.chunk].states.get() + p.offset;
    }

    std::size_t memoryBytes() const;

  private:
    // Chunks double from 256 entries to 16 Ki, so that hundreds of nearly empty lanes stay small and long
    // ones never copy.
    static constexpr std::size_t kFirst = 256, kDoublings = 6, kLargest = kFirst << kDoublings;
    static constexpr std::size_t kEvenFrom = kFirst * ((std::size_t(1) << (kDoublings + 1)) - 1);
    struct PackedNote {
        std::uint32_t subject, site; // site: file << 20 | line
    };
    struct Chunk {
        std::unique_ptr<Time[]> starts;
        std::unique_ptr<PackedNote[]> notes;
        std::unique_ptr<std::uint8_t[]> states;
    };
    struct Place {
        std::size_t chunk, offset;
    };
    static constexpr Place placeOf(std::size_t i) {
        if (i >= kEvenFrom)
            return {kDoublings + 1 + (i - kEvenFrom) / kLargest, (i - kEvenFrom) % kLargest};
        const std::size_t chunk = std::size_t(std::bit_width(i / kFirst + 1)) - 1;
        return {chunk, i - kFirst * ((std::size_t(1) << chunk) - 1)};
    }
    static constexpr std::size_t chunkSize(std::size_t chunk) {
        return kFirst << std::min(chunk, kDoublings);
    }
    static PackedNote pack(const IntervalNote& note);
    static IntervalNote unpack(PackedNote packed) {
        return {packed.subject, packed.site & 0xfffff, trace::FileId{std::uint16_t(packed.site >> 20)}};
    }
    void openBlock(Time at);

    std::vector<Chunk> chunks_;
    std::vector<Time> blockStart_;
    std::vector<Sums> blockSums_;
    std::vector<std::uint8_t> blockMask_;
    Sums running_{};
    std::size_t size_ = 0;
    Time end_ = 0;
    // The open interval, kept here so that an append touches no older memory.
    Time openStart_ = 0;
    LaneState openState_ = LaneState::Absent;
    PackedNote openNote_{};
};

} // namespace forkscope::world
