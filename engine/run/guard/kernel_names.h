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
// What the trace says of names about to be made, and of segments that the program named itself.
KernelNames namesIn(std::span<const std::byte> trace);
// The same of an open trace file; nothing where it cannot be mapped.
KernelNames namesIn(int traceFd);
std::vector<std::string> semaphoreNames(std::span<const std::byte> trace);
// "/mp-…": what multiprocessing.synchronize gives, so never somebody else's even if the trace is scribbled
// over.
bool isSemaphoreName(std::string_view name);
// sem_unlink(3) for each; returns how many were still there.
std::size_t unlinkSemaphores(const std::vector<std::string>& names);

} // namespace forkscope::run
