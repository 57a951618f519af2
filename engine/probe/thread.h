// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the probe knows about the thread it runs in: its number in records, whether it is a helper of
// multiprocessing (queue feeder, pool handlers), which traced operation it is in. Plain thread-local data,
// reset in a forked child, of which only one thread is left.
#include "engine/probe/python.h"
#include "engine/trace/wire.h"

#include <cstdint>

namespace forkscope::probe {

class Operation;

// Which semaphores that are made now are private to something larger, and so hidden.
enum class Hiding : std::uint8_t { None, SemaphoresOnly /* of a Condition: its lock stays visible */, All };

struct ThreadState {
    bool known = false; // has a number, and the trace its name
    bool helper = false;
    bool runs = false;          // within a process's run()
    bool unheld = false;        // the gate has no slot for it
    bool stepsLines = false;    // it stops before lines, too (line_step.h)
    bool aside = false;         // runs a repr that was asked for, or waits in Thread.start(): no step of the
                                // program's, never held
    std::uint32_t answered = 0; // number of the last question about its variables
    std::uint8_t number = 0;    // 0: the process's main thread
    Hiding hiding = Hiding::None;
    Operation* operation = nullptr; // innermost one
    PyObject* starting = nullptr;   // borrowed: the Process whose start() runs
    PyObject* making = nullptr;     // borrowed: the queue, condition, … whose constructor runs
    trace::wire::GateSlot* slot = nullptr;
};

namespace detail {
extern constinit thread_local ThreadState tThread;
}
inline ThreadState& thisThread() {
    return detail::tThread;
}

// The threading.Thread object of this thread; empty when it has none. Makes none.
Ref threadObject();

// The number of a thread that is about to begin.
std::uint8_t takeThreadNumber();
// Gives the thread its number and writes its name, when it is not the main thread.
void introduceThread(ThreadState& thread);
// In the child of a fork. Keeps what the forking thread was starting: that is what the child will be.
void forgetThreads();

} // namespace forkscope::probe
