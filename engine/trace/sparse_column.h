// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A number for some of the elements of a long list, 0 for the others: one bit an element, four bytes for each
// that has one. Append-only, constant time, single thread.
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace forkscope::trace {

class SparseColumn {
  public:
    std::size_t size() const { return size_; }
    void append(std::uint32_t value) {
        if (size_ % 64 == 0) {
            bits_.push_back(0);
            if (size_ % (64 * kWords) == 0)
                before_.push_back(std::uint32_t(values_.size()));
        }
        if (value != 0) {
            bits_.back() |= std::uint64_t(1) << (size_ % 64);
            values_.push_back(value);
        }
        ++size_;
    }
    std::uint32_t operator[](std::size_t i) const {
        const std::uint64_t word = bits_[i / 64], bit = std::uint64_t(1) << (i % 64);
        if ((word & bit) == 0)
            return 0;
        std::size_t place = before_[i / (64 * kWords)];
        for (std::size_t w = i / (64 * kWords) * kWords; w < i / 64; ++w)
            place += std::size_t(std::popcount(bits_[w]));
        return values_[place + std::size_t(std::popcount(word & (bit - 1)))];
    }

  private:
    static constexpr std::size_t kWords = 8; // of 64 bits, in a block
    std::vector<std::uint64_t> bits_;        // of each element: whether it has a number
    std::vector<std::uint32_t> before_;      // numbers before each block
    std::vector<std::uint32_t> values_;
    std::size_t size_ = 0;
};

} // namespace forkscope::trace
