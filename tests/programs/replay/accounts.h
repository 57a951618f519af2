// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the records of a driven run say about who must be waited for and who can go on: which processes have
// been announced and have begun, what the semaphores and queues hold, which items the feeder threads have
// not written yet. Counts only; nothing is guessed from load. Single thread.
#include "engine/trace/log.h"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace forkscope::replay {

struct Process {
    std::string path;
    std::int32_t pid = 0;
    bool helper = false; // resource tracker, fork server: never held
};

class Accounts {
  public:
    // Takes in all events that the Log has got since the last call.
    void update(const trace::Log& log);

    // Processes by stream; a process is in it once it has begun.
    const std::map<std::uint32_t, Process>& processes() const { return processes_; }
    // Announced by their parents and not begun, by pid.
    const std::map<std::int32_t, std::string>& expected() const { return expected_; }
    // An item that was put by this process is not in the pipe yet.
    bool feeding(std::uint32_t stream) const;

    // Whether an operation that stands as Blocked could go on. `object` is the raw id. A join is asked by
    // childJoined().
    bool isFree(trace::Kind kind, std::uint64_t object) const;
    std::int32_t childJoined(std::uint32_t stream) const; // pid that its main thread joins; 0 none

    std::string objectName(std::uint64_t rawId) const; // "" for none

  private:
    struct Semaphore {
        std::int64_t value = 0;
    };
    struct Queue {
        std::int64_t bound = 0; // 0: none
        std::int64_t room = 0;  // taken by puts that have succeeded and were not got
        std::int64_t piped = 0; // written and not yet read
        std::int64_t unfinished = 0;
    };

    void applyProcess(const trace::Log& log, const trace::Event& e);
    void applyLock(const trace::Log& log, const trace::Event& e);
    void applyQueue(const trace::Log& log, const trace::Event& e);
    void name(const trace::Log& log, const trace::Event& e);

    std::size_t next_ = 0;
    std::map<std::uint32_t, Process> processes_;
    std::set<std::int32_t> begun_;
    std::map<std::int32_t, std::string> expected_;
    std::map<std::uint32_t, std::int32_t> joins_;
    std::map<std::uint64_t, Semaphore> semaphores_;
    std::map<std::uint64_t, Queue> queues_;
    std::map<std::pair<std::uint32_t, std::uint64_t>, std::int64_t> buffered_; // by process and queue
    std::map<std::uint64_t, std::string> names_;
    std::map<std::string, int> named_; // how many of a kind have a name
};

// The learner's gated operations in the order of the trace, one line of text each.
std::vector<std::string> gatedOrder(const trace::Log& log, const Accounts& accounts);
// All that went through the gate, as a schedule without its retries would say it.
std::vector<std::string> gateOrder(const trace::Log& log, const Accounts& accounts);
// Every event, for comparison: also what helper threads, starts and ends of processes tell.
std::vector<std::string> wholeOrder(const trace::Log& log, const Accounts& accounts);

} // namespace forkscope::replay
