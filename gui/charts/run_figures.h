// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the charts draw, as numbers: taken from a History at one moment, then on their own. Plain values that
// outlive the run, so that two runs can be laid side by side. Times are nanoseconds since the run began.
//
// Helper processes of multiprocessing (resource tracker, fork server) are left out: the learner started none.
#include "engine/world/history.h"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace forkscope::gui {

using trace::ObjectId;
using trace::ProcessId;
using trace::Time;

// A queue's depth from `at` on, until the next point.
struct DepthPoint {
    Time at = 0;
    std::uint32_t depth = 0;
    bool operator==(const DepthPoint&) const = default;
};
struct QueueFigure {
    ObjectId id;
    std::string name;
    std::int32_t maxsize = 0;       // 0: as good as endless
    std::vector<DepthPoint> points; // ends with the depth at the end of the run
    std::uint32_t peak = 0;
    Time peakAt = 0; // first time that it was so deep
};

// How long a process was in each state, by world::LaneState; of its main thread.
struct StateFigure {
    ProcessId id;
    std::string label;
    Time begin = 0, end = 0; // its lifetime, until it was reaped or the run ended
    std::array<Time, world::kLaneStates> time{};
    std::array<std::uint32_t, world::kLaneStates> count{};
    std::array<Time, world::kLaneStates> longest{}, longestAt{}; // one stretch without a break
};

// One wait for a lock, or one hold of it.
struct LockSpan {
    Time begin = 0, duration = 0;
    ProcessId process;
    std::uint32_t line = 0;
    bool isOpen = false; // it never ended: `duration` reaches to the end of the process or of the run
    bool operator==(const LockSpan&) const = default;
};
// All waits for a lock, or all holds of it, by their length: a long run has millions of them.
struct LockSpans {
    static constexpr int kBins = 9; // below 1 µs, from 1 µs, from 10 µs, …, from 10 s on
    struct Bin {
        std::size_t count = 0;
        LockSpan longest; // the first of those that lasted as long; of none where there are none
    };
    std::array<Bin, kBins> bins{};
    std::size_t count = 0;
    Time sum = 0;

    void add(const LockSpan& span);
    bool empty() const { return count == 0; }
    const LockSpan& longest() const; // of all
};
struct LockFigure {
    ObjectId id;
    std::string name;
    LockSpans waits, holds;
};

// How many processes ran at once within one slice of the run.
struct ParallelSlice {
    std::uint16_t least = 0, most = 0;
    bool operator==(const ParallelSlice&) const = default;
};
struct ParallelFigure {
    Time slice = 1; // width of each; the first begins at 0
    std::vector<ParallelSlice> slices;
    std::vector<Time> timeAt; // [n]: how long exactly n ran at once
    std::uint16_t peak = 0;
    Time peakAt = 0;
    double mean = 0;
};

// Share of one CPU that a process had in each slice, 0 to 1; any thread of it counts.
struct CpuFigure {
    ProcessId id;
    std::string label;
    std::vector<float> share;
    Time total = 0;
};

struct WorkerFigure {
    ProcessId id;
    std::string label;
    std::uint32_t tasks = 0; // that ended
    Time busy = 0;
    Time longest = 0, longestAt = 0;
};
struct PoolFigure {
    ObjectId id;
    std::string name;
    std::vector<WorkerFigure> workers; // in the order of the processes
};

struct RunFigures {
    Time end = 0;
    bool cpuKnown = false; // running against ready is the kernel's word, at least for one process
    std::vector<StateFigure> states;
    ParallelFigure parallel;
    Time cpuSlice = 1;
    std::vector<CpuFigure> cpu;
    std::vector<QueueFigure> queues; // those that ever held something
    std::vector<LockFigure> locks;   // those that were ever taken or waited for
    std::vector<PoolFigure> pools;   // those that ran a task

    // "P1 buyer"; "" for one that is not among the processes shown.
    std::string labelOf(ProcessId id) const;
};

// The whole run as far as the History has read it. A curve has at most `points` points (at least 8) and keeps
// its least and greatest values. One pass over the events and one over the tracks.
RunFigures figuresOf(const world::History& history, std::size_t points = 800);

} // namespace forkscope::gui
