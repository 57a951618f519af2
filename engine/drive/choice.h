// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Who stands at the gate, what it would do next, and whether that could go on: what the learner chooses from.
// Plain values; words are made at the edge (choice words below).
#include "engine/world/wait_chain.h"

#include <cstdint>
#include <string>

namespace forkscope::drive {

using trace::FileId;
using trace::Kind;
using trace::ObjectId;
using trace::ProcessId;
using trace::Time;

// Where a thread is that can be let go.
enum class Stance : std::uint8_t {
    AtGate,  // before an operation
    AtLine,  // before a line (Order::Line, Order::ToLine)
    Blocked, // in an operation that could not go on when it was tried last
    Stopped // makes no operation that is traced, and was stopped (SIGSTOP) by a pause: a step lets it compute
};

// What a grant would do.
enum class Able : std::uint8_t {
    Yes,      // the operation is done; of who is Blocked: what it waited for is there
    Blocks,   // AtGate: it may be granted, and will be Blocked then (`obstacle` says why)
    Fails,    // AtGate, and told not to wait: it will return False, or raise, at once (`obstacle` says why)
    TimesOut, // Blocked with a time-out: granting it means that its time is up
    No,       // Blocked, and nothing has changed: it cannot be granted
    Unknown   // a try will tell
};

struct Choice {
    std::string actor; // as schedules name it: "main", "main/1", of a second thread "main/1#2"
    ProcessId process;
    std::int32_t pid = 0;
    std::uint8_t thread = 0; // number in events; 0 is the main thread
    Stance stance = Stance::AtGate;
    Kind what = Kind::None; // Kind::GateLine at a line, Kind::None of who is Stopped
    ObjectId object;        // 0: none
    std::string objectName; // as schedules name it, "" for none
    FileId file;
    std::uint32_t line = 0; // in the learner's file; 0: not known
    Able able = Able::Yes;
    bool hasTimeOut = false;  // Blocked with a time-out of its own
    std::int64_t sleepUs = 0; // before a sleep: how long the program wants it to last
    std::uint64_t dueNs = 0;  // of its time-out, if the program went on now: CLOCK_MONOTONIC; 0 none
    // Blocks, Fails, TimesOut, No: what is in the way; valid at the moment of the World.
    world::WaitFor obstacle;
    std::uint32_t slot = 0;  // of the gate's table; for the Controller
    std::uint64_t count = 0; // operations with which it has come to the gate so far

    bool canBeGranted() const { return able != Able::No; }
};

// Who is waited for before the next choice is offered, or goes on by itself.
enum class Busy : std::uint8_t {
    Starts,   // has been started, and has not come to the gate yet
    Runs,     // between two operations
    Computes, // the same, for longer than Settings::computesAfter: no longer waited for
    Feeds,    // an item that it has put is not in the pipe yet
    Leaves,   // has done its work and ends
    Foreign,  // a program that is not traced: goes on by itself
    Stopped,  // by a signal (SIGSTOP) that was not ours, until another lets it go on
    Waits     // in a call that the gate cannot hold (input, a call of a manager, a wait from before), or its
              // feeder thread at a full pipe
};
struct BusyThread {
    std::string actor;
    ProcessId process;
    std::int32_t pid = 0;
    std::uint8_t thread = 0;
    Busy why = Busy::Runs;
    std::int64_t sinceNs = 0; // CLOCK_MONOTONIC
};

// What an operation that must not wait does instead, as after "would": "return False", "raise Empty".
const char* outcomeWithoutWaiting(Kind what);

// "mutex.acquire at line 9 would block: mutex is held by P1 buyer (line 9)." In plain English, for terminals
// and tool tips; the window may say it in its own words from the data.
std::string sentenceOf(const world::World& world, const Choice& choice);

} // namespace forkscope::drive
