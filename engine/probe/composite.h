// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Things made of semaphores (Queue, Condition, Event, Barrier, Pool, executors): their private semaphores and
// queues are not shown. Condition, Event and Barrier, which are made of each other as well, tell what is done
// with them.
#include "engine/probe/python.h"
#include "engine/probe/thread.h"

#include <cstdint>

namespace forkscope::probe {

// While one lives, semaphores and queues that this thread makes are private. `object` is what is being made:
// its own constructor and those of its bases count once.
class Making {
  public:
    Making(PyObject* object, Hiding how);
    ~Making();
    Making(const Making&) = delete;
    Making& operator=(const Making&) = delete;
    bool outermost() const { return outermost_; } // not a base class's constructor
    bool isPrivate() const {
        return outerHiding_ == Hiding::All;
    } // part of something that is being made itself

  private:
    PyObject* outerObject_;
    Hiding outerHiding_;
    bool outermost_;
};

// For module multiprocessing.synchronize.
void patchComposites(PyObject* module);
void patchConditions(PyObject* module);
void patchEvents(PyObject* module);
void patchBarriers(PyObject* module);

std::uint64_t idOfCondition(PyObject* condition);
// A Condition that is part of something else: its lock is hidden as well.
void hideCondition(PyObject* condition);
// The condition that an Event is made of begins to wait (time-out below 0: none).
void tellEventWaits(double seconds);
// The condition that a Barrier is made of is about to wake all.
void tellBarrierBreaks();

} // namespace forkscope::probe
