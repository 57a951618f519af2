// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The World: everything that exists in a run at one moment, as a value. apply() takes it one event further; a copy
// is a World of its own. Knows no clock, no process, no file. Names and texts are views into the Log of the same
// run, which must outlive every World made from it.
#include "engine/trace/log.h"
#include "engine/world/lane_state.h"

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string_view>
#include <string>
#include <vector>

namespace forkscope::world {

using trace::Event;
using trace::FileId;
using trace::Log;
using trace::ObjectId;
using trace::ProcessId;
using trace::Time;

enum class ProcessState : std::uint8_t {
    New,     // started by its parent, has not run a line yet
    Running, // on a CPU (or runnable, where nobody can tell)
    Ready,
    Blocked, // on `blockedOn`
    Sleeping,
    Stopped,
    Held,
    Zombie,
    Reaped,
};

// What a thread waits for. `what` is the begun operation: LockAcquire, QueueGet, QueuePut, QueueJoin, ProcessJoin,
// Input, …; None when it waits for nothing that was reported.
struct Wait {
    trace::Kind what = trace::Kind::None;
    ObjectId object;
    ProcessId process;           // for ProcessJoin; 0 when not known
    std::int32_t pid = 0;        // for ProcessJoin
    Time since = 0;
    Time until = -1;             // own time-out or end of sleep, -1 none
};

enum class ProcessRole : std::uint8_t { Main, Child, Daemon, Worker, Manager, Helper, Foreign };

struct Thread {
    std::uint8_t number = 0;
    std::string_view name;
    Wait wait;               // wait.what == None: it runs
    std::uint32_t line = 0;  // where it was last seen in the learner's code
    FileId file;
};

struct Process {
    ProcessId id;
    std::int32_t pid = 0;
    ProcessId parent;              // 0 for main
    std::string_view path;         // "main", "main/1", …
    std::string_view name;         // Process.name, or the target's name, else the program's
    std::string_view target;       // function it was started with
    std::string_view startMethod;
    ProcessRole role = ProcessRole::Child;
    bool traced = true;            // false: only known from outside
    ProcessState state = ProcessState::New;
    bool mainEnded = false;        // main: its code has ended, exit handlers run
    bool cpuKnown = false;         // running against ready is the kernel's word
    bool onCpu = false;
    std::vector<Thread> threads;   // threads[0] is the main thread once it has begun
    Time started = -1, began = -1, exited = -1, reaped = -1;
    std::optional<std::int32_t> status; // exit code, or -signal
    std::string_view exceptionType, exceptionMessage; // of the exception that ended it
    Time stateSince = 0;

    const Thread* mainThread() const { return threads.empty() ? nullptr : &threads[0]; }
};

struct Holder {
    ProcessId process;
    std::uint8_t thread = 0;
    std::uint32_t count = 1; // depth of an RLock
    std::uint32_t line = 0;
    Time since = 0;
};
struct Waiter {
    ProcessId process;
    std::uint8_t thread = 0;
    std::uint32_t line = 0;
    Time since = 0;
};

struct Lock {
    ObjectId id;
    std::string_view name;  // the learner's variable; "" when not known
    std::string_view kind;  // "Lock", "RLock", "Semaphore", "BoundedSemaphore"
    std::int32_t initial = 1;
    std::int32_t value = 1; // permits free
    bool known = true;      // false: somebody died between taking and telling
    std::vector<Holder> holders; // one for a lock; up to `initial` for a semaphore
    std::vector<Waiter> waiters; // in order of arrival; any of them may be next
    ProcessId creator;
    std::uint32_t line = 0;
    FileId file;
};

struct Item {
    std::string_view preview; // "" when its type is not one that may be shown
    std::uint32_t bytes = 0;  // 0 until it is in the pipe
    ProcessId producer;
    Time put = 0;
    std::uint64_t putOrder = 0; // order of the put event: where the arrow to the get begins
};

struct Queue {
    ObjectId id;
    std::string_view name;
    std::string_view kind; // "Queue", "JoinableQueue", "SimpleQueue"
    std::int32_t maxsize = 0;
    // Items put and not yet written to the pipe, per producing process, oldest first.
    std::map<ProcessId, std::deque<Item>> buffers;
    std::deque<Item> pipe;  // written, not yet taken
    std::deque<std::pair<ProcessId, Item>> taken; // the last few, newest at the back
    std::int32_t unfinished = 0; // JoinableQueue: put and not yet task_done
    std::uint64_t puts = 0, gets = 0;
    std::vector<Waiter> getters, putters, joiners;
    ProcessId creator;
    std::uint32_t line = 0;
    FileId file;

    std::size_t depth() const; // buffers and pipe together
};

struct OpenFile {
    ProcessId process;
    std::int32_t descriptor = -1;
    std::string_view mode;
    Time since = 0;
};
struct File {
    ObjectId id;
    std::string_view path;
    std::vector<OpenFile> openers;
};

class World {
  public:
    explicit World(const Log& log) : log_(&log) {}

    // One event further. Never fails: an event that makes no sense in this World is taken for what it says and
    // changes as little as possible.
    void apply(const Event& event);

    Time time() const { return time_; }            // of the last event applied
    std::uint64_t order() const { return order_; } // its rank

    // In order of appearance, so that views are stable. Reaped processes stay.
    const std::vector<Process>& processes() const { return processes_; }
    const std::vector<Lock>& locks() const { return locks_; }
    const std::vector<Queue>& queues() const { return queues_; }
    const std::vector<File>& files() const { return files_; }
    const Process* process(ProcessId id) const; // null when not known (yet)
    const Process* processByPid(std::int32_t pid) const; // the latest with this pid
    const Lock* lock(ObjectId id) const;
    const Queue* queue(ObjectId id) const;
    const Log& log() const { return *log_; }
    // The learner's name of an object, or its kind and number ("Lock 2") where no variable is known.
    std::string nameOf(ObjectId id) const;
    // "P0 main", "P1 buyer": what views call a process. Number: order of appearance among shown processes.
    std::string labelOf(ProcessId id) const;

  private:
    const Log* log_;
    Time time_ = 0;
    std::uint64_t order_ = 0;
    std::vector<Process> processes_;
    std::vector<Lock> locks_;
    std::vector<Queue> queues_;
    std::vector<File> files_;
    // (more members as apply() needs: dense ObjectId/ProcessId → index maps, operations begun per thread, …)
};

} // namespace forkscope::world
