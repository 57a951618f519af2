// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the engine and the guard (and once its warden) say to each other: fixed structs, one to a packet, over
// a socketpair of type SOCK_SEQPACKET whose life is the lifetime of the run. Either side that dies is seen by
// the other as the end of the stream. Both ends are built together, so there is no version.
#include <cstdint>

namespace forkscope::run::guard {

// Descriptors under which the guard inherits its belongings. None of them reaches the program.
inline constexpr int kControlFd = 3;  // the guard's end of the socketpair
inline constexpr int kTraceFd = 4;    // the trace, with --trace
inline constexpr int kTerminalFd = 5; // the slave side of the pty, with --terminal

enum class Report : std::uint32_t {
    Started = 1,          // pid: the program, which has been exec'ed
    StartFailed = 2,      // status: errno; detail: StartStep. The guard leaves.
    Reaped = 3,           // pid, status: the integer of waitpid(2). Of the program and of every orphan
    TooManyProcesses = 4, // detail: how many there were. The guard ends the run.
    Ending = 5,           // stop-then-kill has begun, by request or by signal
    AllGone = 6,          // nothing is left. detail: names that were unlinked. The guard leaves.
    Ready = 7,            // its first word. pid: the guard's own
    Helper = 8,           // from the warden, any time. pid: the helper's, a child of the warden
};

enum class StartStep : std::uint32_t { Fork = 1, Terminal = 2, WorkingFolder = 3, Limits = 4, Exec = 5 };

struct Message {
    Report report;
    std::int32_t pid;
    std::int32_t status;
    std::uint32_t detail;
};
static_assert(sizeof(Message) == 16);

// The guard starts nothing before Begin: until then the engine can attach to it what the program shall
// inherit.
enum class Request : std::uint32_t { Begin = 1, End = 2 };

} // namespace forkscope::run::guard
