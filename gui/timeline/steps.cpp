// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/timeline/steps.h"

#include "engine/trace/names.h"

#include <algorithm>
#include <bit>

namespace forkscope::gui {

void LogSteps::update(std::size_t events, trace::Time end) {
    end_ = end;
    for (; seen_ < std::min(events, log_.size()); ++seen_) {
        if (seen_ % (64 * kWords) == 0) {
            counts_.push_back(std::uint32_t(count_));
            bits_.resize(bits_.size() + kWords);
        }
        if (!trace::isStep(log_[seen_].kind))
            continue;
        bits_[seen_ / 64] |= std::uint64_t(1) << (seen_ % 64);
        ++count_;
    }
}

std::int64_t LogSteps::before(trace::Time t) const {
    const std::size_t index = std::min(t <= 0 ? 0 : log_.upperBound(t - 1), seen_);
    const std::size_t block = index / (64 * kWords), word = index / 64;
    if (block >= counts_.size())
        return count_;
    std::int64_t steps = counts_[block];
    for (std::size_t w = block * kWords; w < word; ++w)
        steps += std::popcount(bits_[w]);
    const std::uint64_t earlier = (std::uint64_t(1) << (index % 64)) - 1;
    return steps + std::popcount(bits_[word] & earlier);
}

std::size_t LogSteps::indexOf(std::int64_t step) const {
    const auto after = std::upper_bound(counts_.begin(), counts_.end(), std::uint32_t(step));
    const auto block = std::size_t(after - counts_.begin()) - 1;
    auto left = int(step - counts_[block]);
    std::size_t word = block * kWords;
    for (; left >= std::popcount(bits_[word]); ++word)
        left -= std::popcount(bits_[word]);
    std::uint64_t bits = bits_[word];
    for (; left > 0; --left)
        bits &= bits - 1; // without its lowest one
    return word * 64 + std::size_t(std::countr_zero(bits));
}

} // namespace forkscope::gui
