// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/world/track.h"

namespace forkscope::world {

std::uint64_t Track::pack(const IntervalNote& note) {
    const std::uint32_t line = note.line <= 0xfffff ? note.line : 0;
    const std::uint32_t file = note.file.value <= 0xfff ? note.file.value : 0;
    return note.subject | std::uint64_t(file << 20 | line) << 32;
}

void Track::append(Time at, LaneState state, IntervalNote note) {
    const std::uint64_t packed = pack(note);
    if (!empty()) {
        at = std::max(at, openStart_);
        if (state == openState_ && packed == openNote_)
            return extendTo(at);
        if (openState_ != LaneState::Absent)
            running_[std::size_t(openState_)] +=
                std::uint32_t(at >> kUnitShift) - std::uint32_t(openStart_ >> kUnitShift);
    }
    if (size() % kBlock == 0)
        openBlock(at);
    if (state != LaneState::Absent)
        blockMask_.back() |= std::uint8_t(1u << unsigned(state));
    intervals_.append(at, {packed, std::uint64_t(state)});
    openStart_ = at;
    openState_ = state;
    openNote_ = packed;
    extendTo(at);
}

void Track::openBlock(Time at) {
    blockStart_.push_back(at);
    blockSums_.push_back(running_);
    blockMask_.push_back(0);
}

std::size_t Track::blockOf(Time t) const {
    const auto later = std::upper_bound(blockStart_.begin(), blockStart_.end(), t);
    return later == blockStart_.begin() ? 0 : std::size_t(later - blockStart_.begin()) - 1;
}

std::size_t Track::find(Time t) const {
    const std::size_t later = intervals_.upperBound(t);
    return later == 0 ? 0 : later - 1;
}

std::size_t Track::find(Time t, std::size_t from) const {
    const std::size_t block = blockOf(t, from / kBlock);
    std::size_t low = std::max(from, block * kBlock), high = std::min((block + 1) * kBlock, size());
    while (high - low > 1) {
        const std::size_t middle = (low + high) / 2;
        (start(middle) <= t ? low : high) = middle;
    }
    return low;
}

std::size_t Track::memoryBytes() const {
    return blockStart_.capacity() * sizeof(Time) + blockSums_.capacity() * sizeof(Sums) +
           blockMask_.capacity() + intervals_.memoryBytes();
}

} // namespace forkscope::world
