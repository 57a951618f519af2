// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Things made of semaphores (Queue, Condition, Event, Barrier, Pool, executors): their private semaphores and
// queues are not shown. Condition and Event tell what is done with them.
#include "engine/probe/python.h"
#include "engine/probe/thread.h"

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

void patchComposites(PyObject* module); // multiprocessing.synchronize
void patchPool(PyObject* module);       // multiprocessing.pool
void patchExecutor(PyObject* module);   // concurrent.futures.process

} // namespace forkscope::probe
