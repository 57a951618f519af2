// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/trace/trace_bytes.h"

#include <sys/mman.h>

namespace forkscope::trace {

std::optional<TraceBytes> TraceBytes::zeros(std::size_t size) {
    TraceBytes bytes;
    if (size == 0)
        return bytes;
    void* place =
        mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (place == MAP_FAILED)
        return std::nullopt;
    bytes.data_ = static_cast<std::byte*>(place);
    bytes.size_ = size;
    return bytes;
}

TraceBytes::~TraceBytes() {
    if (data_)
        munmap(data_, size_);
}

} // namespace forkscope::trace
