// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// How full the pipe of a queue is at the least (wire::PipeLevel): one atomic in the trace that all processes of
// the run share, in place of a system call before each get. A reader that is not traced, or that reads the
// descriptor past multiprocessing, is not counted.
#include <cstdint>

namespace forkscope::probe {

// The pipe is new and empty; the kernel gives the number of one that is gone to another.
void emptyLevel(std::uint64_t queue);
// A message has been written.
void raiseLevel(std::uint64_t queue);
// A message is going to be read, under the queue's lock of reading.
void lowerLevel(std::uint64_t queue);
// A message is there for sure. False says nothing.
bool isFilledForSure(std::uint64_t queue);

} // namespace forkscope::probe
