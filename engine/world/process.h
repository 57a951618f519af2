// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A process of the program as the World knows it: who it is, what state it is in and what its threads wait
// for. Plain values; texts are views into the Log.
#include "engine/trace/event.h"
#include "engine/world/lane_state.h"
#include "engine/world/pipe.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace forkscope::world {

using trace::FileId;
using trace::ObjectId;
using trace::ProcessId;
using trace::Time;

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

// What a thread waits for. `what` is the begun operation: LockAcquire, QueueGet, PipeRecv, BarrierWait,
// ProcessJoin, Input, …; None when it waits for nothing that was reported.
struct Wait {
    trace::Kind what = trace::Kind::None;
    ObjectId object;
    ProcessId process;      // for ProcessJoin and ProcessWait; 0 when not known
    std::int32_t pid = 0;   // for ProcessJoin and ProcessWait; -1 any child
    std::int32_t value = 0; // of the event that began it: job of PoolGet, thread of ThreadJoin, …
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
    bool daemon = false;
    bool failed = false; // an exception ended it
    std::string_view name, target;
    std::string_view exceptionType;
    Time started = -1, began = -1, ended = -1; // of a thread that the learner's lines started
    std::uint64_t startOrder = 0;              // rank of its thread.start; 0 when none was seen
    std::uint8_t starter = 0;                  // number of the thread that started it
    Wait wait;                                 // wait.what == None: it runs
    Wait outer;                // the wait that `wait` is a part of, if any (a join inside a pool's terminate)
    std::int32_t handling = 0; // signal whose handler runs now; 0 none
    Wait interrupted;          // the wait that goes on when that handler has returned
    std::uint32_t line = 0;    // where it was last seen in the learner's code
    FileId file;

    // Started by the learner's own lines: worth a lane.
    bool isLearners() const { return number != 0 && (began >= 0 || started >= 0); }
    bool alive() const { return ended < 0; }
    bool operator==(const Thread&) const = default;
};

// The last signal that another process sent.
struct Signalled {
    ProcessId by;
    std::int32_t signal = 0; // 0: none yet
    Time at = 0;
    bool inTeardown = false; // by the exit handlers of multiprocessing, which end daemons

    bool operator==(const Signalled&) const = default;
};

// An exception that was told: nobody handled it, or it goes back to the parent as the outcome of a task.
struct Raised {
    std::string_view type, message;
    std::string_view traceback; // "file:line:function" a line, outermost first
    Time at = -1;               // -1: there was none
    bool ended = false;         // it ended the process
    std::uint8_t thread = 0;
    std::uint32_t line = 0; // in the learner's code
    FileId file;

    bool operator==(const Raised&) const = default;
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
    bool finalizing = false;                // in the exit handlers of multiprocessing
    bool cpuKnown = false;                  // running against ready is the kernel's word
    bool onCpu = false;
    bool kernelBlocked = false; // off the CPU and not wanting one, says the kernel
    bool stopped = false;       // by SIGSTOP
    // By thread number; threads[0] is the main thread once it has begun.
    std::vector<Thread> threads;
    Time started = -1, began = -1, exited = -1, reaped = -1;
    std::optional<std::int32_t> status;               // exit code, or -signal
    std::string_view exceptionType, exceptionMessage; // of the exception that ended it
    Raised raised;                                    // the latest
    Time stateSince = 0;
    std::uint64_t startOrder = 0; // rank of the parent's process.start; 0 when none was seen
    ObjectId releasing;           // its latest event was the release of this lock
    ObjectId pool;                // Worker: of this pool or executor; 0 when not known
    ObjectId manager;             // Manager: the server of this one
    HeldEnds ends;                // of pipes and connections
    bool endsAreGuessed = false;  // taken from its parent before it was known whether it is a fork
    Signalled signalled;
    bool startShown = false; // an arrow from the parent exists
    bool reapShown = false;  // an arrow to the one who reaped it exists

    const Thread* mainThread() const { return threads.empty() ? nullptr : &threads[0]; }
    bool alive() const { return exited < 0 && reaped < 0; }
    bool operator==(const Process&) const = default;
};

// What the process's lane shows now.
LaneState laneState(const Process& process);
// What the lane of one further thread of it shows now.
LaneState laneState(const Process& process, const Thread& thread);
// The state for a thread that waits in `what`.
LaneState laneStateOfWait(trace::Kind what);
// It lives, and no thread of it can go on without help from others: none runs, sleeps or has a time-out.
bool waitsForOthers(const Process& process);

} // namespace forkscope::world
