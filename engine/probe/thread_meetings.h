// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Where threads of one process wait for each other by other means than a lock of their own: Event, Condition,
// Semaphore and Barrier of threading, and queue.Queue. All of them wait for locks that the library makes.
#include "engine/trace/vocabulary.h"

namespace forkscope::probe {

// What the learner's line waits for when one of those locks is taken now; None: the line has called something
// else, which is the library's own business.
trace::Kind meetingHere();

} // namespace forkscope::probe
