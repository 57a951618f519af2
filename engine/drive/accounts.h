// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the records of a run say about who must be waited for: which processes and threads have been announced
// and have begun, before which operation each thread stands, which items and results are still on their way.
// Counts only; nothing is guessed from load. Reads the Log behind the World; single thread.
#include "engine/trace/log.h"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace forkscope::drive {

struct ProcessAccount {
    std::string path; // "main", "main/1"
    std::int32_t pid = 0;
    bool isHelper = false;          // resource tracker, fork server: never held
    bool isServer = false;          // of a manager: serves the others
    bool isLeaving = false;         // its work is done, it ends
    bool isOver = false;            // reaped: its number may be another's by now
    bool wasInOwnCode = false;      // a line of the learner's has been seen
    std::set<std::uint8_t> threads; // started by the learner's lines and not ended, without main
};

// Before which operation a thread has come to the gate last.
struct Pending {
    trace::Kind kind = trace::Kind::None;
    trace::ObjectId object;
    trace::FileId file;
    std::uint32_t line = 0;
    bool isDone = false; // it has been told of since
};

class Accounts {
  public:
    // Takes in all events that the Log has got since the last call.
    void update(const trace::Log& log);

    // By stream; a process is in it once it has begun.
    const std::map<std::uint32_t, ProcessAccount>& processes() const { return processes_; }
    // Announced by their parents and not begun, by pid: their paths.
    const std::map<std::int32_t, std::string>& expected() const { return expected_; }
    // Programs that are no Python of ours, as far as is known, by pid: their paths.
    const std::map<std::int32_t, std::string>& programs() const { return programs_; }
    // Numbers of processes that were started or have begun since the last call.
    std::vector<std::int32_t> takeStarted() { return std::exchange(started_, {}); }
    // Null: it has never come to the gate.
    const Pending* pending(std::uint32_t stream, std::uint8_t thread) const;
    // Its end has been told by who waited for it.
    bool wasReaped(std::int32_t pid) const;
    // terminate() or kill() of its Process object was called.
    bool wasDismissed(std::int32_t pid) const { return dismissed_.contains(pid); }
    // Queues into which this process has put an item that is not in the pipe yet, and pools to which it has
    // given a task that is not.
    std::vector<std::uint32_t> feeds(std::uint32_t stream) const;
    // They are not on their way any more: dropped by an error handler of the program's own.
    void forgetItemsOf(std::uint32_t stream);
    // The signal of those that end a process that was sent to this one last; 0: none.
    int signalSentTo(std::int32_t pid) const;
    // An outcome of a pool or executor that is ready in a worker has not reached its parent yet.
    bool isOutcomeOnItsWay() const { return !outcomes_.empty(); }
    // Those that ended before the gate was closed have told nobody that they are back; those of a worker that
    // was killed never will.
    void forgetOutcomes() { outcomes_.clear(); }
    // Those from before the gate was closed went into their pipes without a word.
    void forgetTasksToFeed() { toFeed_.clear(); }
    // Tasks of a pool or executor that nobody has begun; below 0: not known, as when it is closed and its
    // workers are told to leave.
    std::int64_t tasksWaiting(trace::ObjectId pool) const;

  private:
    struct Tasks {
        std::int64_t waiting = 0;
        std::int64_t room = 0; // of an executor: as many tasks go to the workers before one is begun
        bool known = true;
    };
    struct Feeding {
        std::uint32_t stream = 0;
        std::int64_t tasks = 0; // that are not in the pipe yet
        bool isUnderWay = true; // a thread takes them there
    };
    using Job = std::pair<std::uint32_t, std::int32_t>;                    // object, job
    using Outcome = std::tuple<std::uint32_t, std::int32_t, std::int64_t>; // object, job, index

    void applyProcess(const trace::Log& log, const trace::Event& e);
    void applyBegin(const trace::Log& log, const trace::Event& e);
    void nameBegun(std::int32_t pid, const std::string& path);
    void markOver(std::int32_t pid, std::uint32_t but); // `but`: a stream that is not meant
    void applyThread(const trace::Log& log, const trace::Event& e);
    void applySignal(const trace::Log& log, const trace::Event& e);
    void applyQueue(const trace::Event& e);
    void applyPool(const trace::Log& log, const trace::Event& e);
    void applySubmit(const trace::Event& e);
    void applyExecutorFeed(const trace::Event& e);
    void applyFeed(const trace::Event& e, std::int64_t index);
    void endFeeding(trace::ObjectId pool);
    void endOutcomes(trace::ObjectId pool);

    std::size_t next_ = 0;
    std::map<std::uint32_t, ProcessAccount> processes_;
    std::set<std::int32_t> begun_;
    std::vector<std::int32_t> started_;
    std::map<std::int32_t, int> signals_; // by pid
    std::set<std::int32_t> dismissed_;
    std::map<std::int32_t, std::string> expected_, programs_;
    std::map<std::uint32_t, std::int32_t> servers_; // by manager: pids
    std::map<std::pair<std::uint32_t, std::uint8_t>, Pending> pending_;
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::int64_t> buffered_; // by process and queue
    std::map<std::uint32_t, Tasks> tasks_;                                     // by pool
    std::map<Job, Feeding> toFeed_;
    std::set<Outcome> outcomes_;
    std::set<std::uint32_t> endedPools_; // no outcome of theirs comes back
};

} // namespace forkscope::drive
