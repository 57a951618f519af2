// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A queue as the World knows it: its items in the three places where they can be, and who waits at it. Plain
// values, cheap to copy also when the queue is long; texts are views into the Log.
#include "engine/trace/event.h"
#include "engine/world/item_list.h"
#include "engine/world/waiter.h"

#include <cstdint>
#include <deque>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

namespace forkscope::world {

using trace::FileId;
using trace::ObjectId;
using trace::ProcessId;
using trace::Time;

struct Queue {
    ObjectId id;
    std::string_view name;
    std::string_view kind; // "Queue", "JoinableQueue", "SimpleQueue"
    std::int32_t maxsize = 0;
    // Items put and not yet written to the pipe, per producing process, oldest first. Lists may be empty.
    std::map<ProcessId, ItemList> buffers;
    ItemList pipe;                                // written, not yet taken
    ItemList leaving; // their room has been given to others: taken by somebody who is still to say so
    std::deque<std::pair<ProcessId, Item>> taken; // the last few, newest at the back
    ItemList lost;                    // in the buffer of a producer that ended: no one will ever get them
    std::vector<OpenPut> openPuts;    // those that wait hold an item that found no room yet
    std::int32_t unfinished = 0;      // JoinableQueue: put and not yet task_done
    std::uint64_t puts = 0, gets = 0; // that succeeded
    std::vector<ProcessId> producers; // everyone who ever put, in order of the first put
    std::vector<Waiter> getters, putters, joiners;
    ProcessId creator;
    std::uint32_t line = 0;
    FileId file;
    std::size_t buffered = 0;                      // items in all buffers
    std::map<ProcessId, std::uint32_t> feedsAhead; // items seen taken before they were seen written

    std::size_t depth() const { return buffered + pipe.size(); } // buffers and pipe together
    bool isJoinable() const { return kind == "JoinableQueue"; }
    bool operator==(const Queue&) const = default;
};

} // namespace forkscope::world
