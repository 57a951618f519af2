// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Why: what somebody does, since when, at which line, what would let it go on and who is behind that, as a
// record. It is turned into words at the edge, so that the window, the terminal, tours and tests have the
// same reason:
//
//     const Reason reason = reasonOf(world, ThreadRef{id}, at);
//     for (const Words& paragraph : wordsOf(world, reason)) …   // spans with targets, or paragraph.text()
#include "engine/world/wait_chain.h"
#include "engine/world/words.h"

#include <optional>
#include <vector>

namespace forkscope::world {

enum class Doing : std::uint8_t {
    NotThere, // at this moment, as far as the World knows
    New,      // started, has not run a line yet
    Runs,
    RunsTask,    // of a pool or executor
    RunsHandler, // of a signal
    Finalizes,   // the exit handlers of multiprocessing
    EndsMain,    // main's code has ended, other exit handlers run
    RunsUntraced,
    Ready,
    Waits,
    Sleeps,
    Stopped, // by SIGSTOP
    Held,    // at the gate
    Zombie,
    Gone
};

struct Place {
    std::uint32_t line = 0;
    FileId file;

    bool operator==(const Place&) const = default;
};

// About one thread of a process; the main thread stands for the process.
struct Reason {
    ThreadRef who;
    Doing doing = Doing::NotThere;
    Time at = 0;
    Time since = -1, until = -1;      // until: end of a sleep or of a time-out, -1 none
    Place place;                      // line 0: not known
    WaitChain chain;                  // Waits, Sleeps: links[0] is its own wait. Else without links
    std::optional<Deadlock> deadlock; // that it is a part of, or waits for
    // What the reason names, each once, itself first.
    std::vector<ProcessId> processes;
    std::vector<ObjectId> objects;
    std::vector<Place> places;
};

// About an object: who has it and who waits for it.
struct ObjectReason {
    ObjectId object; // 0: it does not exist at this moment
    Time at = 0;
    Time since = -1;                  // that it is as it is; -1 not known
    std::vector<ThreadRef> has;       // who holds, has set, has written, serves or has opened it
    std::vector<ThreadRef> wait;      // in order of arrival
    std::int64_t count = 0;           // permits free, items, parties there, tasks not begun
    std::optional<Deadlock> deadlock; // that it is a part of
};

// `known`: deadlocks(world), for those who ask for many.
Reason reasonOf(const World& world, ThreadRef who, Time at, const std::vector<Deadlock>& known);
Reason reasonOf(const World& world, ThreadRef who, Time at);
ObjectReason reasonOf(const World& world, ObjectId object, Time at, const std::vector<Deadlock>& known);
ObjectReason reasonOf(const World& world, ObjectId object, Time at);

// The record in words, by paragraphs: first what it does and who is behind that, then since when and what
// would let it go on (may be missing), then its other threads. Deadlocks have words of their own.
std::vector<Words> wordsOf(const World& world, const Reason& reason);
std::vector<Words> wordsOf(const World& world, const ObjectReason& reason);
// What is in the way of one thread, also of one that has not begun to wait: "waits for mutex, held since …".
Words wordsOf(const World& world, const WaitFor& wait);
// Both of these in one: "P1 and P2 wait for each other for ever: P1 waits for …; P2 waits for ….".
Words wordsOf(const World& world, const Deadlock& deadlock);
// Its name, "P1 and P2 wait for each other for ever", and what it consists of: "P1 waits for …; P2 waits for
// ….".
std::string titleOf(const World& world, const Deadlock& deadlock);
Words detailsOf(const World& world, const Deadlock& deadlock);

} // namespace forkscope::world
