// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What can happen: the kinds of events, their phases, flags and named fields. The names are those of exports,
// checks and tours (DESIGN.md, "Event vocabulary"); the numbers stand in files, so new kinds go at the end of
// their gap and none is ever renumbered.
//
// `value` and the fields that a kind carries are listed beside it. Shared with the probe.
#include <cstdint>

namespace forkscope::trace {

enum class Kind : std::uint8_t {
    None = 0,
    // -- a process. `value` is what the comment says; 0 where nothing is said.
    ProcessStart = 1, // point, in the parent, after the child exists. value: child's pid. Name, Daemon, Path,
                      // Target (function's name), Method
    ProcessBegin = 2, // point, in the process, its first event. value: pid. ParentPid, Birth, Path, Name,
                      // Daemon, Version; Type is "main", "child", "fork", "program", "helper"
    ProcessMainEnd = 3, // point: the main process's code has ended, its exit handlers begin
    ProcessExit = 4, // point. value: exit status or -signal, kUnknownStatus when nobody could know. In stream
                     // of the process: it is about to leave by itself. In stream 0: seen from outside, Pid
    ProcessReap = 5, // point, in the parent or stream 0. value: status. Pid
    ProcessExec = 6, // point. Path
    ProcessJoin = 7, // begin/end. value at begin: child's pid; at end: 1 it had ended, 0 timed out. Timeout
    ProcessTerminate = 8, // point. value: child's pid
    ProcessKill = 9,      // point. value: child's pid
    ProcessClose = 10,    // point. value: child's pid or 0
    ProcessRun = 11,      // begin/end, in the child: the target function
    ProcessWait = 12,     // begin/end: os.wait, waitpid, Popen.wait. value at begin: pid, -1 any; at end: the
                          // pid that ended, 0 none. A ProcessReap goes before the end
    ProcessSignal = 13,   // begin/end: a handler of the learner's runs. value: signal. Target
    ProcessFinalize =
        14, // begin/end: the exit handlers of multiprocessing (terminate daemons, join the others)
    // -- locks: Lock, RLock, Semaphore, BoundedSemaphore alike
    LockCreate = 16, // point. value: initial value. ObjectKind, MaxValue, Name (the kernel's), Owner
    LockAcquire =
        17, // point: got (or failed) at once; begin/end: it had to wait. value: 1 got, 0 not. Timeout
    LockRelease = 18, // point, stamped before the others can take it. value: 0. Failed flag: it raised
    // -- queues
    QueueCreate = 24, // point. value: maxsize (0: as good as endless). ObjectKind
    QueuePut = 25,    // begin/end, by the caller. Preview at begin. Flag Waits: full
    QueueFeed = 26, // point, when the feeder thread (or the caller, SimpleQueue) has written it to the pipe.
                    // value: bytes
    QueueGet = 27,  // begin/end. Flag Waits: empty. Preview at end; value at end: bytes
    QueueTaskDone = 28, // point. value: unfinished tasks left, -1 when not known
    QueueJoin = 29,     // begin/end
    QueueClose = 30,    // point
    // -- waiting and output
    Sleep = 40, // begin/end. value at begin: milliseconds. Duration (ns)
    Input = 41, // begin/end
    Print = 42, // point. Preview
    // -- files. object: device and inode of the file
    FileOpen = 48,  // point. value: descriptor. Path, Mode. Failed flag: Message
    FileRead = 49,  // point. value: bytes. Preview
    FileWrite = 50, // point. value: bytes. Preview
    FileClose = 51, // point
    // -- trouble
    Exception = 56,  // point. Type, Message, Traceback. value: 1 it ended the process
    Warning = 57,    // point. Type, Message
    SignalSend = 58, // point. value: signal. Pid
    // -- gate
    GateWait = 64, // point. value: Kind of the operation that waits
    GateGo = 65,   // point
    GateLine = 66, // never an event of its own: the value of a GateWait before a line, not an operation
    // -- kernel, stream 0, ordered by time alone. value: pid of the thread's process; object: kernel thread
    // id
    CpuRun = 72,
    CpuReady = 73,
    CpuBlock = 74,
    // -- Condition. object: the condition. Its lock is a lock of its own: the learner's, or the RLock that
    // Condition() made for itself (told by LockCreate right before, with Owner)
    ConditionWait = 80,   // begin/end, always Waits. value at end: 1 notified, 0 timed out. Timeout
    ConditionNotify = 81, // point. value: how many waiters were woken. Call "notify" or "notify_all"
    // -- Event. object: the event
    EventSet = 82,   // point, stamped before any waiter can go on
    EventClear = 83, // point
    EventWait = 84, // point: it was set (or not waited for); begin/end: it had to wait. value: 1 set, 0 timed
                    // out. Timeout
    // -- Barrier. object: the barrier
    BarrierWait = 85, // begin/end, Waits unless it is the last to come. value at end: its index. Failed flag:
                      // broken or timed out. Timeout
    BarrierBreak = 86,    // point. Call "abort", "reset", or in a wait "timeout" or "action": why it broke it
    ConditionCreate = 87, // point. Lock: id of its lock
    EventCreate = 88,     // point
    BarrierCreate = 89,   // point. value: parties
    // -- Pipe() and Connection. object: the end, by device and inode. Both ends of a one-way pipe have one
    // id, the two ends of a duplex one (or of a connection by a socket) have two.
    PipeCreate = 96, // point, by Pipe(). value: 1 duplex, 0 one-way. Peer: id of the other end
    PipeSend = 97, // begin/end, stamped before the other can read it. Preview at begin; value at end: bytes.
                   // Flag Waits, or phase Wait: full. Failed flag: Type ("BrokenPipeError")
    PipeRecv = 98, // begin/end. Flag Waits: nothing there yet. Preview at end; value at end: bytes
    PipePoll = 99, // point: answered at once; begin/end: it had to wait. value: 1 something there. Timeout
    PipeClose = 100, // point. value: 1 the end to read from, 2 to write to, 3 both
    PipeEof = 101,   // point: a recv or poll met the end, everyone has closed the other end
    PipeOpen = 102,  // point: this process got an end, by pickle or from a Listener or Client. value as in
                     // PipeClose
    PipeWait = 103, // begin/end: connection.wait(). value at begin: how many objects; at end: how many ready.
                    // Timeout
    // -- shared memory: Value, Array, RawValue, RawArray, SharedMemory, ShareableList. object: the block
    SharedCreate = 112, // point. ObjectKind; value: bytes. Type: typecode; Lock: id of its lock, if any;
                        // Name: the kernel's, of a SharedMemory to be unlinked
    SharedRead = 113,   // point. Preview; Index: of an Array, none for the whole or a slice
    SharedWrite = 114,  // point. Preview, Index
    SharedOpen = 115,   // point: attached to a SharedMemory that is there. Name
    SharedClose = 116,  // point
    SharedUnlink = 117, // point
    // -- Manager. object of start and shutdown: the manager, known by its address in every process
    ManagerStart = 120,    // point, in the parent. value: pid of the server. Type: class of the manager
    ManagerCall = 121,     // begin/end, in the client. object: the referent (managed list, dict, Lock, …).
                           // Call: method; Preview: arguments at begin, result at end. Failed flag: Type
    ManagerShutdown = 122, // point
    ManagerCreate = 123,   // point, in the client. object: the referent. ObjectKind: "list", "dict",
                           // "Namespace", "Lock", …; Owner: id of the manager
    ManagerServe = 124,    // begin/end, in the server: one call of one client. object: the referent. Call
    // -- Pool. object: the pool, the same in its workers
    PoolCreate = 128,   // point. value: workers. Follows the process.start of its workers
    PoolSubmit = 129,   // point. value: job. Call: "map", "apply_async", …; Target: the function; Preview:
                        // arguments; Size: tasks that it is cut into
    PoolTask = 130,     // begin/end, in the worker. value: job. Index: which task of it; Target; Failed flag:
                        // the function raised, Type
    PoolCallback = 131, // begin/end, in the parent. value: job. Target
    PoolClose = 132,    // point
    PoolTerminate = 133, // begin/end
    PoolJoin = 134,      // begin/end
    PoolResult = 135,    // point, in the parent: all tasks of the job are back. value: job. Failed flag
    PoolGet = 136,       // begin/end: get() or wait() of a job that is not back; point: it is. value: job.
                         // Timeout
    PoolWorker = 137, // point, in the parent: a worker of this pool. value: its pid. Flag Helper: instead of
                      // one that ended
    PoolBack = 138,   // point, in the parent, while the gate is closed: the outcome of one task is there.
                      // value: job. Index
    PoolFeed = 139,   // point, in the parent: a task is in the pipe to the workers; told while the gate is
                      // closed. Failed flag (always told): it cannot be pickled. value: job. Index
    // -- ProcessPoolExecutor. object: the executor, the same in its workers
    ExecutorCreate = 144,   // point. value: workers at most
    ExecutorSubmit = 145,   // point. value: task. Target, Preview
    ExecutorTask = 146,     // begin/end, in the worker. value: task. Target; Failed flag: it raised, Type
    ExecutorShutdown = 147, // begin/end
    ExecutorResult = 148,   // point, in the parent. value: task. Failed flag: an exception, Type
    ExecutorGet = 149,      // begin/end: result() or exception() of a future that is not done; point: it is.
                            // value: task. Timeout
    ExecutorWorker = 150,   // point, in the parent. value: pid of a worker
    ExecutorBroken = 151,   // point. Message
    ExecutorFeed = 152, // in the parent, while the gate is closed. begin: submit() is done, so a thread takes
                        // the task to the workers. value: task. point: the oldest task that was not is in the
                        // pipe to them
    // -- sockets of the learner's own lines. object: device and inode of the socket
    SocketListen = 160,  // point. Path: address; value: backlog
    SocketAccept = 161,  // begin/end. Peer at end: id of the new socket; Path: who came
    SocketConnect = 162, // begin/end. Path: address; Name at end: its own
    SocketSend = 163,    // begin/end. Preview at begin; value at end: bytes. Flag Waits: there is no room
    SocketRecv = 164,    // begin/end. value at end: bytes, 0 the end; Preview. Flag Waits: nothing is there
    SocketClose = 165,   // point
    // -- threads of the learner's own lines. Thread: its number, -1 when not known
    ThreadStart = 168, // point, in the thread that starts it. Name, Target, Daemon
    ThreadBegin = 169, // point, its first event. Name
    ThreadEnd = 170,   // point. Failed flag: an exception ended it, Type
    ThreadJoin = 171,  // begin/end. Name, Thread. value at end: 1 it had ended, 0 timed out. Timeout
    // -- bookkeeping: read by the World, not shown as events
    FileName = 240,   // value: file number in this stream's sites. Path
    ObjectName = 241, // stream 0. object, Name: the learner's variable
    Output = 242,     // stream 0: bytes from the terminal. value: number of bytes. Text
    Note = 243,       // stream 0: the engine has something to say. Type (short id), Message
    ThreadName = 244, // value: thread number. Name
    KernelName = 245, // Name: of a semaphore ("/mp-…") or a segment, right before it is made; to be unlinked
    Variables = 246, // an answer of a thread that stands at the gate, to question `value`. Begin: Name of the
                     // function. Points, one for each variable: Name, Type; Call: "local" or "global";
                     // ObjectKind: "value" (whole), "part" (something in it is not shown), "object" or
                     // "definition" (function, class, module); Preview, or Text: its repr; Message (failed).
                     // End. Flag kTruncated at the end: there are more
    Last = 255,
};

// Wait: the operation that this thread has begun cannot go on now (`begin` did not know yet).
enum class Phase : std::uint8_t { Point = 0, Begin = 1, End = 2, Wait = 3 };

enum Flag : std::uint8_t {
    kFailed = 1,     // it raised, timed out or was refused
    kHelper = 2,     // done by a helper thread of multiprocessing (queue feeder, pool handlers)
    kGated = 4,      // went through the gate
    kInner = 8,      // part of another operation of the same thread
    kWaits = 16,     // at begin: it is known that it has to wait
    kTruncated = 32, // a text field was cut to its bound
};

inline constexpr std::int32_t kUnknownStatus = INT32_MIN;

// Named fields. The number stands in files; jsonName() in names.h gives the key in exports.
enum class Tag : std::uint8_t {
    End = 0,
    Name = 1,
    Preview = 2,
    Type = 3,
    Message = 4,
    Path = 5,
    Mode = 6,
    Traceback = 7,
    ObjectKind = 8, // "Lock", "RLock", "Semaphore", "BoundedSemaphore", "Queue", "JoinableQueue",
                    // "SimpleQueue", "Value", "list", … and "threading.Lock", "threading.RLock"
    MaxValue = 9,
    Timeout = 10, // ns
    Pid = 11,
    ParentPid = 12,
    Birth = 13, // start time in clock ticks since boot, /proc/PID/stat field 22
    Daemon = 14,
    Target = 15,
    Method = 16, // "fork", "spawn", "forkserver"
    Version = 17,
    Duration = 18, // ns
    Size = 19,
    Text = 20,
    Call = 21, // name of the class or function called to create an object
    Module = 22,
    Column = 23,
    Reader = 24, // id of the pipe a queue reads from
    Lock = 25,   // id of the lock that belongs to the object
    Peer = 26,   // id of the other end
    Owner = 27,  // id of the object that it is a part of
    Index = 28,
    Thread = 29, // number of a thread of the same process
    Last = 30,
};

} // namespace forkscope::trace
