// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// One id for one object, however it got into a process. Named semaphores are known by their name, pipes and
// files by device and inode, both the same in every process; what has neither gets pid<<32|counter where it
// is made, in memory that fork copies.
#include "engine/probe/python.h"

#include <cstdint>

namespace forkscope::probe {

std::uint64_t idOfName(const char* name);
std::uint64_t freshId();
// Of an open descriptor; 0 when it is none.
std::uint64_t idOfPipe(int descriptor);
std::uint64_t idOfFile(int descriptor);
// Of a piece of shared memory: the file that it lies in, where in it, and the lock that guards it (0: none),
// since a place is used again when it is free. 0 when the descriptor is none.
std::uint64_t idOfBlock(int descriptor, std::uint64_t offset, std::uint64_t lock);

// What the probe knows about a Python object, kept beside it and not in it, so that vars() and pickles stay
// as they are. Goes away with the object, by a weak reference. Found by address; fork copies it all. Needs
// the interpreter lock.
struct SideEntry {
    PyObject* object = nullptr; // borrowed; null: free
    PyObject* watcher = nullptr;
    std::uint64_t id = 0;
    std::int32_t extra = 0;
    std::uint8_t role = 0;
    bool hidden = false;
};

class SideTable {
  public:
    // Null when nothing is known. Valid until the next remember() or forget.
    static SideEntry* find(PyObject* object);
    // A new entry. Null, with no exception set, when the object cannot be watched or memory is out.
    static SideEntry* remember(PyObject* object);
};

} // namespace forkscope::probe
