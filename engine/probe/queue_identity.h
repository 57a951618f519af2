// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Which queues are shown, under which id, and which connections are their ends. Kept in the SideTable.
#include "engine/probe/identity.h"
#include "engine/probe/python.h"
#include "engine/probe/traced_function.h"

namespace forkscope::probe {

// Beside kPipeRole (pipe_identity.h). CallWriter: of the queue that carries an executor's calls to its
// workers.
enum class QueueRole : std::uint8_t { Queue = 1, Reader = 2, Writer = 3, CallWriter = 5 };

// What is known of the queue whose method is called; null when it is hidden or cannot be
// followed. A queue that came by pickle is met here for the first time: one that a library uses for itself is
// none of the learner's.
SideEntry* shownQueue(const Call& call);
// The connection whose method is called, if it is this end of a queue that is shown; else null.
SideEntry* shownEnd(const Call& call, QueueRole role);
// Takes note of a queue that has just been made; its private semaphores are hidden. Null when it has no pipe.
SideEntry* rememberQueue(PyObject* queue, bool hidden);

// The queue is the one that carries an executor's calls to its workers.
void carriesCalls(PyObject* queue);

// A queue has come by pickle: its ends are no pipes of the learner's. What it is shows with its first use.
void queueArrives(PyObject* queue);

int descriptorOf(PyObject* connection); // -1 when it is closed
int readerOf(PyObject* queue);          // descriptor, -1 when there is none

} // namespace forkscope::probe
