// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A first-in first-out list whose copies are cheap: copies share blocks of elements and a block is copied
// only when a list that shares it changes it. The World is copied every few thousand events and again for
// each look back; a queue may hold 10^5 items and a program may have 10^4 objects: copying them one by one
// would cost more than everything else.
//
// Reads like a std::deque (size, [], front, back, for). References stay until the next change. One thread.
#include "engine/world/index_iterator.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>
#include <vector>

namespace forkscope::world {

template <class T, std::size_t kBlock = 64> class BlockList {
  public:
    using Iterator = IndexIterator<BlockList>;
    using value_type = T;
    using const_iterator = Iterator;

    std::size_t size() const { return size_; }
    bool empty() const { return size_ == 0; }
    const T& operator[](std::size_t i) const {
        const std::size_t at = begin_ + i;
        return (*blocks_[at / kBlock])[at % kBlock];
    }
    const T& front() const { return (*this)[0]; }
    const T& back() const { return (*this)[size_ - 1]; }
    Iterator begin() const { return {this, 0}; }
    Iterator end() const { return {this, size_}; }

    void push_back(const T& element);
    void pop_front();
    void pop_back();
    // Takes out element `i`. Costs `i` moves: meant for places near the front.
    T take(std::size_t i);
    // Element `i`, to be changed.
    T& edit(std::size_t i);

    bool operator==(const BlockList& other) const {
        return size_ == other.size_ && std::equal(begin(), end(), other.begin());
    }

  private:
    using Block = std::array<T, kBlock>;

    void forgetBlocks();

    std::vector<std::shared_ptr<Block>> blocks_; // those before begin_ / kBlock are null
    std::size_t begin_ = 0;                      // place of the first element, counted from blocks_[0]
    std::size_t size_ = 0;
};

template <class T, std::size_t kBlock> T& BlockList<T, kBlock>::edit(std::size_t i) {
    const std::size_t at = begin_ + i;
    std::shared_ptr<Block>& block = blocks_[at / kBlock];
    if (block.use_count() > 1)
        block = std::make_shared<Block>(*block);
    return (*block)[at % kBlock];
}

template <class T, std::size_t kBlock> void BlockList<T, kBlock>::push_back(const T& element) {
    if ((begin_ + size_) / kBlock == blocks_.size())
        blocks_.push_back(std::make_shared<Block>());
    edit(size_) = element;
    ++size_;
}

template <class T, std::size_t kBlock> void BlockList<T, kBlock>::pop_front() {
    --size_;
    ++begin_;
    if (begin_ % kBlock == 0) {
        blocks_[begin_ / kBlock - 1].reset();
        forgetBlocks();
    } else if (size_ == 0 && blocks_.back().use_count() == 1) {
        // A list that is emptied again and again goes on in the same block.
        begin_ -= begin_ % kBlock;
    }
}

// Drops the places of blocks that are gone, when they are the greater part.
template <class T, std::size_t kBlock> void BlockList<T, kBlock>::forgetBlocks() {
    const std::size_t gone = begin_ / kBlock;
    if (gone * 2 < blocks_.size())
        return;
    blocks_.erase(blocks_.begin(), blocks_.begin() + std::ptrdiff_t(gone));
    begin_ -= gone * kBlock;
}

template <class T, std::size_t kBlock> void BlockList<T, kBlock>::pop_back() {
    --size_;
    if ((begin_ + size_) % kBlock == 0)
        blocks_.pop_back();
}

template <class T, std::size_t kBlock> T BlockList<T, kBlock>::take(std::size_t i) {
    const T taken = (*this)[i];
    for (; i > 0; --i)
        edit(i) = (*this)[i - 1];
    pop_front();
    return taken;
}

} // namespace forkscope::world
