// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The wait-for relation as data: what a thread waits for, who could let it go on, what those wait for in
// turn, and where that closes to a circle. Computed from a World when asked for; keeps nothing, changes
// nothing.
//
// Only what is certain is said to be so. Where it is not known who could help (an Event may be set by
// anybody), that is a kind of its own, Help::Anyone; where nothing at all is known, Help::NotKnown.
#include "engine/world/world.h"

#include <cstdint>
#include <vector>

namespace forkscope::world {

struct ThreadRef {
    ProcessId process;
    std::uint8_t thread = 0; // 0: its main thread

    bool operator==(const ThreadRef&) const = default;
};

// What would let a thread go on.
enum class Help : std::uint8_t {
    NotNeeded, // it does not wait
    Coming,    // what it waits for is there, or on its way: free again, set, ended, an item in the pipe
    Time,      // it sleeps: by itself, at `until`
    OneOf,     // any of `who`, and nobody else
    AllOf,     // each of `who` must do its part (come to its end)
    Anyone,    // not known who: anybody who goes on might. `who`: those who did so before or are likely to
    Nobody,    // nobody is left who could
    Outside,   // somebody at the keyboard, another program, the network
    NotKnown   // a call that is not traced, an object in doubt, a child that is not traced
};

// What stands in the way of a waiting thread.
enum class Obstacle : std::uint8_t {
    None,
    Sleep,
    LockHeld,         // by `who` (also by the dead: see `gone`)
    LockHeldByItself, // a Lock that may be taken only once
    LockNotReleased,  // it has no holder and no permit: nobody has released it yet
    LockFree,         // by now
    LockInDoubt,      // a process ended while it took it or gave it back
    QueueEmpty,
    QueueInBuffer, // there are items, none of them in the pipe
    QueueReady,    // there are items in the pipe
    QueueFull,
    QueueUnfinished, // join(): tasks are not done
    ProcessAlive,
    ProcessEnded,
    AnyChild, // any child of it
    ThreadAlive,
    ThreadEnded,
    NotNotified,
    Notified, // a Condition woke somebody
    EventNotSet,
    EventSet,
    PartiesMissing,
    BarrierOpen,
    BarrierBroken,
    PipeEmpty,
    PipeReady,
    PipeFull,
    Task,     // a worker without a task
    Result,   // of a job that is not back
    Workers,  // of a pool or executor have not ended
    Answer,   // of a manager
    Terminal, // input
    Network,
    Untraced
};

// One link: a thread, and what keeps it.
struct WaitFor {
    ThreadRef waiter;
    trace::Kind what = trace::Kind::None; // the operation that it has begun; None: it runs, or is not traced
    Obstacle obstacle = Obstacle::None;
    Help help = Help::NotNeeded;
    ObjectId object;             // 0 where it waits for none, or it is not known
    ProcessId process;           // joined; 0 for none, any, or one that is not known
    std::int32_t number = 0;     // pid joined, number of the thread joined, job of a pool
    std::vector<ThreadRef> who;  // see Help; live ones only, in order of arrival
    std::vector<ProcessId> gone; // ended: who held the lock, or fed the queue
    Time since = 0, until = -1;  // until: time-out or end of sleep, -1 none
    std::uint32_t line = 0;      // where it waits, in the learner's code
    FileId file;

    bool waits() const { return help != Help::NotNeeded; }
    bool operator==(const WaitFor&) const = default;
};

enum class ChainEnd : std::uint8_t {
    Runs,     // or could, as soon as it gets a CPU
    New,      // has not run a line yet
    Held,     // at the gate, or by SIGSTOP
    Sleeps,   // until a known moment
    TimesOut, // waits, with a time-out
    Coming,   // what the last one waits for is on its way
    Anyone,   // it is not known who could let the last one go on
    Nobody,   // nobody can
    Outside,
    NotKnown,
    Circle, // the last one waits for a link before it
    TooLong
};

// A wait and what is behind it. links[0] is the one asked for, links[i + 1] one of those that links[i] waits
// for: the one who is nearest to going on, where any would do, else the one who is farthest from it.
struct WaitChain {
    std::vector<WaitFor> links;
    ChainEnd end = ChainEnd::Runs;
    ThreadRef last;  // who runs, sleeps, … at the end; the waiter of the last link where nobody is behind
    Time until = -1; // Sleeps, TimesOut
    std::size_t closes = 0; // Circle: the last link waits for links[closes]

    bool operator==(const WaitChain&) const = default;
};

enum class DeadlockKind : std::uint8_t {
    Circle,    // each waits for the next, nobody else could help
    SelfLock,  // one thread waits for what only itself could give
    Standstill // who could help is not known, but nobody goes on who might
};

// Threads that wait for each other for ever.
struct Deadlock {
    DeadlockKind kind = DeadlockKind::Circle;
    std::vector<WaitFor>
        circle; // each waits for the next, the last for the first; begins with who appeared first
    std::vector<WaitFor> behind; // no part of this circle, but wait for it, and so for ever too
    Time since = 0;              // since it is closed

    bool operator==(const Deadlock&) const = default;
};

// What this thread waits for. A thread that the World does not know does not wait.
WaitFor waitFor(const World& world, ThreadRef thread);
// What it would wait for once it had begun `wait`, of which what, object, pid and process are looked at.
WaitFor waitFor(const World& world, ThreadRef thread, const Wait& wait);
WaitChain waitChain(const World& world, ThreadRef thread);
// All closed wait-for chains, in order of appearance. A wait with a time-out never is a part of one. The cost
// grows with the threads that wait, not with the events.
std::vector<Deadlock> deadlocks(const World& world);

// Threads of a process that may run the learner's code: main, those that its lines started, and others seen
// in its lines. Dead ones are not among them.
std::vector<ThreadRef> threadsOf(const Process& process);

} // namespace forkscope::world
