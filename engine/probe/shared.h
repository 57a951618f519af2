// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Memory that processes share: Value, Array, RawValue, RawArray (Lib/multiprocessing/sharedctypes.py),
// SharedMemory and ShareableList (Lib/multiprocessing/shared_memory.py). A block is known by the file that it
// lies in, so it has one id in every process. Raw ctypes objects and the `buf` of a SharedMemory are bare
// memory: they are told when they are made and never again.
#include "engine/probe/identity.h"
#include "engine/probe/python.h"
#include "engine/probe/stream.h"

namespace forkscope::probe {

void patchSharedTypes(PyObject* module);  // multiprocessing.sharedctypes
void patchSharedAccess(PyObject* module); // part of it: reading and writing under the lock
void patchSharedMemory(PyObject* module); // multiprocessing.shared_memory

// SharedMemory that has come to a child of the fork server with its arguments: told when it knows who it is.
void settleArrivedSegments();
// Id of a wrapper with a lock (Synchronized and its kin); 0 when it has no block.
std::uint64_t idOfShared(PyObject* wrapper);

} // namespace forkscope::probe
