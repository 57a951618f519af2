// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/world/track.h"

namespace forkscope::world {

Track::PackedNote Track::pack(const IntervalNote& note) {
    const std::uint32_t line = note.line <= 0xfffff ? note.line : 0;
    const std::uint32_t file = note.file.value <= 0xfff ? note.file.value : 0;
    return {note.subject, file << 20 | line};
}

void Track::append(Time at, LaneState state, IntervalNote note) {
    const PackedNote packed = pack(note);
    if (size_ > 0) {
        at = std::max(at, openStart_);
        if (state == openState_ && packed.subject == openNote_.subject && packed.site == openNote_.site)
            return extendTo(at);
        if (openState_ != LaneState::Absent)
            running_[std::size_t(openState_)] +=
                std::uint32_t(at >> kUnitShift) - std::uint32_t(openStart_ >> kUnitShift);
    }
    const Place place = placeOf(size_);
    if (size_ % kBlock == 0)
        openBlock(at);
    if (state != LaneState::Absent)
        blockMask_.back() |= std::uint8_t(1u << unsigned(state));
    Chunk& chunk = chunks_[place.chunk];
    chunk.starts[place.offset] = at;
    chunk.states[place.offset] = std::uint8_t(state);
    chunk.notes[place.offset] = packed;
    openStart_ = at;
    openState_ = state;
    openNote_ = packed;
    ++size_;
    extendTo(at);
}

void Track::openBlock(Time at) {
    const Place place = placeOf(size_);
    if (place.chunk == chunks_.size()) {
        const std::size_t n = chunkSize(place.chunk);
        // Left unwritten, so that the pages of a new chunk are touched one by one as it fills.
        chunks_.push_back({std::make_unique_for_overwrite<Time[]>(n),
                           std::make_unique_for_overwrite<PackedNote[]>(n),
                           std::make_unique_for_overwrite<std::uint8_t[]>(n)});
    }
    blockStart_.push_back(at);
    blockSums_.push_back(running_);
    blockMask_.push_back(0);
}

std::size_t Track::blockOf(Time t) const {
    const auto later = std::upper_bound(blockStart_.begin(), blockStart_.end(), t);
    return later == blockStart_.begin() ? 0 : std::size_t(later - blockStart_.begin()) - 1;
}

std::size_t Track::find(Time t) const {
    if (empty())
        return 0;
    const std::size_t block = blockOf(t);
    const Time* starts = blockStarts(block);
    const std::size_t count = std::min<std::size_t>(kBlock, size_ - block * kBlock);
    const auto later = std::size_t(std::upper_bound(starts, starts + count, t) - starts);
    return block * kBlock + (later == 0 ? 0 : later - 1);
}

std::size_t Track::memoryBytes() const {
    std::size_t bytes = blockStart_.capacity() * sizeof(Time) + blockSums_.capacity() * sizeof(Sums) +
                        blockMask_.capacity() + chunks_.capacity() * sizeof(Chunk);
    for (std::size_t i = 0; i < chunks_.size(); ++i)
        bytes += chunkSize(i) * (sizeof(Time) + sizeof(PackedNote) + 1);
    return bytes;
}

} // namespace forkscope::world
