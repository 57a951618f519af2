// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Queue, JoinableQueue, SimpleQueue (Lib/multiprocessing/queues.py). A queue is known by its pipe: device and
// inode are the same in every process. Its way in has two steps, `put` by the caller into a buffer and `feed`
// by a helper thread into the pipe, and both are told.
//
// Order: `feed` is stamped before the bytes go into the pipe where they surely fit, so that it comes before
// the `get` that takes them; where the pipe may be full it is stamped after, when they are in, and a `get`
// may then end a moment before it.
#include "engine/probe/traced_function.h"

namespace forkscope::probe {

void patchQueues(PyObject* module); // multiprocessing.queues

// What connections do that are ends of queues (messages.cpp).
PyObject* feedQueue(const Call& call);     // send_bytes
PyObject* takeFromQueue(const Call& call); // recv_bytes
PyObject* pollForQueue(const Call& call);  // poll

} // namespace forkscope::probe
