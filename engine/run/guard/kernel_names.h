// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Names in shared memory that a run can leave behind: a killed resource tracker unlinks nothing. Only names
// that the trace says this run made are touched, and only such as multiprocessing itself gives.
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace forkscope::run {

struct KernelNames {
    std::vector<std::string> semaphores; // with the leading slash that sem_open(3) wants
    std::vector<std::string> segments;   // of SharedMemory, without it
};

// Reads a trace that grows for what its create records say. Whoever looks from time to time has little left
// to read when the run is over: a trace of a gigabyte takes longer than a run may take to end. Not a
// trace::Reader: tens of millions of events are passed over here for some dozens, in next to no memory.
class NameFinder {
  public:
    // Goes on where the last look at this trace stopped, for about `budget` bytes. False: there is more.
    bool look(std::span<const std::byte> trace, std::size_t budget);
    const KernelNames& names() const { return names_; }

  private:
    std::size_t readChunk(std::span<const std::byte> records, std::uint32_t& read);

    KernelNames names_;
    std::vector<std::uint32_t> read_; // bytes of records, by the chunk's first unit
    std::size_t firstOpen_ = 0;       // all chunks before this unit are closed and read
};

// All of them at once.
KernelNames namesIn(std::span<const std::byte> trace);
// An open trace file, for reading, until this process ends; empty where it cannot be mapped. Nobody can make
// it shorter: it is sealed.
std::span<const std::byte> mapTrace(int fd);
std::vector<std::string> semaphoreNames(std::span<const std::byte> trace);
// "/mp-…": what multiprocessing.synchronize gives, so never somebody else's even if the trace is scribbled
// over.
bool isSemaphoreName(std::string_view name);
// sem_unlink(3) for each; returns how many were still there.
std::size_t unlinkSemaphores(const std::vector<std::string>& names);

} // namespace forkscope::run
