// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Which connections (Lib/multiprocessing/connection.py) are the learner's, and under which id: device and
// inode, so that both ends of a one-way pipe have one id and it is the same in every process. Those that the
// library uses for itself, and the ends of queues, are none of them. Kept in the SideTable.
//
// A connection becomes known when it is made by a line of the learner's, or comes by pickle; what is met for
// the first time in use is the learner's when his code, and not a library, uses it.
#include "engine/probe/identity.h"
#include "engine/probe/python.h"

namespace forkscope::probe {

// SideEntry::role of an end of a pipe; 1 to 3 are QueueRole.
inline constexpr std::uint8_t kPipeRole = 4;

// Null when it is hidden, an end of a queue, or closed and never seen before. Valid until the next call that
// may run code of the program.
SideEntry* shownPipe(PyObject* connection);
// Null when there is no descriptor. Changes what was known before.
SideEntry* rememberPipe(PyObject* connection, bool hidden);
// For `__del__`: id of a connection that is still open and shown, else 0. Classifies nothing.
std::uint64_t idOfDyingPipe(PyObject* connection);
// 1 the end to read from, 2 to write to, 3 both.
std::int32_t endsOf(PyObject* connection);
// This process has got an end by other ways than Pipe(): from now on it is shown.
void tellPipeOpened(PyObject* connection, std::uint32_t site);

// A connection has come by pickle; whose it is shows later.
void pipeArrives(PyObject* connection);
// It is the end of a queue.
void pipeIsQueues(PyObject* connection);
// Those that have come and are no queue's are the learner's, or of the library, which runs the process to
// come (`hidden`).
void settleArrivedPipes(bool hidden);
// In a child, when it knows who it is and before its run(): all that has come with its arguments, shared
// memory too. Whose the pipes are, the function says that the process will run.
void settleArrivals(PyObject* process);

} // namespace forkscope::probe
