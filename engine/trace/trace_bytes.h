// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The bytes of a recorded trace in memory: zeros at first, and costing memory only where something was
// written, since a trace is sparse. A range of bytes; movable, not to be copied. mmap(2).
#include <cstddef>
#include <optional>
#include <utility>

namespace forkscope::trace {

class TraceBytes {
  public:
    TraceBytes() = default;
    // Nothing where the system has no room for so much.
    static std::optional<TraceBytes> zeros(std::size_t size);
    TraceBytes(TraceBytes&& other) noexcept { swap(other); }
    TraceBytes& operator=(TraceBytes&& other) noexcept {
        TraceBytes old(std::move(other));
        swap(old);
        return *this;
    }
    ~TraceBytes();

    std::byte* data() { return data_; }
    const std::byte* data() const { return data_; }
    std::size_t size() const { return size_; }
    std::byte* begin() { return data_; }
    const std::byte* begin() const { return data_; }
    std::byte* end() { return data_ + size_; }
    const std::byte* end() const { return data_ + size_; }

  private:
    void swap(TraceBytes& other) noexcept {
        std::swap(data_, other.data_);
        std::swap(size_, other.size_);
    }
    std::byte* data_ = nullptr;
    std::size_t size_ = 0;
};

} // namespace forkscope::trace
