// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A long list of moments, each with a shape: everything about it that repeats. Of a program's events and
// intervals most differ in their time alone, so a block of 1024 keeps the shapes that occur in it once, and
// of each element its time since the block began (four bytes) and the place of its shape (one). About five
// bytes an element where shapes repeat, 8 * kWords + 6 where none does. A block that lasts longer than four
// seconds keeps whole times; it then has few elements for its time.
//
// Append-only, indices are stable, any element is found in constant time. The newest block is open and grows.
// Single thread; what is read is a copy.
#include "engine/trace/event.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>
#include <memory>
#include <vector>

namespace forkscope::trace {

template <std::size_t kWords> class TimedColumns {
  public:
    using Shape = std::array<std::uint64_t, kWords>;
    static constexpr unsigned kBlockBits = 10;
    static constexpr std::size_t kBlock = std::size_t(1) << kBlockBits;

    std::size_t size() const { return sealed_ + open_.times.size(); }
    // `time` is not before that of the last one.
    void append(Time time, const Shape& shape);

    Time time(std::size_t i) const {
        return i >= sealed_ ? open_.times[i - sealed_] : blocks_[i >> kBlockBits].time(i % kBlock);
    }
    Shape shape(std::size_t i) const {
        return i >= sealed_ ? open_.shapes[open_.places[i - sealed_]]
                            : blocks_[i >> kBlockBits].shape(i % kBlock);
    }
    // Calls what(index, time, shape) for each from `first` to before `last`, in order and more quickly than
    // one by one, as long as it answers true.
    template <class Do> void each(std::size_t first, std::size_t last, Do&& what) const;
    // First index whose time is later than `t`; size() when none is.
    std::size_t upperBound(Time t) const;

    std::size_t memoryBytes() const;

  private:
    // Full. Narrow where all times lie within 2^32 ns, and all places below 256.
    struct Block {
        Time base = 0;
        std::unique_ptr<std::byte[]> bytes; // shapes, times, places
        const std::byte *times = nullptr, *places = nullptr;
        bool hasWideTimes = false, hasWidePlaces = false;

        // False when `what` wanted no more.
        template <class Do> bool each(std::size_t begin, std::size_t end, std::size_t index, Do& what) const {
            // Nearly all blocks are narrow: once without looking at every element whether this one is.
            if (!hasWideTimes && !hasWidePlaces) {
                for (std::size_t i = begin; i < end; ++i, ++index)
                    if (!what(index, base + load<std::uint32_t>(times, i),
                              load<Shape>(bytes.get(), std::size_t(places[i]))))
                        return false;
                return true;
            }
            for (std::size_t i = begin; i < end; ++i, ++index)
                if (!what(index, time(i), shape(i)))
                    return false;
            return true;
        }
        template <class T> static T load(const std::byte* from, std::size_t i) {
            T value;
            std::memcpy(&value, from + i * sizeof value, sizeof value);
            return value;
        }
        Time time(std::size_t i) const {
            return hasWideTimes ? load<Time>(times, i) : base + load<std::uint32_t>(times, i);
        }
        Shape shape(std::size_t i) const {
            const std::size_t place = hasWidePlaces ? load<std::uint16_t>(places, i) : std::size_t(places[i]);
            return load<Shape>(bytes.get(), place);
        }
    };
    struct OpenBlock {
        std::vector<Time> times;
        std::vector<std::uint16_t> places; // of each element's shape
        std::vector<Shape> shapes;
        std::vector<std::uint16_t> table; // hash table of shapes: place + 1, 0 empty; a power of two
    };

    // Word by word: quicker than the library's comparison of so few bytes.
    static bool isSame(const Shape& a, const Shape& b) {
        std::uint64_t difference = 0;
        for (std::size_t i = 0; i < kWords; ++i)
            difference |= a[i] ^ b[i];
        return difference == 0;
    }
    static std::uint64_t hashOf(const Shape& shape) {
        std::uint64_t h = 0;
        for (const std::uint64_t word : shape)
            h = (h ^ word ^ h >> 29) * 0x9e3779b97f4a7c15ull;
        return h ^ h >> 32;
    }
    std::uint16_t placeOf(const Shape& shape);
    void growTable();
    void seal();

    std::vector<Block> blocks_;
    std::size_t sealed_ = 0; // elements in blocks_
    OpenBlock open_;
};

template <std::size_t kWords> void TimedColumns<kWords>::append(Time time, const Shape& shape) {
    open_.places.push_back(placeOf(shape));
    open_.times.push_back(time);
    if (open_.times.size() == kBlock)
        seal();
}

// Of a shape that is not there yet: a new one.
template <std::size_t kWords> std::uint16_t TimedColumns<kWords>::placeOf(const Shape& shape) {
    if (open_.shapes.size() * 2 >= open_.table.size())
        growTable();
    const std::size_t mask = open_.table.size() - 1;
    for (std::size_t slot = hashOf(shape) & mask;; slot = (slot + 1) & mask) {
        const std::uint16_t known = open_.table[slot];
        if (known == 0) {
            open_.shapes.push_back(shape);
            open_.table[slot] = std::uint16_t(open_.shapes.size());
            return std::uint16_t(open_.shapes.size() - 1);
        }
        if (isSame(open_.shapes[known - 1u], shape))
            return std::uint16_t(known - 1);
    }
}

template <std::size_t kWords> void TimedColumns<kWords>::growTable() {
    constexpr std::size_t kFirst = 8;
    open_.table.assign(std::max(kFirst, open_.table.size() * 2), 0);
    const std::size_t mask = open_.table.size() - 1;
    for (std::size_t i = 0; i < open_.shapes.size(); ++i) {
        std::size_t slot = hashOf(open_.shapes[i]) & mask;
        while (open_.table[slot] != 0)
            slot = (slot + 1) & mask;
        open_.table[slot] = std::uint16_t(i + 1);
    }
}

template <std::size_t kWords> void TimedColumns<kWords>::seal() {
    const Time base = open_.times.front();
    Block block;
    block.base = base;
    block.hasWideTimes = std::uint64_t(open_.times.back()) - std::uint64_t(base) > UINT32_MAX;
    block.hasWidePlaces = open_.shapes.size() > 256;
    const std::size_t shapeBytes = open_.shapes.size() * sizeof(Shape);
    const std::size_t timeBytes = kBlock * (block.hasWideTimes ? sizeof(Time) : sizeof(std::uint32_t));
    const std::size_t placeBytes = kBlock * (block.hasWidePlaces ? 2 : 1);
    block.bytes = std::make_unique_for_overwrite<std::byte[]>(shapeBytes + timeBytes + placeBytes);
    std::byte *const times = block.bytes.get() + shapeBytes, *const places = times + timeBytes;
    block.times = times;
    block.places = places;
    std::memcpy(block.bytes.get(), open_.shapes.data(), shapeBytes);
    for (std::size_t i = 0; i < kBlock; ++i) {
        const auto since = std::uint32_t(std::uint64_t(open_.times[i]) - std::uint64_t(base));
        if (!block.hasWideTimes)
            std::memcpy(times + i * sizeof since, &since, sizeof since);
        if (!block.hasWidePlaces)
            places[i] = std::byte(open_.places[i]);
    }
    if (block.hasWideTimes)
        std::memcpy(times, open_.times.data(), timeBytes);
    if (block.hasWidePlaces)
        std::memcpy(places, open_.places.data(), placeBytes);
    blocks_.push_back(std::move(block));
    sealed_ += kBlock;
    open_.times.clear();
    open_.places.clear();
    open_.shapes.clear();
    std::fill(open_.table.begin(), open_.table.end(), std::uint16_t(0));
}

template <std::size_t kWords>
template <class Do>
void TimedColumns<kWords>::each(std::size_t first, std::size_t last, Do&& what) const {
    while (first < std::min(last, sealed_)) {
        const std::size_t base = first - first % kBlock, end = std::min(last - base, kBlock);
        if (!blocks_[first >> kBlockBits].each(first - base, end, first, what))
            return;
        first = base + end;
    }
    for (; first < last; ++first)
        if (!what(first, open_.times[first - sealed_], open_.shapes[open_.places[first - sealed_]]))
            return;
}

template <std::size_t kWords> std::size_t TimedColumns<kWords>::upperBound(Time t) const {
    if (!open_.times.empty() && open_.times.front() <= t)
        return sealed_ +
               std::size_t(std::upper_bound(open_.times.begin(), open_.times.end(), t) - open_.times.begin());
    const auto after = std::upper_bound(blocks_.begin(), blocks_.end(), t,
                                        [](Time a, const Block& block) { return a < block.base; });
    if (after == blocks_.begin())
        return 0;
    const Block& block = *(after - 1);
    std::size_t low = 0, high = kBlock;
    while (low < high) {
        const std::size_t middle = (low + high) / 2;
        if (block.time(middle) <= t)
            low = middle + 1;
        else
            high = middle;
    }
    return std::size_t(after - 1 - blocks_.begin()) * kBlock + low;
}

template <std::size_t kWords> std::size_t TimedColumns<kWords>::memoryBytes() const {
    std::size_t bytes = blocks_.capacity() * sizeof(Block) + open_.times.capacity() * sizeof(Time) +
                        (open_.places.capacity() + open_.table.capacity()) * sizeof(std::uint16_t) +
                        open_.shapes.capacity() * sizeof(Shape);
    for (const Block& block : blocks_)
        bytes += std::size_t(block.places - block.bytes.get()) + kBlock * (block.hasWidePlaces ? 2 : 1);
    return bytes;
}

} // namespace forkscope::trace
