// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The World: everything that exists in a run at one moment, as a value. apply() takes it one event further; a
// copy is a World of its own. Knows no clock, no process, no file. Names and texts are views into the Log of
// the same run, which must outlive every World made from it.
//
// Start here to see what an event means: processes in apply_process.cpp, locks in apply_lock.cpp, queues in
// apply_queue.cpp, waiting in apply_wait.cpp.
#include "engine/trace/log.h"
#include "engine/world/item_list.h"
#include "engine/world/lane_state.h"

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace forkscope::world {

using trace::Event;
using trace::FileId;
using trace::Log;
using trace::ObjectId;
using trace::ProcessId;
using trace::Time;

struct Effects;

enum class ProcessState : std::uint8_t {
    New,     // started by its parent, has not run a line yet
    Running, // on a CPU (or runnable, where nobody can tell)
    Ready,
    Blocked, // on the main thread's `wait`; in a call that is not traced where that says None
    Sleeping,
    Stopped, // by SIGSTOP
    Held,    // at the gate
    Zombie,
    Reaped,
};

// What a thread waits for. `what` is the begun operation: LockAcquire, QueueGet, QueuePut, QueueJoin,
// ProcessJoin, Input, …; None when it waits for nothing that was reported.
struct Wait {
    trace::Kind what = trace::Kind::None;
    ObjectId object;
    ProcessId process;    // for ProcessJoin; 0 when not known
    std::int32_t pid = 0; // for ProcessJoin
    Time since = 0;
    Time until = -1;        // own time-out or end of sleep, -1 none
    std::uint32_t line = 0; // in the learner's code, where the wait began
    FileId file;

    bool operator==(const Wait&) const = default;
};

enum class ProcessRole : std::uint8_t { Main, Child, Daemon, Worker, Manager, Helper, Foreign };

struct Thread {
    std::uint8_t number = 0;
    bool seen = false; // false: only a place, this number has not appeared
    bool held = false; // at the gate
    std::string_view name;
    Wait wait;              // wait.what == None: it runs
    Wait outer;             // the wait that `wait` is a part of, if any (a join inside a pool's terminate)
    std::uint32_t line = 0; // where it was last seen in the learner's code
    FileId file;

    bool operator==(const Thread&) const = default;
};

struct Process {
    // The stream's number once its first event was read. Before, and for processes known only from outside: a
    // provisional number counted down from 2^32 - 1, which World::process() goes on to understand.
    ProcessId id;
    std::int32_t pid = 0;
    ProcessId parent;        // 0 for main
    std::string_view path;   // "main", "main/1", …
    std::string_view name;   // Process.name, or the target's name, else the program's
    std::string_view target; // function it was started with
    std::string_view startMethod;
    ProcessRole role = ProcessRole::Child;
    bool traced = true;                     // false: only known from outside
    ProcessState state = ProcessState::New; // of the main thread; other threads' waits are in `threads`
    bool mainEnded = false;                 // main: its code has ended, exit handlers run
    bool cpuKnown = false;                  // running against ready is the kernel's word
    bool onCpu = false;
    bool kernelBlocked = false; // off the CPU and not wanting one, says the kernel
    bool stopped = false;       // by SIGSTOP
    std::vector<Thread>
        threads; // threads[0] is the main thread once it has begun; index is the thread's number
    Time started = -1, began = -1, exited = -1, reaped = -1;
    std::optional<std::int32_t> status;               // exit code, or -signal
    std::string_view exceptionType, exceptionMessage; // of the exception that ended it
    Time stateSince = 0;
    std::uint64_t startOrder = 0; // rank of the parent's process.start; 0 when none was seen
    ObjectId releasing;           // its latest event was the release of this lock
    bool startShown = false;      // an arrow from the parent exists
    bool reapShown = false;       // an arrow to the one who reaped it exists

    const Thread* mainThread() const { return threads.empty() ? nullptr : &threads[0]; }
    bool alive() const { return exited < 0 && reaped < 0; }
    bool operator==(const Process&) const = default;
};

struct Holder {
    ProcessId process;
    std::uint8_t thread = 0;
    std::uint32_t count = 1; // depth of an RLock
    std::uint32_t line = 0;
    Time since = 0;
    FileId file;

    bool operator==(const Holder&) const = default;
};
struct Waiter {
    ProcessId process;
    std::uint8_t thread = 0;
    std::uint32_t line = 0;
    Time since = 0;
    FileId file;

    bool operator==(const Waiter&) const = default;
};

// A release that nobody has made use of yet.
struct Release {
    ProcessId process;
    Time at = 0;
    std::uint64_t order = 0;

    bool operator==(const Release&) const = default;
};

struct Lock {
    ObjectId id;
    std::string_view name; // the learner's variable; "" when not known
    std::string_view kind; // "Lock", "RLock", "Semaphore", "BoundedSemaphore"
    std::int32_t initial = 1;
    std::int32_t value = 1; // permits free
    bool known = true; // false: somebody died between taking and telling, or between telling and giving back
    std::vector<Holder>
        holders; // one for a lock; up to `initial` for a semaphore. The dead keep what they held
    std::vector<Waiter> waiters; // in order of arrival; any of them may be next
    ProcessId creator;
    std::uint32_t line = 0;
    FileId file;
    std::vector<Release> releases; // oldest first, never more than `value`

    bool isRecursive() const { return kind == "RLock"; }
    bool isSemaphore() const { return kind == "Semaphore" || kind == "BoundedSemaphore"; }
    bool operator==(const Lock&) const = default;
};

// A put that has begun and not ended. While it waits for room, its item is in the caller's hand; else the
// item is in the caller's buffer already, or has gone on from there.
struct OpenPut {
    ProcessId process;
    std::uint8_t thread = 0;
    bool waiting = false;
    Item item;

    bool operator==(const OpenPut&) const = default;
};

struct Queue {
    ObjectId id;
    std::string_view name;
    std::string_view kind; // "Queue", "JoinableQueue", "SimpleQueue"
    std::int32_t maxsize = 0;
    // Items put and not yet written to the pipe, per producing process, oldest first. Lists may be empty.
    std::map<ProcessId, ItemList> buffers;
    ItemList pipe;                                // written, not yet taken
    std::deque<std::pair<ProcessId, Item>> taken; // the last few, newest at the back
    ItemList lost;                    // in the buffer of a producer that ended: no one will ever get them
    std::vector<OpenPut> openPuts;    // those that wait hold an item that found no room yet
    std::int32_t unfinished = 0;      // JoinableQueue: put and not yet task_done
    std::uint64_t puts = 0, gets = 0; // that succeeded
    std::vector<ProcessId> producers; // everyone who ever put, in order of the first put
    std::vector<Waiter> getters, putters, joiners;
    ProcessId creator;
    std::uint32_t line = 0;
    FileId file;
    std::size_t buffered = 0;                      // items in all buffers
    std::map<ProcessId, std::uint32_t> feedsAhead; // items seen taken before they were seen written

    std::size_t depth() const { return buffered + pipe.size(); } // buffers and pipe together
    bool isJoinable() const { return kind == "JoinableQueue"; }
    bool operator==(const Queue&) const;
};

struct OpenFile {
    ProcessId process;
    std::int32_t descriptor = -1;
    std::string_view mode;
    Time since = 0;

    bool operator==(const OpenFile&) const = default;
};
struct File {
    ObjectId id;
    std::string_view path;
    std::vector<OpenFile> openers;
    std::uint64_t bytesRead = 0, bytesWritten = 0;

    bool operator==(const File&) const = default;
};

class World {
  public:
    explicit World(const Log& log) : log_(&log) {}

    // One event further. Never fails: an event that makes no sense in this World is taken for what it says
    // and changes as little as possible. With `effects`, adds there what it did.
    void apply(const Event& event, Effects* effects = nullptr);

    Time time() const { return time_; }            // of the last event applied
    std::uint64_t order() const { return order_; } // its rank

    // In order of appearance, so that views are stable. Reaped processes stay.
    const std::vector<Process>& processes() const { return processes_; }
    const std::vector<Lock>& locks() const { return locks_; }
    const std::vector<Queue>& queues() const { return queues_; }
    const std::vector<File>& files() const { return files_; }
    const Process* process(ProcessId id) const;          // null when not known (yet)
    const Process* processByPid(std::int32_t pid) const; // the latest with this pid
    const Lock* lock(ObjectId id) const;
    const Queue* queue(ObjectId id) const;
    const File* openedFile(ObjectId id) const;
    const Log& log() const { return *log_; }
    // The learner's name of an object, or its kind and number ("Lock 2") where no variable is known.
    std::string nameOf(ObjectId id) const;
    // "P0 main", "P1 buyer": what views call a process. Number: order of appearance among shown processes.
    std::string labelOf(ProcessId id) const;

    // What was found out later about who is who is as true earlier on: the learner's variables (looked up
    // while the program runs), and who a process is that was started and has not yet spoken for itself. So a
    // process has one id and one label at all times of a History. `later` comes from the same Log.
    void learnFrom(const World& later);

  private:
    using Index = std::uint32_t;
    static constexpr Index kNone = UINT32_MAX;
    enum class ObjectType : std::uint8_t { None, Lock, Queue, File };

    void applyOperation(const Event& e, Index who, Effects* out);

    // Which process, how it starts and ends, its state (apply_process.cpp)
    Index indexOf(ProcessId id) const;
    Index indexOfPid(std::int32_t pid) const;
    Index subjectOf(const Event& e) const;
    Index actorOf(const Event& e);
    Index addProcess(ProcessId id, std::int32_t pid, Time at);
    Index addOutside(std::int32_t pid, Time at);
    void setPid(Index i, std::int32_t pid);
    void setStream(ProcessId id, Index i);
    static Thread& threadOf(Process& p, std::uint8_t number);
    void refresh(Index i, Time at, Effects* out);
    void applyProcess(const Event& e, Index who, Effects* out);
    void start(const Event& e, Index who, Effects* out);
    void begin(const Event& e, Effects* out);
    void beginFromOutside(const Event& e, Effects* out);
    void replace(Index before, Index now, const Event& e, Effects* out);
    void showStart(Index i, const Event& e, Effects* out);
    void end(const Event& e, Effects* out);
    void leave(Index i, const Event& e, std::int32_t status, Effects* out);
    void reap(const Event& e, Effects* out);
    void reapedBy(Index i, Index reaper, const Event& e, Effects* out);
    void signal(const Event& e, Effects* out);
    void applyCpu(const Event& e, Effects* out);

    // Waiting (apply_wait.cpp)
    static bool beginsWait(const Event& e);
    void beginWait(const Event& e, Index who, Effects* out);
    void endWait(const Event& e, Index who, Effects* out);
    void applyWait(const Event& e, Index who, Effects* out);
    void applyJoin(const Event& e, Index who, Effects* out);
    void applyGate(const Event& e, Index who, Effects* out);

    // Objects (world.cpp, names.cpp)
    ObjectType typeOf(ObjectId id) const {
        return id.value < objects_.size() ? ObjectType(objects_[id.value] >> 30) : ObjectType::None;
    }
    Index placeOf(ObjectId id) const { return objects_[id.value] & kPlaceMask; }
    void setObject(ObjectId id, ObjectType type, std::size_t place);
    std::string_view nameGiven(ObjectId id) const;
    void nameObject(const Event& e);

    // Locks (apply_lock.cpp)
    Lock* lockOf(const Event& e);
    void applyLock(const Event& e, Index who, Effects* out);
    void acquire(Lock& lock, const Event& e, Index who, Effects* out);
    static void acquired(Lock& lock, const Event& e, Time waitedSince, Effects* out);
    void leaveLocks(const Process& p, bool isByItself, Effects* out);

    // Queues (apply_queue.cpp)
    Queue* queueOf(const Event& e);
    void applyQueue(const Event& e, Index who, Effects* out);
    void put(Queue& queue, const Event& e, Index who, Effects* out);
    static void feed(Queue& queue, const Event& e);
    void get(Queue& queue, const Event& e, Index who, Effects* out);
    static void taskDone(Queue& queue, const Event& e);
    void leaveQueues(const Process& p, Effects* out);

    // Files (apply_file.cpp)
    File* fileOf(const Event& e);
    void applyFile(const Event& e);
    void leaveFiles(const Process& p);

    static constexpr std::uint32_t kPlaceMask = (1u << 30) - 1;

    const Log* log_;
    Time time_ = 0;
    std::uint64_t order_ = 0;
    std::vector<Process> processes_;
    std::vector<Lock> locks_;
    std::vector<Queue> queues_;
    std::vector<File> files_;
    // Stream number → place in processes_, and the same for provisional numbers, counted from 2^32 - 1 down.
    std::vector<Index> streams_, outside_;
    std::vector<std::pair<std::int32_t, Index>> pids_; // sorted by pid; the latest process with it
    std::vector<std::uint32_t> objects_;               // ObjectId → ObjectType << 30 | place in its list
    std::vector<std::pair<ObjectId, std::string_view>> names_; // given before the object was seen
};

// What the process's lane shows now.
LaneState laneState(const Process& process);
// The state for a thread that waits in `what`.
LaneState laneStateOfWait(trace::Kind what);

} // namespace forkscope::world
