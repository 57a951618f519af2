// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Shared memory as the World knows it: Value, Array, SharedMemory, ShareableList.
#include "engine/world/thing.h"

#include <vector>

namespace forkscope::world {

struct SharedElement {
    std::int32_t index = -1; // of an Array; -1 the whole
    std::string_view value;
    Deed by; // the last write; none when it was only read

    bool operator==(const SharedElement&) const = default;
};
struct SharedReader {
    ProcessId process;
    std::int32_t index = -1;
    Deed read;

    bool operator==(const SharedReader&) const = default;
};

struct Shared : Thing {
    static constexpr std::string_view kUsualKind = "Shared";
    static constexpr std::size_t kElementsKept = 64; // more of an Array are not remembered
    std::string_view type;                           // typecode
    std::string_view blockName;                      // the kernel's, of a SharedMemory
    std::int32_t bytes = 0;
    ObjectId lock;                       // that belongs to it; 0 none
    std::vector<SharedElement> elements; // last known values, sorted by index
    std::vector<SharedReader> readers;   // the last read of each process and element, newest at the back
    std::vector<ProcessId> attached;     // SharedMemory: who has it open
    Deed lastWrite;
    std::uint64_t reads = 0, writes = 0;
    // Writes of a value that was read before another process wrote: that process's update is lost.
    std::uint64_t lostUpdates = 0;
    Deed lostWrite, lostBy; // the latest update that was lost, and the write that it was lost to
    bool unlinked = false;

    const SharedElement* element(std::int32_t index) const; // null when no value is known
    bool operator==(const Shared&) const = default;
};

} // namespace forkscope::world
