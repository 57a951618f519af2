// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/probe/thread_meetings.h"

#include "engine/probe/site.h"

#include <string_view>

namespace forkscope::probe {

using trace::Kind;

// Event.wait() waits by its Condition's wait(), Barrier.wait() by functions of its own.
Kind meetingHere() {
    const CalledThrough called = calledThrough();
    const std::string_view file = called.file, call = called.first, within = called.second;
    if (file == "queue.py")
        return call == "put" ? Kind::QueuePut : call == "join" ? Kind::QueueJoin : Kind::QueueGet;
    if (file != "threading.py")
        return Kind::None;
    if (call == "wait")
        return within == "wait"          ? Kind::EventWait
               : within.starts_with('_') ? Kind::BarrierWait
                                         : Kind::ConditionWait;
    return call == "wait_for" ? Kind::ConditionWait : Kind::LockAcquire;
}

} // namespace forkscope::probe
