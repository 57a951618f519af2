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
    // -- locks: Lock, RLock, Semaphore, BoundedSemaphore alike
    LockCreate = 16, // point. value: initial value. ObjectKind, MaxValue, Name (the kernel's, to be unlinked)
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
    // -- kernel, stream 0, ordered by time alone. value: pid of the thread's process; object: kernel thread
    // id
    CpuRun = 72,
    CpuReady = 73,
    CpuBlock = 74,
    // -- further kinds of the vocabulary
    ConditionWait = 80,
    ConditionNotify = 81,
    EventSet = 82,
    EventClear = 83,
    EventWait = 84,
    BarrierWait = 85,
    BarrierBreak = 86,
    PipeCreate = 96,
    PipeSend = 97,
    PipeRecv = 98,
    PipePoll = 99,
    PipeClose = 100,
    PipeEof = 101,
    SharedCreate = 112,
    SharedRead = 113,
    SharedWrite = 114,
    ManagerStart = 120,
    ManagerCall = 121,
    ManagerShutdown = 122,
    PoolCreate = 128,
    PoolSubmit = 129,
    PoolTask = 130,
    PoolCallback = 131,
    PoolClose = 132,
    PoolTerminate = 133,
    PoolJoin = 134,
    ExecutorCreate = 144,
    ExecutorSubmit = 145,
    ExecutorTask = 146,
    ExecutorShutdown = 147,
    SocketListen = 160,
    SocketAccept = 161,
    SocketConnect = 162,
    // -- bookkeeping: read by the World, not shown as events
    FileName = 240,   // value: file number in this stream's sites. Path
    ObjectName = 241, // stream 0. object, Name: the learner's variable
    Output = 242,     // stream 0: bytes from the terminal. value: number of bytes. Text
    Note = 243,       // stream 0: the engine has something to say. Type (short id), Message
    ThreadName = 244, // value: thread number. Name
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
    ObjectKind =
        8, // "Lock", "RLock", "Semaphore", "BoundedSemaphore", "Queue", "JoinableQueue", "SimpleQueue"
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
    Last = 25,
};

} // namespace forkscope::trace
